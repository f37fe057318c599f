"""The queue of returns: its filters, its pages, and the counts that lead to it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.actions import record_absence, save_team
from accounts.models import Team
from returns.actions.saved_views import CannotSave, remove_view, save_view
from returns.models import SavedView
from suppliers.actions.handover import name_deputy
from suppliers.models import ServiceCategory
from tests.factories import CouncilFactory
from tests.returns.pages import all_kinds_sent, browser, shown
from tests.returns.road import FIRST_DAY as APRIL
from tests.returns.road import correct, decided, open_road, send_back, sent, taken

pytestmark = pytest.mark.django_db
QUEUE = "return-queue"


@pytest.fixture
def road(time_machine):
    return all_kinds_sent(time_machine)


@pytest.fixture
def client(road):
    return browser(road.officer)


def test_queue_filters_show_each_its_own(time_machine):
    time_machine.move_to("2026-08-03T10:00:00+01:00")
    draft = open_road(today=APRIL)
    council = draft.contract.council
    made = {
        "to_come": draft,
        "waiting": sent(council=council),
        "mine": taken(council=council),
        "sent_back": taken(council=council),
        "decided": decided(council=council),
    }
    send_back(made["sent_back"])
    titles = {name: road.contract.title for name, road in made.items()}
    reader = browser(made["mine"].officer)

    def listed(show):
        page = shown(reader.get(reverse(QUEUE), {"show": show}))
        return {name for name, title in titles.items() if f"{title} " in page}

    for show in ("waiting", "mine", "sent_back", "decided", "to_come"):
        assert listed(show) == {show}
    assert listed("reading") == {"mine"}
    assert listed("overdue") == {"to_come"}
    assert listed("my_contracts") == set()  # as links of earlier editions have it
    assert listed("nonsense") == {"waiting"}


def test_queue_says_who_has_each_return_and_when_it_was_decided(time_machine):
    time_machine.move_to("2026-08-03T10:00:00+01:00")
    made = decided()
    council = made.contract.council
    back, waiting = taken(council=council), sent(council=council)
    send_back(back)
    reader = browser(made.officer)

    def rows(show):
        return reader.get(reverse(QUEUE), {"show": show}).content.decode().partition("<tbody")[2]

    assert rows("decided").count("3 August 2026") == 2 and "Nobody" not in rows("decided")  # received, decided
    assert "The supplier" in rows("sent_back") and "Nobody" not in rows("sent_back")
    assert "Nobody" in rows("waiting") and waiting.contract.title in rows("waiting")


def test_queue_pages_are_walked_by_their_links(time_machine):
    first = sent()
    council, kinds = first.contract.council, [first]
    for number in range(30):
        time_machine.move_to(f"2026-07-{number // 3 + 1:02d}T09:00:00+01:00")
        kinds.append(sent(council=council))
    client = browser(first.officer)
    page, seen, links = client.get(reverse(QUEUE)), [], 0
    while True:
        body = page.content.decode()
        seen += [road.contract.title for road in kinds if f">{road.contract.title}<" in body]
        link = next((part for part in body.split('href="') if 'rel="next"' in part[:300]), None)
        if link is None:
            break
        links += 1
        page = client.get(link.split('"')[0].replace("&amp;", "&"))
    assert links == 1
    assert sorted(seen) == sorted(road.contract.title for road in kinds)


def test_home_counts_lead_to_what_they_count(road, client):
    correct_me = decided(council=road.contract.council)
    correct(correct_me, approve=False, value=-1)
    page = shown(client.get(reverse("council-home")))
    assert "1 waiting to be read" in page
    assert "1 correction to decide" in page
    assert "open with you" not in page, "what is nothing needs nobody"


# --- Whose, which, and views that are kept ----------------------------------------------------------------------------
@pytest.fixture
def three(time_machine):
    """Three returns of one council that wait: of the reader, of a colleague of the reader's team, of somebody else."""
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    own = sent(supplier__name="Larkfield Support Ltd")
    council = own.contract.council
    team, other = sent(council=council), sent(council=council)
    save_team(team=Team(council=council, name="Care"), members=[own.officer, team.officer], by=own.second)
    return {"own": own, "team": team, "other": other}


def listed(roads, reader, **given) -> set[str]:
    """Which of these returns the reader's queue shows."""
    page = shown(browser(reader).get(reverse(QUEUE), given))
    return {name for name, road in roads.items() if f"{road.contract.title} " in page}


