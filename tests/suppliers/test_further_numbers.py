"""A confirmed organisation asks for a further official number, and a council that knows it confirms it or not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from suppliers.actions.deciding import decline_registration, join_registration, pass_on_registrations
from suppliers.actions.registering import confirm_registration, register_number
from suppliers.checks import NotReady
from suppliers.identifiers import CHARITY, COMPANY, PPON, Identifier
from suppliers.models import OrganisationIdentifier
from suppliers.queries import join_requests_to, registrations_visible_to
from suppliers.workflow import InvalidTransition
from tests.factories import MemberFactory
from tests.suppliers.joining import (
    admin_of,
    browser,
    emails,
    events,
    fresh,
    known_organisation,
    officer_with_contract,
    person,
    registration_of,
)

pytestmark = pytest.mark.django_db
NUMBER = Identifier(CHARITY, "1123456")


@pytest.fixture
def organisation():
    return known_organisation()


@pytest.fixture
def officer(organisation):
    return officer_with_contract(organisation)


def ask(organisation, number: Identifier | None = NUMBER, by=None):
    """As a new request reads what was asked for."""
    register_number(organisation=organisation, number=number, by=by or admin_of(organisation))
    return registration_of(organisation)


def numbers(organisation) -> set[str]:
    return {str(row) for row in organisation.identifiers.all()}


def test_admin_asks_on_the_organisations_page_and_the_council_confirms(organisation, officer):
    admin = browser(admin_of(organisation))
    detail, add = (reverse(name, args=[organisation.pk]) for name in ("organisation-detail", "registration-add"))
    assert add in admin.get(detail).content.decode()
    page = admin.get(add).content.decode()
    assert "Which other official number" in page and "None of these" not in page
    assert "Choose which number it is" in admin.post(add, {"kind": "", "value": "1123456"}).content.decode()
    assert "Choose which number it is" in admin.post(add, {"kind": "none"}).content.decode()
    page = admin.post(add, {"kind": "charity", "value": "1123456"}, follow=True).content.decode()
    assert "waits to be confirmed by a council" in page and "1123456" in page and "not confirmed yet" in page
    assert f'href="{add}"' not in page and "Waiting to be confirmed" not in page
    assert emails() == [(admin_of(organisation).email, "You have asked for another official number")]

    council, decide = browser(officer), reverse("registration-decide", args=[registration_of(organisation).pk])
    assert "Asks for another number" in council.get(reverse("registration-list")).content.decode()
    assert "Nobody else here has it" in council.get(decide).content.decode()
    assert "The number is confirmed" in council.post(decide, {"decision": "confirm"}, follow=True).content.decode()
    assert numbers(organisation) == {"GB-COH-01234567", "GB-CHC-1123456"}
    assert events() == ["number.asked", "number.confirmed"]
    assert emails()[-1] == (admin_of(organisation).email, "Another official number is confirmed")


def test_number_that_somebody_has_is_declined_by_the_council_and_nobody_joins_anybody(organisation, officer):
    owner = known_organisation("07654321")
    OrganisationIdentifier.objects.create(organisation=owner, scheme=CHARITY, value=NUMBER.value)
    registration = ask(organisation)
    assert pass_on_registrations() == 0 and not join_requests_to([owner.pk]).exists()
    for by in (admin_of(owner), officer_with_contract(owner), admin_of(organisation)):
        with pytest.raises(PermissionDenied):
            decline_registration(registration=registration, reason="No.", by=by)
    assert registration not in registrations_visible_to(fresh(officer_with_contract(owner)))
    with pytest.raises(NotReady, match="cannot become a part"):
        join_registration(registration=registration, role="admin", by=fresh(officer))
    with pytest.raises(NotReady, match="has this number"):
        confirm_registration(registration=registration, by=fresh(officer))
    council, decide = browser(officer), reverse("registration-decide", args=[registration.pk])
    page = council.get(decide).content.decode()
    assert "Another organisation here has it already" in page and owner.name not in page
    assert 'type="radio"' not in page and "Why do you decline?" in page
    assert "Decide about a further number" in page and "Confirm an organisation" not in page
    answer = council.post(decide, {"decision": "confirm", "reason": "Typed before."}).content.decode()
    assert "By now this can only be declined" in answer and events()[-1] == "number.asked"
    council.post(decide, {"reason": "The register names another charity."})
    assert events()[-1] == "number.declined"
    assert emails()[-1] == (admin_of(organisation).email, "An official number was not confirmed")
    page = browser(admin_of(organisation)).get(reverse("organisation-detail", args=[organisation.pk])).content.decode()
    assert "The register names another charity." in page and "Add another official number" in page
    assert "Your organisation was not confirmed" not in page


def test_number_is_taken_back_and_another_one_waits_at_a_time(organisation):
    ask(organisation)
    with pytest.raises(InvalidTransition):
        ask(organisation, Identifier(PPON, "PBCD-1234-GHJL"))
    admin, path = browser(admin_of(organisation)), reverse("registration-withdraw", args=[organisation.pk])
    assert "Your other numbers stay" in admin.get(path).content.decode()
    admin.post(path)
    assert registration_of(organisation).status == "withdrawn"
    assert ask(organisation, Identifier(PPON, "PBCD-1234-GHJL")).status == "waiting"


def test_second_company_number_and_no_number_at_all_are_refused(organisation, officer):
    with pytest.raises(NotReady, match="has a company number already"):
        ask(organisation, Identifier(COMPANY, "07654321"))
    with pytest.raises(NotReady, match="Enter the number"):
        ask(organisation, None)
    registration = ask(organisation, Identifier(PPON, "PBCD-1234-GHJL"))
    OrganisationIdentifier.objects.create(organisation=organisation, scheme=PPON, value="PBCD-1234-GHJM")
    with pytest.raises(NotReady, match="already, and can have only one"):
        confirm_registration(registration=registration, by=fresh(officer))


def test_only_admins_ask_and_no_officer_confirms_a_number_of_their_own_organisation(organisation, officer):
    editor = MemberFactory(organisation=organisation, role="editor").user
    for by in (editor, person(), officer):
        with pytest.raises(PermissionDenied):
            ask(organisation, by=by)
    registration = ask(organisation)
    MemberFactory(organisation=organisation, user=officer, role="viewer")
    with pytest.raises(PermissionDenied):
        confirm_registration(registration=registration, by=fresh(officer))
