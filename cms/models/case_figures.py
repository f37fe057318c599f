"""Public figures of a contract, kept beside its case studies so that a page need not add them up."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from suppliers.models import Contract

TOO_OLD = timedelta(minutes=10)


class CaseFigures(models.Model):
    """What `published_for_contract` said of a contract a moment ago. Nobody types into it; a task makes it anew."""

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="case_figures", primary_key=True)
    made = models.DateTimeField(_("made"))
    figures = models.JSONField(_("figures"), default=list)

    class Meta:
        verbose_name_plural = _("case figures")

    def __str__(self) -> str:
        return f"figures of contract {self.contract_id}"

    @property
    def is_fresh(self) -> bool:
        """Whether it may be shown. Where the worker stands still, pages ask for themselves."""
        return timezone.now() - self.made < TOO_OLD
