"""Notices that come by themselves: page by page, each once, to the council that buys, whatever happens in between."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounts.models import CouncilIdentifier, OutboundEmail
from audit.models import AuditEvent
from suppliers.actions import arriving, fetching
from suppliers.actions.arriving import try_again
from suppliers.actions.fetching import FIRST_TIME, LEASE, OVERLAP, ask_from, fetch_notices
from suppliers.fetching.pages import Buyers, buyer_name, buyer_numbers, opened, sorted_out
from suppliers.fetching.troubles import Trouble
from suppliers.identifiers import Identifier
from suppliers.models import ArrivedNotice, Contract, NoticeRef, NoticeSource, Organisation, OrganisationIdentifier
from suppliers.tasks import fetch_notices as task
from tests.catalogues import write_catalogue
from tests.factories import OfficerRoleFactory
from tests.suppliers.notice_services import PATH, PUBLISHED_PATH, answer, page, serving
from tests.suppliers.ocds_importing import bring_in, council_with, events, organisation_with
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
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
NOW = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def service(settings, clock):
    """A service that is the installation's only source."""
    with serving() as running:
        settings.NOTICE_SOURCES = (running.source(),)
        yield running


@pytest.fixture
def council():
    return council_with(COUNCIL_PPON, name="Anytown Council")


def other(number, **changes):
    """A notice in which somebody else buys."""
    release = contract_details(ocid=f"ocds-h6vhtk-0ffff{number}", id=f"0007{number:02d}-2026")
    release["parties"][0] = ppon_party(PARTNER_PPON, "Othertown Council", "buyer")
    return {**release, "buyer": {"id": f"GB-PPON-{PARTNER_PPON}"}, **changes}


def ours(number):
    """A notice of a process of its own in which our council buys."""
    return contract_details(ocid=f"ocds-h6vhtk-0aaaa{number}", id=f"0008{number:02d}-2026")


def everything():
    """Every row that fetching may write, but for when a source was asked."""
    models = (Contract, NoticeRef, ArrivedNotice, Organisation, OrganisationIdentifier)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def source():
    return NoticeSource.objects.get()


# --- What comes -------------------------------------------------------------------------------------------------------
def test_notice_of_a_council_here_becomes_its_contract_and_that_of_others_is_not_kept(service, council):
    service.answers = [page(other(1), contract_details(), other(2))]
    assert task() == 1
    contract = Contract.objects.get()
    assert (contract.council, contract.status, contract.value_net) == (council, "preparing", Decimal("54393.60"))
    assert list(NoticeRef.objects.values_list("ocid", flat=True)) == [OCID]
    notice = ArrivedNotice.objects.get()
    assert (notice.council, notice.is_held, notice.release) == (council, False, "")
    assert Organisation.objects.get().name == "Invented Software Limited"
    assert {event.actor for event in AuditEvent.objects.all()} == {None}
    assert events("contract.imported").count() == events("notice.recorded").count() == 1
    assert events("notices.fetched").get().data == {"count": 1}
    assert not OutboundEmail.objects.exists()


def test_page_about_nobody_here_costs_the_same_few_queries_however_long_it_is(service, council):
    service.answers = [page(other(1)), page(*(other(number) for number in range(90)))]
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            fetch_notices()
        counts.append(len(asked))
        NoticeSource.objects.update(ask_after=NOW)
    # The first time the row of the source is made as well.
    assert counts[1] <= counts[0] <= 25


def test_later_notice_without_a_buyer_follows_its_process_and_is_laid_over_it(service, council):
    service.answers = [
        page(contract_details()),
        page(delta(1, contracts=[{"id": "1", "title": "Later"}]), delta(2, ocid="ocds-x-1")),
    ]
    fetch_notices()
    NoticeSource.objects.update(ask_after=NOW)
    assert fetch_notices() == 1
    assert Contract.objects.get().title == "Later"
    assert Contract.objects.get().value_net == Decimal("54393.60")
    assert set(ArrivedNotice.objects.values_list("ocid", flat=True)) == {OCID}


