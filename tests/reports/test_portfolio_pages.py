"""The pages of the portfolio: what an officer reads, and that every figure opens into what it is made of."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.urls import reverse

from reports.filters import Filters
from reports.queries import falling_behind, went_well
from reports.standing import Standing
from returns.actions.auditing import mark_line
from returns.actions.confirming import answer_confirmation
from returns.figures import differing_figures
from suppliers.actions.contract_setup import Words, describe_contract
from suppliers.actions.contracts import activate_contract
from tests.factories import (
    ConfirmationFactory,
    ContractFactory,
    DepartmentFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    OfficerRoleFactory,
    ServiceCategoryFactory,
    ThemeFactory,
)
from tests.returns import road as roads
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    """Three promises; the first quarter is decided, one of them only in part and one not; the second one is late."""
    time_machine.move_to("2026-07-02T10:00:00Z")
    road = roads.taken("count", "hours", "narrative")
    roads.decide(road, 1, roads.in_part(12))
    roads.decide(road, 2, roads.not_at_all(road.row(2, sent=True)))
    roads.decide(road, 3)
    roads.finish(road)
    roads.next_period(road, roads.FIRST_DAY + timedelta(days=91))
    time_machine.move_to("2026-11-20T10:00:00Z")
    return road


@pytest.fixture
def client(road):
    return browser(road.second)


def counts(page: str, caption: str) -> dict[str, list[str]]:
    """The rows of a table by their heading: the text of each cell."""
    table = page[page.index(caption) :]
    rows = re.findall(r'<th scope="row".*?>(.*?)</th>(.*?)</tr>', table[: table.index("</table>")], re.S)
    return {
        words(head): [words(cell) for cell in re.findall(r"<td.*?>(.*?)</td>", cells, re.S)] for head, cells in rows
    }


def words(html: str) -> str:
    """What stands there, without what only some are read out."""
    html = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", html)
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_portfolio_says_where_every_promised_piece_stands(client):
    page = client.get(reverse("council-home")).content.decode()
    found = {head: cells[-1] for head, cells in counts(page, "From promised to verified</caption>").items()}
    assert found == {
        "Promised": "6", "Not due yet": "0", "Due by now": "6", "Late": "3", "Claimed": "3",
        "Waiting for a decision": "0", "Verified": "1", "Verified in part": "1", "Not verified": "1",
    }  # fmt: skip


def test_portfolio_says_how_sure_what_was_claimed_is(road, client):
    """Of three claims: one with evidence that was hidden, two upheld, one received, one audited; each opens."""
    line = road.supplier_return.contract.returns.order_by("pk").first().lines.get(number=1)
    answer_confirmation(confirmation=ConfirmationFactory(line=line), answer="received", comment="", by=None)
    mark_line(
        line=line, is_agreed=True, note="", by=OfficerRoleFactory(council=road.contract.council, role="auditor").user
    )
    page = client.get(reverse("council-home")).content.decode()
    found = counts(page, "How sure what was claimed is</caption>")
    assert {head: cells[-1] for head, cells in found.items()} == {
        "Claimed": "3", "With evidence": "0", "Verified by an officer, in full or in part": "2",
        "Confirmed by those who benefited": "1", "Audited": "1",
    }  # fmt: skip
    for state in ("confirmed", "audited"):
        listed = shown(client.get(reverse("portfolio-pieces"), {"state": state}))
        assert line.commitment.promise in listed and road.commitments[1].promise not in listed
    measure = road.commitments[0].measure
    for address in (reverse("portfolio-by", args=["measure"]), reverse("portfolio-group", args=["department", 0])):
        rows = counts(client.get(address).content.decode(), "How sure each amount is, in pieces</caption>")
        assert rows[f"{measure.title} {measure.code}"] == ["1", "0", "1", "1", "1"]
    contracts = shown(client.get(reverse("portfolio-contracts"), {"measure": measure.pk}))
    assert contracts.count("1 piece claimed: 0 with evidence, 1 verified, 1 confirmed, 1 audited") == 2


def test_colours_of_bars_are_told_in_words(client):
    for page in (reverse("council-home"), reverse("portfolio-by", args=["department"])):
        key = re.search(r'<ul class="sv-key".*?</ul>', client.get(page).content.decode(), re.S)[0]
        assert [words(item) for item in re.findall(r"<li>(.*?)</li>", key, re.S)] == [
            "Verified", "Verified in part", "Not verified", "Waiting for a decision",
            "Late", "Due today", "Not due yet",
        ]  # fmt: skip


def test_portfolio_goes_quarter_by_quarter(client):
    page = client.get(reverse("council-home")).content.decode()
    rows = counts(page, "by the quarter in which they are due</caption>")
    assert {head: cells[1:] for head, cells in rows.items()} == {
        "1 July to 30 September 2026": ["3", "0", "0", "1", "1", "1"],
        "1 October to 31 December 2026": ["3", "3", "0", "0", "0", "0"],
    }


def test_portfolio_lists_what_falls_behind_and_what_went_well(road, client):
    page = shown(client.get(reverse("council-home")))
    assert f"{road.contract.supplier.name}, was due 2 November 2026" in page
    assert "Returns that are verified in full appear here." in page
    same = {"council": road.contract.council, "framework_version": road.contract.framework_version}
    other = roads.decided(road.commitments[0].measure, **same)
    assert f"{other.contract.supplier.name}, 1 promise verified in full" in shown(client.get(reverse("council-home")))


def test_what_falls_behind_is_told_in_the_order_of_the_days_it_was_due(road):
    same = {"council": road.contract.council, "framework_version": road.contract.framework_version}
    roads.open_road(road.commitments[0].measure, **same)  # opened later, with a first quarter that was due sooner
    days = [late.due_on for late in falling_behind(road.second, today=date(2026, 11, 20))]
    assert days == sorted(days) and len(set(days)) == 2
    assert not falling_behind(road.second, today=days[0])
    assert not falling_behind(OfficerRoleFactory().user, today=date(2026, 11, 20))


def test_what_went_well_is_newest_first_in_one_council_and_in_two(road):
    same = {"council": road.contract.council, "framework_version": road.contract.framework_version}
    older, newer = (roads.decided(road.commitments[0].measure, **same).supplier_return.pk for _time in range(2))
    other = roads.decided("count")
    assert [item.pk for item in went_well(road.second)] == [newer, older]
    both = OfficerRoleFactory(council=other.contract.council).user
    OfficerRoleFactory(user=both, council=road.contract.council)
    assert [item.pk for item in went_well(both)] == [other.supplier_return.pk, newer, older]


def test_counts_of_a_row_are_grouped_and_linked_and_say_of_what():
    standing = Standing(late=1204, verified=7)
    row = "{% load portfolio %}{% pieces_cells filters standing about 'promised' 'late' 'waiting' %}"
    filters = Filters(place=("department", 3), quarter=date(2026, 7, 1))
    found = Template(row).render(Context({"filters": filters, "standing": standing, "about": "Parks & <i>"}))
    hidden = '<span class="govuk-visually-hidden"> Parks &amp; &lt;i&gt;</span>'
    page = reverse("portfolio-pieces")
    links = [
        f'<a class="govuk-link" href="{page}?state={state}&amp;department=3&amp;quarter=2026-07-01">{count}{hidden}</a>'
        for state, count in (("promised", "1,211"), ("late", "1,204"))
    ]
    assert found == "".join(f'<td class="numeric">{cell}</td>' for cell in (*links, "0"))
    assert Filters.read(QueryDict(filters.query_of("late"))) == filters.but(state="late")


def test_portfolio_of_a_council_without_returns_says_what_will_appear():
    page = shown(browser(OfficerRoleFactory().user).get(reverse("council-home")))
    assert "Figures appear here when the first return opens." in page
    assert "No return is late." in page


@pytest.mark.parametrize(
    "dimension", ["objective", "outcome", "measure", "theme", "category", "department", "area", "supplier"]
)
def test_portfolio_by_each_dimension_comes_to_the_whole_and_opens_into_each_part(client, dimension):
    page = client.get(reverse("portfolio-by", args=[dimension])).content.decode()
    rows = counts(page, "Where the promised pieces stand</caption>")
    assert sum(int(cells[1]) for cells in rows.values()) == 6
    assert sum(int(cells[3]) for cells in rows.values()) == 3
    parts = re.findall(rf'href="(/council/portfolio/{dimension}/\d+/)"', page)
    assert len(parts) == len(rows)
    assert (
        sum(
            int(counts(client.get(part).content.decode(), "From promised to verified</caption>")["Promised"][-1])
            for part in parts
        )
        == 6
    )


def test_portfolio_by_local_theme_goes_by_the_measures_that_serve_it(road, client):
    council, served = road.contract.council, [one.measure for one in road.commitments]
    work, both = ThemeFactory(council=council, name="Work"), ThemeFactory(council=council, name="Both")
    work.measures.set(served[:1])
    both.measures.set(served[:2])
    ThemeFactory().measures.set(served)  # another council's
    page = client.get(reverse("portfolio-by", args=["theme"])).content.decode()
    rows = counts(page, "Where the promised pieces stand</caption>")
    assert {head: (cells[1], cells[3]) for head, cells in rows.items()} == {
        "Both": ("4", "2"), "Work": ("2", "1"), "No local theme": ("2", "1"),
    }  # fmt: skip
    assert "A measure can serve several local themes." in page and "not added together" in page
    for theme, pieces in ((both.pk, 4), (work.pk, 2), (0, 2)):
        one = client.get(reverse("portfolio-group", args=["theme", theme])).content.decode()
        assert counts(one, "From promised to verified</caption>")["Promised"][-1] == str(pieces)
        listed = client.get(f"{reverse('portfolio-pieces')}?theme={theme}").content.decode()
        assert listed.count('<th scope="row"') == pieces
    assert client.get(reverse("portfolio-group", args=["theme", ThemeFactory().pk])).status_code == 404


def test_theme_of_one_council_takes_nothing_from_another_whose_measures_are_the_same(road, client):
    measure = MeasureFactory()  # of a framework that councils share
    roads.decided(measure, council=road.contract.council, framework_version=measure.version)
    other = roads.decided(measure, framework_version=measure.version)
    OfficerRoleFactory(user=road.second, council=other.contract.council, role="auditor")
    ThemeFactory(council=road.contract.council, name="Work").measures.set([measure])
    page = client.get(reverse("portfolio-by", args=["theme"])).content.decode()
    rows = counts(page, "Where the promised pieces stand</caption>")
    assert {head: cells[1] for head, cells in rows.items()} == {"Work": "1", "No local theme": "7"}


def test_all_quarters_before_the_newest_open_into_their_pieces_too(client, monkeypatch):
    monkeypatch.setattr("reports.queries.QUARTERS", 1)
    page = client.get(reverse("council-home")).content.decode()
    assert list(counts(page, "by the quarter in which they are due</caption>")) == [
        "All quarters before",
        "1 October to 31 December 2026",
    ]
    links = re.findall(r'href="(/council/portfolio/pieces/[^"]+until=2026-10-01)">(\d)<', page)
    assert [count for _href, count in links] == ["3", "1", "1", "1"]
    for href, count in links:
        pieces = client.get(href.replace("&amp;", "&")).content.decode()
        assert pieces.count('<th scope="row"') == int(count) and "due before 1 October 2026" in pieces


def test_every_count_of_a_page_opens_into_as_many_pieces(client):
    page = client.get(reverse("council-home")).content.decode()
    links = re.findall(r'<a class="govuk-link" href="(/council/portfolio/pieces/[^"]+)">(\d+)<', page)
    assert len(links) > 10
    for href, count in links:
        pieces = client.get(href.replace("&amp;", "&")).content.decode()
        assert pieces.count('<th scope="row"') == int(count), href


def test_amounts_open_into_the_contracts_they_are_made_of(road, client):
    page = client.get(reverse("portfolio-by", args=["measure"])).content.decode()
    amounts = counts(page, "Amounts by measure</caption>")
    [cells] = [cells for cells in amounts.values() if "people" in cells[0]]
    assert cells == ["100 people", "49 people", "20 people", "12 people"]
    [href] = {
        href
        for href in re.findall(r'href="(/council/portfolio/contracts/[^"]+)"', page)
        if str(road.commitments[0].measure_id) in href.rsplit("=", 1)[1]
    }
    contracts = client.get(href.replace("&amp;", "&")).content.decode()
    assert counts(contracts, "Contracts with this measure, newest first</caption>") == {
        road.contract.title: [
            road.contract.supplier.name,
            "1 piece claimed: 0 with evidence, 1 verified, 0 confirmed, 0 audited",
            "100 people",
            "49 people",
            "20 people",
            "12 people",
        ]
    }
    assert reverse("contract-detail", args=[road.contract.pk]) in contracts


def test_pieces_say_where_each_stands_and_lead_to_its_line(road, client):
    page = shown(client.get(f"{reverse('portfolio-pieces')}?state=promised"))
    for state in ("Late", "Verified", "Verified in part", "Not verified"):
        assert state in page
    listed = client.get(reverse("portfolio-pieces")).content.decode()
    decided = road.contract.periods.order_by("number")[0].supplier_return
    assert reverse("line-review", args=[decided.pk, 1]) in listed
    assert reverse("return-review", args=[road.supplier_return.pk]) in listed, (
        "nothing of it was sent, so no line is read"
    )
    pieces = re.findall(r'<th scope="row"[^>]*><a class="govuk-link" href="([^"]+)">', listed)
    assert len(pieces) == 6
    assert all(client.get(href).status_code == 200 for href in pieces)


def test_pieces_say_how_sure_their_figures_are(road, client):
    decided = road.contract.periods.order_by("number")[0].supplier_return
    line = decided.lines.get(number=1)
    # As the filters above the list say it, and nothing in the list.
    before = shown(client.get(reverse("portfolio-pieces")))
    assert before.count("Audited") == before.count("Confirmed by those who benefited") == 1
    auditor = OfficerRoleFactory(council=road.contract.council, role="auditor").user
    mark_line(line=line, is_agreed=True, note="", by=auditor)
    page = shown(client.get(reverse("portfolio-pieces")))
    assert page.count("Audited") == 2


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "quarter=yesterday",
        "quarter=2026-02-31",
        "quarter=2026-02-01",
        "measure=x",
        "supplier=²",
        "department=99999999999999999999999",
    ],
)
def test_what_is_no_filter_of_ours_is_passed_over(client, query):
    page = client.get(f"{reverse('portfolio-pieces')}?{query}").content.decode()
    assert page.count('<th scope="row"') == 6


def test_filters_that_a_person_cannot_see_are_not_found(client):
    other = roads.decided("count")
    for query in (
        f"supplier={other.contract.supplier_id}",
        f"measure={other.commitments[0].measure_id}",
        f"department={DepartmentFactory().pk}",
    ):
        assert client.get(f"{reverse('portfolio-pieces')}?{query}").status_code == 404
        assert client.get(f"{reverse('portfolio-contracts')}?{query}").status_code == 404


def test_contract_that_moves_takes_its_figures_with_it(road, client):
    council = road.contract.council
    department, services = DepartmentFactory(council=council), ServiceCategoryFactory.create_batch(2, council=council)
    page = client.get(reverse("portfolio-by", args=["department"])).content.decode()
    assert list(counts(page, "Where the promised pieces stand</caption>")) == ["Not said"]
    words_now = Words(title="Same", categories=tuple(one.pk for one in services), department=department)
    describe_contract(contract=road.contract, words=words_now, by=road.officer)
    page = client.get(reverse("portfolio-by", args=["department"])).content.decode()
    assert {head: cells[1] for head, cells in counts(page, "Where the promised pieces stand</caption>").items()} == {
        department.name: "6"
    }
    page = client.get(reverse("portfolio-by", args=["category"])).content.decode()
    rows = counts(page, "Where the promised pieces stand</caption>")
    assert [cells[1] for cells in rows.values()] == ["6", "6"] and "not added together" in page
    assert list(differing_figures()) == []


def test_amounts_say_what_is_promised_in_all_and_so_far(road, client):
    """The whole of each contract beside its periods so far; percentages are not added up."""
    count, hours, _words = road.commitments
    percent = MeasureFactory(version=FrameworkVersionFactory(), code="P1", title="Share", value_type="percent")
    roads.open_road(percent, council=road.contract.council, framework_version=percent.version)
    roads.vary(road, count, target=Decimal(1300))
    for page in (reverse("portfolio-by", args=["measure"]), reverse("portfolio-group", args=["department", 0])):
        rows = counts(client.get(page).content.decode(), "Amounts by measure</caption>")
        measures = (count.measure, hours.measure, percent)
        found = {measure.code: rows[f"{measure.title} {measure.code}"] for measure in measures}
        assert found == {
            count.measure.code: ["1,300 people", "49 people", "20 people", "12 people"],
            hours.measure.code: ["100 hours", "50.25 hours", "24.25 hours", "0 hours"],
            percent.code: ["Not added up", "Not added up", "Nothing yet", "Nothing yet"],
        }
    href = f"{reverse('portfolio-contracts')}?measure={count.measure_id}"
    page = client.get(href).content.decode()
    for caption in ("All these contracts together</caption>", "newest first</caption>"):
        [cells] = counts(page, caption).values()
        assert cells[-4:] == ["1,300 people", "49 people", "20 people", "12 people"]


def test_amounts_are_there_before_the_first_period_opens():
    contract = ContractFactory(status="preparing")
    measure = MeasureFactory(version=contract.framework_version)
    roads.agree(contract, measure, contract.manager, accepted_by=contract.supplier_owner)
    client, page = browser(contract.manager), reverse("portfolio-group", args=["supplier", contract.supplier_id])
    assert "Amounts by measure" not in client.get(page).content.decode()
    activate_contract(contract=contract, by=contract.manager)
    shown_now = client.get(page).content.decode()
    assert "Nothing is promised here for the periods opened so far." in shown_now
    [cells] = counts(shown_now, "Amounts by measure</caption>").values()
    assert cells == ["100 people", "0 people", "Nothing yet", "Nothing yet"]
