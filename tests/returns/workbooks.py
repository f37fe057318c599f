"""What the tests of spreadsheets share: downloading one, writing into its cells, uploading it, the worker's turn."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from returns.models import WorkbookUpload
from returns.workbook.columns import HEADING_ROW, columns
from returns.workbook.working import work_on_waiting
from tables.ods import Sheet, write_ods
from tables.reading import address, read_table

HOME, DOWNLOAD = "workbook-home", "workbook-download"


def download(client, kind: str = "xlsx", only: int | None = None) -> bytes:
    """The spreadsheet that a person gets."""
    response = client.post(reverse(DOWNLOAD), {"kind": kind, "only": "" if only is None else only})
    assert response.status_code == 200 and response["Content-Disposition"].startswith("attachment"), response.content
    return b"".join(response)


def place(key: str, line: int, *, with_reasons: bool = False) -> str:
    """The cell of a column in the row of a commitment, as long as nobody sorts the rows."""
    keys = [column.key for column in columns(with_reasons=with_reasons)]
    return address(HEADING_ROW + line, keys.index(key) + 1)


def fill_in(content: bytes, cells: dict[str, object], sheet: int = 1) -> bytes:
    """The workbook with other values in some cells of a sheet; the first one, which explains, is 0."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, value in cells.items():
        book.worksheets[sheet][name].value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill_in_ods(content: bytes, cells: dict[str, object], folder) -> bytes:
    """The same for an OpenDocument spreadsheet: read, changed, and written anew as another program might."""
    path = folder / "book.ods"
    path.write_bytes(content)
    sheets = []
    with read_table(path) as book:
        for sheet in book.sheets:
            rows = {row.number: list(row.cells) for row in book.rows(sheet.number)}
            sheets.append((sheet.name, [rows.get(number, []) for number in range(1, max(rows) + 1)]))
    for name, value in cells.items():
        column, row = openpyxl.utils.cell.coordinate_from_string(name)
        cells_of_row, number = sheets[1][1][row - 1], openpyxl.utils.column_index_from_string(column)
        cells_of_row += [None] * (number - len(cells_of_row))
        cells_of_row[number - 1] = value
    return write_ods([Sheet(name, rows[0], rows[1:]) for name, rows in sheets], title="", language="en-GB")


def upload(client, content: bytes, name: str = "returns.xlsx") -> WorkbookUpload:
    """Send a spreadsheet, and let the worker read it."""
    response = client.post(reverse(HOME), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()
    work_on_waiting()
    return WorkbookUpload.objects.get(pk=response.url.rstrip("/").rpartition("/")[2])


def decide(client, sent: WorkbookUpload, action: str) -> WorkbookUpload:
    """Choose a button of the page, and let the worker save."""
    client.post(reverse("workbook-decide", args=[sent.pk]), {"action": action})
    work_on_waiting()
    return WorkbookUpload.objects.get(pk=sent.pk)


def faults(sent: WorkbookUpload) -> dict[str, str]:
    """What is wrong, by column, of a spreadsheet with one return; the sheet as a whole is ""."""
    sheets = sent.found
    found = {key: words for sheet in sheets for row in sheet["rows"] for key, words in row["wrong"].items()}
    refused = [sheet["refusal"] for sheet in sheets if sheet["refusal"]]
    return found | ({"": refused[0]} if refused else {})
