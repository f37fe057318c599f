"""A person of one organisation cannot learn that another one, or an account, exists: by no page, e-mail or query.

Every test asks twice, once about something that is there and once about something that is not, and compares all that
the tests can see: the status, the whole body, where it leads, the queries and the e-mails to whoever asks.
"""

import re
import uuid
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboundEmail, User
from suppliers.actions.deciding import pass_on_registrations, stand_by_invitations
from suppliers.actions.invitations import invite_party, invite_supplier
from suppliers.actions.registering import withdraw_registration
from suppliers.models import Invitation, Member, Organisation, OrganisationIdentifier
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.joining import (
    admin_of,
    being_set_up,
    browser,
    fresh,
    known_organisation,
    person,
    registration_of,
    signed_up,
)

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "01234567", "07654321"
NOWHERE = 987654321


@dataclass
class Answer:
    """All that whoever asks could notice."""

    status: int
    location: str
    body: str
    queries: list[str]
    emails: list[tuple]


def without(text: str, *typed: object) -> str:
    """A text without what was typed, the numbers of rows, and the tokens that are new each time."""
    for part in sorted(map(str, typed), key=len, reverse=True):
        text = text.replace(part, "…")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|data-(key|left)="[^"]*"', "", text)
    return re.sub(
        r"(/organisation/|/invitations/|/requests/|/team/|/contracts/|\?organisation=)[0-9a-f-]+", r"\1…", text
    )


def ask(client, method: str, path: str, data: dict | None = None, *typed: object) -> Answer:
    """What one request answers and does."""
    before = OutboundEmail.objects.count()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(path, data) if method == "POST" else client.get(path)
    sent = OutboundEmail.objects.order_by("id")[before:]
    return Answer(
        status=response.status_code,
        location=without(response.get("Location", ""), *typed),
        body=without(response.content.decode(), *typed),
        queries=[shape(query["sql"]) for query in queries],
        emails=[
            (without(email.to, *typed), email.subject, without(email.body, *typed), without(email.html, *typed))
            for email in sent
        ],
    )


def shape(sql: str) -> str:
    """A query without its values."""
    return re.sub(r"SAVEPOINT \S+|'(?:[^']|'')*'|\b\d+\b", "?", sql)


def sign_up(number: str) -> list[Answer]:
    """Every step of signing up with a number, as one more person."""
    user = person()
    client = browser(user)
    typed = (number, user.email, user.first_name, user.last_name)
    name = "Made Up Ltd"
    steps = [
        ("POST", reverse("organisation-start"), {"kind": "company", "value": number}),
        ("GET", reverse("organisation-details"), None),
        ("POST", reverse("organisation-details"), {"name": name, "is_sme": "yes", "vcse": "no"}),
        ("GET", reverse("organisation-check"), None),
        ("POST", reverse("organisation-check"), {}),
    ]
    answers = [ask(client, method, path, data, *typed) for method, path, data in steps]
    return answers + pages_of(client, user, typed)


def pages_of(client, user, typed) -> list[Answer]:
    """What the person sees of the organisation they signed up."""
    pk = Organisation.objects.filter(members__user=user).latest("pk").pk
    names = (
        "organisation-registered",
        "organisation-detail",
        "team-list",
        "organisation-edit",
        "registration-withdraw",
    )
    paths = [reverse(name, args=[pk]) for name in names] + [reverse("organisation-list"), reverse("supplier-home")]
    return [ask(client, "GET", path, None, *typed) for path in paths]


def test_signing_up_shows_nobody_whether_the_number_is_known():
    known_organisation(KNOWN, admins=3)
    warm_up = sign_up("00000009")
    known, unknown = sign_up(KNOWN), sign_up(UNKNOWN)
    assert known == unknown
    assert known[4].status == 302 and len(known[4].emails) == 1
    assert warm_up[4].emails == known[4].emails


def test_second_who_gives_a_number_that_waits_sees_no_difference():
    sign_up("00000009")
    signed_up(number=KNOWN)
    assert sign_up(KNOWN) == sign_up(UNKNOWN)


