"""What an officer sees of notices that come by themselves, and decides about those that wait."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import CouncilIdentifier
from audit.queries import sentence_for
from suppliers import arrivals
from suppliers.actions.arriving import leave_out, try_again
from suppliers.actions.fetching import fetch_notices
from suppliers.fetching.troubles import FOR_SUPPORT, Trouble
from suppliers.models import ArrivedNotice, Contract, NoticeRef, NoticeSource
from suppliers.workflow import InvalidTransition
from tests.catalogues import write_catalogue
from tests.factories import MemberFactory, OfficerRoleFactory
from tests.suppliers.notice_services import answer, page, serving
from tests.suppliers.ocds_importing import council_with, events, organisation_with
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    OCID,
    PARTNER_PPON,
    SUPPLIER_PPON,
    contract_details,
    delta,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)


@pytest.fixture
def service(settings):
    with time_machine.travel(NOW, tick=False) as clock, serving() as running:
        settings.NOTICE_SOURCES = (running.source(),)
        running.clock = clock
        yield running


@pytest.fixture
def council():
    return council_with(COUNCIL_PPON, name="Anytown Council")


@pytest.fixture
def officer(client, council, service):
    role = OfficerRoleFactory(council=council, user__first_name="Ada", user__last_name="Invented")
    client.force_login(role.user)
    return role.user


def in_euros(**changes):
    """A notice that cannot be taken in."""
    release = contract_details(**changes)
    release["contracts"][0]["value"]["currency"] = "EUR"
    return release


def of_a_strange_number(**changes):
    """A later notice of our process whose buyer has another number."""
    return delta(1, buyer={"id": f"GB-PPON-{PARTNER_PPON}"}, contracts=[{"id": "1", "title": "Later"}], **changes)


def fetch(service, *pages):
    service.answers = list(pages)
    NoticeSource.objects.update(ask_after=NOW)
    return fetch_notices()


def seen(client, council):
    response = client.get(reverse("notice-arrivals", args=[council.pk]))
    assert response.status_code == 200
    content = response.content.decode()
    return content[content.index("<main") : content.index("</main>")]


def decide(client, council, notice, action="try"):
    data = {"notice": notice if isinstance(notice, str) else notice.pk, "action": action}
    return client.post(reverse("notice-arrivals", args=[council.pk]), data, follow=True)


# --- How sources stand ------------------------------------------------------------------------------------------------
def test_page_says_where_notices_come_from_when_they_came_and_what_happens_next(client, council, officer, service):
    assert "Not yet" in seen(client, council) and "We ask within minutes" in seen(client, council)
    fetch(service, page(contract_details()))
    shown = seen(client, council)
    for words in ("127.0.0.1", "10 June 2026 at 4:00am", "1 notice", "We ask again on 11 June 2026 at 4:00am.",
                  "Software for bin rounds", "000101-2026"):  # fmt: skip
        assert words in shown
    assert "What went wrong" not in shown and "No notice waits." in shown


def test_page_says_what_went_wrong_in_plain_words(client, council, officer, service):
    fetch(service, answer(status=429, Retry_After="1800"))
    shown = seen(client, council)
    assert "The service is busy and asked us to wait." in shown
    assert "We ask again on 10 June 2026 at 4:30am." in shown and "Tell support" not in shown and "429" not in shown


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_words_and_says_whether_support_is_needed(client, council, officer, service, trouble):
    fetch(service, page())
    NoticeSource.objects.update(problem=trouble)
    shown = seen(client, council)
    assert str(trouble.label) in shown
    assert ("Tell support" in shown) == (trouble in FOR_SUPPORT)


def test_page_says_that_more_is_to_be_read(client, council, officer, service):
    fetch(service, page())
    NoticeSource.objects.update(cursor="cursor=a", ask_after=NOW)
    assert "There are more notices to read. We go on within minutes." in seen(client, council)


def test_page_says_that_the_council_has_no_number_and_that_no_service_is_set_up(client, council, officer, settings):
    assert "Your council has no official number here" not in seen(client, council)
    CouncilIdentifier.objects.all().delete()
    settings.NOTICE_SOURCES = ()
    shown = seen(client, council)
    assert "Your council has no official number here" in shown and "No service is set up" in shown


def test_where_officers_bring_files_they_read_of_notices_that_come_by_themselves(
    client, council, officer, service, settings
):
    fetch(service, page(in_euros()))
    path = reverse("notice-upload", args=[council.pk])
    shown = client.get(path).content.decode()
    assert "1 of them waits for you." in shown and reverse("notice-arrivals", args=[council.pk]) in shown
    settings.NOTICE_SOURCES = ()
    assert "come by themselves" not in client.get(path).content.decode()


# --- What waits -------------------------------------------------------------------------------------------------------
def test_officer_reads_why_a_notice_waits_and_tries_again_when_the_reason_is_gone(client, council, officer, service):
    fetch(service, page(contract_details()))
    fetch(service, page(of_a_strange_number()))
    held = ArrivedNotice.objects.get(is_held=True)
    assert f"The buyer has the number GB-PPON-{PARTNER_PPON}, which is no number of Anytown Council" in seen(
        client, council
    )
    assert "still cannot be added" in decide(client, council, held).content.decode()
    CouncilIdentifier.objects.create(council=council, scheme="GB-PPON", value=PARTNER_PPON)
    assert "The notice was added." in decide(client, council, held).content.decode()
    assert Contract.objects.get().title == "Later"
    assert "No notice waits." in seen(client, council)
    assert events("contract.updated").get().actor == officer


def test_officer_leaves_a_notice_out_with_all_later_ones_and_takes_it_in_after_all(client, council, officer, service):
    fetch(service, page(in_euros()))
    shown = decide(client, council, ArrivedNotice.objects.get(), "leave").content.decode()
    assert (
        "Later notices about the same contract are left out too." in shown
        and "by Ada Invented on 10 June 2026" in shown
    )
    told = events("notice.left_out").get()
    assert (told.event, told.actor, told.council_id) == ("notice.left_out", officer, council.pk)
    assert sentence_for(told) == "Ada Invented left notice 000101-2026 out"
    fetch(service, page(delta(1, contracts=[{"id": "1", "value": {"currency": "GBP"}}])))
    assert not Contract.objects.exists() and ArrivedNotice.objects.filter(left_out_by=officer).count() == 2
    decide(client, council, ArrivedNotice.objects.first())
    assert Contract.objects.get().ocid == OCID and NoticeRef.objects.count() == 2
    assert not ArrivedNotice.objects.filter(is_held=True).exists()


def test_notices_without_a_process_wait_each_for_itself(client, council, officer, service):
    fetch(service, page(contract_details(ocid=None, id="1"), contract_details(ocid=7, id="2")))
    first, second = ArrivedNotice.objects.order_by("pk")
    decide(client, council, first, "leave")
    assert list(ArrivedNotice.objects.filter(left_out_at__isnull=True)) == [second]
    fetch(service, page(contract_details(ocid=None, id="3")))
    assert ArrivedNotice.objects.filter(left_out_at__isnull=True).count() == 2


def test_second_press_changes_nothing(client, council, officer, service):
    fetch(service, page(in_euros()))
    notice = ArrivedNotice.objects.get()
    decide(client, council, notice, "leave")
    assert "Somebody else was quicker" in decide(client, council, notice, "leave").content.decode()
    ArrivedNotice.objects.update(is_held=False, release="", left_out_at=None, left_out_by=None)
    assert "Somebody else was quicker" in decide(client, council, notice, "try").content.decode()
    assert events("notice.left_out").count() == 1


def test_contract_whose_supplier_has_no_number_waits_for_a_person_to_choose(client, council, officer, service):
    release = contract_details()
    release["parties"][1] = {"id": "GB-FTS-1", "name": "Invented Software Limited", "roles": ["supplier"]}
    release["awards"][0]["suppliers"] = [{"id": "GB-FTS-1"}]
    fetch(service, page(release))
    shown = seen(client, council)
    assert "Contracts that need a supplier" in shown
    assert reverse("contract-supplier", args=[Contract.objects.get().pk]) in shown


def test_officer_who_belongs_to_the_supplier_takes_no_contract_with_it_in(client, council, officer, service):
    MemberFactory(user=officer, organisation=organisation_with("GB-PPON", SUPPLIER_PPON))
    release = in_euros()
    fetch(service, page(release))
    release["contracts"][0]["value"]["currency"] = "GBP"
    ArrivedNotice.objects.update(release=json.dumps(release))
    decide(client, council, ArrivedNotice.objects.get())
    assert not Contract.objects.exists()
    assert "You belong to a supplier that this notice names" in seen(client, council)


def test_words_of_a_notice_are_shown_as_words_and_in_the_language_of_the_page(
    client, council, officer, service, settings, tmp_path
):
    english = "Only amounts in pounds can be read. The currency must be GBP."
    welsh = "Rhaid i’r arian cyfred fod yn GBP."
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {english: welsh})]
    release = in_euros()
    release["tender"]["title"] = "<script>alert(1)</script>"
    fetch(service, page(release))
    shown = seen(client, council)
    assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown
    assert f"contracts[0].value.currency: {english}" in shown and welsh not in shown
    client.cookies["django_language"] = "cy"
    shown = seen(client, council)
    assert f"contracts[0].value.currency: {welsh}" in shown and english not in shown


def test_long_queue_shows_the_first_and_how_many_more(client, council, officer, service, monkeypatch):
    monkeypatch.setattr(arrivals, "MOST", 2)
    fetch(service, page(*(in_euros(ocid=f"ocds-h6vhtk-{number}", id=f"N{number}") for number in range(5))))
    shown = seen(client, council)
    assert "N0" in shown and "N1" in shown and "N2" not in shown and "and 3 more" in shown


# --- Others -----------------------------------------------------------------------------------------------------------
def test_notices_of_another_council_are_neither_seen_nor_decided(client, council, officer, service):
    fetch(service, page(in_euros()))
    notice = ArrivedNotice.objects.get()
    stranger = OfficerRoleFactory()
    client.force_login(stranger.user)
    assert client.get(reverse("notice-arrivals", args=[council.pk])).status_code == 404
    assert decide(client, stranger.council, notice).status_code == 404
    assert decide(client, stranger.council, "no number").status_code == 404
    assert "bin rounds" not in seen(client, stranger.council)
    for act in (try_again, leave_out):
        with pytest.raises(PermissionDenied):
            act(notice=notice, by=stranger.user)
    assert ArrivedNotice.objects.get().left_out_at is None


def test_action_on_a_notice_that_was_taken_in_is_refused(council, officer, service):
    fetch(service, page(contract_details()))
    with pytest.raises(InvalidTransition):
        leave_out(notice=ArrivedNotice.objects.get(), by=officer)


# --- The command ------------------------------------------------------------------------------------------------------
def test_command_says_what_came_and_how_each_source_stands(council, service, capsys):
    service.answers = [page(contract_details())]
    call_command("fetch_notices")
    assert capsys.readouterr().out.splitlines() == [
        "1 notice came.",
        f"{service.source().address}: complete up to 2026-06-10 03:00",
    ]


def test_command_asks_for_older_notices_and_fails_when_a_source_does(council, service, capsys):
    service.answers = [answer(status=500)]
    with pytest.raises(CommandError, match="Not every source"):
        call_command("fetch_notices", since="2026-04-01")
    assert service.queries()[0]["updatedFrom"] == "2026-03-31T23:00:00"
    assert "The service has a fault of its own. HTTP 500" in capsys.readouterr().out


def test_command_says_that_there_is_more(council, service, capsys, monkeypatch):
    monkeypatch.setattr("suppliers.actions.fetching.PAGES_A_RUN", 1)
    service.answers = [page(contract_details(), after="?cursor=a")]
    call_command("fetch_notices")
    assert "There are more notices. The next run goes on with them." in capsys.readouterr().out


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "2026-06-11"])
def test_command_takes_only_a_day_that_is_over(council, service, day):
    with pytest.raises(CommandError, match="--since must be a day"):
        call_command("fetch_notices", since=day)
    assert service.asked == []


def test_command_without_sources_says_so(settings):
    settings.NOTICE_SOURCES = ()
    with pytest.raises(CommandError, match="NOTICE_SOURCES"):
        call_command("fetch_notices")