def test_notices_of_one_page_are_laid_over_one_another_by_date_whatever_their_order(service, council):
    service.answers = [page(delta(2, contracts=[{"id": "1", "title": "Last"}]), contract_details(),
                            delta(1, contracts=[{"id": "1", "title": "Between"}]))]  # fmt: skip
    assert fetch_notices() == 3
    assert Contract.objects.get().title == "Last"


def test_notice_that_was_brought_as_a_file_before_is_passed_over(service, council):
    bring_in(contract_details())
    before = everything()
    service.answers = [page(contract_details())]
    assert fetch_notices() == 0
    assert everything() == before


def test_same_answers_again_change_nothing(service, council):
    for _time in range(2):
        service.answers = [
            page(ours(1), other(1), after="?cursor=a"),
            page(light_touch_award(buyer={"id": f"GB-PPON-{COUNCIL_PPON}"})),
        ]
        fetch_notices()
        NoticeSource.objects.update(ask_after=NOW)
        if not _time:
            before, told = everything(), AuditEvent.objects.exclude(event="notices.fetched").count()
    assert everything() == before
    assert AuditEvent.objects.exclude(event="notices.fetched").count() == told
    assert [event.data for event in events("notices.fetched").order_by("pk")] == [{"count": 2}, {"count": 0}]


def test_council_without_official_numbers_gets_nothing(service):
    service.answers = [page(contract_details(), light_touch_award())]
    assert fetch_notices() == 0
    assert not ArrivedNotice.objects.exists() and not NoticeRef.objects.exists()


def test_organisations_are_told_by_number_alone_and_learn_none(service, council):
    """As with an officer's file: what organisations are called by belongs to all councils."""
    organisation_with("GB-COH", "09999999", name="Invented Software Limited")
    known = organisation_with("GB-PPON", SUPPLIER_PPON, name="A name only we know", is_sme=None)
    release = contract_details()
    release["parties"][1]["additionalIdentifiers"] = [{"scheme": "GB-COH", "id": "01234567"}]
    service.answers = [page(release)]
    fetch_notices()
    known.refresh_from_db()
    assert Contract.objects.get().supplier == known
    assert [str(number) for number in known.identifiers.all()] == [f"GB-PPON-{SUPPLIER_PPON}"] and known.is_sme is None


def test_supplier_without_a_number_is_left_for_a_person_to_choose(service, council, settings, tmp_path):
    english = "%(reference)s: the notice gives no official number for a supplier. A person must choose the supplier."
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {english: "%(reference)s: rhaid i berson ddewis y cyflenwr."})]
    organisation_with("GB-COH", "09999999", name="Invented Software Limited")
    release = contract_details()
    release["parties"][1] = {"id": "GB-FTS-1", "name": "Invented Software Limited", "roles": ["supplier"]}
    release["awards"][0]["suppliers"] = [{"id": "GB-FTS-1", "name": "Invented Software Limited"}]
    service.answers = [page(release)]
    fetch_notices()
    assert Contract.objects.get().supplier is None
    said = ArrivedNotice.objects.get().said
    assert [english % {"reference": "REF-774"}] == said["en-gb"]
    assert said["cy"] == ["REF-774: rhaid i berson ddewis y cyflenwr."]


def test_long_id_as_publishers_on_contracts_finder_make_them_is_kept(service, council):
    long = f"ocds-b5fd17-{'a' * 200}"
    service.answers = [page(contract_details(id=long))]
    fetch_notices()
    assert NoticeRef.objects.get().release_id == ArrivedNotice.objects.get(is_held=False).release_id == long
    assert all(len(number.source) <= 120 for number in OrganisationIdentifier.objects.all())


