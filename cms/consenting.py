"""Which consents there are, who sees them, and whether a supplier may be named."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from cms.editors import councils_edited_by
from cms.models.consents import Consent, ConsentQuerySet
from suppliers.models import Organisation
from suppliers.reach import memberships


def consents_edited_by(user: User) -> ConsentQuerySet:
    """Those of the councils whose sites a person edits."""
    rows = Consent.objects.filter(council__in=councils_edited_by(user).values("pk"))
    return rows.select_related("council", "supplier")


def names_asked_of(user: User) -> ConsentQuerySet:
    """Whether they may be named: what councils asked the organisations that a person belongs to."""
    asked = Consent.objects.filter(covers=Consent.Covers.NAME, supplier__in=list(memberships(user)))
    return asked.select_related("council", "supplier")


def name_running(council_id, supplier_id, *, today: date) -> ConsentQuerySet:
    """The consent of a supplier to be named by a council that holds; the ids may be expressions of a query."""
    names = Consent.objects.filter(covers=Consent.Covers.NAME, council=council_id, supplier=supplier_id)
    return names.running(today=today)


def name_agreed(council_id: int, supplier_id: int | None, *, today: date) -> bool:
    """Whether a supplier agrees to be named by a council. One query."""
    return name_running(council_id, supplier_id, today=today).exists()


def unwilling(council_id: int, *, today: date) -> QuerySet[Organisation]:
    """Suppliers that do not want to be named by a council, or no longer, and have not agreed since."""
    names = Consent.objects.filter(covers=Consent.Covers.NAME, council=council_id)
    said_no = Q(pk__in=names.said_no(today=today).values("supplier"))
    return Organisation.objects.filter(said_no).exclude(pk__in=names.running(today=today).values("supplier"))


def holds(consent: Consent | None, covers: str, today: date) -> bool:
    """Whether there is a consent to show this kind of thing, and it holds on this day."""
    return consent is not None and consent.covers == covers and consent.runs_on(today)


def consents_to_choose(council_id: int, covers: str, *, today: date) -> ConsentQuerySet:
    """The newest 200 of a council that hold, for a form that asks which."""
    found = Consent.objects.filter(council=council_id, covers=covers).running(today=today).order_by("-pk")
    return Consent.objects.filter(pk__in=list(found.values_list("pk", flat=True)[:200]))