def test_pages_stay_the_same_once_the_worker_has_told_the_admins():
    known_organisation(KNOWN)
    askers = {number: person() for number in (KNOWN, UNKNOWN)}
    for number, user in askers.items():
        signed_up(user, number=number)
    assert pass_on_registrations() == 1
    seen = {}
    for number, user in askers.items():
        typed = (number, user.email, user.first_name, user.last_name)
        pages_of(browser(user), user, typed)  # once before, so that nothing is counted that is asked once a process
        seen[number] = pages_of(browser(user), user, typed)
    assert seen[KNOWN] == seen[UNKNOWN]
    assert not OutboundEmail.objects.filter(to__in=[user.email for user in askers.values()]).exclude(
        subject="Your organisation is signed up"
    )


def test_taking_a_number_back_and_giving_it_again_shows_no_difference():
    known_organisation(KNOWN)
    seen = {}
    for number in ("00000009", KNOWN, UNKNOWN):
        user = person()
        organisation = signed_up(user, number=number)
        withdraw_registration(registration=registration_of(organisation), by=fresh(user))
        path = reverse("registration-add", args=[organisation.pk])
        data = {"kind": "company", "value": number}
        seen[number] = ask(browser(user), "POST", path, data, number, user.email)
    assert seen[KNOWN] == seen[UNKNOWN]
    assert seen[KNOWN].status == 302


@pytest.mark.parametrize("value", ["0123456", "x", "", "01234567890"])
def test_number_that_does_not_fit_says_the_same_of_every_organisation(value):
    client = browser(person())
    before = ask(client, "POST", reverse("organisation-start"), {"kind": "company", "value": value}, value)
    known_organisation("00123456")
    client = browser(person())
    after = ask(client, "POST", reverse("organisation-start"), {"kind": "company", "value": value}, value)
    assert (before.status, before.location) == (after.status, after.location)
    assert len(before.queries) == len(after.queries)


def test_inviting_says_the_same_whether_the_address_has_an_account():
    organisation = known_organisation(KNOWN)
    admin = admin_of(organisation)
    registered, path = person(), reverse("team-invite", args=[organisation.pk])
    MemberFactory(user=registered, role="admin")
    answers = []
    for email in ("warm.up@example.com", registered.email, "nobody.here@example.com"):
        data = {"email": email, "role": "editor"}
        answers.append(ask(browser(admin), "POST", path, data, email))
    assert answers[1] == answers[2]
    assert answers[1].status == 302 and len(answers[1].emails) == 1
    page = browser(admin).get(reverse("team-list", args=[organisation.pk])).content.decode()
    rows = [row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if "<button" in row]
    typed = [registered.email, "warm.up@example.com", "nobody.here@example.com"]
    assert len(rows) == 3 and len({without(row, *typed) for row in rows}) == 1


def accept_with(number: str, name: str) -> tuple[Answer, list[Answer]]:
    """Sign up with this number, accept an invitation (`name` says to what), and look around before and after."""
    officer, user = OfficerRoleFactory().user, person()
    contract = being_set_up(officer)
    if name == "party":
        contract.supplier = OrganisationFactory()
        contract.save()
        invitation = invite_party(contract=contract, email=user.email, role="consortium", by=officer)
    else:
        if name == "held":
            contract.supplier = known_organisation(f"5{contract.pk:07d}", admins=0)
            contract.save()
        invitation = invite_supplier(contract=contract, email=user.email, by=officer)
    organisation = signed_up(user, number=number)
    typed = (number, user.email, user.first_name, user.last_name, contract.title, officer.email)
    typed = (*typed, contract.council.name, contract.reference, officer.first_name, officer.last_name)
    data = {"action": "accept", "organisation": organisation.pk}
    answer = ask(browser(user), "POST", reverse("invitation-answer", args=[invitation.pk]), data, *typed)
    stand_by_invitations()
    pass_on_registrations()
    browser(user).get(reverse("supplier-home"))
    return answer, pages_of(browser(user), user, typed)


@pytest.mark.parametrize("name", ["supplier", "party", "held"])
def test_accepting_an_invitation_shows_nobody_whether_the_number_is_known(name):
    known_organisation(KNOWN, admins=2)
    accept_with("00000009", name)
    known, unknown = accept_with(KNOWN, name), accept_with(UNKNOWN, name)
    assert known == unknown
    assert known[0].status == 302 and known[0].emails
    assert all(page.status in (200, 302) for page in known[1])
    told = OutboundEmail.objects.filter(to__in=User.objects.values("email")).values_list("subject", flat=True)
    assert "Your organisation is confirmed" not in told


