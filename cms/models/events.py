"""Events: what is on and what was, and who may tell us that they are interested."""

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.addresses import address, listed
from cms.blocks import BodyBlock
from cms.calendar_file import calendar_of
from cms.models.council_site import CouncilSite
from cms.models.more_addresses import MoreAddresses
from cms.models.site_page import SitePage
from cms.open_pages import open_below
from cms.paging import part_of

LATEST_PAST = 5
SCHEMA = "https://schema.org/"


class EventIndexPage(SitePage):
    """What is on, soonest first, and what was, newest first."""

    search_kind = "events"
    search_label = _("Events")
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    subpage_types: ClassVar = ["cms.EventPage"]
    template = "cms/event_index_page.html"
    schema_type = "CollectionPage"
    follows_the_clock = True

    def more_context(self, request, context: dict) -> dict:
        """One part of what is on with the latest of what was, or one part of all that was (`?show=past`)."""
        events, now = open_below(EventPage.objects.child_of(self)), timezone.now()
        past = events.filter(ends__lt=now).order_by("-begins", "-path")
        if request.GET.get("show") == "past":
            part = part_of(past, request)
            return {"part": part, "past": listed(part.rows, request), "shows_past": True}
        part = part_of(events.filter(ends__gte=now).order_by("begins", "path"), request)
        latest = [] if part.before else listed(past[:LATEST_PAST], request)
        return {"part": part, "upcoming": listed(part.rows, request), "past": latest}


class EventPage(MoreAddresses, SitePage):
    """One event: when, where, for whom, and whether people can tell us that they are interested."""

    search_kind = "events"
    search_label = _("Events")
    follows_the_clock = True

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        SUPPLIERS = "suppliers", _("Suppliers")
        VOLUNTARY = "voluntary", _("Voluntary organisations")
        OFFICERS = "officers", _("Officers of the council")

    class State(models.TextChoices):
        PAST = "past", _("This event is over")
        NO_SIGN_UP = "no_sign_up", _("No need to tell us that you come")
        CLOSED = "closed", _("Closed")
        FULL = "full", _("Full")
        OPEN = "open", _("Open")

    begins = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=250, blank=True, help_text=_("Left empty for what is online only."))
    online_note = models.CharField(
        _("how to join online"),
        max_length=250,
        blank=True,
        help_text=_("Such as “We send the link the day before”. Do not put a link here that only some may have."),
    )
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.EVERYBODY)
    audience_words = models.CharField(
        _("for whom, in more words"), max_length=200, blank=True, help_text=_("Shown in place of the choice above.")
    )
    takes_interest = models.BooleanField(_("people can tell us that they are interested"), default=True)
    capacity = models.PositiveIntegerField(
        _("how many can come"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    closes_on = models.DateField(
        _("last day to tell us"), null=True, blank=True, help_text=_("Left empty: until the event begins.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("begins", "ends", "place", "online_note", "audience", "audience_words")],
            heading=_("When, where and for whom"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("takes_interest", "capacity", "closes_on")], heading=_("Who comes")
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("place"), index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/event_page.html"
    schema_type = "Event"
    behind: ClassVar = {"calendar": "serve_calendar"}

    def clean(self) -> None:
        """It ends after it begins, is somewhere, and nobody signs up for what is over."""
        super().clean()
        problems = {}
        if self.begins and self.ends and self.ends <= self.begins:
            problems["ends"] = _("The event must end after it begins")
        if self.begins and self.closes_on and self.closes_on > timezone.localdate(self.begins):
            problems["closes_on"] = _("The last day to tell us cannot be after the event has begun")
        if not self.place and not self.online_note:
            problems["place"] = _("Enter a place, or how to join online")
        if problems:
            raise ValidationError(problems)

    def state(self, taken: int, now: datetime) -> "EventPage.State":
        """Whether people can tell us now that they are interested, when `taken` have done so."""
        if self.ends < now:
            return self.State.PAST
        if not self.takes_interest:
            return self.State.NO_SIGN_UP
        if self.begins <= now or (self.closes_on and self.closes_on < timezone.localdate(now)):
            return self.State.CLOSED
        return self.State.FULL if self.capacity is not None and taken >= self.capacity else self.State.OPEN

    @property
    def audit_council_id(self) -> int | None:
        """The council whose record this belongs to: that of the site."""
        return CouncilSite.objects.filter(site=self.get_site()).values_list("council_id", flat=True).first()

    def interests_everywhere(self):
        """Who is interested, whichever language they read about the event in."""
        return EventInterest.objects.filter(event__translation_key=self.translation_key)

    def state_now(self) -> "EventPage.State":
        """As `state`, asking how many there are where it matters."""
        counts = self.takes_interest and self.capacity is not None
        return self.state(self.interests_everywhere().count() if counts else 0, timezone.now())

    def more_context(self, request, context: dict) -> dict:
        """Whether people can tell us, and where."""
        return {"state": self.state_now(), "interest_address": reverse("event-interest", args=[self.pk or 0])}

    def serve_calendar(self, request: HttpRequest) -> HttpResponse:
        """The event as a file that calendar programs take."""
        url = request.build_absolute_uri(address(self.url_path, self.locale.language_code))
        response = HttpResponse(calendar_of(self, url=url), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug.encode("ascii", "ignore").decode()}.ics"'
        return response

    def schema(self, context: dict) -> dict:
        """When and where it is, as search engines show it."""
        said = super().schema(context)
        said["organizer"] = said.pop("publisher", None)
        virtual = {"@type": "VirtualLocation", "url": context["canonical"]} if self.online_note else None
        there = {"@type": "Place", "name": self.place, "address": self.place} if self.place else None
        mode = "Mixed" if virtual and there else "Online" if virtual else "Offline"
        return {name: value for name, value in said.items() if value} | {
            "startDate": timezone.localtime(self.begins).isoformat(),
            "endDate": timezone.localtime(self.ends).isoformat(),
            "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode",
            "eventStatus": f"{SCHEMA}EventScheduled",
            "location": [place for place in (there, virtual) if place],
        }


class EventInterest(models.Model):
    """Somebody who told us that they are interested in an event. Gone 90 days after it, or when they say so.

    Whoever has the secret of the link in the confirmation may take it back; only its hash is kept.
    """

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="interests", verbose_name=_("event"))
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email address"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=500, blank=True)
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    received = models.DateTimeField(_("received"), default=timezone.now)
    letter_sent = models.DateTimeField(_("letter sent"), default=timezone.now)
    token = ""
    """The secret itself, only where it has just been made."""

    class Meta:
        verbose_name = _("interest in an event")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "email"], name="event_interest_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def audit_council_id(self) -> int | None:
        """The council whose record this belongs to."""
        return self.event.audit_council_id
