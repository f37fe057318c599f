"""Planning data of Penbury, as a lead brings it: invented figures of invented areas, and plainly so."""

import csv
import io

from accounts.models import Council, User
from suppliers.actions.registers import bring_register, match_columns, take_in_register
from suppliers.models import RegisterFile, RegisterKind
from suppliers.registers.pipeline import work_on

HEADINGS = ("Area name", "Indicator code", "Indicator", "Fifth", "Value", "Year", "Source", "Objective", "Polarity")
SOURCE = "Invented for this demonstration"
# Code, name, objective and which end is worse; then fifth and value of each area, in order.
INDICATORS = {
    ("CHILD-POVERTY", "Children in poverty, per cent", "O8", "higher"): (
        (1, "34.1"), (2, "28.6"), (1, "36.9"), (3, "21.4"), (4, "15.2"), (5, "8.7"),
    ),
    ("YOUNG-NO-WORK", "Young people not in education, work or training, per cent", "O1", "higher"): (
        (2, "6.8"), (1, "8.1"), (1, "7.9"), (3, "4.4"), (3, "4.6"), (5, "1.9"),
    ),
    ("INCOME", "Median income a year, in pounds", "O2", "lower"): (
        (2, "24,300"), (2, "25,100"), (1, "22,800"), (3, "28,400"), (4, "31,900"), (5, "39,700"),
    ),
}  # fmt: skip


def bring_needs(*, council: Council, areas: list[str], year: int, by: User) -> None:
    """Bring them as a spreadsheet and have its rows taken in. Raises RuntimeError when a row is not taken in."""
    register = bring_register(
        kind=RegisterKind.NEEDS, file="planning-data.csv", content=io.BytesIO(_spreadsheet(areas, year)),
        council=council, by=by,
    )  # fmt: skip
    _let_work(register)
    match_columns(register=register, columns=register.columns, counts_from_1904=False, by=by)
    _let_work(register)
    take_in_register(register=register, only_if_all=True, by=by)
    _let_work(register)
    if register.taken != len(areas) * len(INDICATORS):
        raise RuntimeError(f"{register.taken} rows of planning data were taken in, {register.wrong} were not right.")


def _let_work(register: RegisterFile) -> None:
    register.refresh_from_db()
    work_on(register)
    register.refresh_from_db()


def _spreadsheet(areas: list[str], year: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for (code, name, objective, polarity), stands in INDICATORS.items():
        for area, (fifth, value) in zip(areas, stands, strict=True):
            writer.writerow((area, code, name, fifth, value, year, SOURCE, objective, polarity))
    return text.getvalue().encode()
