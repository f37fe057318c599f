"""Lists of people: a supplier's team, who asks to be confirmed, and officers who are away."""

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.covering import absences_visible_to
from accounts.models import Absence, User
from reports.lists.listing import (
    Field,
    Gathered,
    Given,
    Listing,
    day_of,
    label_of,
    name_of,
    number_in,
    page_about,
    person,
)
from suppliers.identifiers import label_of as label_of_scheme
from suppliers.models import Member, Registration
from suppliers.queries import members_visible_to, registrations_visible_to, run_by


def _team(user: User, given: Given) -> QuerySet[Member]:
    """Whole teams, with addresses, for those who run them: others see no addresses on the page either."""
    organisation = number_in(given, "organisation")
    return members_visible_to(user).filter(organisation=organisation, organisation__in=run_by(user)).order_by("-pk")


def _contracts(members: set[int]) -> dict[int, int]:
    """How many contracts each of some restricted members may see."""
    counted = Member.objects.filter(pk__in=members, is_restricted=True).annotate(count=Count("contracts")).order_by()
    return dict(counted.values_list("pk", "count"))


TEAM = Listing(
    "team",
    _("Team"),
    page_about("team-list", "organisation"),
    _team,
    (
        Field(_("Organisation"), "organisation__name", 30),
        Field(_("Name"), ("user__first_name", "user__last_name"), 24, lambda first, last: f"{first} {last}".strip()),
        Field(_("Email address"), "user__email", 36),
        Field(_("Role"), "role", 14, label_of(Member.Role)),
        Field(_("Signs returns off"), "is_signatory", 12),
        Gathered(_("How many contracts they can see"), "pk", 14, gather=_contracts),
    ),
    is_for_officers=False,
)


def _registrations(user: User, given: Given) -> QuerySet[Registration]:
    visible, waiting = registrations_visible_to(user).order_by("-pk"), {"status": Registration.Status.WAITING}
    return visible.exclude(**waiting) if given.get("show") == "decided" else visible.filter(**waiting)


REGISTRATIONS = Listing(
    "registrations",
    _("Organisations to confirm"),
    "registration-list",
    _registrations,
    (
        Field(_("Organisation"), "organisation__name", 30),
        Field(_("Kind of number"), "scheme", 24, label_of_scheme),
        Field(_("Number"), ("scheme", "value"), 24, lambda scheme, value: f"{scheme}-{value}" if value else ""),
        Field(_("Asked by"), person("asked_by"), 24, name_of),
        Field(_("Asked on"), "asked_at", 12, day_of),
        Field(_("Status"), "status", 18, label_of(Registration.Status)),
        # Who decided and why is between them and whoever asked: another council may have.
    ),
)


def _absences(user: User, given: Given) -> QuerySet[Absence]:
    rows = absences_visible_to(user).order_by("-pk")
    standing = rows.filter(ended_at__isnull=True, ends_on__gte=timezone.localdate())
    return rows.exclude(pk__in=standing.values("pk")) if given.get("show") == "past" else standing


ABSENCES = Listing(
    "absences",
    _("Who is away"),
    "absence-list",
    _absences,
    (
        Field(_("Council"), "council__name", 24),
        Field(_("Officer"), person("user"), 24, name_of),
        Field(_("First day"), "starts_on", 12),
        Field(_("Last day"), "ends_on", 12),
        Field(_("Who covers"), person("cover"), 24, name_of),
        Field(_("Ended on"), "ended_at", 12, day_of),
    ),
)
