"""Councils hear when it is their turn to decide who somebody is, and count what they can decide, no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.overview import needs_you
from suppliers.actions.registering import register_number
from suppliers.actions.turns import tell_councils
from suppliers.identifiers import CHARITY, Identifier
from suppliers.models import Invitation, OrganisationIdentifier, Registration
from suppliers.permissions import can_decide_registration
from suppliers.queries import registrations_visible_to
from suppliers.registrations import registrations_to_decide
from tests.factories import ContractFactory, CouncilFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.joining import (
    admin_of,
    emails,
    fresh,
    known_organisation,
    person,
    registration_of,
    signed_up,
)

pytestmark = pytest.mark.django_db
TURN = "Somebody waits for your council to decide"
# Monday 20 July 2026 is a working day everywhere; 12 July 2026 is a Sunday, and Northern Ireland rests on the Monday.
ASKED, LAST_DAY, DAY_AFTER = "2026-07-06T10:00Z", "2026-07-13T10:00Z", "2026-07-14T10:00Z"


def council_of(organisation, nation: str = "ENG", **role):
    """A lead of a council that has a contract with an organisation."""
    lead = OfficerRoleFactory(council=CouncilFactory(nation=nation), **{"role": "social_value_lead", **role}).user
    ContractFactory(council=lead.officer_roles.get().council, supplier=organisation, manager=lead)
    return lead


def told() -> list[str]:
    """Who was told that it is their turn, in order."""
    return [to for to, subject in emails() if subject == TURN]


def test_leads_are_told_once_when_the_admins_days_are_over(time_machine):
    time_machine.move_to(ASKED)
    owner = known_organisation()
    lead, stranger = council_of(owner), OfficerRoleFactory(role="social_value_lead").user
    asking = signed_up()
    time_machine.move_to(LAST_DAY)
    assert tell_councils() == 0 and not told()
    time_machine.move_to(DAY_AFTER)
    assert tell_councils() == 1 and tell_councils() == 0
    assert told() == [lead.email] and stranger.email not in told()
    assert reverse("registration-decide", args=[registration_of(asking).pk]) in OutboundEmail.objects.latest("id").body
    event = AuditEvent.objects.get(event="council.called")
    council = lead.officer_roles.get().council
    assert (event.council_id, event.trail) == (council.pk, council.audit_trail)
    assert sentence_for(event) == "The portal told the council that it is its turn to decide who somebody is"


def test_bank_holidays_count_in_each_councils_nation(time_machine):
    time_machine.move_to(ASKED)
    owner = known_organisation()
    english, irish = council_of(owner), council_of(owner, "NIR")
    signed_up()
    time_machine.move_to(DAY_AFTER)
    tell_councils()
    assert told() == [english.email]
    time_machine.move_to("2026-07-15T10:00Z")
    tell_councils()
    assert told() == [english.email, irish.email]


def test_council_is_told_at_once_where_the_organisation_has_no_admin():
    owner = known_organisation(admins=0)
    lead = council_of(owner)
    signed_up()
    assert tell_councils() == 1 and told() == [lead.email]


def test_council_without_leads_is_told_at_its_own_address():
    owner = known_organisation(admins=0)
    manager = council_of(owner, role="contract_manager")
    council = manager.officer_roles.get().council
    council.contact_email = "office@example.org"
    council.save()
    signed_up()
    tell_councils()
    assert told() == ["office@example.org"]


def test_council_is_told_of_a_further_number_and_not_of_a_number_that_is_free():
    organisation = known_organisation()
    lead = council_of(organisation)
    signed_up(number="07654321")
    assert tell_councils() == 0
    register_number(organisation=organisation, number=Identifier(CHARITY, "1123456"), by=admin_of(organisation))
    assert tell_councils() == 1 and told() == [lead.email]


def test_count_on_the_overview_holds_what_can_be_decided(time_machine):
    time_machine.move_to(ASKED)
    owner = known_organisation()
    lead = council_of(owner)
    signed_up()
    assert confirming(lead) == "0"
    time_machine.move_to(DAY_AFTER)
    assert confirming(lead) == "1"
    auditor = OfficerRoleFactory(council=lead.officer_roles.get().council, role="auditor").user
    assert confirming(auditor) == "0"
    elsewhere = OfficerRoleFactory(role="social_value_lead").user
    assert confirming(elsewhere) == "0"


def confirming(user) -> str:
    """The figure of the first page."""
    counts = needs_you(fresh(user), today=timezone.localdate())
    labels = ("organisation to confirm", "organisations to confirm")
    return next(count.number for count in counts if count.label in labels)


@pytest.fixture
def registrations(time_machine):
    """Every kind of registration, asked long ago, on the last day of the admins and today."""
    found, owners = [], {"run": known_organisation("00000001"), "empty": known_organisation("00000002", admins=0)}
    owners["idle"] = known_organisation("00000003", admins=0)
    for days, moment in enumerate(("2026-06-01T10:00Z", ASKED, LAST_DAY)):
        time_machine.move_to(moment)
        for number in ("00000001", "00000002", "00000003", f"0099999{days}", None):
            found.append(signed_up(number=number))
        further = known_organisation(f"0088888{days}")
        register_number(organisation=further, number=Identifier(CHARITY, f"112345{days}"), by=admin_of(further))
        found.append(further)
        taken = known_organisation(f"0077777{days}")
        OrganisationIdentifier.objects.create(organisation=owners["run"], scheme=CHARITY, value=f"112346{days}")
        register_number(organisation=taken, number=Identifier(CHARITY, f"112346{days}"), by=admin_of(taken))
        found.append(taken)
    time_machine.move_to(DAY_AFTER)
    return found, owners


def everybody(found, owners) -> list:
    """Officers of every kind, in councils that know none, some or all of these organisations."""
    people = [council_of(owners["run"]), council_of(owners["run"], "NIR"), council_of(owners["empty"])]
    people += [council_of(owners["run"], role="auditor"), council_of(OrganisationFactory())]
    knowing = OfficerRoleFactory().user
    council = knowing.officer_roles.get().council
    for place, organisation in enumerate(found):
        contract = ContractFactory(council=council, supplier=None, status="preparing", manager=knowing)
        if place % 3 == 0:
            contract.parties.create(organisation=organisation, role="consortium")
        elif place % 3 == 1:
            contract.supplier = organisation
            contract.save()
        else:
            Invitation.objects.create(
                contract=contract, email="x@example.com", expires_on=timezone.localdate(), invited_at=timezone.now(),
                invited_by=knowing, answered_at=timezone.now(), answered_by=person(), answered_for=organisation,
                status="accepted",
            )  # fmt: skip
    belonging = OfficerRoleFactory(council=council).user
    MemberFactory(user=belonging, organisation=owners["run"], role="admin")
    MemberFactory(user=belonging, organisation=owners["empty"], role="viewer")
    for organisation in found[:4]:
        MemberFactory(user=belonging, organisation=organisation, role="viewer")
    return [*people, knowing, belonging]


def test_what_is_counted_is_exactly_what_each_may_decide(registrations):
    found, owners = registrations
    decided = []
    for user in everybody(found, owners):
        user = fresh(user)
        may = {
            row.pk
            for row in registrations_visible_to(user).filter(status="waiting").select_related("organisation")
            if can_decide_registration(user, row)
        }
        counted = set(registrations_to_decide(user, today=timezone.localdate()).values_list("pk", flat=True))
        assert counted == may, user.officer_roles.get()
        decided.append(len(may))
    assert Registration.objects.filter(status="waiting").count() == len(found)
    assert 0 in decided and max(decided) > 10 and len(set(decided)) > 4, decided


def test_worker_asks_no_more_for_many_than_for_one(time_machine):
    owner = known_organisation(admins=0)
    council_of(owner)
    counts = []
    for _each in range(2):
        for _registration in range(3):
            signed_up()
        tell_councils()
        with CaptureQueriesContext(connection) as queries:
            assert tell_councils() == 0
        counts.append(len(queries))
    assert counts[0] == counts[1]
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert tell_councils() == 0