def test_asking_for_a_further_number_shows_nobody_whether_it_is_known():
    known_organisation(KNOWN)
    seen = {}
    for number in ("00000009", KNOWN, UNKNOWN):
        organisation = OrganisationFactory()
        OrganisationIdentifier.objects.create(
            organisation=organisation, scheme="GB-CHC", value=f"9{organisation.pk:06d}"
        )
        user = person()
        MemberFactory(organisation=organisation, user=user, role="admin")
        typed = (number, user.email, user.first_name, user.last_name, organisation.name, f"9{organisation.pk:06d}")
        path = reverse("registration-add", args=[organisation.pk])
        answer = ask(browser(user), "POST", path, {"kind": "company", "value": number}, *typed)
        stand_by_invitations()
        pass_on_registrations()
        browser(user).get(reverse("supplier-home"))
        seen[number] = answer, pages_of(browser(user), user, typed)
    assert seen[KNOWN] == seen[UNKNOWN]
    assert seen[KNOWN][0].status == 302 and len(seen[KNOWN][0].emails) == 1


OTHERS = [
    ("organisation-detail", []), ("organisation-registered", []), ("organisation-edit", []), ("registration-add", []),
    ("registration-withdraw", []), ("team-list", []), ("team-invite", []), ("team-leave", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), OTHERS, ids=lambda part: str(part))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_organisation_of_others_is_not_there(name, more, method):
    theirs, me = known_organisation(KNOWN), browser(MemberFactory(role="admin").user)
    ask(me, method, reverse(name, args=[NOWHERE]), {})
    there = ask(me, method, reverse(name, args=[theirs.pk]), {}, theirs.pk, NOWHERE)
    nowhere = ask(me, method, reverse(name, args=[NOWHERE]), {}, theirs.pk, NOWHERE)
    assert there == nowhere and there.status == 404


@pytest.mark.parametrize("name", ["member-edit", "member-remove", "join-request-decide"])
def test_member_or_request_of_others_is_not_there_under_ones_own_organisation(name):
    theirs, mine = known_organisation(KNOWN), known_organisation(UNKNOWN)
    asking = signed_up(number=KNOWN)
    pk = (
        registration_of(asking).pk
        if name == "join-request-decide"
        else Member.objects.filter(organisation=theirs)[0].pk
    )
    me = browser(admin_of(mine))
    ask(me, "GET", reverse(name, args=[mine.pk, NOWHERE]))
    there = ask(me, "GET", reverse(name, args=[mine.pk, pk]), None, pk, NOWHERE)
    nowhere = ask(me, "GET", reverse(name, args=[mine.pk, NOWHERE]), None, pk, NOWHERE)
    assert there == nowhere and there.status == 404


@pytest.mark.parametrize("name", ["invitation-answer", "invitation-withdraw"])
def test_invitation_of_others_is_not_there(name):
    theirs = known_organisation(KNOWN)
    invitation = Invitation.objects.create(
        organisation=theirs, email="x@example.com", role="viewer", expires_on=timezone.localdate(),
        invited_at=timezone.now(), invited_by=admin_of(theirs),
    )  # fmt: skip
    me = browser(person())
    nobodys = uuid.uuid4()
    ask(me, "GET", reverse(name, args=[nobodys]))
    there = ask(me, "GET", reverse(name, args=[invitation.pk]), None, invitation.pk, nobodys)
    nowhere = ask(me, "GET", reverse(name, args=[nobodys]), None, invitation.pk, nobodys)
    assert there == nowhere and there.status == 404


def test_contract_of_others_cannot_be_told_from_one_that_is_not_there():
    organisation = known_organisation(KNOWN)
    ContractFactory(supplier=organisation)
    theirs, admin = ContractFactory(pk=NOWHERE - 1), admin_of(organisation)
    path = reverse("team-invite", args=[organisation.pk])
    answers = []
    for pk in (NOWHERE, theirs.pk, NOWHERE):
        data = {"email": "x@example.com", "role": "viewer", "reach": "some", "contracts": [pk]}
        answers.append(ask(browser(admin), "POST", path, data, pk))
    assert answers[1] == answers[2]
    assert "Choose contracts from the list" in answers[1].body and not Invitation.objects.exists()


def test_stranger_who_is_not_signed_in_is_led_to_sign_in_whatever_is_there():
    theirs = known_organisation(KNOWN)
    answers = [
        ask(browser(None), "GET", reverse("organisation-detail", args=[pk]), None, pk) for pk in (theirs.pk, NOWHERE)
    ]
    assert answers[0] == answers[1] and answers[0].status == 302
