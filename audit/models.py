"""What happened: rows that are only ever added, and the seals that prove nothing was changed afterwards."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One thing that happened. Written by `audit.record.record` alone; a database trigger refuses UPDATE and DELETE."""

    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    event = models.CharField(_("event"), max_length=60)
    subject_type = models.CharField(_("kind of thing"), max_length=60)
    subject_id = models.CharField(_("thing"), max_length=36)
    trail = models.CharField(_("trail"), max_length=80, blank=True, help_text=_("Whose history this belongs to."))
    council_id = models.BigIntegerField(_("council"), null=True)
    data = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_event_subject"),
            models.Index(fields=["trail", "id"], name="audit_event_trail"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type}:{self.subject_id}"


class Seal(models.Model):
    """A keyed digest over a batch of events and the seal before it.

    A batch is every event with an id in `first_id` to `last_id`, less those whose ids were not committed when the
    seal was made (`gaps`, a list of [from, to]), plus events that were gaps of an earlier seal and have
    arrived since (`late_ids`). Writers therefore never wait for one another nor for the sealing.

    The digest is the proof. The marks only help to say in words what differs: `key_mark` tells which key the
    seal was made with, `marks` are 12 characters for each event, the late ones first, in the order of their ids.
    """

    sealed = models.DateTimeField(_("sealed"), default=timezone.now)
    first_id = models.BigIntegerField(_("first event"))
    last_id = models.BigIntegerField(_("last event"))
    events = models.PositiveIntegerField(_("events"))
    gaps = models.JSONField(_("gaps"), default=list)
    late_ids = models.JSONField(_("late events"), default=list)
    key_mark = models.CharField(_("mark of the key"), max_length=12)
    marks = models.TextField(_("marks of the events"))
    previous_digest = models.CharField(_("digest before"), max_length=64, blank=True, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["sealed"], name="audit_seal_sealed")]

    def __str__(self) -> str:
        return f"{self.first_id} to {self.last_id}: {self.digest[:12]}"
