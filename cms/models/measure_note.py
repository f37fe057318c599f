"""What editors say of a measure beside what the framework says: in plain words, with examples, and in Welsh."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from accounts.models import Council

TEXTS = ("plain", "good_example", "bad_example", "who_benefits", "where_counts")
"""What a note may say, in the order in which editors write it."""


class MeasureNote(TranslatableMixin, models.Model):
    """Words of one council, or of all that have none of their own, about the measure with a code, in one language.

    The framework's own texts are never written again here: its title stands, and a note in another language translates
    it.
    """

    council = models.ForeignKey(
        Council,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="measure_notes",
        verbose_name=_("council"),
        help_text=_("Without one, it is for every council that has no note of its own about this measure."),
    )
    code = models.CharField(_("measure"), max_length=20)
    title = models.CharField(
        _("title of the measure"),
        max_length=250,
        blank=True,
        help_text=_("In Welsh only. In English the title is the one in the framework."),
    )
    plain = models.TextField(
        _("in plain words"), blank=True, help_text=_("What a supplier does, in one or two short sentences.")
    )
    good_example = models.TextField(_("an example of good evidence"), blank=True)
    bad_example = models.TextField(
        _("an example of evidence that is not enough"), blank=True, help_text=_("Say why it is not enough.")
    )
    who_benefits = models.TextField(
        _("who benefits"), blank=True, help_text=_("Stands in place of what the framework says, which is in English.")
    )
    where_counts = models.TextField(
        _("where it counts"), blank=True, help_text=_("In which places, on which contracts, and what is left out.")
    )

    override_translatable_fields: ClassVar = [SynchronizedField("code")]

    class Meta:
        ordering = ["code"]
        verbose_name = _("note about a measure")
        verbose_name_plural = _("notes about measures")
        unique_together = [("translation_key", "locale")]
        constraints = [
            models.UniqueConstraint(fields=["council", "code", "locale"], name="measure_note_once"),
            models.UniqueConstraint(
                fields=["code", "locale"], condition=Q(council__isnull=True), name="measure_note_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.council})" if self.council else self.code

    def clean(self) -> None:
        """A title only where it is a translation, and something to say. Raises ValidationError."""
        super().clean()
        if self.title and self.locale_id and self.locale.language_code == settings.LANGUAGE_CODE:
            raise ValidationError({"title": _("The title in English is the one in the framework: leave this empty")})
        if not (self.title or any(getattr(self, name) for name in TEXTS)):
            raise ValidationError(_("Write at least one of the texts"))


def notes_for(council_id: int | None, language: str) -> QuerySet[MeasureNote]:
    """The notes that a council's pages show in a language, for each measure the council's own before that of all."""
    theirs = Q(council__isnull=True)
    if council_id is not None:
        theirs |= Q(council=council_id)
    notes = MeasureNote.objects.filter(theirs, locale__language_code=language)
    return notes.order_by(F("council").asc(nulls_last=True))
