"""Voluntary and community organisations that chose to be listed. None of them has an account (decision record 0032)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models import Area

LONGEST_TEXT = 400


class Cause(models.TextChoices):
    """What organisations work for: a fixed list, so that it can be searched in both languages."""

    ADVICE = "advice", _("Advice and money worries")
    ANIMALS = "animals", _("Animals")
    ARTS = "arts", _("Arts and culture")
    YOUNG = "young", _("Children and young people")
    NEIGHBOURS = "neighbours", _("Community and neighbours")
    DISABILITY = "disability", _("Disability")
    FAITH = "faith", _("Faith")
    FOOD = "food", _("Food and cooking")
    HEALTH = "health", _("Health and wellbeing")
    HOUSING = "housing", _("Homes and homelessness")
    NATURE = "nature", _("Nature and the outdoors")
    OLDER = "older", _("Older people")
    REFUGE = "refuge", _("Refugees and people seeking asylum")
    REPAIR = "repair", _("Repair and reuse")
    SKILLS = "skills", _("Skills and work")
    SPORT = "sport", _("Sport")
    TRANSPORT = "transport", _("Transport")


class Help(models.TextChoices):
    """What is offered and looked for (requirement VC2): the same list for organisations and for the board."""

    ADVICE = "advice", _("Advice from people who know")
    FACILITIES = "facilities", _("Rooms, kitchens and other facilities")
    VOLUNTEERS = "volunteers", _("Volunteers")
    MATERIALS = "materials", _("Materials and equipment")
    OTHER = "other", _("Something else")


class OwnWords(models.Model):
    """Texts that somebody may have written in Welsh as well, in fields that end in `_cy`."""

    class Meta:
        abstract = True

    def said(self, field: str) -> tuple[str, str]:
        """A text in the language of the page where there is one, and the language it is really in."""
        own, welsh = getattr(self, field), getattr(self, f"{field}_cy")
        is_welsh = bool(welsh) and (get_language() == "cy" or not own)
        return (welsh, "cy") if is_welsh else (own, "en-gb")


class ListedOrganisation(OwnWords):
    """An entry of the directory of one council, and what is known of its organisation. No person is named.

    `email` is never shown: letters with secret links go there. `proposed` holds a change that the council has not read
    yet; until then the public sees what was accepted last.
    """

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Address not confirmed yet")
        WAITING = "waiting", _("With the council")
        LISTED = "listed", _("Listed")
        CHANGED = "changed", _("Listed, with a change that the council reads")
        DECLINED = "declined", _("Not listed")
        HIDDEN = "hidden", _("Hidden until the organisation says that it is right")
        TAKEN_DOWN = "taken_down", _("Taken down by the council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="listed_organisations")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UNCONFIRMED)
    slug = models.SlugField(_("address"), max_length=80, blank=True)
    email = models.EmailField(_("email address for our letters"))
    language = models.CharField(_("language of our letters"), max_length=10, default="en-gb")
    name = models.CharField(_("name"), max_length=120)
    sort_name = models.CharField(_("name for sorting"), max_length=120)
    number = models.CharField(_("charity or company number"), max_length=20, blank=True)
    does = models.CharField(_("what you do"), max_length=LONGEST_TEXT, blank=True)
    does_cy = models.CharField(_("what you do, in Welsh"), max_length=LONGEST_TEXT, blank=True)
    offers = models.CharField(_("what you offer"), max_length=LONGEST_TEXT, blank=True)
    offers_cy = models.CharField(_("what you offer, in Welsh"), max_length=LONGEST_TEXT, blank=True)
    seeks = models.CharField(_("what you look for"), max_length=LONGEST_TEXT, blank=True)
    seeks_cy = models.CharField(_("what you look for, in Welsh"), max_length=LONGEST_TEXT, blank=True)
    causes = models.JSONField(_("causes"), default=list)
    offered = models.JSONField(_("kinds of help you offer"), default=list, blank=True)
    sought = models.JSONField(_("kinds of help you look for"), default=list, blank=True)
    areas = models.ManyToManyField(Area, verbose_name=_("places"), blank=True, related_name="+")
    website = models.URLField(_("website"), max_length=200, blank=True)
    public_email = models.EmailField(_("email address for everybody"), blank=True)
    public_phone = models.CharField(_("telephone for everybody"), max_length=30, blank=True)
    proposed = models.JSONField(_("change that waits"), null=True, blank=True)
    reason = models.CharField(_("reason of the council"), max_length=500, blank=True)
    sent_on = models.DateField(_("sent on"))
    right_on = models.DateField(_("the organisation said on this day that it is right"), null=True, blank=True)
    asked_on = models.DateField(_("asked whether it is right on"), null=True, blank=True)
    ended_on = models.DateField(_("not to be listed since"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sort_name", "id"]
        verbose_name = _("organisation of the directory")
        verbose_name_plural = _("organisations of the directory")
        indexes = [
            models.Index(fields=["council", "status", "id"], name="listed_by_status"),
            models.Index(fields=["status", "right_on"], name="listed_to_ask"),
            models.Index(fields=["ended_on"], condition=Q(ended_on__isnull=False), name="listed_ended"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["council", "email"], name="listed_email_once"),
            models.UniqueConstraint(fields=["council", "slug"], condition=~Q(slug=""), name="listed_slug_once"),
            models.CheckConstraint(
                condition=Q(
                    status__in=["unconfirmed", "waiting", "listed", "changed", "declined", "hidden", "taken_down"]
                ),
                name="listed_status_known",
            ),
            models.CheckConstraint(condition=Q(language__in=["en-gb", "cy"]), name="listed_language_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(email=""), name="listed_has_name_and_email"),
            models.CheckConstraint(condition=~Q(does="") | ~Q(does_cy=""), name="listed_says_what_it_does"),
            models.CheckConstraint(
                condition=Q(status__in=["listed", "changed"], right_on__isnull=False, ended_on__isnull=True)
                & ~Q(slug="")
                | Q(status__in=["declined", "hidden", "taken_down"], ended_on__isnull=False)
                | Q(status__in=["unconfirmed", "waiting"], ended_on__isnull=True),
                name="listed_days_fit_status",
            ),
            models.CheckConstraint(
                condition=Q(status="changed", proposed__isnull=False)
                | (~Q(status="changed") & Q(proposed__isnull=True)),
                name="listed_change_waits",
            ),
            models.CheckConstraint(condition=pair("decided"), name="listed_decided_pair"),
        ]

    PUBLIC = (Status.LISTED, Status.CHANGED)
    """Statuses in which everybody sees the entry."""

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return self.status in self.PUBLIC

    @property
    def cause_words(self) -> list[str]:
        """Its causes in words, in the order of the list."""
        return [str(cause.label) for cause in Cause if cause.value in self.causes]

    @property
    def offered_words(self) -> list[str]:
        """The kinds of help it offers, in words."""
        return [str(one.label) for one in Help if one.value in self.offered]

    @property
    def sought_words(self) -> list[str]:
        """The kinds of help it looks for, in words."""
        return [str(one.label) for one in Help if one.value in self.sought]

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its own."""
        return f"cms.listedorganisation:{self.pk}"


class EntryLink(models.Model):
    """A secret link to one entry, of which only a hash is kept. Several may work at once, each until its moment."""

    entry = models.ForeignKey(ListedOrganisation, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    made = models.DateTimeField(_("made"))
    expires = models.DateTimeField(_("works until"))

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["expires"], name="entry_link_expires")]

    def __str__(self) -> str:
        return f"{self.entry_id}, {self.expires}"


class EntryTerm(models.Model):
    """What a public entry is found by: a word, a cause, a kind of help or a place (`cms.terms`).

    Every filter is an equality on one index that is in the order of the names already, so that a page of results costs
    the same whatever the size of the directory, on both databases.
    """

    entry = models.ForeignKey(ListedOrganisation, on_delete=models.CASCADE, related_name="terms")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    term = models.CharField(_("term"), max_length=24)
    sort_name = models.CharField(_("name for sorting"), max_length=120)

    class Meta:
        ordering = ["sort_name", "entry_id"]
        indexes = [models.Index(fields=["council", "term", "sort_name", "entry"], name="entry_term_in_order")]
        constraints = [models.UniqueConstraint(fields=["entry", "term"], name="entry_term_once")]

    def __str__(self) -> str:
        return self.term
