"""Consents: recorded by editors, asked of suppliers and answered by them, withdrawn, and removed when time is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Council, User
from cms.actions.telling import tell
from cms.checks import consent_is_no_child
from cms.consenting import name_agreed
from cms.events import CmsEvent
from cms.models import Consent, CouncilImage
from cms.permissions import can_answer_for_name, can_edit_for, can_withdraw_consent
from cms.pictures_shown import pictures_under
from suppliers.calendar import add_months
from suppliers.checks import NotReady
from suppliers.models import Organisation
from suppliers.workflow import InvalidTransition

KEEP_MONTHS = 6 * 12
BATCH = 500
LOOK_BACK_DAYS = 31


@dataclass(frozen=True)
class Given:
    """What somebody agreed to, as an editor records it. `given_by` is a role and never a name."""

    covers: str
    about: str
    given_by: str
    organisation: str
    way: str
    kept_where: str
    given_on: date
    expires_on: date | None = None


@transaction.atomic
def record_consent(*, council: Council, given: Given, by: User) -> Consent:
    """Record the consent to publish a quote or a picture.

    Raises PermissionDenied; NotReady where it is a child's or young person's, or it is a supplier's to give.
    """
    if not can_edit_for(by, council.pk):
        raise PermissionDenied
    problems = list(consent_is_no_child.problems(given.given_by, given.about, given.organisation))
    if given.covers == Consent.Covers.NAME:
        problems.append(_("A supplier’s name is asked of the supplier, who answers in the portal"))
    if problems:
        raise NotReady(problems)
    consent = Consent.objects.create(council=council, recorded_at=timezone.now(), recorded_by=by, **vars(given))
    tell(CmsEvent.CONSENT_RECORDED, by=by, on=consent, data={"covers": given.covers})
    return consent


@transaction.atomic
def ask_for_name(*, council: Council, supplier: Organisation, by: User) -> Consent:
    """Ask a supplier of the council whether it may be named. Raises PermissionDenied; NotReady in words."""
    if not can_edit_for(by, council.pk):
        raise PermissionDenied
    Council.objects.select_for_update().get(pk=council.pk)
    names = Consent.objects.filter(council=council, supplier=supplier, covers=Consent.Covers.NAME)
    if not supplier.contracts.filter(council=council).exists():
        raise NotReady([_("This organisation has no contract with the council")])
    if name_agreed(council.pk, supplier.pk, today=timezone.localdate()):
        raise NotReady([_("This supplier has agreed to be named already")])
    if names.filter(answered_at=None, withdrawn_at=None).exists():
        raise NotReady([_("This supplier is asked already, and has not answered yet")])
    consent = Consent.objects.create(
        council=council,
        supplier=supplier,
        covers=Consent.Covers.NAME,
        way=Consent.Way.PORTAL,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    tell(CmsEvent.NAME_ASKED, by=by, on=consent)
    return consent


@transaction.atomic
def agree_to_name(*, consent: Consent, by: User) -> Consent:
    """The supplier may be named from now on. Raises PermissionDenied, or InvalidTransition."""
    _answer(consent, by=by, given_on=timezone.localdate())
    tell(CmsEvent.NAME_AGREED, by=by, on=consent)
    return consent


@transaction.atomic
def refuse_name(*, consent: Consent, by: User) -> Consent:
    """The supplier does not want to be named. Raises PermissionDenied, or InvalidTransition."""
    _answer(consent, by=by)
    tell(CmsEvent.NAME_REFUSED, by=by, on=consent)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User, deletes_picture: bool = False) -> Consent:
    """Take a consent back: what it covers is on no page from this moment, and in no cache a minute later.

    Of a picture every smaller copy is deleted at once, and with `deletes_picture` the picture itself, on whatever page
    it stands. Raises PermissionDenied; InvalidTransition when it was withdrawn already.
    """
    if not can_withdraw_consent(by, consent):
        raise PermissionDenied
    now = timezone.now()
    running = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    if running.update(withdrawn_at=now, withdrawn_by=by) != 1:
        raise InvalidTransition("it was withdrawn already")
    consent.withdrawn_at, consent.withdrawn_by = now, by
    pictures = list(pictures_under(consent))
    _drop_copies(pictures)
    if deletes_picture:
        for picture in pictures:
            picture.delete()
    data = {"covers": consent.covers, "pictures": len(pictures), "deleted": bool(pictures and deletes_picture)}
    tell(CmsEvent.CONSENT_WITHDRAWN, by=by, on=consent, data=data)
    return consent


@transaction.atomic
def drop_expired_copies(*, today: date) -> int:
    """Delete the smaller copies of pictures whose consent ended in the last month; how many consents were looked at.

    Pages show none of them since that day. The picture itself stays with the editors, who may get a new consent.
    """
    ended = Consent.objects.filter(
        covers=Consent.Covers.PICTURE, expires_on__lt=today, expires_on__gte=today - timedelta(days=LOOK_BACK_DAYS)
    )
    consents = list(ended.order_by("pk")[:BATCH])
    for consent in consents:
        _drop_copies(pictures_under(consent))
    return len(consents)


@transaction.atomic
def remove_old_consents(*, today: date) -> int:
    """Remove records of consents that ended six years ago, 500 at most; how many (domain rules, section 7.5).

    What they covered has been shown nowhere since.
    """
    before = add_months(today, -KEEP_MONTHS)
    over = Q(withdrawn_at__date__lt=before) | Q(expires_on__lt=before)
    refused = Q(given_on=None, answered_at__date__lt=before)
    old = list(Consent.objects.filter(over | refused).order_by("pk")[:BATCH])
    for consent in old:
        tell(CmsEvent.CONSENTS_REMOVED, by=None, on=consent)
        consent.delete()
    return len(old)


def _drop_copies(pictures: Iterable[CouncilImage]) -> None:
    """Delete the smaller copies of pictures, with their files once this is committed."""
    for picture in pictures:
        for copy in picture.renditions.all():
            copy.delete()


def _answer(consent: Consent, *, by: User, **changes) -> None:
    """The supplier's word, once. Raises PermissionDenied, or InvalidTransition when it was answered or withdrawn."""
    if not can_answer_for_name(by, consent):
        raise PermissionDenied
    changes |= {"answered_at": timezone.now(), "answered_by": by}
    waiting = Consent.objects.filter(pk=consent.pk, answered_at=None, withdrawn_at=None)
    if waiting.update(**changes) != 1:
        raise InvalidTransition("it was answered already")
    for name, value in changes.items():
        setattr(consent, name, value)
