"""Figures as they were published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Council


class PublishedEdition(models.Model):
    """The public figures of a council as they stood when they were last worked out (`reports.editions`).

    Pages show these, so that a page costs one question whatever the council's size, and all pages of one moment show
    the same figures. `as_of` is when they last changed, `last_checked` when they were last found to be the same.
    """

    council = models.OneToOneField(
        Council, primary_key=True, on_delete=models.CASCADE, related_name="published_edition"
    )
    as_of = models.DateTimeField(_("changed at"))
    last_checked = models.DateTimeField(_("checked at"))
    content = models.JSONField(_("figures"))

    class Meta:
        verbose_name = _("published figures")

    def __str__(self) -> str:
        return f"{self.council}, {self.as_of:%Y-%m-%d %H:%M}"