# --- What waits for a person ------------------------------------------------------------------------------------------
def in_euros():
    release = contract_details()
    release["contracts"][0]["value"]["currency"] = "EUR"
    return release


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["contracts"][0]["value"].update(currency="EUR"), "currency must be GBP"),
        (lambda one: one["contracts"][0]["value"].update(amount="1e9999"), "An amount must be a number"),
        (lambda one: one.update(tag=7), "must be a list of at least one text"),
        (lambda one: one.update(id=None), "This is missing"),
        (lambda one: one.update(ocid="x" * 90), "longer than 60 characters"),
        (lambda one: one["tender"].update(title="a\x00b"), "characters that are not text"),
        (lambda one: one["parties"][1]["identifier"].update(id="no number"), "is not a procurement identifier"),
        (lambda one: one.update(contracts=[{"id": str(key)} for key in range(2001)]), "too many to look through"),
    ],
)  # fmt: skip
def test_notice_that_cannot_be_taken_in_waits_whole_and_the_others_come_in(service, council, change, said):
    release = contract_details()
    change(release)
    service.answers = [page(other(1), release, ours(1))]
    assert fetch_notices() == 2
    assert Contract.objects.get().ocid == ours(1)["ocid"]
    held = ArrivedNotice.objects.get(is_held=True)
    assert said in held.said["en-gb"][0]
    assert opened(f'{{"version": "1.1", "releases": [{held.release}]}}'.encode()).releases[0] == release
    told = AuditEvent.objects.filter(event="notice.held")
    assert [(one.subject_id, one.actor, one.council_id) for one in told] == [(str(held.pk), None, council.pk)]
    assert told.get().event == "notice.held"


def test_waiting_notice_is_tried_again_with_the_next_one_of_its_process(service, council):
    service.answers = [page(in_euros()), page(delta(1, contracts=[{"id": "1", "value": {"currency": "GBP"}}]))]
    fetch_notices()
    assert not Contract.objects.exists() and not NoticeRef.objects.exists()
    NoticeSource.objects.update(ask_after=NOW)
    fetch_notices()
    assert Contract.objects.get().value_net == Decimal("54393.60")
    assert NoticeRef.objects.count() == 2 and not ArrivedNotice.objects.filter(is_held=True).exists()


def test_numbers_of_two_councils_in_one_buyer_wait_with_both(service, council):
    second = council_with(PARTNER_PPON)
    release = contract_details()
    release["parties"][0]["additionalIdentifiers"] = [{"scheme": "GB-PPON", "id": PARTNER_PPON}]
    service.answers = [page(release)]
    fetch_notices()
    assert set(ArrivedNotice.objects.filter(is_held=True).values_list("council", flat=True)) == {council.pk, second.pk}


def test_fault_of_our_own_at_one_notice_does_not_stop_the_others(service, council, monkeypatch, caplog):
    taken_in = arriving.import_releases

    def stumble(*, releases, **options):
        if releases[0].ocid == OCID:
            raise KeyError("a slip of ours")
        return taken_in(releases=releases, **options)

    monkeypatch.setattr(arriving, "import_releases", stumble)
    service.answers = [page(contract_details(), ours(1))]
    assert fetch_notices() == 2
    assert Contract.objects.get().ocid == ours(1)["ocid"]
    assert "a fault of its own" in ArrivedNotice.objects.get(is_held=True).said["en-gb"][0]
    assert "a slip of ours" in caplog.text


# --- Page after page --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("path", "word"), [(PATH, "updated"), (PUBLISHED_PATH, "published")])
def test_pages_are_asked_one_after_the_other_to_the_last(service, council, settings, path, word):
    settings.NOTICE_SOURCES = (service.source(path),)
    service.answers = [page(ours(1), after=f"{service.source(path).address}?cursor=b%3D"),
                       page(ours(2), after=f"{path}?cursor=c"), page(ours(3))]  # fmt: skip
    assert fetch_notices() == 3
    first, second, third = service.queries()
    assert first == {"limit": "100", f"{word}From": "2026-05-11T03:00:00", f"{word}To": "2026-06-10T03:00:00"}
    assert (second, third) == ({"cursor": "b="}, {"cursor": "c"})
    row = source()
    assert (row.covered_until, row.cursor, row.problem, row.came) == (NOW, "", "", 3)
    assert row.ask_after == TOMORROW


