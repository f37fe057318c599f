"""What a supplier says in a return: figures that follow from the targets, words, and files that bear them out."""

from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from accounts.models import User
from framework.models import Measure
from framework.values import percentage, quantise
from portal.demo.clock import Clock
from portal.demo.files import evidence_file
from portal.demo.shapes import Deal, Promise
from returns.actions.answering import (
    Figure,
    answer_figure,
    answer_words,
    confirm_pairs,
    declare_nil,
    finish_evidence,
    tell_story,
)
from returns.actions.evidence import add_evidence, remove_evidence
from returns.actions.evidence_answers import explain_use
from returns.actions.signing import ask_sign_off
from returns.actions.submitting import submit_return
from returns.checks.pairs_confirmed import pairs_to_confirm
from returns.declarations import DECLARATIONS
from returns.evidence.pipeline import examine_one
from returns.models import SupplierReturn
from returns.sheet import Row, Sheet, load_sheet
from suppliers.models import ReportingPeriod

# How much of a period's target is reached, in turns.
PACES = ("1.00", "0.90", "1.15", "0.85", "1.05", "1.20", "0.95")
# A figure that makes the portal ask for a second look.
STRIKING = Decimal("2.6")
HUNDRED = Decimal(100)
SAME_FORM = "It is the same form each time. The figures and dates in it are those of this period."
ValueType = Measure.ValueType
# What people count in: quarter hours, whole pounds, tenths of a post or a tonne.
STEPS = {ValueType.HOURS: Decimal("0.25"), ValueType.MONEY: Decimal(1), ValueType.QUANTITY: Decimal("0.1")}


def return_of(period: ReportingPeriod) -> SupplierReturn:
    """The return of a period as it is now, with what the actions look at."""
    returns = SupplierReturn.objects.select_related("contract__manager", "contract__framework_version", "council")
    return returns.select_related("period", "supplier").get(period=period)


def answer_return(
    clock: Clock, supplier_return: SupplierReturn, deal: Deal, by: User, *, lines: int, striking: int = 0
) -> None:
    """Answer the first `lines` commitments one after another; the figure of line `striking` is far above its target."""
    sheet = _sheet(supplier_return)
    for row in sheet.rows[:lines]:
        pace = STRIKING if row.number == striking else _pace(deal, row)
        figure, in_vain = _figure(sheet, row, deal, pace), _not_taken_up(row, deal)
        answer_figure(answer=row.answer, figure=figure, by=by, not_taken_up=in_vain)
        clock.wait(2)
        answer_words(answer=row.answer, narrative=_words(row, deal), by=by)
        clock.wait(4)
        _add_evidence(row, deal, by)
        clock.wait(1)


def answer_only_figure(supplier_return: SupplierReturn, deal: Deal, number: int, by: User) -> None:
    """Answer the first of a line's three questions and leave it there."""
    sheet = _sheet(supplier_return)
    row = sheet.rows[number - 1]
    answer_figure(answer=row.answer, figure=_figure(sheet, row, deal, _pace(deal, row)), by=by)


def answer_again(clock: Clock, supplier_return: SupplierReturn, deal: Deal, by: User) -> None:
    """Change what the council asked about: a smaller figure, and another file in place of the first."""
    for row in [row for row in _sheet(supplier_return).rows if row.line.is_open]:
        figure = Figure(**{name: getattr(row.answer, name) for name in Figure.__dataclass_fields__})
        if figure.claimed and row.measure.value_type not in (ValueType.PERCENT, ValueType.MILESTONE):
            less = _counted(row.measure, figure.claimed * Decimal("0.9"))
            figure = replace(figure, claimed=less)
        answer_figure(answer=row.answer, figure=figure, by=by)
        clock.wait(3)
        for evidence in row.evidence:
            remove_evidence(answer=row.answer, evidence=evidence, by=by)
        words = f"{row.answer.narrative} We have checked the figure against the new file."
        answer_words(answer=row.answer, narrative=words, by=by)
        _add_evidence(row, deal, by, title=f"{_promise(deal, row).evidence}, checked")
        clock.wait(5)


def tell(supplier_return: SupplierReturn, deal: Deal, by: User) -> None:
    """The story of the period."""
    story = deal.story[(supplier_return.period.number - 1) % len(deal.story)]
    tell_story(revision=_sheet(supplier_return).revision, story=story, by=by)


def send(clock: Clock, supplier_return: SupplierReturn, by: User) -> None:
    """Tick what is asked on the check page, and send."""
    _tick(clock, supplier_return, by)
    submit_return(supplier_return=supplier_return, declarations=list(DECLARATIONS), by=by)


def ask_for_sign_off(clock: Clock, supplier_return: SupplierReturn, by: User) -> None:
    """Tick what is asked on the check page, and give it to whoever signs off."""
    _tick(clock, supplier_return, by)
    ask_sign_off(supplier_return=supplier_return, declarations=list(DECLARATIONS), by=by)


