"""An officer adds contracts from a file of published notices: what they read first is what is done, and no more."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from suppliers.actions import notice_uploads
from suppliers.actions.notice_uploads import add_from_notices, keep_notices
from suppliers.models import Contract, KeptDraft, NoticeRef, Organisation, OrganisationIdentifier
from suppliers.ocds.read import UPLOADS, read
from tests.factories import ContractFactory, CouncilFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.ocds_importing import bring_in, council_with, organisation_with
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    LIGHT_TOUCH_OCID,
    OCID,
    PARTNER_PPON,
    SUPPLIER_PPON,
    as_bytes,
    contract_details,
    delta,
    light_touch_award,
    ppon_party,
)

pytestmark = pytest.mark.django_db
COMPANY = {"scheme": "GB-COH", "id": "01234567"}


@pytest.fixture
def council():
    """The buyer of the UK7 notice."""
    return council_with(COUNCIL_PPON, name="Anytown Council")


@pytest.fixture
def officer(client, council):
    """An officer of it who is signed in."""
    role = OfficerRoleFactory(council=council)
    client.force_login(role.user)
    return role.user


def send(client, council, content, name="notices.json"):
    """Choose a file and follow where that leads."""
    data = {"file": SimpleUploadedFile(name, content)}
    response = client.post(reverse("notice-upload", args=[council.pk]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def decide(client, council, action="add"):
    response = client.post(reverse("notice-check", args=[council.pk]), {"action": action}, follow=True)
    return response.content.decode()


def rows():
    """How many rows there are of what an import may write."""
    models = (Contract, NoticeRef, Organisation, OrganisationIdentifier, AuditEvent)
    return {model.__name__: model.objects.count() for model in models}


# --- Two steps --------------------------------------------------------------------------------------------------------
def test_officer_reads_what_would_be_added_and_nothing_is_added_before_they_say_so(client, council, officer):
    before = rows()
    page = send(client, council, as_bytes(contract_details()))
    for words in (
        "Check what would be added", "Software for bin rounds", "REF-774", "Invented Software Limited",
        f"Procurement identifier (PPON) {SUPPLIER_PPON}", "19 May 2026", "18 May 2029", "£54,393.60", "notices.json",
    ):  # fmt: skip
        assert words in page
    assert rows() == before
    assert "1 contract was added or changed" in decide(client, council)
    contract = Contract.objects.get()
    assert (contract.council, contract.status, contract.ends_on) == (council, "preparing", date(2029, 5, 18))
    told = AuditEvent.objects.filter(event__in=["contract.imported", "notice.recorded", "organisation.created"])
    assert {event.actor for event in told} == {officer} and told.count() == 3
    assert not KeptDraft.objects.exists() and not OutboundEmail.objects.exists()


def test_same_file_again_changes_nothing(client, council, officer):
    send(client, council, as_bytes(contract_details()))
    decide(client, council)
    before = rows()
    page = send(client, council, as_bytes(contract_details()))
    assert "Here already, with nothing new" in page and "Add these contracts" not in page
    decide(client, council)
    assert rows() == before


def test_later_notice_says_which_fields_of_the_contract_would_change(client, council, officer):
    bring_in(contract_details())
    page = send(client, council, as_bytes(delta(1, contracts=[{"id": "1", "value": {"amount": 60000}}])))
    assert "Contracts that would be changed" in page and "Changes: value without VAT" in page
    decide(client, council)
    assert Contract.objects.get().value_net == Decimal(60000)


def test_second_press_of_the_button_is_told_that_it_was_done(client, council, officer):
    send(client, council, as_bytes(contract_details()))
    decide(client, council)
    assert "added or left already. Nothing was changed" in decide(client, council)
    assert Contract.objects.count() == 1


def test_officer_leaves_a_file_and_it_is_gone(client, council, officer):
    send(client, council, as_bytes(contract_details()))
    assert "Nothing was added" in decide(client, council, "leave")
    assert not KeptDraft.objects.exists() and not Contract.objects.exists()


def test_file_not_added_yet_can_be_gone_on_with(client, council, officer):
    send(client, council, as_bytes(contract_details()), "june.json")
    page = client.get(reverse("notice-upload", args=[council.pk])).content.decode()
    assert "june.json" in page and reverse("notice-check", args=[council.pk]) in page


def test_what_changed_in_between_is_shown_again_and_nothing_is_added(client, council, officer):
    send(client, council, as_bytes(contract_details()))
    ContractFactory(council=council, reference="REF-774")
    page = decide(client, council)
    assert "things have changed here since" in page and "REF-774/1" in page
    assert Contract.objects.count() == 1 and not NoticeRef.objects.exists()
    assert "1 contract was added or changed" in decide(client, council)


def test_import_that_fails_in_the_middle_leaves_nothing_and_the_file_stays(council, officer, monkeypatch):
    keep_notices(council=council, file="a.json", content=as_bytes(contract_details()), by=officer)
    before = rows()
    monkeypatch.setattr(notice_uploads, "_told", lambda report: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add_from_notices(council=council, by=officer)
    assert rows() == before and KeptDraft.objects.count() == 1


def test_officer_of_two_councils_says_which_first(client, council, officer):
    second = OfficerRoleFactory(user=officer).council
    page = client.post(reverse("notice-start"), {"council": second.pk})
    assert page.url == reverse("notice-upload", args=[second.pk])
    assert "Choose the council" in client.post(reverse("notice-start"), {"go": "1"}).content.decode()


# --- What is left out -------------------------------------------------------------------------------------------------
def test_rest_of_a_batch_goes_in_and_what_is_left_out_names_process_field_and_reason(client, council, officer):
    bad = contract_details(ocid="ocds-h6vhtk-0badbad", id="000909-2026")
    bad["contracts"][0]["value"]["currency"] = "EUR"
    wrong = contract_details(ocid="ocds-h6vhtk-0wrong1", id="000910-2026")
    wrong["parties"][1]["identifier"] = {"scheme": "GB-COH", "id": "RJR"}
    page = send(client, council, as_bytes(contract_details(), bad, wrong, light_touch_award()))
    for words in (
        "ocds-h6vhtk-0badbad", "contracts[0].value.currency", "The currency must be GBP",
        "ocds-h6vhtk-0wrong1", "parties[1].identifier.id", "is not a company number",
        LIGHT_TOUCH_OCID, "buyer.id", "no official number for its buyer",
    ):  # fmt: skip
        assert words in page
    decide(client, council)
    assert Contract.objects.get().ocid == OCID
    assert set(NoticeRef.objects.values_list("ocid", flat=True)) == {OCID}


@pytest.mark.parametrize("is_here", [True, False])
def test_notice_of_another_buyer_is_left_out_whether_that_council_is_here_or_not(client, council, officer, is_here):
    if is_here:
        council_with(PARTNER_PPON, name="Othertown Council")
    release = contract_details(buyer={"id": f"GB-PPON-{PARTNER_PPON}", "name": "Othertown Council"})
    release["parties"][0] = ppon_party(PARTNER_PPON, "Othertown Council", "buyer")
    page = send(client, council, as_bytes(release))
    assert f"The buyer has the number GB-PPON-{PARTNER_PPON}, which is no number of Anytown Council" in page
    assert "Nothing in this file can be added" in page
    decide(client, council)
    assert not Contract.objects.exists() and not NoticeRef.objects.exists()


def test_officer_may_add_a_notice_that_only_names_the_council_and_reads_what_to_check(client, council, officer):
    release = light_touch_award()
    release["parties"][0]["identifier"]["legalName"] = "Anytown Council"
    page = send(client, council, as_bytes(release))
    assert "It names your council, but gives no official number for it. Check that it is yours." in page
    assert not Contract.objects.exists()
    decide(client, council)
    assert Contract.objects.get().council == council


def test_officer_of_two_councils_adds_no_notice_of_one_to_the_other(council, officer):
    second = OfficerRoleFactory(user=officer).council
    keep_notices(council=second, file="a.json", content=as_bytes(contract_details()), by=officer)
    add_from_notices(council=second, by=officer)
    assert not Contract.objects.exists()


def test_contract_of_another_council_with_the_same_process_is_not_touched(council, officer):
    other = ContractFactory(council=CouncilFactory(), ocid=OCID, ocds_id="1", title="Theirs")
    keep_notices(council=council, file="a.json", content=as_bytes(contract_details()), by=officer)
    add_from_notices(council=council, by=officer)
    other.refresh_from_db()
    assert other.title == "Theirs"
    assert Contract.objects.exclude(pk=other.pk).get().council == council


def test_officer_of_another_council_reaches_neither_page_nor_action(client, council):
    client.force_login(stranger := OfficerRoleFactory().user)
    assert client.get(reverse("notice-upload", args=[council.pk])).status_code == 404
    assert client.post(reverse("notice-check", args=[council.pk]), {"action": "add"}).status_code == 404
    with pytest.raises(PermissionDenied):
        keep_notices(council=council, file="a.json", content=as_bytes(contract_details()), by=stranger)


def test_officer_who_belongs_to_the_supplier_adds_no_contract_with_it(client, council, officer):
    MemberFactory(user=officer, organisation=organisation_with("GB-PPON", SUPPLIER_PPON))
    assert "You belong to a supplier that this notice names" in send(client, council, as_bytes(contract_details()))
    decide(client, council)
    assert not Contract.objects.exists()


# --- Nothing is learned of who else is here ---------------------------------------------------------------------------
def two_numbers():
    """The UK7 notice whose supplier has a PPON and a company number."""
    release = contract_details()
    release["parties"][1]["additionalIdentifiers"] = [COMPANY]
    return as_bytes(release)


@pytest.mark.parametrize("known", ["nobody", "one has the PPON", "one has another PPON", "two have one each"])
def test_check_page_is_the_same_whoever_has_the_numbers(client, council, officer, known):
    blank = plain(send(client, council, two_numbers()))
    if known in ("one has the PPON", "two have one each"):
        organisation_with("GB-PPON", SUPPLIER_PPON, name="A name only we know")
    if known == "two have one each":
        organisation_with("GB-COH", "01234567", name="Another name only we know")
    if known == "one has another PPON":
        organisation = organisation_with("GB-COH", "01234567", name="A name only we know")
        OrganisationIdentifier.objects.create(organisation=organisation, scheme="GB-PPON", value=PARTNER_PPON)
    assert plain(send(client, council, two_numbers())) == blank


def plain(page):
    """A page without its tokens."""
    main = page[page.index("<main") : page.index("</main>")]
    return "".join(line for line in main.splitlines(keepends=True) if "csrf" not in line)


def test_officer_adds_no_number_and_no_kind_to_an_organisation_that_is_here(council, officer):
    known = organisation_with("GB-PPON", SUPPLIER_PPON, is_sme=None)
    keep_notices(council=council, file="a.json", content=two_numbers(), by=officer)
    add_from_notices(council=council, by=officer)
    known.refresh_from_db()
    assert Contract.objects.get().supplier == known
    assert [str(number) for number in known.identifiers.all()] == [f"GB-PPON-{SUPPLIER_PPON}"]
    assert known.is_sme is None


# --- Hostile files ----------------------------------------------------------------------------------------------------
def package(inside: bytes) -> bytes:
    return b'{"version": "1.1", "releases": [' + inside + b"]}"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (as_bytes(contract_details())[:-200], "not JSON, or was cut off"),
        (package(b'{"a": NaN}'), "NaN is not a number"),
        (package(b'{"a": ' + b"9" * 5000 + b"}"), "The number 99999999999999999999 is too large"),
        (package(b'{"a": 1, "a": 2}'), "“a” comes twice"),
        (package(b"[" * 100_000 + b"]" * 100_000), "more than 40 levels deep"),
        (package(b",".join([b"{}"] * 100_000)), "holds 100000 releases. Up to 100 can be read"),
        (package(b'{"a": [' + b",".join([b"[]"] * 600_000) + b"]}"), "too many separate values"),
        (as_bytes(), "The file holds no notices"),
        (b"", "not JSON"),
        (b"%PDF-1.7", "not JSON"),
        (b'{"version": "1.1", "records": []}', "This is a record package"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words_and_nothing_is_kept(client, council, officer, content, said):
    page = send(client, council, content)
    assert "There is a problem" in page and said in page
    assert not KeptDraft.objects.exists()


def test_keys_that_come_twice_are_found_quickly_among_very_many():
    keys = [f'"k{number}": 1' for number in range(300_000)]
    content = package(("{" + ", ".join([*keys, '"k299999": 2']) + "}").encode())
    assert "“k299999” comes twice" in read("a.json", content, UPLOADS)[1][0].message


def test_release_with_very_many_problems_tells_the_first_of_them():
    release = contract_details(parties=[7] * 50_000)
    assert len(read("a.json", as_bytes(release), UPLOADS)[1]) == 20


def test_more_contracts_and_suppliers_than_can_be_looked_through_are_refused(client, council, officer):
    release = contract_details()
    release["contracts"] = [{"id": str(number), "awardID": "1"} for number in range(301)]
    assert "more than 300 contracts and suppliers" in send(client, council, as_bytes(release))


def test_file_over_the_limit_is_not_read_to_its_end(client, council, officer):
    page = send(client, council, b" " * (UPLOADS.megabytes * 1024 * 1024 + 1))
    assert "The file is larger than 15 MB" in page
    page = send(client, council, b" " * ((UPLOADS.megabytes + 2) * 1024 * 1024))
    assert "The file is larger than 15 MB" in page


def test_no_file_is_asked_for_in_words(client, council, officer):
    page = client.post(reverse("notice-upload", args=[council.pk])).content.decode()
    assert "Choose the file of the notice" in page


def test_words_of_a_notice_are_shown_as_words(client, council, officer):
    release = contract_details()
    release["contracts"][0]["title"] = "<script>alert(1)</script>"
    page = send(client, council, as_bytes(release), "<b>name.json")
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page and "<b>name" not in page


def test_kept_file_is_its_officers_alone(client, council, officer):
    send(client, council, as_bytes(contract_details()))
    client.force_login(OfficerRoleFactory(council=council).user)
    page = client.get(reverse("notice-check", args=[council.pk]), follow=True).content.decode()
    assert "There is no file to look at" in page and "bin rounds" not in page
    assert json.loads(json.dumps(KeptDraft.objects.get().answers))["file"] == "notices.json"
