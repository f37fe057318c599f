"""Keeping what a person has begun and not sent, so that signing out loses nothing.

No event is written: until it is sent it is nobody's business but the writer's, and the history holds none of it.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from suppliers.models import Contract, KeptDraft
from suppliers.queries import contracts_visible_to, drafts_of

KEPT_FOR = timedelta(days=28)


@transaction.atomic
def keep_draft(*, kind: str, answers: dict, by: User, subject: int = 0, contract: Contract | None = None) -> None:
    """Keep the answers of a draft in place of those kept before.

    Raises PermissionDenied for a draft about a contract that the person does not see.
    """
    if contract is not None and not contracts_visible_to(by).filter(pk=contract.pk).exists():
        raise PermissionDenied
    KeptDraft.objects.update_or_create(
        kept_by=by,
        kind=kind,
        subject=subject,
        defaults={"contract": contract, "answers": answers, "kept_at": timezone.now()},
    )


@transaction.atomic
def drop_draft(*, kind: str, by: User, subject: int = 0) -> None:
    """Forget a draft, because it was sent or is begun anew; nothing happens where there is none."""
    drafts_of(by).filter(kind=kind, subject=subject).delete()


@transaction.atomic
def drop_old_drafts() -> int:
    """Forget the drafts that nobody went on with for 28 days; how many these were."""
    return KeptDraft.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()[0]