def test_source_is_asked_once_a_day_for_all_since_the_day_before_the_last_time(service, council, clock):
    service.answers = [page(), page()]
    fetch_notices()
    clock.move_to(TOMORROW - timedelta(minutes=1))
    fetch_notices()
    assert len(service.asked) == 1
    clock.move_to(TOMORROW)
    fetch_notices()
    assert [query["updatedFrom"] for query in service.queries()] == ["2026-05-11T03:00:00", "2026-06-09T03:00:00"]


def test_run_that_has_read_enough_goes_on_next_time_with_the_next_page(service, council, monkeypatch):
    monkeypatch.setattr(fetching, "PAGES_A_RUN", 2)
    service.answers = [page(ours(number), after=f"?cursor={number}") for number in range(3)] + [page(ours(3))]
    assert (fetch_notices(), source().cursor, source().covered_until) == (2, "cursor=1", None)
    assert (fetch_notices(), source().cursor, source().covered_until) == (2, "", NOW)
    assert [query.get("cursor") for query in service.queries()] == [None, "0", "1", "2"]


def test_run_ends_when_its_time_is_over(service, council, monkeypatch):
    monkeypatch.setattr(fetching, "RUN_SECONDS", 0)
    fetch_notices()
    assert service.asked == []


def test_worker_that_dies_in_the_middle_of_a_page_loses_nothing_and_takes_nothing_in_twice(
    service, council, monkeypatch, clock
):
    class Died(BaseException):
        """As when the process is killed: nothing tidies up."""

    def die(asking, now):
        raise Died

    service.answers = [page(ours(1), after="?cursor=a"), page(ours(2))]
    with monkeypatch.context() as patched:
        patched.setattr(fetching, "_finish", die)
        with pytest.raises(Died):
            fetch_notices()
    # A killed process lets nothing go: as if it still held the source.
    NoticeSource.objects.update(lease="12345678123456781234567812345678", leased_until=NOW + LEASE)
    assert Contract.objects.get().ocid == ours(1)["ocid"] and source().cursor == "cursor=a"
    assert fetch_notices() == 0 and len(service.asked) == 2
    clock.move_to(NOW + LEASE)
    service.answers = [page(ours(2))]
    assert fetch_notices() == 1
    assert service.queries()[-1] == {"cursor": "a"}
    assert Contract.objects.count() == NoticeRef.objects.count() == ArrivedNotice.objects.count() == 2
    assert source().covered_until == NOW


def test_run_that_lost_its_source_to_another_takes_nothing_in(service, council, monkeypatch):
    """It was so slow that another run began; what it still gets is not kept, the other one asks for it again."""
    asked = fetching.ask

    def ask_slowly(*arguments, **options):
        NoticeSource.objects.update(lease="12345678123456781234567812345678")
        return asked(*arguments, **options)

    monkeypatch.setattr(fetching, "ask", ask_slowly)
    service.answers = [page(ours(1), after="?cursor=a")]
    assert fetch_notices() == 0
    assert not Contract.objects.exists() and source().cursor == ""
    assert str(source().lease) == "12345678-1234-5678-1234-567812345678"


@pytest.mark.parametrize("links", [{"next": "?cursor=a"}, {"next": ""}, {"next": None}, {}, None, [], "x", 7])
def test_page_without_notices_is_the_last(service, council, links):
    service.answers = [answer(as_bytes(links=links))]
    fetch_notices()
    assert (source().problem, source().covered_until) == ("", NOW)


