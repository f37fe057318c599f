"""What objectives and outcomes of a framework are called in Welsh: the framework itself has their titles in English."""

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Council


class PartTitle(models.Model):
    """The Welsh title of the objective or the outcome with a code, for one council or all that have none of their own.

    Measures have theirs in `MeasureNote`, with all else that editors say of them.
    """

    class Part(models.TextChoices):
        OBJECTIVE = "objective", _("Objective")
        OUTCOME = "outcome", _("Outcome")

    council = models.ForeignKey(
        Council,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="part_titles",
        verbose_name=_("council"),
        help_text=_("Without one, it is for every council that has no title of its own for this."),
    )
    part = models.CharField(_("part"), max_length=10, choices=Part)
    code = models.CharField(_("code"), max_length=20)
    welsh_title = models.CharField(_("title in Welsh"), max_length=250)

    class Meta:
        ordering = ["part", "code", "pk"]
        verbose_name = _("Welsh title of an objective or outcome")
        verbose_name_plural = _("Welsh titles of objectives and outcomes")
        constraints = [
            models.UniqueConstraint(fields=["council", "part", "code"], name="part_title_once"),
            models.UniqueConstraint(
                fields=["part", "code"], condition=Q(council__isnull=True), name="part_title_of_all_once"
            ),
            models.CheckConstraint(condition=Q(part__in=["objective", "outcome"]), name="part_title_part_known"),
            models.CheckConstraint(condition=~Q(welsh_title=""), name="part_title_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.council})" if self.council else self.code


def part_titles_for(council_id: int | None) -> QuerySet[PartTitle]:
    """The titles that a council's Welsh pages show, for each part the council's own before that of all."""
    theirs = Q(council__isnull=True)
    if council_id is not None:
        theirs |= Q(council=council_id)
    return PartTitle.objects.filter(theirs).order_by(F("council").asc(nulls_last=True))