def test_queue_shows_mine_my_teams_and_everybodys(three):
    reader = three["own"].officer
    assert listed(three, reader) == {"own", "team", "other"}
    assert listed(three, reader, whose="mine") == {"own"}
    assert listed(three, reader, whose="team") == {"own", "team"}
    assert listed(three, reader, whose="mine", show="reading") == set()
    assert listed(three, three["other"].officer, whose="team") == set()
    assert listed(three, reader, whose="nonsense", show="nonsense", order="1; drop") == {"own", "team", "other"}


def test_mine_are_those_i_am_the_deputy_for_and_those_i_cover_for(three):
    reader, contract = three["own"].officer, three["other"].contract
    name_deputy(contract=contract, deputy=reader, by=three["other"].officer)
    assert listed(three, reader, whose="mine") == {"own", "other"}
    day = timezone.localdate()
    away = three["team"].officer
    record_absence(user=away, council=contract.council, starts_on=day, ends_on=day, cover=reader, by=away)
    assert listed(three, reader, whose="mine") == {"own", "team", "other"}


def test_queue_is_narrowed_by_supplier_and_by_service_and_says_so(three):
    reader, contract = three["own"].officer, three["team"].contract
    service = ServiceCategory.objects.create(council=contract.council, code="X1", label="Homes")
    contract.categories.add(service)
    assert listed(three, reader, supplier="larkfield") == {"own"}
    assert listed(three, reader, category=str(service.pk)) == {"team"}
    assert listed(three, reader, supplier="larkfield", category=str(service.pk)) == set()
    foreign = ServiceCategory.objects.create(council=CouncilFactory(), code="X1", label="Elsewhere")
    for nonsense in (str(foreign.pk), "-1", "x", "9" * 40):
        assert listed(three, reader, category=nonsense) == {"own", "team", "other"}
    page = shown(browser(reader).get(reverse(QUEUE), {"supplier": "larkfield", "category": str(service.pk)}))
    assert "Only suppliers with “larkfield” in their name." in page and "Only this service: Homes." in page
    form = shown(browser(reader).get(reverse("return-queue-narrow"), {"supplier": "larkfield", "whose": "mine"}))
    assert "Homes" in form and "Elsewhere" not in form


def test_links_of_the_queue_keep_the_other_filters(three):
    page = browser(three["own"].officer).get(reverse(QUEUE), {"whose": "team", "supplier": "a b", "junk": "1"})
    body = page.content.decode()
    assert (
        'href="/council/returns/?show=reading&amp;whose=team&amp;supplier=a+b"' in body
        and "junk" not in body.partition("<main")[2]
    )


def test_next_one_is_the_first_of_what_is_shown(three):
    reader = three["own"].officer
    answer = browser(reader).post(reverse("return-take-next"), {"whose": "mine"})
    assert answer.url == reverse("return-review", args=[three["own"].supplier_return.pk])
    answer = browser(reader).post(reverse("return-take-next"), {"whose": "mine"})
    assert answer.url == f"{reverse(QUEUE)}?whose=mine"


def test_views_are_kept_under_a_name_by_whoever_saved_them_alone(three):
    reader, colleague = browser(three["own"].officer), browser(three["team"].officer)
    views = reverse("saved-view-list")
    answer = reader.post(views, {"name": "Our team, oldest", "whose": "team", "order": "oldest", "junk": "1"})
    assert answer.url == f"{reverse(QUEUE)}?whose=team&order=oldest"
    assert "Our team, oldest" in shown(reader.get(reverse(QUEUE)))
    assert "Our team, oldest" not in shown(colleague.get(reverse(QUEUE)))
    assert "this name already" in shown(reader.post(views, {"name": "our TEAM, oldest"}))
    view = SavedView.objects.get()
    assert view.query == "whose=team&order=oldest"
    assert colleague.post(reverse("saved-view-remove", args=[view.pk])).status_code == 404
    reader.post(reverse("saved-view-remove", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_shared_link_shows_what_the_reader_may_see(three):
    stranger = sent()
    address = f"{reverse(QUEUE)}?show=waiting&whose=all&supplier=larkfield"
    assert "Larkfield" in shown(browser(three["other"].officer).get(address))
    assert "Larkfield Support Ltd" not in shown(browser(stranger.officer).get(address))


def test_twenty_views_are_kept_at_most(three):
    reader = three["own"].officer
    for number in range(20):
        save_view(name=f"View {number}", query="", by=reader)
    with pytest.raises(CannotSave, match="20 views"):
        save_view(name="One more", query="", by=reader)
    with pytest.raises(PermissionDenied):
        remove_view(view=SavedView.objects.first(), by=three["team"].officer)
