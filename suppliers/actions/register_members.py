"""People out of a file: each row invites somebody to a team by e-mail address, as on the page (SU1, SU14)."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_noop as _

from accounts.models import User
from suppliers.actions.invitations import invite_colleague
from suppliers.actions.team import Duties
from suppliers.checks import NotReady
from suppliers.models import Invitation, Member, Organisation, RegisterFile, RegisterRow
from suppliers.permissions import can_run_team
from suppliers.registers.refusals import refusal_of
from suppliers.registers.rows import Plan, Problem, Said
from suppliers.registers.saying import say

Verdict = RegisterRow.Verdict


def plan_members(*, register: RegisterFile, rows: Sequence[Said], by: User) -> list[Plan]:
    """What each row would do; writes nothing that stays. Says nothing about who has an account.

    Raises PermissionDenied for who does not run the team.
    """
    organisation = register.organisation
    if organisation is None or not can_run_team(by, organisation):
        raise PermissionDenied
    addresses = {said.values["email"].lower() for said in rows if "email" in said.values}
    known = _known(organisation, addresses)
    with transaction.atomic():
        plans = [_plan(said, organisation, known, by) for said in rows]
        transaction.set_rollback(True)
    return plans


def _known(organisation: Organisation, addresses: set[str]) -> set[str]:
    """Those of some addresses that are in the team or have an invitation to it. Two queries."""
    team = Member.objects.filter(organisation=organisation).values_list("user__email", flat=True)
    waiting = Invitation.objects.filter(organisation=organisation, status=Invitation.Status.WAITING)
    found = {*team, *waiting.values_list("email", flat=True)}
    return addresses & {address.lower() for address in found}


def _plan(said: Said, organisation: Organisation, known: set[str], by: User) -> Plan:
    email, role = said.values.get("email", "").lower(), said.values.get("role", "")
    plan = Plan(said, Verdict.WRONG, email, email)
    wrong = {problem.column for problem in said.problems}
    if not _is_address(email) and "email" not in wrong:
        message = _("Enter an email address in the right format, like name@example.com")
        said.problems.append(Problem("email", say(message)))
    if not role and "role" not in wrong:
        said.problems.append(Problem("role", say(_("Enter a role: admin, editor or viewer"))))
    if role == Member.Role.VIEWER and said.values.get("is_signatory"):
        said.problems.append(Problem("is_signatory", say(_("A viewer cannot sign returns off. Choose another role"))))
    if said.problems:
        return plan
    if email in known:
        plan.verdict = Verdict.UNCHANGED
        return plan
    plan.thing = (email, Duties(role, is_signatory=bool(said.values.get("is_signatory"))))
    try:
        with transaction.atomic():
            _invite(organisation, plan, by)
    except NotReady:
        said.problems += [Problem("email", one) for one in refusal_of(lambda: _invite(organisation, plan, by))]
    else:
        plan.verdict = Verdict.NEW
    return plan


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _invite(organisation: Organisation, plan: Plan, by: User) -> None:
    email, duties = plan.thing
    invite_colleague(organisation=organisation, email=email, duties=duties, by=by)


def take_in_members(*, register: RegisterFile, plans: Sequence[Plan], by: User) -> None:
    """Invite the people of some rows. A part of taking a register in; raises as `invite_colleague`."""
    if register.organisation is None:
        raise PermissionDenied
    for plan in plans:
        _invite(register.organisation, plan, by)
