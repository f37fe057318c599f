"""Counting local postcodes: what counts as what, who sets the codes, and that no trace of a list is left anywhere."""

import io
import logging
import re
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.debug import ExceptionReporter
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from suppliers.actions.postcodes import set_local_postcodes
from suppliers.checks import NotReady
from suppliers.models import LocalPostcodes
from suppliers.postcodes import MOST_CHARACTERS, MOST_CODES, Counts, count_postcodes, normal_code
from suppliers.queries import local_codes_of
from suppliers.views.contracts import postcodes as pages
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory
from tests.returns.pages import browser, shown

AREA = ["LS1", "LS10 2", "ZE"]
# Nowhere else in the portal: if a piece of these is found after a list was counted, it was kept.
SECRETS = ("LS10 2QZ", "LS102QZ", "LS10", "2QZ", "Quillfeather")
LIST = "14 Quillfeather Row, LS10 2QZ\nls102qz\nBD3 9ZY\nnothing here"


# --- Counting ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("LS1 4AP", Counts(inside=1)),
        ("ls14ap", Counts(inside=1)),
        ("  LS1\u00a04AP  ", Counts(inside=1)),
        ("LS1-4AP", Counts(inside=1)),
        ("LS10 2AB", Counts(inside=1)),
        ("LS10 3AB", Counts(outside=1)),
        ("LS11 4AP", Counts(outside=1)),
        ("ZE3 9JU", Counts(inside=1)),
        ("E1 6AN", Counts(outside=1)),
        ("EC1A 1BB", Counts(outside=1)),
        ("12 High Street, Leeds, LS1 4AP", Counts(inside=1)),
        ("Unit E1, 12 High Street, LS1 4AP", Counts(inside=1)),
        ("LS1 4AP, BD3 9ZY; ZE1 0AA", Counts(inside=2, outside=1)),
        ("LS1 4AP BD3 9ZY", Counts(inside=1, outside=1)),
        ("LS1", Counts(inside=1)),
        ("LS1 4", Counts(inside=1)),
        ("BD3, LS1 ZE2", Counts(inside=2, outside=1)),
        ("LS10", Counts(unclear=1)),
        ("LS10 2", Counts(inside=1)),
        ("LS10 3", Counts(outside=1)),
        ("QQ1 1AA", Counts(not_postcodes=1)),
        ("LS1 4CP", Counts(not_postcodes=1)),
        ("Unit E1 5th floor", Counts(not_postcodes=1)),
        ("LS١ 4AP", Counts(not_postcodes=1)),
        ("\n \t\n", Counts()),
        ("LS1 4AP\nls14ap\nLS1 4AP\nLS1\nLS1", Counts(inside=5, repeated=2)),
    ],
)
def test_line_is_counted(line, found):
    assert count_postcodes(line, AREA) == found


@given(st.lists(st.sampled_from(["LS1 4AP", "BD3 9ZY", "LS10", "no", "ZE1 0AA, LS1"]), max_size=30), st.randoms())
def test_order_of_a_list_does_not_matter(lines, chance):
    mixed = chance.sample(lines, len(lines))
    assert count_postcodes("\n".join(lines), AREA) == count_postcodes("\n".join(mixed), AREA)


@given(st.text(max_size=300))
def test_any_text_is_counted_and_each_line_of_it_at_least_once(text):
    assert count_postcodes(text, AREA).read >= sum(1 for line in text.splitlines() if line.strip())


def test_longest_list_is_counted_while_one_waits():
    for hard in ("E1 5th " * 14_000, "LS1 LS1 LS1 4" * 7_000, "A" * MOST_CHARACTERS, "LS1 4AP\n" * 12_000):
        assert count_postcodes(hard[:MOST_CHARACTERS], AREA).read


# --- The codes of a council -------------------------------------------------------------------------------------------
@pytest.fixture
def lead(db):
    return OfficerRoleFactory(role="social_value_lead")


@pytest.fixture
def contract(lead):
    set_local_postcodes(council=lead.council, codes=AREA, by=lead.user)
    return ContractFactory(council=lead.council, manager=lead.user)


