"""What proves which return, revision and commitment a sheet and its rows are of: codes signed with the portal's key.

A code stands in a cell. Rows may be sorted, and left out: each has a code of its own, which also says how the answer
stood when the spreadsheet was made. So what somebody changed on the portal meanwhile is not written over.
"""

import hashlib
import json
import re
from dataclasses import astuple, dataclass

from django.core import signing

from returns.workbook.columns import CHECKED, LAYOUT

SHEET, LINE = signing.Signer(salt="returns.workbook.sheet"), signing.Signer(salt="returns.workbook.line")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class SheetProof:
    """Of a sheet: its layout, its return and revision, the language of its headings, and whether it has reasons."""

    layout: int
    supplier_return: int
    revision: int
    language: str
    with_reasons: int


@dataclass(frozen=True)
class LineProof:
    """Of a row: its return and revision, the number of its commitment, and what its answer was (`digest_of`)."""

    supplier_return: int
    revision: int
    number: int
    digest: str


def sheet_code(supplier_return: int, revision: int, *, language: str, with_reasons: bool) -> str:
    """The code of a sheet of today's layout."""
    return _signed(SHEET, SheetProof(LAYOUT, supplier_return, revision, language, int(with_reasons)))


def line_code(supplier_return: int, revision: int, number: int, digest: str) -> str:
    """The code of a row."""
    return _signed(LINE, LineProof(supplier_return, revision, number, digest))


def read_sheet_code(code: object) -> SheetProof | None:
    """What the code of a sheet says; None for what is not ours."""
    parts = _read(SHEET, code)
    return SheetProof(int(parts[0]), int(parts[1]), int(parts[2]), parts[3], int(parts[4])) if parts else None


def read_line_code(code: object) -> LineProof | None:
    """What the code of a row says; None for what is not ours."""
    parts = _read(LINE, code)
    return LineProof(int(parts[0]), int(parts[1]), int(parts[2]), parts[3]) if parts else None


def digest_of(cells: dict[str, str]) -> str:
    """Sixteen characters that change with any answer. Spaces and line ends do not count: programs change them."""
    said = {key: plain(text) for key, text in cells.items() if key != CHECKED and plain(text)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def plain(text: str) -> str:
    """Words with single spaces."""
    return " ".join(_NOT_SHOWN.sub(" ", text).split())


def _signed(signer: signing.Signer, proof: SheetProof | LineProof) -> str:
    return signer.sign("/".join(map(str, astuple(proof))))


def _read(signer: signing.Signer, code: object) -> list[str]:
    try:
        return signer.unsign(code.strip()).split("/") if isinstance(code, str) else []
    except signing.BadSignature:
        return []
