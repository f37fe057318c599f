"""What a person has begun and not sent: promises they are about to propose, an organisation they sign up, notices."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from suppliers.models.contracts import Contract


class KeptDraft(models.Model):
    """Answers to question pages, or a file of notices, kept so that they outlast a session; one row a person and draft.

    Theirs alone: nobody else is ever shown it. It goes when it is sent, or after 28 days without a further answer.
    """

    class Kind(models.TextChoices):
        ADD = "add", _("A new promise")
        MISSION = "mission", _("The value of a mission")
        CHANGE = "change", _("A change to a promise")
        REPLACE = "replace", _("A promise in place of another")
        COUNTER = "counter", _("An answer with other terms")
        SIGN_UP = "sign-up", _("Signing an organisation up")
        NOTICES = "notices", _("Contracts out of published notices")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject = models.PositiveBigIntegerField(
        _("subject"),
        default=0,
        help_text=_("The contract, promise, proposal or council it is about; 0 for an organisation that is signed up."),
    )
    contract = models.ForeignKey(Contract, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(_("answers so far"))
    kept_at = models.DateTimeField(_("kept at"))
    kept_by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-kept_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="sign-up", contract__isnull=True, subject=0)
                | Q(kind="notices", contract__isnull=True, subject__gt=0)
                | Q(kind__in=["add", "mission", "change", "replace", "counter"], contract__isnull=False),
                name="kept_draft_kind_known",
            ),
            models.UniqueConstraint(fields=["kept_by", "kind", "subject"], name="kept_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