# --- What goes wrong --------------------------------------------------------------------------------------------------
def test_source_that_asks_us_to_wait_is_asked_again_then_and_goes_on_where_it_was(service, council, clock):
    service.answers = [page(ours(1), after="?cursor=a"), answer(status=429, Retry_After="1800"), page(ours(2))]
    assert fetch_notices() == 1
    row = source()
    assert (row.problem, row.detail, row.cursor) == (Trouble.BUSY, "HTTP 429", "cursor=a")
    assert row.ask_after == NOW + timedelta(minutes=30)
    clock.move_to(NOW + timedelta(minutes=29))
    assert fetch_notices() == 0 and len(service.asked) == 2
    clock.move_to(NOW + timedelta(minutes=30))
    assert fetch_notices() == 1
    assert (source().problem, source().detail, source().failures) == ("", "", 0)
    assert service.queries()[-1] == {"cursor": "a"}


def test_pause_after_failures_grows_to_six_hours_and_is_told_once(service, council, clock):
    pauses = []
    for _time in range(8):
        service.answers = [answer(status=500)]
        fetch_notices()
        pauses.append((source().ask_after - source().last_asked) / timedelta(minutes=1))
        clock.move_to(source().ask_after)
    assert pauses == [10, 20, 40, 80, 160, 320, 360, 360]
    assert [event.data for event in events("notices.not_fetched")] == [{"trouble": "broken"}]


def test_cursor_that_the_source_knows_no_more_begins_anew_from_where_all_is_here(service, council):
    service.answers = [page(ours(1), after="?cursor=old"), answer(status=400), page(ours(1), ours(2))]
    fetch_notices()
    assert (source().problem, source().cursor) == (Trouble.UNKNOWN, "")
    NoticeSource.objects.update(ask_after=NOW)
    assert fetch_notices() == 1
    assert service.queries()[-1]["updatedFrom"] == "2026-05-11T03:00:00"
    assert Contract.objects.count() == 2


def test_cursor_at_which_it_fails_again_and_again_is_given_up(service, council):
    service.answers = [page(ours(1), after="?cursor=bad"), *[answer(status=500)] * 5, page(ours(2))]
    for _time in range(6):
        fetch_notices()
        NoticeSource.objects.update(ask_after=NOW)
    assert [query.get("cursor") for query in service.queries()] == [None, *["bad"] * 5, None]
    assert source().covered_until == NOW


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/api?cursor=a", "http://169.254.169.254/latest", "/other?cursor=a", 7]
)
def test_link_that_leads_elsewhere_is_not_followed_and_said(service, council, link, caplog):
    service.answers = [page(ours(1), after=link)]
    assert fetch_notices() == 0
    assert len(service.asked) == 1
    row = source()
    assert (row.problem, row.covered_until, row.ask_after > NOW) == (Trouble.ELSEWHERE, None, True)
    assert Contract.objects.get().ocid == ours(1)["ocid"], "What the page itself brought is kept."
    assert "elsewhere" in caplog.text


@pytest.mark.parametrize("link", ["?cursor=a", PATH])
def test_pages_that_lead_to_themselves_end(service, council, link):
    service.answers = [page(ours(1), after=link), page(ours(1), after=link), page()]
    fetch_notices()
    row = source()
    assert (row.problem, row.cursor, row.covered_until) == (Trouble.ENDLESS, "", None)
    assert row.ask_after == TOMORROW and len(service.asked) <= 2


def test_pages_without_end_are_given_up(service, council, monkeypatch):
    monkeypatch.setattr(fetching, "PAGES_A_SWEEP", 5)
    service.answers = [page(other(1), after=f"?cursor={number}") for number in range(10)]
    fetch_notices()
    assert (source().problem, len(service.asked)) == (Trouble.ENDLESS, 5)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"{}", b"[]", b"null", b'{"version": "1.1"}', b'{"version": "1.1", "releases": {}}',
     b'{"version": "1.0", "releases": []}', b'{"version": "1.1", "records": []}', b"\xff\xfe", b"[" * 100_000,
     as_bytes(contract_details())[:-300]],
    ids=str,
)  # fmt: skip
def test_answer_that_is_no_release_package_is_a_trouble_and_nothing_is_kept(service, council, body):
    service.answers = [answer(body)]
    fetch_notices()
    assert (source().problem, source().cursor) == (Trouble.FORMAT, "")
    assert not ArrivedNotice.objects.exists()


