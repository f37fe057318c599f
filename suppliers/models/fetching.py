"""Published notices that the portal fetches itself: how far each source was asked, and what came for whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.fetching.troubles import Trouble


class NoticeSource(models.Model):
    """How far one address of the settings was asked. Whoever asks holds `lease` until they are done or out of time.

    A sweep asks page after page for what was published from `since` to `until`; `cursor` is the query of the page that
    comes next, empty before the first. Once the last page is in, everything up to `covered_until` is here.
    """

    address = models.CharField(_("address"), max_length=500, unique=True)
    since = models.DateTimeField(_("asked from"), null=True, blank=True)
    until = models.DateTimeField(_("asked up to"), null=True, blank=True)
    cursor = models.TextField(_("next page"), blank=True)
    pages = models.PositiveIntegerField(_("pages read"), default=0)
    came = models.PositiveIntegerField(_("notices for councils here"), default=0)
    covered_until = models.DateTimeField(_("complete up to"), null=True, blank=True)
    last_asked = models.DateTimeField(_("last asked"), null=True, blank=True)
    last_finished = models.DateTimeField(_("last finished"), null=True, blank=True)
    ask_after = models.DateTimeField(_("asked next"))
    problem = models.CharField(_("problem"), max_length=12, choices=Trouble, blank=True)
    detail = models.CharField(_("problem in detail"), max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(_("being asked until"), null=True, blank=True)

    class Meta:
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(
                condition=Q(problem="") | Q(problem__in=Trouble.values), name="notice_source_problem_known"
            ),
            models.CheckConstraint(
                condition=Q(lease__isnull=True, leased_until__isnull=True)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="notice_source_lease_ends",
            ),
            models.CheckConstraint(
                condition=Q(cursor="") | Q(since__isnull=False, until__isnull=False), name="notice_source_sweep_begun"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class ArrivedNotice(models.Model):
    """A notice that came from a source for a council. It was taken in, or waits with its text for a person to look.

    What it said to us stands in `said`, by language: remarks when it was taken in, what is wrong when it waits.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="arrived_notices")
    source = models.ForeignKey(NoticeSource, on_delete=models.PROTECT, related_name="+")
    ocid = models.CharField(_("notice process id (OCID)"), max_length=60, blank=True)
    release_id = models.CharField(_("notice"), max_length=250)
    title = models.CharField(_("title"), max_length=250, blank=True)
    arrived = models.DateTimeField(_("came"))
    is_held = models.BooleanField(_("waits for a person"), default=True)
    release = models.TextField(_("as published"), blank=True, help_text=_("Only while it waits."))
    said = models.JSONField(_("remarks"), default=dict, blank=True)
    left_out_at = models.DateTimeField(_("left out at"), null=True, blank=True)
    left_out_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-arrived", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["council", "ocid", "release_id"], name="arrived_notice_once"),
            models.CheckConstraint(
                condition=Q(is_held=True) & ~Q(release="") | Q(is_held=False, release=""),
                name="arrived_notice_kept_while_held",
            ),
            models.CheckConstraint(condition=pair("left_out"), name="arrived_notice_left_out_pair"),
            models.CheckConstraint(
                condition=Q(left_out_at__isnull=True) | Q(is_held=True), name="arrived_notice_left_out_is_held"
            ),
        ]
        indexes = [models.Index(fields=["council", "-arrived"], name="arrived_notice_newest")]

    def __str__(self) -> str:
        return self.release_id

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to: the one that buys."""
        return self.council_id
