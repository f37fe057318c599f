"""Open returns in which nothing was answered yet: those for which somebody may say at once that there is nothing."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from framework.models import Measure
from returns.models import Answer, EvidenceUse, ReturnLine, SignOff, SupplierReturn
from returns.queries import LISTED
from suppliers.permissions import WRITING
from suppliers.reach import held_by, places_of

# So many are sent in one go: each is a return that somebody reads.
MOST = 50


def untouched_returns_of(user: User, *, today: date) -> QuerySet[SupplierReturn]:
    """The returns a person writes for that were never sent and hold no answer and no file, those due first on top.

    Only those whose period is over: until then something may still happen.
    """
    writing = [pk for pk, place in places_of(user).items() if place.role in WRITING]
    given = Q(figure_done=True) | Q(words_done=True) | Q(evidence_done=True) | Q(claimed__isnull=False)
    given |= ~Q(narrative="") | ~Q(nothing_reason="")
    of_this = {"revision__supplier_return": OuterRef("pk")}
    begun = Exists(Answer.objects.filter(given, **of_this))
    files = Exists(EvidenceUse.objects.filter(answer__revision__supplier_return=OuterRef("pk")))
    asked = Exists(SignOff.objects.filter(status=SignOff.Status.ASKED, **of_this))
    returns = SupplierReturn.objects.filter(held_by(user, contract="contract"), supplier__in=writing)
    returns = returns.filter(status=SupplierReturn.Status.DRAFT, sent_revision=None, period__ends_before__lte=today)
    returns = returns.filter(~begun, ~files, ~asked).select_related("contract", "council", "period", "supplier")
    return returns.only(*LISTED).order_by("due_on", "pk")


def are_about_protected(returns: list[SupplierReturn]) -> bool:
    """Whether any of some returns asks about children or others who need protection. One query."""
    standard = Measure.Sensitivity.STANDARD
    lines = ReturnLine.objects.filter(supplier_return__in=returns)
    return lines.exclude(commitment__measure__sensitivity=standard).exists()