def test_answer_of_too_many_values_or_notices_is_a_trouble(service, council):
    for body in (b'{"version": "1.1", "releases": [' + b",".join([b"{}"] * 1001) + b"]}", b"[" * 1_000_001):
        service.answers = [answer(body)]
        fetch_notices()
        assert source().problem == Trouble.LARGE
        NoticeSource.objects.update(ask_after=NOW)


def test_source_that_fails_does_not_hold_up_the_other(service, council, settings):
    settings.NOTICE_SOURCES = (service.source(PATH), service.source(PUBLISHED_PATH))
    service.answers = [answer(status=500), page(ours(1))]
    assert fetch_notices() == 1
    assert set(NoticeSource.objects.values_list("problem", flat=True)) == {"", "broken"}


def test_without_sources_nothing_is_asked(settings, django_assert_num_queries):
    settings.NOTICE_SOURCES = ()
    with django_assert_num_queries(0):
        assert fetch_notices() == 0


def test_operator_asks_for_older_notices(service, council):
    service.answers = [page(), page()]
    fetch_notices()
    ask_from(since=datetime(2025, 4, 1, tzinfo=UTC))
    assert events("notices.asked_from").get().data == {"since": "2025-04-01"}
    fetch_notices()
    assert service.queries()[-1]["updatedFrom"] == "2025-04-01T00:00:00"
    assert source().covered_until == NOW
    assert (timedelta(days=30), timedelta(days=1)) == (FIRST_TIME, OVERLAP)


# --- Notices of strangers look as they like ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("buyer", "parties", "numbers"),
    [
        ({"id": "B"}, [{"id": "B", "identifier": {"scheme": "GB-PPON", "id": COUNCIL_PPON}}], {COUNCIL_PPON}),
        ({"id": "B"}, [{"id": "B", "identifier": {"scheme": "gb-ppon", "id": COUNCIL_PPON.lower()}}], {COUNCIL_PPON}),
        ({"id": f"GB-PPON-{COUNCIL_PPON}"}, [], {COUNCIL_PPON}),
        ({"id": 7}, [{"id": 7, "additionalIdentifiers": [{"scheme": "GB-PPON", "id": COUNCIL_PPON}]}], {COUNCIL_PPON}),
        ({"id": "B"}, [{"id": "S", "identifier": {"scheme": "GB-PPON", "id": COUNCIL_PPON}}], set()),
        ({"id": "GB-FTS-17", "name": "Anytown Council"}, [], set()),
        ({"id": "B"}, [{"id": "B", "identifier": {"scheme": "GB-PPON", "id": "wrong"}}], set()),
        ({"id": "B"}, [{"id": "B", "identifier": {"scheme": 7, "id": []}}, 7, None], set()),
        ({"id": []}, {}, set()),
        ("B", 7, set()),
        (None, None, set()),
    ],
)  # fmt: skip
def test_buyer_is_told_by_official_numbers_alone(buyer, parties, numbers):
    found = buyer_numbers({"buyer": buyer, "parties": parties})
    assert found == {Identifier("GB-PPON", number) for number in numbers}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "ocid": JSON, "id": JSON, "date": JSON, "tag": JSON, "tender": JSON, "contracts": JSON, "awards": JSON,
        "buyer": JSON | st.just({"id": "B"}),
        "parties": JSON | st.just([{"id": "B", "identifier": {"scheme": "GB-PPON", "id": COUNCIL_PPON}}]),
    },
)  # fmt: skip


