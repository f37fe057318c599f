"""An officer adds contracts from a file of published notices: looked through first, and added when that was read (OF1).

What the file would do is found by importing it and taking everything back, so that what is shown is what will be done.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.drafts import keep_draft
from suppliers.actions.import_notices import ImportReport, import_releases
from suppliers.checks import NotReady
from suppliers.identifiers import number_words
from suppliers.models import Contract, KeptDraft
from suppliers.ocds.facts import ContractFacts, PartyFacts
from suppliers.ocds.read import UPLOADS, read
from suppliers.permissions import can_import_notices
from suppliers.queries import notices_kept_by
from suppliers.workflow import InvalidTransition, Outdated

NOTICES = KeptDraft.Kind.NOTICES.value
LONGEST_FILE_NAME = 100
# Of what stands in no contract, the most that is told of one file.
MOST_TOLD = 50


@transaction.atomic
def keep_notices(*, council: Council, file: str, content: bytes, by: User) -> None:
    """Look a file of notices through, and keep it with what it would do until the officer has read that.

    Raises PermissionDenied; NotReady for a file that cannot be read at all.
    """
    if not can_import_notices(by, council):
        raise PermissionDenied
    name = "".join(letter for letter in file if letter.isprintable())[:LONGEST_FILE_NAME]
    releases, problems = read(name, content, UPLOADS)
    whole = [problem for problem in problems if not releases and not problem.ocid]
    if whole:
        raise NotReady([_said(whole[0].field, whole[0].message)])
    if not releases and not problems:
        raise NotReady([_("The file holds no notices. Download the notice again")])
    plan = _plan(council, name, content, by)
    answers = {"file": name, "content": content.decode("utf-8-sig"), "plan": plan}
    keep_draft(kind=NOTICES, subject=council.pk, answers=answers, by=by)


@transaction.atomic
def look_again(*, council: Council, by: User) -> None:
    """Look the kept file through once more, as things are now. Raises as `add_from_notices` without one."""
    kept = _kept(council, by)
    plan = _plan(council, kept["file"], kept["content"].encode(), by)
    keep_draft(kind=NOTICES, subject=council.pk, answers={**kept, "plan": plan}, by=by)


@transaction.atomic
def add_from_notices(*, council: Council, by: User) -> int:
    """Do what the check page of the kept file says, and forget the file; how many contracts were added or changed.

    Raises PermissionDenied; InvalidTransition when the file is gone, because it was added already; Outdated when it
    would do something else by now. Then nothing is done.
    """
    kept = _kept(council, by)
    drop_notices(council=council, by=by)
    report = _import(council, kept["file"], kept["content"].encode(), by)
    plan = _told(report)
    if plan != kept["plan"]:
        raise Outdated("what the notices would change is not what was shown")
    return len(plan["added"]) + len(plan["changed"])


@transaction.atomic
def drop_notices(*, council: Council, by: User) -> None:
    """Forget the kept file. Raises InvalidTransition when it is gone already."""
    if not notices_kept_by(by, council.pk).delete()[0]:
        raise InvalidTransition("no file of notices is kept")


def _kept(council: Council, by: User) -> dict[str, Any]:
    """The answers of the person's kept file. Raises PermissionDenied; InvalidTransition without one."""
    if not can_import_notices(by, council):
        raise PermissionDenied
    answers = notices_kept_by(by, council.pk).values_list("answers", flat=True).first()
    if answers is None:
        raise InvalidTransition("no file of notices is kept")
    return answers


def _import(council: Council, file: str, content: bytes, by: User) -> ImportReport:
    releases, problems = read(file, content, UPLOADS)
    return import_releases(releases=releases, by=by, council=council, problems=problems)


def _plan(council: Council, file: str, content: bytes, by: User) -> dict[str, Any]:
    """What importing a file would do, found by doing it and taking it back."""
    with transaction.atomic():
        plan = _told(_import(council, file, content, by))
        transaction.set_rollback(True)
    return plan


def _told(report: ImportReport) -> dict[str, Any]:
    """A report as the check page tells it: plain values that JSON can hold, and nothing of who else is here."""
    remarks = [{"ocid": outcome.ocid, "text": note} for outcome in report.outcomes for note in outcome.notes]
    left_out = [
        {"ocid": problem.ocid, "field": problem.field, "message": problem.message} for problem in report.problems
    ]
    return {
        "added": [_row(one, outcome.said[one.pk]) for outcome in report.outcomes for one in outcome.created],
        "changed": [
            {"reference": one.reference, "title": one.title, "what": outcome.changes[one.pk], "ocid": outcome.ocid}
            for outcome in report.outcomes
            for one in outcome.updated
        ],
        "notices": sum(outcome.recorded for outcome in report.outcomes),
        "unchanged": sum(not outcome.recorded for outcome in report.outcomes),
        "remarks": remarks[:MOST_TOLD],
        "more_remarks": max(len(remarks) - MOST_TOLD, 0),
        "left_out": left_out[:MOST_TOLD],
        "more_left_out": max(len(left_out) - MOST_TOLD, 0),
    }


def _row(contract: Contract, said: ContractFacts) -> dict[str, Any]:
    """One contract that would be added, with its suppliers as the notice names them."""
    return {
        "reference": contract.reference,
        "title": contract.title,
        "ocid": contract.ocid,
        "starts_on": said.starts_on.isoformat() if said.starts_on else "",
        "ends_on": said.ends_on.isoformat() if said.ends_on else "",
        "value_net": str(said.value_net) if said.value_net is not None else "",
        "suppliers": [_supplier(party) for party in said.suppliers],
    }


def _supplier(party: PartyFacts) -> dict[str, str]:
    number = party.identifiers[0] if party.identifiers else None
    return {"name": party.name, "number": number_words(number.scheme, number.value) if number else ""}


def _said(field: str, message: str) -> str:
    return f"{field}: {message}" if field else message
