"""Consents: never of a child, asked of suppliers, withdrawn at once, and forgotten when time is over."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from cms.actions.consents import (
    agree_to_name,
    ask_for_name,
    drop_expired_copies,
    record_consent,
    refuse_name,
    remove_old_consents,
    withdraw_consent,
)
from cms.checks import consent_is_no_child
from cms.consenting import name_agreed
from cms.models import CaseStudyPage, Consent, CouncilImage
from suppliers.checks import NotReady
from suppliers.models import Member
from suppliers.workflow import InvalidTransition
from tests.cms.cases import (
    NOW,
    a_consent,
    a_picture,
    admin_of,
    agreed,
    editor_of,
    index_page,
    publisher_of,
    site_of,
    story,
)
from tests.factories import ContractFactory, MemberFactory, OrganisationFactory, UserFactory
from tests.returns.pages import browser, shown
from tests.returns.road import post

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 20)


@pytest.fixture
def contract(time_machine):
    time_machine.move_to(NOW, tick=False)
    contract = ContractFactory()
    site_of(contract.council)
    index_page()
    return contract


@pytest.fixture
def editor(contract):
    return editor_of()


@pytest.fixture
def admin(contract):
    return admin_of(contract)


# --- Recording --------------------------------------------------------------------------------------------------------
def test_editor_records_a_consent(contract, editor):
    consent = a_consent(contract.council, editor)
    assert consent.is_running and str(consent.state_words) == "Given"
    event = AuditEvent.objects.get(event="consent.recorded")
    assert (event.actor, event.data) == (editor, {"covers": "quote"})


@pytest.mark.parametrize(
    "words",
    ["A pupil of year 9", "Care leaver", "A young person", "Girl in the team", "person ifanc", "Foster children"],
)
def test_consent_of_a_child_is_refused(contract, editor, words):
    with pytest.raises(NotReady, match="the answer is no"):
        a_consent(contract.council, editor, given_by=words)


@pytest.mark.parametrize(
    "words",
    ["Site manager", "Manager of a children’s home", "Youth worker", "Head of children's services", "Volunteer"],
)
def test_adults_who_work_with_children_may_speak(words):
    assert not list(consent_is_no_child.problems(words))


def test_name_is_not_recorded_by_an_editor(contract, editor):
    with pytest.raises(NotReady, match="asked of the supplier"):
        a_consent(contract.council, editor, covers="name")


def test_only_editors_of_the_site_record(contract, admin):
    for person in (contract.manager, admin, UserFactory()):
        with pytest.raises(PermissionDenied):
            a_consent(contract.council, person)


def test_database_keeps_no_consent_without_where_it_is_kept(contract, editor):
    consent = a_consent(contract.council, editor)
    for changes in ({"kept_where": ""}, {"given_by": ""}, {"given_on": None}, {"withdrawn_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(**changes)


def typed(**fields) -> dict:
    return {
        "covers": "quote",
        "is_of_child": "no",
        "about": "What they said",
        "given_by": "Site manager",
        "organisation": "Friends of the Park",
        "way": "form",
        "kept_where": "Records 12/3",
        "given_on": "2026-07-01",
        "expires_on": "",
    } | fields


def test_form_records(contract, editor):
    address = reverse("consent-record", args=[contract.council_id])
    client = browser(editor)
    assert "Where is the form or email kept?" in shown(client.get(address))
    assert client.post(address, typed()).status_code == 302
    assert "Site manager, Friends of the Park" in shown(client.get(reverse("consent-list")))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_of_child": "yes"}, "the answer is no"),
        ({"given_by": "A pupil"}, "the answer is no"),
        ({"is_of_child": ""}, "Say whether it is of a child"),
        ({"kept_where": ""}, "This field is required"),
        ({"expires_on": "2026-06-01"}, "The last day must be after"),
        ({"given_by": "jo@example.org"}, "It looks like this names a person"),
        ({"covers": "name"}, "Select a valid choice"),
    ],
)
def test_form_refuses(contract, editor, changes, words):
    response = browser(editor).post(reverse("consent-record", args=[contract.council_id]), typed(**changes))
    assert words in shown(response)
    assert not Consent.objects.exists()


# --- The supplier's name ----------------------------------------------------------------------------------------------
def test_supplier_is_asked_agrees_and_takes_it_back(contract, editor, admin):
    page = story(contract, names_supplier=True, no_measures_reason="Words.")
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    assert post() == [(admin.email, "A council asks whether it may name your organisation")]
    assert CaseStudyPage.objects.get(pk=page.pk).supplier_name == ""
    agree_to_name(consent=consent, by=admin)
    assert post() == [(editor.email, "A supplier has said whether it may be named")]
    assert CaseStudyPage.objects.get(pk=page.pk).supplier_name == contract.supplier.name
    publisher = publisher_of()
    withdraw_consent(consent=consent, by=admin)
    assert post() == [(publisher.email, "A consent was withdrawn")]
    assert CaseStudyPage.objects.get(pk=page.pk).supplier_name == ""
    told = AuditEvent.objects.filter(subject_type="cms.consent", subject_id=str(consent.pk)).order_by("id")
    assert [event.event for event in told] == ["supplier_name.asked", "supplier_name.agreed", "consent.withdrawn"]


def test_no_is_a_no(contract, editor, admin):
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    refuse_name(consent=consent, by=admin)
    assert AuditEvent.objects.get(event="supplier_name.refused").actor == admin
    assert not name_agreed(contract.council_id, contract.supplier_id, today=TODAY)
    for act in (agree_to_name, refuse_name):
        with pytest.raises(InvalidTransition):
            act(consent=consent, by=admin)
    assert ask_for_name(council=contract.council, supplier=contract.supplier, by=editor).waits


def test_supplier_is_asked_once_at_a_time(contract, editor, admin):
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    with pytest.raises(NotReady, match="asked already"):
        ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    agree_to_name(consent=consent, by=admin)
    with pytest.raises(NotReady, match="agreed to be named already"):
        ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)


def test_supplier_of_nobody_here_is_not_asked(contract, editor):
    with pytest.raises(NotReady, match="no contract with the council"):
        ask_for_name(council=contract.council, supplier=OrganisationFactory(), by=editor)


def test_consent_holds_for_the_council_that_asked_alone(contract, editor, admin):
    agreed(contract, editor, admin)
    other = ContractFactory(supplier=contract.supplier)
    assert not name_agreed(other.council_id, contract.supplier_id, today=TODAY)


@pytest.mark.parametrize("role", [Member.Role.EDITOR, Member.Role.VIEWER])
def test_only_admins_of_the_supplier_answer(contract, editor, role):
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    people = [MemberFactory(organisation=contract.supplier, role=role).user, MemberFactory(role="admin").user]
    for person in (*people, contract.manager, editor):
        with pytest.raises(PermissionDenied):
            agree_to_name(consent=consent, by=person)


def test_page_of_the_supplier_lists_asks_and_answers(contract, editor, admin):
    address = reverse("organisation-shown", args=[contract.supplier_id])
    client = browser(admin)
    assert "No council has asked yet." in shown(client.get(address))
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    words = shown(client.get(address))
    assert contract.council.name in words and "Waiting for the supplier" in words and "Yes, name us" in words
    assert client.post(reverse("name-answer", args=[consent.pk]), {"answer": "agree"}).status_code == 302
    assert "Given" in shown(client.get(address))
    story(contract, names_supplier=True, title="A story that names them")
    confirm = reverse("name-withdraw", args=[consent.pk])
    assert "A story that names them" in shown(client.get(confirm))
    assert client.post(confirm).status_code == 302
    assert "Withdrawn" in shown(client.get(address))


def test_others_see_nothing_of_it(contract, editor, admin):
    consent = ask_for_name(council=contract.council, supplier=contract.supplier, by=editor)
    stranger = browser(MemberFactory(role="admin").user)
    assert stranger.get(reverse("organisation-shown", args=[contract.supplier_id])).status_code == 404
    assert stranger.post(reverse("name-answer", args=[consent.pk]), {"answer": "agree"}).status_code == 404
    assert stranger.post(reverse("name-withdraw", args=[consent.pk])).status_code == 404
    viewer = browser(MemberFactory(organisation=contract.supplier, role="viewer").user)
    assert "An admin of your team can answer." in shown(
        viewer.get(reverse("organisation-shown", args=[contract.supplier_id]))
    )
    assert viewer.post(reverse("name-answer", args=[consent.pk]), {"answer": "agree"}).status_code == 403


# --- Withdrawing ------------------------------------------------------------------------------------------------------
@pytest.fixture
def pictured(contract, editor):
    """A published page with a picture, of which somebody has seen a smaller copy."""
    cache.clear()  # of copies of pictures that other tests had
    consent = a_consent(contract.council, editor, covers="picture")
    page = story(
        contract, picture=a_picture(), picture_alt="A gate", picture_consent=consent, no_measures_reason="Words."
    )
    assert 'alt="A gate"' in browser(editor).get("/case-studies/a-garden/").content.decode()
    return page


def test_withdrawn_picture_loses_its_copies_and_stays_in_the_collection(
    pictured, editor, django_capture_on_commit_callbacks
):
    (copy,) = pictured.picture.renditions.all()
    assert default_storage.exists(copy.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(consent=pictured.picture_consent, by=editor)
    assert not pictured.picture.renditions.exists() and not default_storage.exists(copy.file.name)
    assert CouncilImage.objects.filter(pk=pictured.picture_id).exists()
    browser(editor).get("/case-studies/a-garden/")
    assert not pictured.picture.renditions.exists()


def test_withdrawn_picture_is_deleted_where_that_is_confirmed(pictured, editor, django_capture_on_commit_callbacks):
    address = reverse("consent-withdraw", args=[pictured.picture_consent_id])
    client = browser(editor)
    assert "This cannot be taken back" in shown(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"deletes_picture": "on"}).status_code == 302
    assert not CouncilImage.objects.exists() and not default_storage.exists(pictured.picture.file.name)
    assert CaseStudyPage.objects.get().picture is None
    assert AuditEvent.objects.get(event="consent.withdrawn").data == {
        "covers": "picture",
        "pictures": 1,
        "deleted": True,
    }


def test_picture_of_a_draft_is_found_too(contract, editor):
    consent = a_consent(contract.council, editor, covers="picture")
    page = story(contract, no_measures_reason="Words.")
    page.picture, page.picture_consent, page.picture_alt = a_picture(), consent, "A gate"
    page.save_revision()
    withdraw_consent(consent=consent, deletes_picture=True, by=editor)
    assert not CouncilImage.objects.exists()


def test_consent_is_withdrawn_once(contract, editor):
    consent = a_consent(contract.council, editor)
    withdraw_consent(consent=consent, by=editor)
    with pytest.raises(InvalidTransition):
        withdraw_consent(consent=consent, by=editor)
    assert browser(editor).get(reverse("consent-withdraw", args=[consent.pk])).status_code == 404


def test_strangers_withdraw_nothing(contract, editor, admin):
    consent = a_consent(contract.council, editor)
    for person in (admin, contract.manager, UserFactory()):
        with pytest.raises(PermissionDenied):
            withdraw_consent(consent=consent, by=person)


def test_editor_of_another_council_sees_no_consent(contract, editor):
    consent = a_consent(contract.council, editor)
    Consent.objects.filter(pk=consent.pk).update(council=ContractFactory().council)
    client = browser(editor)
    assert "No consent is recorded yet" in shown(client.get(reverse("consent-list")))
    for name in ("consent-detail", "consent-withdraw"):
        assert client.get(reverse(name, args=[consent.pk])).status_code == 404
    other = Consent.objects.get().council_id
    for name in ("consent-record", "name-ask"):
        assert client.get(reverse(name, args=[other])).status_code == 404


def test_form_asks_only_suppliers_of_the_council(contract, editor, admin):
    stranger = OrganisationFactory(name="Elsewhere Ltd")
    client, address = browser(editor), reverse("name-ask", args=[contract.council_id])
    assert contract.supplier.name in shown(client.get(address)) and "Elsewhere" not in shown(client.get(address))
    assert "Select a valid choice" in shown(client.post(address, {"supplier": stranger.pk}))
    assert client.post(address, {"supplier": contract.supplier_id}).status_code == 302
    assert "asked already" in shown(client.post(address, {"supplier": contract.supplier_id}))


# --- Time -------------------------------------------------------------------------------------------------------------
def test_records_go_six_years_after_the_consent_ended(contract, editor):
    kept = a_consent(contract.council, editor)
    over = a_consent(contract.council, editor, expires_on=date(2026, 7, 31))
    gone = a_consent(contract.council, editor)
    withdraw_consent(consent=gone, by=editor)
    assert remove_old_consents(today=date(2032, 7, 19)) == 0
    assert remove_old_consents(today=date(2032, 8, 2)) == 2
    assert list(Consent.objects.all()) == [kept]
    told = AuditEvent.objects.filter(event="consent.removed")
    assert {event.event for event in told} == {"consent.removed"}
    assert {event.subject_id for event in told} == {str(over.pk), str(gone.pk)}


def test_copies_of_a_picture_go_when_its_consent_has_ended(pictured, django_capture_on_commit_callbacks):
    consent = pictured.picture_consent
    consent.expires_on = date(2026, 7, 31)
    consent.save()
    assert drop_expired_copies(today=date(2026, 7, 31)) == 0 and pictured.picture.renditions.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert drop_expired_copies(today=date(2026, 8, 1)) == 1
    assert not pictured.picture.renditions.exists()
    assert CouncilImage.objects.filter(pk=pictured.picture_id).exists()


def test_list_asks_as_often_for_many(contract, editor, django_assert_max_num_queries):
    for _number in range(30):
        a_consent(contract.council, editor)
    client = browser(editor)
    client.get(reverse("consent-list"))
    with django_assert_max_num_queries(16):
        html = client.get(reverse("consent-list")).content.decode()
    assert html.count("Site manager, Friends of the Park") == 25


def test_recording_takes_nothing_else(contract, editor):
    with pytest.raises(TypeError):
        record_consent(contract.council, None, editor)