def _tick(clock: Clock, supplier_return: SupplierReturn, by: User) -> None:
    """What is asked on the check page, read in six minutes."""
    clock.wait(6)
    sheet = _sheet(supplier_return)
    pairs = [breach.key for breach in pairs_to_confirm(sheet)]
    confirm_pairs(revision=sheet.revision, pairs=pairs, declarations=list(DECLARATIONS), by=by)


def send_nothing(clock: Clock, supplier_return: SupplierReturn, reason: str, by: User) -> None:
    """Say that there is nothing to report for the whole period, and send that."""
    declare_nil(revision=_sheet(supplier_return).revision, reason=reason, by=by)
    send(clock, supplier_return, by)


def _sheet(supplier_return: SupplierReturn) -> Sheet:
    """The newest revision. Raises LookupError when the return has none."""
    sheet = load_sheet(supplier_return)
    if sheet is None:
        raise LookupError(f"{supplier_return} has no revision.")
    return sheet


def _promise(deal: Deal, row: Row) -> Promise:
    """What the demonstration knows of the commitment of a row."""
    return deal.promises[row.number - 1]


def _pace(deal: Deal, row: Row) -> Decimal:
    """How much of its target a line reaches in its period."""
    turn = row.line.supplier_return.period.number
    return Decimal(PACES[turn % len(PACES)]) * Decimal(_promise(deal, row).pace)


def _figure(sheet: Sheet, row: Row, deal: Deal, pace: Decimal) -> Figure:
    """The figure of a line, or why there is nothing."""
    promise = _promise(deal, row)
    kind = row.measure.value_type
    if kind == ValueType.NARRATIVE:
        return Figure()
    if kind == ValueType.MILESTONE:
        return _milestone(row, promise)
    target = row.line.target or Decimal(0)
    if kind == ValueType.PERCENT:
        return _share(sheet, row, promise, target, pace)
    claimed = _counted(row.measure, target * pace)
    return Figure(claimed=claimed) if claimed else Figure(claimed=claimed, nothing_reason=promise.nothing)


def _not_taken_up(row: Row, deal: Deal) -> dict[str, int]:
    """What was sought or offered in vain, by reason: one more of each in every other period."""
    more = row.line.supplier_return.period.number % 2
    return {reason: count + more for reason, count in _promise(deal, row).not_taken_up.items()}


def _counted(measure: Measure, amount: Decimal) -> Decimal:
    """An amount as people would count it."""
    step = STEPS.get(ValueType(measure.value_type), Decimal(1))
    return quantise(measure, (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _milestone(row: Row, promise: Promise) -> Figure:
    """Done from the period in which it was done, and not before."""
    period = row.line.supplier_return.period
    if period.number < promise.done_in:
        return Figure(claimed=Decimal(0), nothing_reason=promise.nothing)
    done_in = ReportingPeriod.objects.get(contract=period.contract_id, number=promise.done_in)
    return Figure(claimed=Decimal(1), achieved_on=done_in.starts_on + timedelta(days=40))


def _share(sheet: Sheet, row: Row, promise: Promise, target: Decimal, pace: Decimal) -> Figure:
    """The parts of a percentage near its target: shares move a quarter as much as sums do."""
    share = min(HUNDRED, target * (1 + (pace - 1) / 4)) / HUNDRED
    if row.measure.fixed_denominator:
        bottom = row.commitment.baseline or Decimal(0)
        top = (bottom * share).quantize(Decimal("0.001"))
    elif row.measure.numerator_code:
        # The top figure is what another line of this return says.
        code = row.measure.numerator_code
        top = next(other.answer.claimed or Decimal(0) for other in sheet.rows if other.measure.code == code)
        bottom = (top / share).quantize(Decimal("0.01"))
    else:
        bottom = Decimal(promise.whole)
        top = (bottom * share).quantize(Decimal(1), ROUND_HALF_UP)
    return Figure(claimed=percentage(top, bottom), numerator=top, denominator=bottom)


def _words(row: Row, deal: Deal) -> str:
    """Who benefited and what changed; nothing where nothing was done."""
    if row.answer.nothing_reason:
        return ""
    stories = _promise(deal, row).stories
    return stories[(row.line.supplier_return.period.number - 1) % len(stories)]


def _add_evidence(row: Row, deal: Deal, by: User, title: str = "") -> None:
    """A file for the figure (one file may serve several lines), or why there is none."""
    promise = _promise(deal, row)
    if row.has_something and promise.evidence:
        upload = evidence_file(row, title=title or promise.evidence, is_table=promise.is_table)
        evidence = add_evidence(answer=row.answer, upload=upload, by=by)
        examine_one(evidence)  # at once, so that the return can be sent: nobody is there who would wait
        if evidence.matches.exists():
            explain_use(answer=row.answer, evidence=evidence, reason=SAME_FORM, by=by)
    reason = promise.no_evidence if row.has_something and not promise.evidence else ""
    finish_evidence(answer=row.answer, no_evidence_reason=reason, by=by)
