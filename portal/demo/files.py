"""Evidence made on the spot: small real PDF and CSV files with totals and no person's name in them."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify

from framework.values import format_value
from returns.sheet import Row

NOTE = "Part of the demonstration: every figure and every place in this file is invented."
PAGE_SIZE = (595, 842)  # A4 in points
MONTHS = 3


def evidence_file(row: Row, *, title: str, is_table: bool) -> SimpleUploadedFile:
    """A file that bears out the figure of one line: a table where its parts are listed, otherwise a letter."""
    supplier_return = row.line.supplier_return
    period = supplier_return.period
    days = f"{period.starts_on:%-d %B %Y} to {period.ends_on:%-d %B %Y}"
    about = f"Contract {supplier_return.contract.reference}, {days}"
    name = f"{slugify(title)} {period.starts_on:%Y-%m}"
    if is_table:
        return SimpleUploadedFile(f"{name}.csv", _table(row, title, about), content_type="text/csv")
    lines = [about, "", *_facts(row), "", NOTE]
    return SimpleUploadedFile(f"{name}.pdf", _pdf(title, lines), content_type="application/pdf")


def _facts(row: Row) -> list[str]:
    """What the letter says of the figure."""
    answer, measure = row.answer, row.measure
    if answer.numerator is not None and answer.denominator is not None:
        top, bottom = (f"{part.normalize():,f}" for part in (answer.numerator, answer.denominator))
        return [f"{measure.numerator_label}: {top}", f"{measure.denominator_label}: {bottom}"]
    if answer.achieved_on:
        return [f"Done on {answer.achieved_on:%-d %B %Y}"]
    if answer.claimed is None:
        return ["Notes of what was talked about and what was changed."]
    return [f"Total for the period: {format_value(measure, answer.claimed, exact=True)}"]


def _table(row: Row, title: str, about: str) -> bytes:
    """The figure in three parts, which add up to it."""
    whole = row.answer.claimed or row.answer.numerator or Decimal(0)
    part = (whole / MONTHS).quantize(whole)
    parts = [part] * (MONTHS - 1) + [whole - part * (MONTHS - 1)]
    text = StringIO()
    amounts = [(f"Part {n}", amount) for n, amount in enumerate(parts, start=1)]
    csv.writer(text).writerows([(title, row.measure.unit), *amounts, ("Total", whole), (about, ""), (NOTE, "")])
    return text.getvalue().encode()


def _pdf(title: str, lines: list[str]) -> bytes:
    """One page of text in a typeface that every reader has."""
    document = pikepdf.new()
    document.Root.Lang = pikepdf.String("en-GB")
    document.docinfo["/Title"] = title
    page = document.add_blank_page(page_size=PAGE_SIZE)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = [b"BT /F1 18 Tf 56 770 Td 24 TL", _show(title), b"/F1 11 Tf 18 TL", *map(_show, ["", *lines]), b"ET"]
    page.obj.Contents = document.make_stream(b"\n".join(shown))
    content = BytesIO()
    document.save(content, deterministic_id=True)
    return content.getvalue()


def _show(line: str) -> bytes:
    """One line of text and the step to the next."""
    plain = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + plain.encode("cp1252", errors="replace") + b") Tj T*"
