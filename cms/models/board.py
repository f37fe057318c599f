"""The board of needs and offers: what voluntary organisations look for, and what they and suppliers offer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from cms.models.directory import Cause, Help, ListedOrganisation, OwnWords
from suppliers.models import Area, Organisation

LONGEST_POST = 1000
LONGEST_MESSAGE = 1500


class Post(OwnWords):
    """A need or an offer, by an organisation of the directory or by a supplier of the council, until a day."""

    class Kind(models.TextChoices):
        NEED = "need", _("Need")
        OFFER = "offer", _("Offer")

    class Status(models.TextChoices):
        WAITING = "waiting", _("With the council")
        PUBLISHED = "published", _("On the board")
        DECLINED = "declined", _("Not on the board")
        TAKEN_DOWN = "taken_down", _("Taken down by the council")
        CLOSED = "closed", _("Closed by whoever wrote it")
        EXPIRED = "expired", _("Over")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(
        ListedOrganisation, null=True, blank=True, on_delete=models.CASCADE, related_name="posts"
    )
    supplier = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="posts")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    kind = models.CharField(_("need or offer"), max_length=5, choices=Kind)
    what = models.CharField(_("what it is about"), max_length=10, choices=Help)
    slug = models.SlugField(_("address"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=80, blank=True)
    title_cy = models.CharField(_("title in Welsh"), max_length=80, blank=True)
    words = models.CharField(_("in your own words"), max_length=LONGEST_POST, blank=True)
    words_cy = models.CharField(_("in your own words, in Welsh"), max_length=LONGEST_POST, blank=True)
    causes = models.JSONField(_("causes"), default=list, blank=True)
    areas = models.ManyToManyField(Area, verbose_name=_("places"), blank=True, related_name="+")
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason of the council"), max_length=500, blank=True)
    sent_on = models.DateField(_("sent on"))
    ended_on = models.DateField(_("not on the board since"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("need or offer")
        verbose_name_plural = _("needs and offers")
        indexes = [
            models.Index(fields=["council", "status", "id"], name="post_by_status"),
            models.Index(fields=["ends_on"], condition=Q(status__in=["waiting", "published"]), name="post_ends"),
            models.Index(fields=["ended_on"], condition=Q(ended_on__isnull=False), name="post_ended"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["council", "slug"], condition=~Q(slug=""), name="post_slug_once"),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "published", "declined", "taken_down", "closed", "expired"]),
                name="post_status_known",
            ),
            models.CheckConstraint(condition=Q(kind__in=["need", "offer"]), name="post_kind_known"),
            models.CheckConstraint(
                condition=Q(what__in=["advice", "facilities", "volunteers", "materials", "other"]),
                name="post_what_known",
            ),
            models.CheckConstraint(
                condition=(~Q(title="") | ~Q(title_cy="")) & (~Q(words="") | ~Q(words_cy="")), name="post_has_words"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, supplier__isnull=True)
                | Q(organisation__isnull=True, supplier__isnull=False),
                name="post_is_of_one",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "published"], ended_on__isnull=True)
                | (~Q(status__in=["waiting", "published"]) & Q(ended_on__isnull=False)),
                name="post_ended_with_its_day",
            ),
            models.CheckConstraint(condition=pair("decided"), name="post_decided_pair"),
        ]

    def __str__(self) -> str:
        return self.title or self.title_cy

    @property
    def who(self) -> str:
        """The name of whoever wrote it."""
        theirs = self.organisation or self.supplier
        return theirs.name if theirs else ""

    @property
    def cause_words(self) -> list[str]:
        """Its causes in words, in the order of the list."""
        return [str(cause.label) for cause in Cause if cause.value in self.causes]

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its organisation's, or its own."""
        return f"cms.listedorganisation:{self.organisation_id}" if self.organisation_id else f"cms.post:{self.pk}"


class PostTerm(models.Model):
    """What a post on the board is found by, as `EntryTerm`; the newest first."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="terms")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    term = models.CharField(_("term"), max_length=24)

    class Meta:
        ordering = ["-post_id"]
        indexes = [models.Index(fields=["council", "term", "post"], name="post_term_in_order")]
        constraints = [models.UniqueConstraint(fields=["post", "term"], name="post_term_once")]

    def __str__(self) -> str:
        return self.term


class PostMessage(models.Model):
    """An answer to a post. Whoever wrote the post reads it behind a secret link or the sign-in; the public never."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="messages")
    sender_name = models.CharField(_("name of the organisation"), max_length=120)
    sender_email = models.EmailField(_("email address of the organisation"))
    words = models.CharField(_("message"), max_length=LONGEST_MESSAGE)
    sent = models.DateTimeField(_("sent"))

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["sent"], name="post_message_sent")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="post_message_has_words")]

    def __str__(self) -> str:
        return f"{self.post_id}, {self.sent}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.post.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: that of the post."""
        return self.post.audit_trail
