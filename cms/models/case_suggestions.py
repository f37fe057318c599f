"""Suggestions: what somebody thinks the council should tell as a case study."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import Council
from accounts.pairs import USER, pair
from returns.models import SupplierReturn


class CaseStudySuggestion(models.Model):
    """One decided return that its supplier or an officer would like to see told. An editor drafts a page or declines.

    A return is suggested once; what was declined may be suggested again.
    """

    supplier_return = models.ForeignKey(SupplierReturn, on_delete=models.PROTECT, related_name="case_suggestions")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it is worth telling"))
    suggested_at = models.DateTimeField(_("suggested at"))
    suggested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"), null=True, blank=True)
    drafted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The page may be deleted later; the suggestion stays.
    page = models.OneToOneField(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestion")
    left_out = models.JSONField(_("what was left out of the draft"), default=list)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    declined_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declined_reason = models.TextField(_("why it was declined"), blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["council", "-id"], name="case_suggestion_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="case_suggestion_has_reason"),
            models.CheckConstraint(condition=pair("suggested"), name="case_suggestion_suggested_pair"),
            models.CheckConstraint(condition=pair("drafted"), name="case_suggestion_drafted_pair"),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, declined_by__isnull=True, declined_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(declined_reason="")),
                name="case_suggestion_declined_pair",
            ),
            models.CheckConstraint(
                condition=Q(drafted_at__isnull=True) | Q(declined_at__isnull=True), name="case_suggestion_one_answer"
            ),
            models.UniqueConstraint(
                fields=["supplier_return"], condition=Q(declined_at__isnull=True), name="case_suggestion_once"
            ),
        ]

    def __str__(self) -> str:
        return f"case study suggested from return {self.supplier_return_id}"

    @property
    def is_open(self) -> bool:
        """Whether no editor has answered yet."""
        return self.drafted_at is None and self.declined_at is None

    @property
    def state_words(self):
        """What became of it, as people read it."""
        if self.declined_at is not None:
            return _("Declined")
        if self.drafted_at is None:
            return _("With the editors")
        return _("Published") if self.page is not None and self.page.live else _("Being written")

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.supplier_return.audit_trail
