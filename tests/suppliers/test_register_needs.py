"""Planning data out of a register: areas, indicators and fifths, in any order, again and again."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from audit.queries import sentence_for
from reports.lists import listing_of
from suppliers.actions import register_needs, register_steps
from suppliers.actions.registers import bring_register, take_in_register
from suppliers.models import Area, AreaNeed, Indicator, RegisterKind
from suppliers.registers.figures import read_fifth, read_number, read_year
from suppliers.registers.values import Unreadable
from tables.writing import csv_pieces
from tests.factories import AreaFactory, OfficerRoleFactory
from tests.suppliers.registering_files import (
    as_csv,
    counts,
    looked_through,
    problems_of,
    remarks_of,
    row_of,
    taken_in,
    worked,
)

pytestmark = pytest.mark.django_db
HEADINGS = (
    "area_code",
    "Area name",
    "indicator_code",
    "Indicator name",
    "fifth",
    "value",
    "year",
    "source",
    "polarity",
)
POVERTY = ("poverty", "Children in poverty")
FIRST = ("", "Riverside", *POVERTY, 1, "31.5", 2024, "Census", "higher_is_worse")


@pytest.fixture
def lead():
    return OfficerRoleFactory(role="social_value_lead")


@pytest.fixture
def about(lead):
    return {"council": lead.council, "by": lead.user, "kind": RegisterKind.NEEDS}


def file_of(*rows) -> bytes:
    return as_csv(rows, headings=HEADINGS)


def needs():
    rows = AreaNeed.objects.order_by("area__name", "indicator__code", "year")
    return list(rows.values_list("area__name", "indicator__code", "year", "fifth", "value", "source"))


def test_needs_come_in_with_their_areas_and_indicators(about, lead):
    known = AreaFactory(council=lead.council, name="Hilltop", code="E05009289")
    other = AreaFactory(name="Riverside")
    register = taken_in(
        file_of(
            FIRST,
            ("E05009289", "", *POVERTY, "Q4", "9%", "2023/24", "", ""),
            ("E05009290", "Market  Ward", "income", "", "quintile 3", "£28,400", "2024", "", "Lower value is worse"),
            ("", "riverside", "income", "Median income", 5, "", 2024, "", "A lower value is worse"),
        ),
        **about,
    )
    assert counts(register) == {"new": 3, "wrong": 1} and register.taken == 3
    assert "not one of the answers" in problems_of(register, 4)[0]
    assert needs() == [
        ("Hilltop", "poverty", 2023, 4, Decimal(9), ""),
        ("Riverside", "income", 2024, 5, None, ""),
        ("Riverside", "poverty", 2024, 1, Decimal("31.5"), "Census"),
    ]
    assert {area.name for area in Area.objects.filter(council=lead.council)} == {"Hilltop", "Riverside"}
    assert AreaNeed.objects.get(area=known).set_by == lead.user and not other.needs.exists()
    poverty, income = Indicator.objects.order_by("-code")
    assert (poverty.name, poverty.polarity, income.name, income.polarity) == (
        "Children in poverty", "higher", "Median income", "lower",
    )  # fmt: skip
    assert remarks_of(register, 3) == ["Year: “2023/24” is read as 2023"]
    assert remarks_of(register, 2) == ["“Riverside” is no area of yours yet. It becomes one"]


def test_same_file_twice_changes_nothing_and_a_new_figure_says_what_was_there(about):
    content = file_of(FIRST)
    taken_in(content, **about)
    before, events = needs(), AuditEvent.objects.exclude(event__startswith="register.").count()
    register = looked_through(content, **about)
    assert counts(register) == {"unchanged": 1} and needs() == before
    assert AuditEvent.objects.exclude(event__startswith="register.").count() == events
    changed = taken_in(file_of(("", "Riverside", *POVERTY, 2, "", 2024, "", "")), **about)
    assert row_of(changed, 2).changes == [["fifth", "1", "2"]]
    assert needs() == [("Riverside", "poverty", 2024, 2, Decimal("31.5"), "Census")]
    first, event = AuditEvent.objects.filter(event="need.set").order_by("pk")
    assert (first.event, first.data["before"], first.data["after"]["fifth"]) == ("need.set", {}, "1")
    assert (event.data["before"], event.data["after"]["fifth"]) == (
        {"fifth": "1", "value": "31.5", "source": "Census"}, "2",
    )  # fmt: skip
    assert sentence_for(event).endswith("set how great the need of Riverside is: poverty, 2024")
    assert event.council_id == about["council"].pk


def test_indicator_without_a_code_is_recognised_by_its_name(about):
    row = ("", "Riverside", "", "Homes in fuel poverty", 1, "", 2024, "", "")
    taken_in(file_of(row), **about)
    assert Indicator.objects.get().code == "Homes in fuel poverty"
    assert counts(looked_through(file_of(row), **about)) == {"unchanged": 1}


def test_earlier_years_stay(about):
    taken_in(file_of(FIRST, ("", "Riverside", *POVERTY, 3, 20, 2019, "", "")), **about)
    assert [(row[2], row[3]) for row in needs()] == [(2019, 3), (2024, 1)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "", *POVERTY, 1, "", 2024, "", ""), "Enter the name or the code of the area"),
        (("E05000001", "", *POVERTY, 1, "", 2024, "", ""), "None of your areas has the code E05000001"),
        (("", "Riverside", "", "", 1, "", 2024, "", ""), "Enter the name or the code of the indicator"),
        (("", "Riverside", *POVERTY, "", "", 2024, "", ""), "Enter in which fifth the area lies"),
        (("", "Riverside", *POVERTY, 6, "", 2024, "", ""), "“6” is not a fifth"),
        (("", "Riverside", *POVERTY, "worst", "", 2024, "", ""), "“worst” is not a fifth"),
        (("", "Riverside", *POVERTY, 1, "a lot", 2024, "", ""), "“a lot” is not a number"),
        (("", "Riverside", *POVERTY, 1, "1e9", 2024, "", ""), "“1e9” is not a number"),
        (("", "Riverside", *POVERTY, 1, "", "24", "", ""), "“24” is not a year"),
        (("", "Riverside", *POVERTY, 1, "", "", "", ""), "Enter the year"),
    ],
)
def test_row_that_is_not_right_says_how_to_mend_it(about, row, said):
    register = looked_through(file_of(row), **about)
    assert counts(register) == {"wrong": 1} and said in problems_of(register, 2)[0]
    assert not AreaNeed.objects.exists() and not Area.objects.exists() and not Indicator.objects.exists()


WARD = ("E05000001", "Ward 1")


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("E05009999", "Ward 1", "“Ward 1” has the code E05000001 here"),
        ("E05000001", "Ward 2", "E05000001 is the code of “Ward 1” here, and not of “Ward 2”"),
        ("SPA-1", "Ward 1", ""),
        ("", "ward  1", ""),
        ("E05000001", "", ""),
    ],
)
def test_figures_never_come_under_another_area_than_was_meant(about, lead, code, name, said):
    one = AreaFactory(council=lead.council, code=WARD[0], name=WARD[1])
    AreaFactory(council=lead.council, code="", name="Ward 2")
    register = looked_through(file_of((code, name, *POVERTY, 1, "", 2024, "", "")), **about)
    if said:
        assert counts(register) == {"wrong": 1} and said in problems_of(register, 2)[0]
        return
    take_in_register(register=register, only_if_all=True, by=lead.user)
    worked(register)
    assert AreaNeed.objects.get().area == one


def test_name_beside_a_known_code_is_passed_over_and_that_is_said(about, lead):
    AreaFactory(council=lead.council, code=WARD[0], name=WARD[1])
    register = looked_through(file_of((WARD[0], "Old Ward", *POVERTY, 1, "", 2024, "", "")), **about)
    assert remarks_of(register, 2) == ["The code is that of “Ward 1” here. The name in this row is passed over"]


def test_two_new_areas_are_not_mistaken_for_one(about):
    rows = [("E05000001", "Ward 1"), ("E05000002", "Ward 1"), ("E05000001", "Ward 3"), ("E05000003", "Ward 3")]
    content = file_of(*((*row, *POVERTY, 1, "", year, "", "") for year, row in enumerate(rows, start=2020)))
    register = taken_in(content, **about)
    assert counts(register) == {"new": 2, "wrong": 2}
    assert all("Correct one of them" in problems_of(register, row)[0] for row in (3, 4))
    assert set(Area.objects.values_list("code", "name")) == {("E05000001", "Ward 1"), ("E05000003", "Ward 3")}


@pytest.mark.parametrize("has_figures", [False, True])
def test_new_name_of_an_indicator_loses_no_row_of_a_later_batch(about, monkeypatch, has_figures):
    monkeypatch.setattr(register_steps, "BATCH", 2)
    years = range(2015, 2022)
    rows = [("", "Riverside", "poverty", "Old name", 1, "", year, "", "") for year in years]
    taken_in(file_of(*(rows if has_figures else rows[:1])), **about)
    renamed = [("", "Riverside", "poverty", "New name", 1, "", year, "", "higher") for year in years]
    register = taken_in(file_of(*renamed), **about)
    assert register.wrong == 0 and AreaNeed.objects.count() == len(years)
    assert Indicator.objects.get().name == "New name" and Indicator.objects.get().polarity == "higher"
    assert counts(looked_through(file_of(*renamed), **about)) == {"unchanged": 7}


def test_rows_that_call_one_indicator_two_names_are_told(about):
    rows = [("", "Riverside", "poverty", name, 1, "", year, "", "") for year, name in ((2020, "One"), (2021, "Other"))]
    register = looked_through(file_of(*rows), **about)
    assert counts(register) == {"new": 1, "wrong": 1}
    assert "An earlier row says “One” of this indicator" in problems_of(register, 3)[0]


def test_rows_of_another_council_are_not_taken_for_ones_own(about):
    rows = [[about["council"].name, *FIRST], ["Elsewhere Council", *FIRST[:6], 2023, *FIRST[7:]]]
    register = looked_through(as_csv(rows, headings=("Council", *HEADINGS)), **about)
    assert counts(register) == {"new": 1, "wrong": 1} and "is another council" in problems_of(register, 3)[0]


def test_area_that_goes_takes_its_figures_with_it_and_the_event_says_so(about, lead, client):
    taken_in(file_of(FIRST), **about)
    client.force_login(lead.user)
    page = reverse("area-edit", args=[lead.council.pk])
    assert "The figures of an area’s need go with it." in client.get(page).content.decode()
    client.post(page, {f"name_{Area.objects.get().pk}": "", f"code_{Area.objects.get().pk}": ""})
    assert not AreaNeed.objects.exists()
    assert AuditEvent.objects.filter(event="areas.set").latest("pk").data["needs"] == 1


def test_two_rows_about_the_same_are_told(about):
    register = looked_through(file_of(FIRST, ("", "RIVERSIDE", *POVERTY, 2, "", 2024, "", "")), **about)
    assert counts(register) == {"new": 1, "wrong": 1} and "Row 2 is about the same" in problems_of(register, 3)[0]


def test_no_more_areas_come_than_a_council_may_have(about, monkeypatch):
    monkeypatch.setattr(register_needs, "MOST", 2)
    rows = [("", f"Ward {number}", *POVERTY, 1, "", 2024, "", "") for number in range(3)]
    register = taken_in(file_of(*rows), **about)
    assert counts(register) == {"new": 2, "wrong": 1} and "2 areas at most" in problems_of(register, 4)[0]
    assert Area.objects.count() == 2


def test_code_that_is_not_an_official_one_is_not_kept_and_the_areas_can_still_be_saved(about, client):
    taken_in(file_of(("SPA-01", "Riverside", *POVERTY, 1, "", 2024, "", "")), **about)
    area = Area.objects.get()
    assert area.code == ""
    client.force_login(about["by"])
    said = {f"name_{area.pk}": "Riverside", f"code_{area.pk}": ""}
    assert client.post(reverse("area-edit", args=[about["council"].pk]), said).status_code == 302


def test_needs_are_set_by_leads_alone(client):
    manager = OfficerRoleFactory()
    with pytest.raises(PermissionDenied):
        bring_register(kind=RegisterKind.NEEDS, file="a", content=None, council=manager.council, by=manager.user)
    client.force_login(manager.user)
    assert "Needs of areas" not in client.get(reverse("register-upload", args=[manager.council.pk])).content.decode()
    client.force_login(OfficerRoleFactory(council=manager.council, role="social_value_lead").user)
    assert "Needs of areas" in client.get(reverse("register-upload", args=[manager.council.pk])).content.decode()


def test_lead_who_is_none_any_more_takes_nothing_in(about, lead):
    register = looked_through(file_of(FIRST), **about)
    take_in_register(register=register, only_if_all=True, by=lead.user)
    lead.role = "contract_manager"
    lead.save()
    worked(register)
    assert not AreaNeed.objects.exists() and register.taken == 0


# --- What is shown ----------------------------------------------------------------------------------------------------
def test_officers_see_where_need_is_greatest_by_the_newest_figures(about, client):
    earlier, other = ("", "Riverside", *POVERTY, 5, 1, 2019, "", ""), ("income", "", 4, "1,250.50", 2021, "", "")
    rows = [FIRST, earlier, ("", "Riverside", *other)]
    taken_in(file_of(*rows, ("", "Hilltop", *POVERTY, 2, "", 2019, "", "")), **about)
    client.force_login(OfficerRoleFactory(council=about["council"], role="auditor").user)
    page = client.get(reverse("need-list"))
    assert [(area.name, area.worst, area.indicators) for area in page.context["page"].rows] == [
        ("Hilltop", 1, 1), ("Riverside", 1, 2),
    ]  # fmt: skip
    assert "1 of 2 indicators" in page.content.decode() and "Bring new figures" not in page.content.decode()
    area = Area.objects.get(name="Riverside")
    shown = client.get(reverse("need-detail", args=[area.pk]))
    assert [(str(need.indicator), need.fifth, value) for need, _colour, value in shown.context["rows"]] == [
        ("Children in poverty", 1, "31.5"), ("income", 4, "1,250.5"),
    ]  # fmt: skip
    content = shown.content.decode()
    assert "Worst fifth" in content and "Second-best fifth" in content and "Census" in content
    assert "A higher value is worse" in content and "2019" not in content


def test_needs_of_another_council_are_not_seen(about, client):
    taken_in(file_of(FIRST), **about)
    client.force_login(OfficerRoleFactory(role="social_value_lead").user)
    assert client.get(reverse("need-detail", args=[Area.objects.get().pk])).status_code == 404
    page = client.get(reverse("need-list"))
    assert page.context["page"].rows == [] and "Nothing is known about your areas yet" in page.content.decode()


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_list_of_needs_comes_back_without_anything_new(about, lead, language):
    taken_in(file_of(FIRST, ("", "Hilltop", "income", "", 5, "", 2021, "Survey", "A lower value is worse")), **about)
    with override(language):
        content = b"".join(csv_pieces(listing_of("needs").table(lead.user, {})))
    register = looked_through(content, **about)
    assert counts(register) == {"unchanged": 2} and len(register.columns) == 11


# --- What cells say ---------------------------------------------------------------------------------------------------
@given(st.decimals(-(10**11), 10**11, places=3))
def test_number_is_read_as_it_is_written(amount):
    assert Decimal(read_number(amount, False).value) == Decimal(read_number(f"{amount:,f}", False).value) == amount


@given(st.text(max_size=12) | st.integers() | st.booleans() | st.dates() | st.none())
def test_whatever_stands_in_a_cell_is_read_or_refused(cell):
    for read in (read_number, read_year, read_fifth):
        try:
            value = read(cell, False).value
        except Unreadable as problem:
            assert str(problem)
        else:
            assert value is None or Decimal(value).is_finite()


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (read_fifth, Decimal("1.0"), "1"), (read_fifth, "Quintile 5", "5"), (read_fifth, "n/a", None),
        (read_year, Decimal(2024), "2024"), (read_year, "2019-2021", "2019"), (read_year, 2024, "2024"),
        (read_number, Decimal("0.00000005"), "0"), (read_number, Decimal("1E+3"), "1000"), (read_number, "-0.0", "0"),
        (read_number, "1,234.5", "1234.5"), (read_number, "£12.50", "12.5"), (read_number, "12.34567", "12.346"),
    ],
)  # fmt: skip
def test_cells_as_publications_write_them(read, cell, value):
    assert read(cell, False).value == value


@pytest.mark.parametrize("cell", [date(2024, 1, 1), True, "1989", "2101", "20245", "0"])
def test_what_is_no_year_is_refused(cell):
    with pytest.raises(Unreadable):
        read_year(cell, False)
