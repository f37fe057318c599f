"""Promises out of tender answers: each row proposes one, as on the pages, and the other side answers (SU4).

What a row would do is found by doing it and taking it back, so that no rule is written twice (decision record 0022).
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop as _

from accounts.models import User
from framework.models import Measure
from framework.values import FigureError, parse_value
from suppliers.actions.proposing import propose_commitment
from suppliers.checks import NotReady
from suppliers.emails.promises import promises_proposed
from suppliers.models import Commitment, Contract, Proposal, RegisterFile, RegisterRow
from suppliers.permissions import can_bring_register
from suppliers.promises import standing_terms
from suppliers.queries import council_contracts_visible_to
from suppliers.registers.refusals import refusal_of
from suppliers.registers.rows import Plan, Problem, Said
from suppliers.registers.saying import Sentence, in_each, say
from suppliers.registers.values import Unreadable, read_day
from suppliers.terms import Terms
from suppliers.workflow import InvalidTransition

Verdict = RegisterRow.Verdict
WITHOUT_FIGURES = (Measure.ValueType.NARRATIVE, Measure.ValueType.MILESTONE)
AMOUNTS_LIKE_THIS = _("Write the first day of each period and its amount, like 01/04/2026: 10; ...")
# What a row may say of a promise beside its figures, by the column: as a commitment and terms call it.
TOLD = {"place": "place", "group": "target_group", "wording": "tender_wording"}
ALIVE = (Commitment.Status.PROPOSED, Commitment.Status.AGREED)


def plan_promises(*, register: RegisterFile, rows: Sequence[Said], by: User) -> list[Plan]:
    """What each row would do; writes nothing that stays. Raises PermissionDenied for who may not bring registers."""
    if not can_bring_register(by, council=register.council):
        raise PermissionDenied
    references = {said.values["reference"] for said in rows if "reference" in said.values}
    found = council_contracts_visible_to(by).filter(council=register.council, reference__in=references)
    contracts = {one.reference: one for one in found.select_related("council", "supplier", "framework_version")}
    with transaction.atomic():
        plans = [_plan(said, contracts.get(said.values.get("reference", "")), by) for said in rows]
        transaction.set_rollback(True)
    return plans


def _plan(said: Said, contract: Contract | None, by: User) -> Plan:
    plan = Plan(said, Verdict.WRONG, title=said.values.get("promise", ""))
    _check_filled(said, contract)
    if said.problems or contract is None:
        return plan
    plan.key = "\n".join((contract.reference, said.values["measure"], said.values["promise"]))
    try:
        terms = _terms(said, contract)
        plan.thing = (contract, terms)
        if (standing := _standing(contract, terms)) is not None:
            plan.verdict = _compare(said, standing, terms)
            return plan
        with transaction.atomic():
            propose_commitment(contract=contract, terms=terms, by=by)
    except NotReady:
        refusal = refusal_of(lambda: propose_commitment(contract=contract, terms=terms, by=by))
        said.problems += [Problem("", one) for one in refusal]
    except (PermissionDenied, InvalidTransition):
        said.problems.append(Problem("reference", say(_("Nothing can be promised by you in this contract now"))))
    except _Wrong as error:
        said.problems.append(error.problem)
    else:
        plan.verdict = Verdict.NEW
    return plan


class _Wrong(Exception):
    """A cell does not fit the measure."""

    def __init__(self, column: str, said: Sentence) -> None:
        super().__init__(column)
        self.problem = Problem(column, said)


def _check_filled(said: Said, contract: Contract | None) -> None:
    """Note what is missing without which nothing can be proposed."""
    wrong = {problem.column for problem in said.problems}
    for column, message in (
        ("reference", _("Enter the reference of the contract")),
        ("measure", _("Enter the code of the measure")),
        ("promise", _("Say in plain words what is promised")),
    ):
        if column not in said.values and column not in wrong:
            said.problems.append(Problem(column, say(message)))
    if contract is None and "reference" in said.values:
        message = _("The council has no contract with this reference. Enter one that it has, or add the contract first")
        said.problems.append(Problem("reference", say(message)))


def _terms(said: Said, contract: Contract) -> Terms:
    """What the row proposes. Raises _Wrong for what does not fit the measure."""
    code = said.values["measure"]
    measure = Measure.objects.filter(version=contract.framework_version_id, code__iexact=code).first()
    if measure is None:
        message = _("The framework of this contract has no measure with the code “%(code)s”")
        raise _Wrong("measure", say(message, code=code))
    return Terms(
        promise=said.values["promise"],
        measure=measure.code,
        target=_figure(measure, said.values.get("target"), "target"),
        done_by=said.values.get("done_by"),
        amounts=_amounts(measure, said.values.get("amounts")),
        tender_wording=said.values.get("wording", ""),
        place=said.values.get("place", ""),
        target_group=said.values.get("group", ""),
    )


def _figure(measure: Measure, text: str | None, column: str) -> Decimal | None:
    if text is None or measure.value_type in WITHOUT_FIGURES:
        return None
    plain = re.sub(r"^£", "", text)
    try:
        return parse_value(measure, plain)
    except FigureError as error:
        raise _Wrong(column, in_each(lambda: _refusal(measure, plain))) from error


def _refusal(measure: Measure, text: str) -> str:
    """Why a text is no figure of a measure; empty for one that is."""
    try:
        parse_value(measure, text)
    except FigureError as error:
        return str(error.message).rstrip(".")
    return ""


def _amounts(measure: Measure, text: str | None) -> tuple[tuple[date, Decimal], ...] | None:
    """How the target is spread: "01/04/2026: 10; 01/07/2026: 12", each period by its first day."""
    if text is None or measure.value_type in WITHOUT_FIGURES:
        return None
    found: dict[date, Decimal] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        day, colon, amount = part.rpartition(":")
        try:
            starts_on = read_day(day, False).value if colon else None
        except Unreadable as error:
            raise _Wrong("amounts", error.said) from error
        figure = _figure(measure, amount.strip(), "amounts")
        if starts_on is None or figure is None:
            raise _Wrong("amounts", say(AMOUNTS_LIKE_THIS))
        found[starts_on] = figure
    return tuple(sorted(found.items()))


def _standing(contract: Contract, terms: Terms) -> Commitment | None:
    """The promise of this measure in these words that the contract has already."""
    alive = contract.commitments.filter(status__in=ALIVE, measure__code=terms.measure, promise=terms.promise)
    return alive.order_by("position").first()


def _compare(said: Said, standing: Commitment, terms: Terms) -> str:
    """Whether the row says of a promise what stands already; what does not is a matter for both sides, on its page."""
    problem = None
    if (standing.target, standing.done_by) != (terms.target, terms.done_by) or _is_spread_otherwise(standing, terms):
        message = _("Commitment %(line)d promises this with other figures. Propose the change on its page")
        problem = Problem("target", say(message, line=standing.position))
    for column, name in TOLD.items():
        if problem is None and column in said.values and getattr(standing, name) != getattr(terms, name):
            message = _("Commitment %(line)d promises this in other words or at another place. Change that on its page")
            problem = Problem(column, say(message, line=standing.position))
    if problem is None:
        return Verdict.UNCHANGED
    said.problems.append(problem)
    return Verdict.WRONG


def _is_spread_otherwise(standing: Commitment, terms: Terms) -> bool:
    """Whether a row names amounts of periods that are others than those the promise lies in."""
    known = standing_terms(standing) if terms.amounts else None
    if not terms.amounts or known is None or known.amounts is None:
        return False
    return not dict(terms.amounts).items() <= dict(known.amounts).items()


def take_in_promises(*, register: RegisterFile, plans: Sequence[Plan], by: User) -> None:
    """Propose the promises of some rows. A part of taking a register in; raises as `propose_commitment`."""
    for plan in plans:
        contract, terms = plan.thing
        propose_commitment(contract=contract, terms=terms, by=by, tells_later=True)


def tell_of_promises(*, register: RegisterFile, by: User) -> None:
    """One letter a contract to the side that answers, however many promises were proposed."""
    made = Proposal.objects.filter(
        kind=Proposal.Kind.NEW,
        status=Proposal.Status.WITH_SUPPLIER,
        proposed_by=by,
        proposed_at__gte=register.confirmed_at,
        commitment__contract__council=register.council,
    )
    for contract in Contract.objects.filter(pk__in=made.values("commitment__contract")).order_by("pk").iterator():
        promises_proposed(contract)