@pytest.mark.parametrize("text", ["", "LS1 4AP", "QQ1", "Leeds", "LS1 4A", "1LS", "LS 1"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError):
        normal_code(text)


def test_codes_are_set_once_each_and_recorded(lead):
    assert set_local_postcodes(council=lead.council, codes=["ls1", " LS10  2", "LS1"], by=lead.user)
    assert not set_local_postcodes(council=lead.council, codes=["LS10 2", "LS1"], by=lead.user)
    assert local_codes_of(lead.council) == ["LS1", "LS10 2"]
    assert set_local_postcodes(council=lead.council, codes=["LS1"], by=lead.user)
    assert list(AuditEvent.objects.order_by("pk").values_list("event", "data")) == [
        ("local_postcodes.set", {"codes": ["LS1", "LS10 2"], "gone": 0}),
        ("local_postcodes.set", {"codes": ["LS1"], "gone": 1}),
    ]


def test_codes_are_codes_and_not_too_many(lead):
    with pytest.raises(NotReady, match="Enter codes like"):
        set_local_postcodes(council=lead.council, codes=["LS1", "Leeds"], by=lead.user)
    many = [f"LS{district} {sector}" for district in range(99) for sector in range(10)]
    with pytest.raises(NotReady, match="500"):
        set_local_postcodes(council=lead.council, codes=many[: MOST_CODES + 1], by=lead.user)
    assert set_local_postcodes(council=lead.council, codes=many[:MOST_CODES], by=lead.user)


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_codes_are_for_leads_of_the_council(lead, role):
    for person in (OfficerRoleFactory(council=lead.council, role=role).user, OfficerRoleFactory(role=lead.role).user):
        with pytest.raises(PermissionDenied):
            set_local_postcodes(council=lead.council, codes=["LS1"], by=person)


def test_page_of_codes_saves_and_says_what_is_wrong(lead):
    client, page = browser(lead.user), reverse("local-postcodes-edit", args=[lead.council.pk])
    assert "The codes are saved." in shown(client.post(page, {"codes": "ls1, LS10 2\n\nZE"}, follow=True))
    assert local_codes_of(lead.council) == ["LS1", "LS10 2", "ZE"]
    said = client.post(page, {"codes": "LS1\nLeeds"})
    assert "“Leeds” is not a code like ZE1 or ZE1 0" in shown(said) and b"LS1" in said.content
    assert "10000 characters or fewer" in shown(client.post(page, {"codes": "LS1," * 2_501}))
    assert client.post(page, {"codes": ""}).status_code == 302
    assert LocalPostcodes.objects.get().codes == []


# --- The page ---------------------------------------------------------------------------------------------------------
def person_of(contract, side):
    """Somebody of either side of a contract who only reads."""
    if side == "council":
        return OfficerRoleFactory(council=contract.council, role="auditor").user
    return MemberFactory(organisation=contract.supplier, role="viewer").user


@pytest.mark.parametrize("side", ["council", "supplier"])
def test_page_tells_both_sides_numbers_only(contract, side):
    client, page = browser(person_of(contract, side)), reverse("postcode-check", args=[contract.pk])
    said = client.post(page, {"postcodes": LIST})
    words = shown(said)
    assert "Local 2 Elsewhere 1" in words and "Not a postcode 1" in words and "In all 4" in words
    assert "1 full postcode stands in the list again" in words
    assert "BD3" not in words and "Quillfeather" not in words and "2QZ" not in words
    assert "no-store" in said["Cache-Control"]


def test_page_counts_nothing_that_came_by_its_address(contract):
    client, page = browser(person_of(contract, "supplier")), reverse("postcode-check", args=[contract.pk])
    said = shown(client.get(page, {"postcodes": LIST}))
    assert "Postcodes counted" not in said and "Quillfeather" not in said


def test_page_says_that_a_list_is_empty_or_too_long_and_does_not_repeat_it(contract):
    client, page = browser(person_of(contract, "supplier")), reverse("postcode-check", args=[contract.pk])
    assert "Paste at least one postcode" in shown(client.post(page, {"postcodes": "  \n"}))
    said = shown(client.post(page, {"postcodes": "LS10 2QZ\n" * (MOST_CHARACTERS // 8)}))
    assert "Paste 100000 characters or fewer" in said and "2QZ" not in said


def test_list_beyond_what_the_portal_reads_at_all_is_refused(contract, settings):
    client, page = browser(person_of(contract, "supplier")), reverse("postcode-check", args=[contract.pk])
    too_long = "LS10 2QZ\n" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 8)
    said = client.post(page, {"postcodes": too_long})
    assert said.status_code == 400 and b"2QZ" not in said.content


def test_page_leads_back_to_the_line(contract):
    page = reverse("postcode-check", args=[contract.pk]) + "?line=12-3"
    assert reverse("line-review", args=[12, 3]) in browser(person_of(contract, "council")).get(page).content.decode()
    assert reverse("line-figure", args=[12, 3]) in browser(person_of(contract, "supplier")).get(page).content.decode()


def test_page_says_that_no_codes_are_set(lead):
    contract = ContractFactory(council=lead.council, manager=lead.user)
    page = reverse("postcode-check", args=[contract.pk])
    client = browser(person_of(contract, "supplier"))
    for said in (client.get(page), client.post(page, {"postcodes": LIST})):
        assert "has not said yet which postcodes are local" in shown(said)
    assert "Say which postcodes count as local" in shown(browser(lead.user).get(page))


# --- Nothing is kept --------------------------------------------------------------------------------------------------
def traces_in(text: str) -> list[str]:
    """The pieces of the list that a text holds; codes of the area, which are the council's own, do not count.

    A piece counts where it stands by itself: three letters may come about by chance inside the token of a form.
    """
    return [secret for secret in SECRETS if secret != "LS10" and re.search(rf"(?<![\w-]){secret}(?![\w-])", text)]


def everything_stored() -> str:
    """Every row of every table of the portal."""
    dump = io.StringIO()
    call_command("dumpdata", "--all", stdout=dump)
    return dump.getvalue()


def test_search_for_traces_can_fail(contract):
    contract.description = LIST
    contract.save()
    assert traces_in(everything_stored()) and traces_in(LIST)
    assert traces_in("<td>2QZ</td>") == ["2QZ"] and traces_in("ls102qz".upper()) == ["LS102QZ"]
    assert traces_in('value="dQ2QZb-2QZ"') == []


@pytest.mark.parametrize("typed", [LIST, f"{LIST}\n" * 3_000], ids=["counted", "too_long"])
def test_list_is_neither_stored_nor_logged_nor_kept_in_the_session(contract, caplog, typed):
    client, page = browser(person_of(contract, "supplier")), reverse("postcode-check", args=[contract.pk])
    client.get(page)
    before = AuditEvent.objects.count()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        said = client.post(page, {"postcodes": typed})
    assert said.status_code == 200 and not said.has_header("Location")
    assert traces_in(everything_stored()) == []
    assert traces_in(repr(dict(client.session))) == [] and traces_in(str(client.cookies)) == []
    assert traces_in(caplog.text) == [] and traces_in(repr([vars(line) for line in caplog.records])) == []
    assert traces_in(repr(asked.captured_queries)) == []
    assert AuditEvent.objects.count() == before
    assert traces_in(said.content.decode()) == []


def test_list_of_somebody_who_was_signed_out_is_not_carried_to_the_sign_in(client, contract):
    said = client.post(reverse("postcode-check", args=[contract.pk]), {"postcodes": LIST})
    assert said.status_code == 302 and traces_in(said["Location"]) == []
    assert traces_in(repr(dict(client.session))) == [] and traces_in(everything_stored()) == []


def test_list_is_in_no_report_of_an_error(contract, monkeypatch, settings, mailoutbox, caplog):
    settings.ADMINS = [("Support", "support@example.org")]
    reports = []

    def fail(text, codes):
        raise RuntimeError("something broke")

    def remember(sender, request, **kwargs):
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports.extend([reporter.get_traceback_html(), reporter.get_traceback_text()])

    monkeypatch.setattr(pages, "count_postcodes", fail)
    got_request_exception.connect(remember)
    client = browser(person_of(contract, "supplier"))
    client.raise_request_exception = False
    said = client.post(reverse("postcode-check", args=[contract.pk]), {"postcodes": LIST})
    got_request_exception.disconnect(remember)
    assert said.status_code == 500 and "something broke" in reports[0]
    told = [*reports, caplog.text, said.content.decode(), *(f"{mail.subject} {mail.body}" for mail in mailoutbox)]
    assert [traces_in(text) for text in told] == [[] for _text in told]