def named(name, **changes):
    """A notice of the old kind, whose buyer has a name alone."""
    release = light_touch_award(**changes)
    del release["parties"][0]["identifier"]
    release["parties"][0]["name"] = release["buyer"]["name"] = name
    return release


def test_notice_that_only_names_a_council_is_a_question_for_its_officers(service, council):
    service.answers = [page(named("  anytown   COUNCIL "))]
    assert fetch_notices() == 1
    waiting = ArrivedNotice.objects.get()
    assert waiting.is_held and waiting.council == council and not Contract.objects.exists()
    assert waiting.said["en-gb"][0].startswith("buyer.id: The notice names your council, but gives no official number")
    officer = OfficerRoleFactory(council=council).user
    assert try_again(notice=waiting, by=officer)
    assert Contract.objects.get().council == council
    waiting.refresh_from_db()
    assert waiting.said["en-gb"][0].startswith("It names your council, but gives no official number for it.")
    # From now on the process is known to be the council's.
    service.answers = [page(named("Anytown Council", id="000203-2025", date="2025-06-04T16:28:47+01:00"))]
    NoticeSource.objects.update(ask_after=NOW)
    assert fetch_notices() == 1
    assert not ArrivedNotice.objects.filter(is_held=True).exists()
    assert NoticeRef.objects.filter(council=council).count() == 2


@pytest.mark.parametrize(
    "release",
    [
        named("Anytown Council and partners"),
        named("Anytown Counci1"),
        light_touch_award(buyer={"id": "GB-FTS-990319", "name": "Anytown Council"}),
        named(""),
        contract_details(buyer={"id": f"GB-PPON-{PARTNER_PPON}", "name": "Anytown Council"}),
    ],
)
def test_name_that_is_not_the_councils_or_has_anothers_number_beside_it_is_left_behind(service, council, release):
    service.answers = [page(release)]
    assert fetch_notices() == 0
    assert not ArrivedNotice.objects.exists() and not NoticeRef.objects.exists()


def test_name_of_a_supplier_without_an_id_is_not_the_buyers():
    supplier = {"name": "Anytown Council", "roles": ["supplier"]}
    assert buyer_name({"buyer": {"name": "Other Council"}, "parties": [supplier]}) == "other council"
    assert buyer_name({"buyer": {"id": 7}, "parties": [{"id": "7", "name": "Anytown Council"}]}) == "anytown council"
    assert buyer_name({"buyer": {"id": [1]}, "parties": [{"id": [1], "name": "Anytown Council"}]}) == ""


def test_name_of_two_councils_is_nobodys(service, council):
    council_with(PARTNER_PPON, name="Anytown council")
    service.answers = [page(named("Anytown Council"))]
    assert fetch_notices() == 0


@given(st.lists(SHAPED, max_size=4))
def test_whatever_strangers_publish_is_sorted_without_stumbling(releases):
    council = {Identifier("GB-PPON", COUNCIL_PPON): 1}
    found = sorted_out(releases, Buyers(council, {}), {})
    assert {key[0] for key in found} <= {1}
    for release in releases:
        is_ours = bool(buyer_numbers(release) & council.keys())
        assert not is_ours or any(release in group for group in found.values())


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(SHAPED.map(lambda one: {**one, "buyer": {"id": f"GB-PPON-{COUNCIL_PPON}"}}), max_size=3))
def test_whatever_is_ours_is_taken_in_or_waits(service, releases):
    """Nothing that came for a council is lost, and nothing makes the run fail."""
    for model in (ArrivedNotice, NoticeRef, Contract, NoticeSource, CouncilIdentifier):
        model.objects.all().delete()
    council_with(COUNCIL_PPON)
    service.answers = [page(*releases)]
    fetch_notices()
    assert source().problem == ""
    wanted = {repr(one) for one in releases}
    assert ArrivedNotice.objects.count() >= (1 if wanted else 0)
    held = ArrivedNotice.objects.filter(is_held=True)
    assert all(row.release and row.said["en-gb"] for row in held)
