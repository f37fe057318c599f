"""Invariant 1 for what belongs to no contract: teams, invitations and registrations."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from suppliers import queries
from suppliers.models import ContractClaim, Invitation, Member, OrganisationIdentifier, Registration
from tests.factories import (
    ContractFactory,
    CouncilFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NAMES = [
    "organisations_visible_to", "members_visible_to", "invitations_visible_to", "sent_invitations_visible_to",
    "own_registrations_visible_to", "join_requests_visible_to", "registrations_visible_to",
]  # fmt: skip


@pytest.fixture
def places():
    """Three organisations with a number, a contract with a council of their own, and somebody who asks to join each."""
    councils = [CouncilFactory() for _each in range(3)]
    organisations = [OrganisationFactory() for _each in range(3)]
    for number, (organisation, council) in enumerate(zip(organisations, councils, strict=True)):
        admin = MemberFactory(organisation=organisation, role="admin").user
        OrganisationIdentifier.objects.create(organisation=organisation, scheme="GB-COH", value=f"0000000{number}")
        ContractFactory(council=council, supplier=organisation)
        invite(f"team{number}@example.com", admin, organisation=organisation)
        invite(f"contract{number}@example.com", admin, contract=ContractFactory(council=council, status="preparing"))
        ask(OrganisationFactory(is_provisional=True), f"0000000{number}")
    # Somebody whose number nobody has claims a contract of the first council; another one's claim was declined.
    claim(ask(OrganisationFactory(is_provisional=True), "00000009").organisation, councils[0])
    declined = claim(ask(OrganisationFactory(is_provisional=True), "00000008").organisation, councils[1])
    declined.status, declined.decided_at, declined.decided_by = "declined", timezone.now(), UserFactory()
    declined.save()
    return organisations, councils


def invite(email: str, by, **to) -> Invitation:
    role = "viewer" if "organisation" in to else ""
    return Invitation.objects.create(
        email=email, role=role, expires_on=timezone.localdate(), invited_at=timezone.now(), invited_by=by, **to
    )


def ask(organisation, value: str) -> Registration:
    asker = MemberFactory(organisation=organisation, role="admin").user
    return Registration.objects.create(
        organisation=organisation, scheme="GB-COH", value=value, asked_at=timezone.now(), asked_by=asker
    )


def claim(organisation, council) -> ContractClaim:
    return ContractClaim.objects.create(
        organisation=organisation, council=council, reference="C", asked_at=timezone.now(), asked_by=UserFactory()
    )


def seen(name: str, user) -> set:
    rows = list(getattr(queries, name)(user).values_list("pk", flat=True))
    assert len(rows) == len(set(rows)), f"{name} shows a row twice"
    return set(rows)


def test_each_sees_exactly_what_is_theirs(places):
    organisations, councils = places
    numbers = {organisation.pk: organisation.identifiers.get().value for organisation in organisations}

    @settings(max_examples=40, deadline=None)
    @given(
        mine=st.dictionaries(st.integers(0, 2), st.sampled_from(Member.Role.values)),
        offices=st.sets(st.integers(0, 2)),
        proved=st.sets(st.integers(0, 2)),
        unproved=st.integers(0, 2),
    )
    def try_somebody(mine, offices, proved, unproved):
        user = UserFactory()
        for place, role in mine.items():
            MemberFactory(user=user, organisation=organisations[place], role=role)
        for place in offices:
            OfficerRoleFactory(user=user, council=councils[place], role="auditor")
        EmailAddress.objects.filter(email__iendswith="@example.com").delete()
        for number in proved:
            EmailAddress.objects.create(user=user, email=f"Team{number}@Example.com", verified=True)
        EmailAddress.objects.create(user=user, email=f"contract{unproved}@example.com", verified=False)

        own = {organisations[place].pk for place in mine}
        run = {organisations[place].pk for place, role in mine.items() if role == "admin"}
        at = {councils[place].pk for place in offices}
        assert seen("organisations_visible_to", user) == own
        assert seen("members_visible_to", user) == pks(Member.objects.filter(organisation__in=own))
        addresses = [f"team{number}@example.com" for number in proved]
        assert seen("invitations_visible_to", user) == pks(Invitation.objects.filter(email__in=addresses))
        sent = Invitation.objects.filter(organisation__in=run) | Invitation.objects.filter(contract__council__in=at)
        assert seen("sent_invitations_visible_to", user) == pks(sent)
        assert seen("own_registrations_visible_to", user) == set()
        asked = Registration.objects.filter(value__in=[numbers[pk] for pk in run])
        assert seen("join_requests_visible_to", user) == pks(asked)
        concerns = {numbers[organisations[place].pk] for place in offices} | ({"00000009"} if 0 in offices else set())
        assert seen("registrations_visible_to", user) == pks(Registration.objects.filter(value__in=concerns))

    try_somebody()


def pks(rows) -> set:
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_nobody_see_nothing(name, places):
    for user in (UserFactory(), UserFactory(is_staff=True, is_superuser=True), AnonymousUser()):
        assert not getattr(queries, name)(user).exists()


def test_asker_sees_what_was_asked_and_nothing_of_who_has_the_number(places):
    organisations, _councils = places
    asker = Registration.objects.filter(value="00000000").first().asked_by
    assert len(seen("own_registrations_visible_to", asker)) == 1
    assert seen("organisations_visible_to", asker).isdisjoint({organisation.pk for organisation in organisations})
    assert seen("join_requests_visible_to", asker) == seen("registrations_visible_to", asker) == set()
