"""Which returns an officer is shown, and in what order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.covering import colleagues_of
from accounts.models import User
from accounts.permissions import DECIDING
from accounts.queries import officer_roles
from returns.models import LineQuestion, SavedView, SupplierReturn
from returns.queries import LISTED, council_returns_visible_to
from returns.workflow import WITH_SUPPLIER
from suppliers.models import Contract, Organisation, ServiceCategory
from suppliers.ownership import looked_after_by
from suppliers.reach import memberships, parties_by_contract

Status = SupplierReturn.Status
FILTERS = {
    "waiting": _("Waiting to be read"),
    "mine": _("Open with me"),
    "reading": _("Being read"),
    "sent_back": _("Sent back"),
    "decided": _("Decided"),
    "overdue": _("Overdue"),
    "to_come": _("Still to come"),
}
_BY_STATUS = {
    "waiting": Status.SUBMITTED,
    "reading": Status.UNDER_REVIEW,
    "sent_back": Status.RETURNED,
    "decided": Status.DECIDED,
    "to_come": Status.DRAFT,
}
WHOSE = {"all": _("Everybody’s"), "mine": _("Of contracts I look after"), "team": _("My team’s")}
ORDERS = {"first": _("First to read"), "oldest": _("Longest waiting")}
# What stands in the order of a moment; the rest is newest first.
ORDERED = ("waiting", "mine", "reading")
WORDS_LIMIT = 100
# So many organisations at most have the words that were looked for in their names; more words find fewer.
MOST_SUPPLIERS = 50


@dataclass(frozen=True)
class Filters:
    """What of the queue is shown. Made from an address, where whatever is not known is as if it were not there."""

    show: str = "waiting"
    whose: str = "all"
    order: str = "first"
    supplier: str = ""
    category: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """From the parameters of an address or a form."""
        show, whose, order = (given.get(name, "") for name in ("show", "whose", "order"))
        if show == "my_contracts":  # as links of earlier editions have it
            show, whose = "waiting", "mine"
        number = given.get("category", "")
        return cls(
            show=show if show in FILTERS else cls.show,
            whose=whose if whose in WHOSE else cls.whose,
            order=order if order in ORDERS else cls.order,
            supplier=" ".join(given.get("supplier", "").replace("\0", " ").split())[:WORDS_LIMIT],
            category=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None,
        )

    @classmethod
    def parse(cls, query: str) -> "Filters":
        """From the part of an address behind the question mark, as `query` gives it."""
        return cls.read(dict(parse_qsl(query)))

    @property
    def items(self) -> list[tuple[str, str]]:
        """The parameters that say the same again, without those that are as usual."""
        usual = Filters()
        given = ((name, getattr(self, name)) for name in ("show", "whose", "order", "supplier", "category"))
        return [(name, str(value)) for name, value in given if value and value != getattr(usual, name)]

    @property
    def query(self) -> str:
        """The same as the part of an address behind the question mark, to be shared or kept."""
        return urlencode(self.items)

    def but(self, **changes: Any) -> "Filters":
        """The same with something changed."""
        return replace(self, **changes)

    @property
    def field(self) -> str | None:
        """The moment the rows are in the order of, oldest first; None: newest first."""
        if self.show not in ORDERED:
            return None
        return "queue_place" if self.order == "first" else "submitted_at"


def queue_of(user: User, filters: Filters) -> QuerySet[SupplierReturn]:
    """The returns a person sees under these filters; their order is `filters.field`.

    Each row knows `waits_for_answer`: whether its supplier was asked about a line and has not answered.
    """
    asked = LineQuestion.objects.filter(line__supplier_return=OuterRef("pk"), status=LineQuestion.Status.ASKED)
    rows = (
        council_returns_visible_to(user)
        .select_related("contract", "council", "period", "supplier", "taken_by")
        .only(*LISTED, "queue_place", "queue_reasons", "taken_by__first_name", "taken_by__last_name", "taken_by__email")
        .annotate(waits_for_answer=Exists(asked))
    )
    return rows.filter(_of_status(user, filters.show), _of_people(user, filters.whose), *_of_choice(user, filters))


def _of_status(user: User, show: str) -> Q:
    """A condition: returns that are at this point."""
    if show == "mine":
        return Q(taken_by=user, status=Status.UNDER_REVIEW)
    if show == "overdue":
        return Q(status__in=WITH_SUPPLIER, due_on__lt=timezone.localdate())
    return Q(status=_BY_STATUS[show])


def _of_people(user: User, whose: str) -> Q:
    """A condition: returns of contracts that these people look after."""
    if whose == "mine":
        return looked_after_by(user, contract="contract")
    if whose == "team":
        found = Q(pk__in=[])
        for council_id, people in colleagues_of(user).items():
            theirs = Q(contract__manager__in=people) | Q(contract__deputy__in=people)
            found |= Q(council=council_id) & theirs
        return found
    return Q()


def _of_choice(user: User, filters: Filters) -> list[Q]:
    """Conditions: returns of suppliers with these words in their names, and of contracts for this kind of service."""
    found = []
    if filters.supplier:
        holding = Contract.objects.filter(council__in=officer_roles(user)).values("supplier")
        named = Organisation.objects.filter(name__icontains=filters.supplier, pk__in=holding).order_by("pk")
        found.append(Q(supplier__in=list(named.values_list("pk", flat=True)[:MOST_SUPPLIERS])))
    if filters.category:
        carrying = Contract.categories.through.objects.filter(servicecategory=filters.category)
        found.append(Q(contract__in=carrying.values("contract")))
    return found


def categories_for(user: User) -> QuerySet[ServiceCategory]:
    """The kinds of service by which a person may filter: those of their councils."""
    return ServiceCategory.objects.filter(council__in=officer_roles(user)).order_by("label", "pk")


def views_of(user: User) -> QuerySet[SavedView]:
    """The views of the queue a person keeps: theirs alone, by name."""
    return SavedView.objects.filter(user=user).order_by("name", "pk")


def next_to_take(user: User, filters: Filters) -> list[SupplierReturn]:
    """The first five returns of what is shown that this person may take: of no contract their organisations are in."""
    filters = filters.but(show="waiting")
    councils = [council for council, roles in officer_roles(user).items() if roles & DECIDING]
    waiting = SupplierReturn.objects.filter(council__in=councils, status=Status.SUBMITTED)
    waiting = waiting.filter(_of_people(user, filters.whose), *_of_choice(user, filters))
    waiting = waiting.exclude(supplier__in=memberships(user))
    if taken_part_in := parties_by_contract(user):
        waiting = waiting.exclude(contract__in=taken_part_in)
    return list(waiting.order_by(filters.field or "queue_place", "pk")[:5])
