"""A return as a spreadsheet: taken away, filled in without a connection, and saved cell by cell as on the pages."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from audit.models import AuditEvent
from returns.actions import workbooks
from returns.actions.answering import Figure, answer_figure
from returns.actions.workbooks import drop_old_workbooks
from returns.models import Answer, SupplierReturn, WorkbookUpload
from returns.sheet import load_sheet
from returns.workbook import working
from returns.workbook.columns import CODE, HEADING_ROW, columns
from returns.workbook.proof import line_code
from returns.workbook.working import work_on_waiting
from tests.factories import MeasureFactory, MemberFactory, OfficerRoleFactory, UserFactory
from tests.returns.pages import browser, shown
from tests.returns.partners import shared_road
from tests.returns.road import KINDS, decide_all, finish, next_period, open_road, send, send_back, take
from tests.returns.workbooks import decide, download, faults, fill_in, fill_in_ods, place, upload
from tests.tables.hostile import of_errors, of_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(time_machine):
    """In the first period, so that nothing depends on the clock."""
    time_machine.move_to("2026-06-20T10:00:00Z", tick=False)


@pytest.fixture
def road():
    return open_road("count", "percent", "milestone", "narrative", "money")


@pytest.fixture
def editor(road):
    return browser(road.editor)


def answers(road) -> dict[int, Answer]:
    return {row.number: row.answer for row in load_sheet(road.fresh()).rows}


FILLED = {
    place("figure", 1): 20,
    place("narrative", 1): "Twenty people began.\nMost have stayed.",
    place("no_evidence_reason", 1): "The letter follows",
    place("figure", 2): 45,
    place("out_of", 2): "50",
    place("is_done", 3): "Yes",
    place("achieved_on", 3): date(2026, 5, 20),
    place("narrative", 4): "+ not a formula, but words",
    place("nothing", 5): "Yes",
    place("nothing_reason", 5): "The work begins in July",
}


def all_is_saved(road) -> None:
    one, two, three, four, five = (answers(road)[number] for number in range(1, 6))
    assert (one.claimed, one.narrative.split("\n"), one.no_evidence_reason, one.is_complete) == (
        Decimal(20), ["Twenty people began.", "Most have stayed."], "The letter follows", True,
    )  # fmt: skip
    assert (two.numerator, two.denominator, two.claimed) == (45, 50, 90)
    assert (three.claimed, three.achieved_on) == (1, date(2026, 5, 20))
    assert (four.narrative, four.figure_done, four.words_done) == ("+ not a formula, but words", True, True)
    assert (five.claimed, five.nothing_reason, five.is_complete) == (0, "The work begins in July", True)


# --- There and back ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_is_filled_in_is_saved_as_on_the_pages(road, editor, kind, tmp_path):
    content = download(editor, kind)
    filled = fill_in(content, FILLED) if kind == "xlsx" else fill_in_ods(content, FILLED, tmp_path)
    sent = upload(editor, filled, f"returns.{kind}")
    assert (sent.status, sent.content, faults(sent)) == ("read", b"", {})
    page = shown(editor.get(reverse("workbook-detail", args=[sent.pk])))
    assert "5 answers are new and right. Nothing is wrong. Nothing is saved yet." in page
    assert all(answer.claimed is None for answer in answers(road).values())
    sent = decide(editor, sent, "all")
    assert (sent.status, sent.saved_count, sent.found) == ("taken", 5, [])
    all_is_saved(road)
    assert road.supplier_return.answered_count == 2
    said = AuditEvent.objects.get(event="workbook.taken")
    assert said.data == {"count": 5, "lines": [1, 2, 3, 4, 5]} and said.actor == road.editor
    assert {event.data["line"] for event in AuditEvent.objects.filter(event="line.answered")} == {1, 2, 3, 4, 5}


def test_spreadsheet_that_says_what_is_known_saves_nothing(road, editor):
    content = fill_in(download(editor), FILLED)
    decide(editor, upload(editor, content), "all")
    answered = AuditEvent.objects.filter(event="line.answered").count()
    assert answered > 5
    # The same file again, and one that was downloaded now and not touched.
    for again in (content, download(editor)):
        sent = upload(editor, again)
        assert (sent.status, faults(sent)) == ("read", {}) and not any(row["is_new"] for row in sent.found[0]["rows"])
        page = shown(editor.get(reverse("workbook-detail", args=[sent.pk])))
        assert "says nothing that is not on the portal already" in page
        decide(editor, sent, "all")
    assert AuditEvent.objects.filter(event="line.answered").count() == answered
    assert AuditEvent.objects.filter(event="workbook.taken").count() == 1


def test_spreadsheet_tells_what_was_promised_and_reported_before_and_what_is_asked(road, editor):
    send(road)
    take(road)
    decide_all(road)
    finish(road)
    next_period(road, date(2026, 7, 1))
    book = openpyxl.load_workbook(io.BytesIO(download(editor)))
    first, sheet = book.worksheets
    assert sheet.title == road.supplier_return.reference and sheet.protection.sheet
    assert any(sheet.title in str(row[0].value) for row in first.iter_rows())
    row = [cell.value for cell in sheet[HEADING_ROW + 1]]
    assert row[0] == 1 and row[1] == road.commitments[0].measure.title and row[2] == road.commitments[0].promise
    assert row[4].startswith("20 ")
    assert not sheet[place("figure", 1)].protection.locked and sheet[place("is_done", 1)].protection.locked
    assert "how many between" in sheet[place("figure", 1)].comment.text


def test_cells_that_are_chosen_offer_what_may_be_chosen(road, editor):
    sheet = openpyxl.load_workbook(io.BytesIO(download(editor))).worksheets[1]
    offered = {str(cells.sqref): cells.formula1 for cells in sheet.data_validations.dataValidation}
    assert offered[place("is_done", 3)] == '"Yes,Not yet"' and offered[place("nothing", 1)] == '"Yes"'
    assert place("is_done", 1) not in offered


def test_rows_may_be_sorted_and_left_out(road, editor):
    content = fill_in(download(editor), FILLED)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 1)]
    for number, values in enumerate([*reversed(rows[1:]), [None] * len(rows[0])], start=HEADING_ROW + 1):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    file = io.BytesIO()
    book.save(file)
    sent = decide(editor, upload(editor, file.getvalue()), "all")
    assert (sent.status, sent.saved_count) == ("taken", 4)
    found = answers(road)
    assert found[1].claimed is None and found[2].claimed == 90 and found[5].nothing_reason


def test_all_open_returns_come_in_one_spreadsheet_each_on_a_sheet(road, editor):
    other = open_road("count", supplier=road.contract.supplier, council=road.contract.council)
    content = download(editor)
    assert len(openpyxl.load_workbook(io.BytesIO(content)).worksheets) == 3
    content = fill_in(fill_in(content, {place("figure", 1): 3}, 1), {place("figure", 1): 4}, 2)
    assert decide(editor, upload(editor, content), "all").saved_count == 2
    assert {answers(road)[1].claimed, answers(other)[1].claimed} == {3, 4}
    single = openpyxl.load_workbook(io.BytesIO(download(editor, only=other.supplier_return.pk)))
    assert [sheet.title for sheet in single.worksheets][1:] == [other.supplier_return.reference]


# --- What is wrong ----------------------------------------------------------------------------------------------------
WRONG = {
    place("figure", 1): "twenty",
    place("out_of", 1): 3,
    place("figure", 2): 60,
    place("out_of", 2): 50,
    place("is_done", 3): "Perhaps",
    place("narrative", 4): "We helped Jane, reach her at jane@family.example",
    place("figure", 5): "#REF!",
}


def test_every_fault_is_told_by_sheet_cell_and_how_to_mend_it(road, editor):
    sent = upload(editor, fill_in(download(editor), WRONG))
    page = shown(editor.get(reverse("workbook-detail", args=[sent.pk])))
    reference = road.supplier_return.reference
    for cell, words in (
        (place("figure", 1), "Figure Enter a whole number in figures, like 12 or 1,250"),
        (place("out_of", 1), "Second figure of a percentage Nothing is asked here for this commitment."),
        (place("figure", 2), "Figure The first figure cannot be more than the second"),
        (place("is_done", 3), "Is it done? Choose “Yes” or “Not yet”"),
        (place("narrative", 4), "It looks like this names a person: email address."),
        (place("figure", 5), "This cell holds an error. Type what you want to report"),
    ):
        assert f"Sheet {reference}, cell {cell} " in page and words in page, (cell, words)
    assert "choose “Yes” under “I have checked” in this row" in page
    assert 'value="all"' not in editor.get(reverse("workbook-detail", args=[sent.pk])).content.decode()


def test_nothing_is_saved_until_all_is_right_or_the_good_rows_are_chosen(road, editor):
    content = fill_in(download(editor), {**FILLED, place("figure", 1): "twenty"})
    sent = upload(editor, content)
    assert list(faults(sent)) == ["figure"]
    # The button for all is not there; whoever asks for it all the same saves nothing.
    sent = decide(editor, sent, "all")
    assert sent.status == "read" and all(answer.claimed is None for answer in answers(road).values())
    sent = decide(editor, sent, "right")
    assert (sent.status, sent.saved_count) == ("taken", 4)
    found = answers(road)
    assert (found[1].claimed, found[1].narrative) == (None, "") and found[2].claimed == 90
    page = shown(editor.get(reverse("workbook-detail", args=[sent.pk])))
    assert "4 answers were saved." in page and "What was left out" in page and "Enter a whole number" in page


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_copy_has_the_faults_in_its_cells_and_can_be_mended_and_sent(road, editor, kind, tmp_path):
    filled = {**FILLED, place("figure", 1): "twenty"}
    content = download(editor, kind)
    content = fill_in(content, filled) if kind == "xlsx" else fill_in_ods(content, filled, tmp_path)
    sent = upload(editor, content, f"mine.{kind}")
    copy = b"".join(editor.get(reverse("workbook-marked", args=[sent.pk])))
    mended = {place("figure", 1): 20}
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[1]
        cell = sheet[place("figure", 1)]
        assert cell.value == "twenty" and "Enter a whole number" in cell.comment.text
        assert cell.fill.fgColor.rgb == "FFF6D7D2" and not cell.protection.locked
        assert "Enter a whole number" in sheet[place("wrong", 1)].value
        assert sheet[place("figure", 2)].value == 45 and sheet[place("is_done", 3)].value == "Yes"
        assert sheet[place("achieved_on", 3)].value.date() == date(2026, 5, 20)
        copy = fill_in(copy, mended)
    else:
        copy = fill_in_ods(copy, mended, tmp_path)
    again = upload(editor, copy, f"mended.{kind}")
    assert faults(again) == {}
    decide(editor, again, "all")
    all_is_saved(road)


def test_words_that_name_nobody_after_all_are_taken_when_that_is_said(road, editor):
    cells = {place("narrative", 4): "Write to info@library.example", place("checked", 4): "Yes"}
    assert faults(upload(editor, fill_in(download(editor), cells))) == {}


def test_words_about_children_are_never_taken_with_a_name():
    measure = MeasureFactory(value_type="count", sensitivity="looked-after children", photos="no")
    road = open_road(measure, framework_version=measure.version)
    cells = {place("narrative", 1): "Write to info@library.example", place("checked", 1): "Yes"}
    editor = browser(road.editor)
    told = faults(upload(editor, fill_in(download(editor), cells)))
    assert "names a person" in told["narrative"] and "I have checked" not in told["narrative"]


def test_reasons_why_something_was_not_taken_up_have_columns_where_they_count():
    road = open_road("count", commitment={"obligation": "best_endeavours"})
    editor = browser(road.editor)
    reason = next(column.key for column in columns(with_reasons=True) if column.key.startswith("not_taken_up_"))
    cells = {place("nothing", 1, with_reasons=True): "Yes", place(reason, 1, with_reasons=True): 3}
    sent = decide(editor, upload(editor, fill_in(download(editor), cells)), "all")
    assert sent.status == "taken", faults(sent)
    assert load_sheet(road.fresh()).rows[0].not_taken_up == {reason.removeprefix("not_taken_up_"): 3}


def change_on_the_portal(road, claimed: int) -> None:
    """A colleague answers the first commitment on its page."""
    row = load_sheet(road.supplier_return).rows[0]
    answer_figure(answer=row.answer, figure=Figure(claimed=Decimal(claimed)), by=road.editor)


# --- Which return it is of --------------------------------------------------------------------------------------------
def test_return_that_was_sent_meanwhile_is_refused(road, editor):
    content = fill_in(download(editor), FILLED)
    send(road)
    sent = upload(editor, content)
    assert "was sent after this sheet was downloaded" in faults(sent)[""]
    take(road)
    send_back(road, 1)
    # Sent back for changes it is another revision, of which this sheet knows nothing.
    assert "was sent after this sheet was downloaded" in faults(upload(editor, content))[""]


def test_answer_that_was_changed_on_the_portal_meanwhile_is_not_written_over(road, editor):
    content = fill_in(download(editor), FILLED)
    answer_figure(
        answer=load_sheet(road.supplier_return).rows[0].answer, figure=Figure(claimed=Decimal(7)), by=road.editor
    )
    sent = upload(editor, content)
    assert list(faults(sent)) == ["number"] and "changed this answer on the portal" in faults(sent)["number"]
    decide(editor, sent, "right")
    assert answers(road)[1].claimed == 7 and answers(road)[2].claimed == 90
    # Who wrote nothing into the row takes nothing back.
    untouched = download(editor)
    answer_figure(
        answer=load_sheet(road.supplier_return).rows[0].answer, figure=Figure(claimed=Decimal(8)), by=road.editor
    )
    assert faults(upload(editor, untouched)) == {}


def test_what_changes_between_reading_and_saving_is_looked_at_again(road, editor):
    sent = upload(editor, fill_in(download(editor), FILLED))
    answer_figure(
        answer=load_sheet(road.supplier_return).rows[0].answer, figure=Figure(claimed=Decimal(7)), by=road.editor
    )
    sent = decide(editor, sent, "all")
    assert sent.status == "read" and "changed this answer on the portal" in faults(sent)["number"]
    assert answers(road)[2].claimed is None


def test_answer_that_comes_in_at_the_last_moment_is_not_written_over(road, editor, monkeypatch):
    """The revision is held before it is read once more: whoever was waited for is seen."""
    sent, hold = upload(editor, fill_in(download(editor), FILLED)), workbooks.hold_revisions

    def waits_for_a_colleague(revisions):
        answer = load_sheet(road.supplier_return).rows[0].answer
        answer_figure(answer=answer, figure=Figure(claimed=Decimal(7)), by=road.editor)
        hold(revisions)

    monkeypatch.setattr(workbooks, "hold_revisions", waits_for_a_colleague)
    sent = decide(editor, sent, "all")
    assert sent.status == "read" and "changed this answer on the portal" in faults(sent)["number"]
    assert answers(road)[1].claimed == 7


def test_return_that_goes_between_reading_and_saving_is_looked_at_again(road, editor):
    sent = upload(editor, fill_in(download(editor), FILLED))
    send(road)
    before = {number: answer.claimed for number, answer in answers(road).items()}
    sent = decide(editor, sent, "right")
    assert (sent.status, sent.saved_count) == ("taken", 0) and "was sent after" in faults(sent)[""]
    assert {number: answer.claimed for number, answer in answers(road).items()} == before


@pytest.mark.parametrize("code", ["", "42", "1/2/3/en-gb/0:forged", None])
def test_sheet_without_our_code_is_refused(road, editor, code):
    sent = upload(editor, fill_in(download(editor), {"B3": code}))
    assert sent.status == "refused" and "is not a spreadsheet of returns from this portal" in sent.refusal


def test_sheets_of_others_and_twice_the_same_are_refused_one_by_one(road, editor):
    other = open_road("count")
    strangers = openpyxl.load_workbook(io.BytesIO(download(browser(other.editor))))
    book = openpyxl.load_workbook(io.BytesIO(fill_in(download(editor), FILLED)))
    book.copy_worksheet(book.worksheets[1])
    for source in (strangers.worksheets[1],):
        target = book.create_sheet("Theirs")
        for row in source.iter_rows():
            for cell in row:
                target.cell(cell.row, cell.column).value = cell.value
    book.create_sheet("Mine")["A1"] = "My own sums"
    file = io.BytesIO()
    book.save(file)
    sent = upload(editor, file.getvalue())
    told = {sheet["name"]: sheet["refusal"] for sheet in sent.found}
    assert told[road.supplier_return.reference] == ""
    assert "stands in the spreadsheet twice" in told[f"{road.supplier_return.reference} Copy"]
    assert "You cannot answer the return of this sheet" in told["Theirs"]
    assert "does not hold the code" in told["Mine"]
    assert decide(editor, sent, "right").saved_count == 5
    assert answers(other)[1].claimed is None


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"G5": "Number of people"}, "Cell G5 should say “Figure”"),
        ({"G5": None}, "Cell G5 should say “Figure”"),
        ({"S7": "A note of mine"}, "Cell S7 stands outside the columns"),
    ],
)
def test_columns_that_were_moved_are_refused(road, editor, cells, words):
    assert words in faults(upload(editor, fill_in(download(editor), cells)))[""]


def test_sheet_that_some_program_hid_in_the_workbook_is_passed_over(road, editor):
    book = openpyxl.load_workbook(io.BytesIO(fill_in(download(editor), FILLED)))
    book.create_sheet("_settings").append(["x"])
    book.worksheets[-1].sheet_state = "veryHidden"
    file = io.BytesIO()
    book.save(file)
    sent = upload(editor, file.getvalue())
    assert faults(sent) == {} and decide(editor, sent, "all").saved_count == 5


def test_merged_cells_are_refused(road, editor):
    book = openpyxl.load_workbook(io.BytesIO(download(editor)))
    book.worksheets[1].merge_cells("G6:G7")
    file = io.BytesIO()
    book.save(file)
    assert "G6:G7 are merged" in faults(upload(editor, file.getvalue()))[""]


def test_code_of_another_row_or_return_is_no_proof(road, editor):
    other = open_road("count", supplier=road.contract.supplier, council=road.contract.council)
    forged = line_code(other.supplier_return.pk, 1, 1, "0" * 16)
    cells = {place("figure", 1): 5, place(CODE, 1): forged, place(CODE, 2): "x", place("figure", 2): 3}
    content = fill_in(download(editor, only=road.supplier_return.pk), cells)
    told = faults(upload(editor, content))
    assert "is not the one that we put there" in told["number"]
    twice = download(editor, only=road.supplier_return.pk)
    code = openpyxl.load_workbook(io.BytesIO(twice)).worksheets[1][place(CODE, 1)].value
    told = faults(upload(editor, fill_in(twice, {place(CODE, 2): code, place("figure", 2): 3})))
    assert "stands in the sheet twice" in told["number"]


# --- Who --------------------------------------------------------------------------------------------------------------
def test_partner_gets_and_fills_in_its_own_lines_alone():
    road, others = shared_road()
    partner = others.browser()
    content = download(partner)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
    numbers = [sheet.cell(row, 1).value for row in range(HEADING_ROW + 1, sheet.max_row + 1)]
    assert numbers == [2]
    # The supplier's own sheet, sent by the partner, answers no line that is not theirs.
    whole = fill_in(download(browser(road.editor)), {place("figure", 1): 5, place("figure", 2): 6})
    sent = upload(partner, whole)
    assert "cannot be answered now" in faults(sent)["number"]
    decide(partner, sent, "right")
    found = answers(road)
    assert found[1].claimed is None and found[2].claimed == 6


def test_viewers_and_officers_have_no_spreadsheets_and_strangers_no_other_persons(road, editor):
    sent = upload(editor, fill_in(download(editor), FILLED))
    viewer = browser(MemberFactory(organisation=road.contract.supplier, role="viewer").user)
    colleague = browser(MemberFactory(organisation=road.contract.supplier, role="editor").user)
    for client in (viewer, browser(road.officer), browser(UserFactory())):
        assert client.get(reverse("workbook-home")).status_code == 403
        assert client.post(reverse("workbook-download"), {"kind": "xlsx"}).status_code == 403
    for client in (viewer, colleague, browser(OfficerRoleFactory().user)):
        assert client.get(reverse("workbook-detail", args=[sent.pk])).status_code == 404
        assert client.get(reverse("workbook-marked", args=[sent.pk])).status_code == 404
        assert client.post(reverse("workbook-decide", args=[sent.pk]), {"action": "all"}).status_code == 404


def test_member_who_is_made_a_viewer_saves_nothing_any_more(road, editor):
    sent = upload(editor, fill_in(download(editor), FILLED))
    road.contract.supplier.members.filter(user=road.editor).update(role="viewer")
    sent = decide(editor, sent, "all")
    assert sent.status == "read" and "You cannot answer the return" in faults(sent)[""]
    assert answers(road)[2].claimed is None


def test_taking_returns_away_is_written_down(road, editor):
    download(editor, "ods")
    said = AuditEvent.objects.get(event="workbook.downloaded")
    assert said.data == {"count": 1, "returns": [road.supplier_return.reference], "file": "ods"}


# --- The worker -------------------------------------------------------------------------------------------------------
def test_worker_that_dies_while_saving_leaves_nothing_and_the_next_one_saves_all(
    road, editor, monkeypatch, time_machine
):
    sent = upload(editor, fill_in(download(editor), FILLED))
    editor.post(reverse("workbook-decide", args=[sent.pk]), {"action": "all"})

    def die(judged, by):
        if judged.row.number == 3:
            raise SystemExit
        return save(judged, by)

    save = workbooks._save_row
    with monkeypatch.context() as patch:
        patch.setattr(workbooks, "_save_row", die)
        with pytest.raises(SystemExit):
            work_on_waiting()
    assert all(answer.claimed is None for answer in answers(road).values())
    assert work_on_waiting() == 0  # it is held for some minutes
    time_machine.shift(301)
    assert work_on_waiting() == 1
    assert WorkbookUpload.objects.get().status == "taken"
    all_is_saved(road)


def test_spreadsheet_that_no_worker_survives_is_given_up(road, editor, monkeypatch, time_machine):
    monkeypatch.setattr(working, "read_table", lambda *_args, **_more: (_ for _ in ()).throw(SystemExit))
    editor.post(reverse("workbook-home"), {"file": io.BytesIO(download(editor))})
    for _attempt in range(working.MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            work_on_waiting()
        time_machine.shift(301)
    work_on_waiting()
    assert WorkbookUpload.objects.get().status == "refused"


def test_fault_of_ours_with_one_spreadsheet_holds_up_no_other(road, editor, monkeypatch, time_machine):
    first = upload(editor, fill_in(download(editor), FILLED))
    second = upload(editor, fill_in(download(editor), FILLED))
    for sent in (first, second):
        editor.post(reverse("workbook-decide", args=[sent.pk]), {"action": "all"})

    def fail(*, upload):
        if upload.pk == first.pk:
            raise RuntimeError
        save(upload=upload)

    save = working.save_workbook
    monkeypatch.setattr(working, "save_workbook", fail)
    assert work_on_waiting() == 1
    found = dict(WorkbookUpload.objects.values_list("pk", "status"))
    assert found == {first.pk: "taking", second.pk: "taken"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 not a workbook", "could not be opened"),
        (b"a,b\n1,2\n", "is not a spreadsheet of returns from this portal"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format of Excel"),
        (of_errors(1_001), "more than 1,000 cells with errors such as #N/A"),
        (of_text("Winter _x0000_ salt"), "has control characters"),
    ],
    ids=["damaged", "csv", "old", "errors", "controls"],
)
def test_file_that_is_none_is_refused_with_what_to_do(road, editor, content, words):
    sent = upload(editor, content)
    page = shown(editor.get(reverse("workbook-detail", args=[sent.pk])))
    assert sent.status == "refused" and words in page and "Choose another file" in page


def test_form_says_what_is_missing(road, editor):
    assert "Choose the spreadsheet you filled in" in shown(editor.post(reverse("workbook-home"), {}))
    assert "is empty" in shown(editor.post(reverse("workbook-home"), {"file": io.BytesIO(b"")}))
    big = io.BytesIO(bytes(5 * 1024 * 1024 + 1))
    assert "must be smaller than 5 MB" in shown(editor.post(reverse("workbook-home"), {"file": big}))
    assert "Choose a kind of file" in shown(editor.post(reverse("workbook-download"), {}))


def test_what_nobody_goes_on_with_is_forgotten(road, editor, time_machine):
    content = fill_in(download(editor), FILLED)
    first = upload(editor, content)
    editor.post(reverse("workbook-decide", args=[first.pk]), {"action": "leave"})
    assert not WorkbookUpload.objects.exists() and answers(road)[2].claimed is None
    for _time in range(12):
        upload(editor, content)
    assert WorkbookUpload.objects.count() == 10
    time_machine.shift(28 * 24 * 3600 + 1)
    assert drop_old_workbooks() == 10


def test_formulas_in_what_others_wrote_are_words_in_the_file():
    road = open_road("count", title="=HYPERLINK(1)")
    sheet = openpyxl.load_workbook(io.BytesIO(download(browser(road.editor)))).worksheets[1]
    assert "=HYPERLINK(1)" in sheet["A1"].value + sheet["A2"].value
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_every_kind_of_figure_can_be_filled_in():
    road = open_road(*KINDS)
    editor = browser(road.editor)
    send_by_sheet = {}
    for number, kind in enumerate(KINDS, start=1):
        if kind == "percent":
            send_by_sheet |= {place("figure", number): 45, place("out_of", number): 50}
        elif kind == "milestone":
            send_by_sheet |= {place("is_done", number): "Yes", place("achieved_on", number): date(2026, 5, 20)}
        elif kind == "narrative":
            send_by_sheet[place("narrative", number)] = "We did it."
        else:
            send_by_sheet[place("figure", number)] = 12.25 if kind in ("hours", "money") else 12
    sent = decide(editor, upload(editor, fill_in(download(editor), send_by_sheet)), "all")
    assert (sent.status, sent.saved_count) == ("taken", len(KINDS)), faults(sent)
    assert SupplierReturn.objects.count() == 1
