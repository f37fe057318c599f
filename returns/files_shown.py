"""How a file stands, in words for the supplier: what happens to it, what is wrong with it, what to do about it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import User
from returns.checks.personal_data import must_be_confirmed, must_be_replaced
from returns.checks.used_before import earlier_uses, question
from returns.evidence.kinds import KINDS
from returns.evidence.natures import nature_words, often_wrong
from returns.evidence.refusal import Fault, fault_message
from returns.evidence.viewing import notes_of, why_shut
from returns.forms.evidence import ExplainForm
from returns.models import Evidence
from returns.sheet import Row, Sheet
from returns.workflow import SHOWN, WAITING
from suppliers.forms.naming import kind_in_a_sentence

Status, Scan = Evidence.Status, Evidence.Scan
COLOURS: dict[str, str] = {Status.QUARANTINED: "red", Status.HIDDEN: "orange"}


@dataclass
class FileShown:
    """One file of a line as its page shows it.

    `fault` is why it was refused; `found` what looks like personal data in it, also where it was refused; `confirm`
    what somebody can say who has looked (empty when nothing is to be confirmed); `again` asks why it is used again.
    `nature` is what the supplier says it is, and `often_wrong` what to check in such a file.
    """

    evidence: Evidence
    status: str
    colour: str
    may_open: bool
    fault: str = ""
    found: str = ""
    confirm: str = ""
    must_replace: bool = False
    notes: list[str] = field(default_factory=list)
    nature: str = ""
    often_wrong: str = ""
    again: ExplainForm | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the portal has still to say what comes of it."""
        return self.evidence.status in WAITING

    @property
    def can_be_replaced(self) -> bool:
        """Whether another file in its place would mend something."""
        return bool(self.fault or self.confirm or self.must_replace)

    @property
    def state(self) -> str:
        """Changes whenever the page would show something else of it."""
        parts = [
            self.evidence.status,
            self.evidence.scan,
            len(self.notes),
            int(bool(self.confirm)),
            int(bool(self.again)),
        ]
        return "-".join(str(part) for part in parts)


def files_of(sheet: Sheet, row: Row, *, user: User, asked: ExplainForm | None = None) -> list[FileShown]:
    """The files of one line for one person; `asked` is a form that came back with something wrong in it."""
    earlier = earlier_uses(sheet, row)
    shown = []
    for evidence in row.evidence:
        file = _shown(row, evidence, user)
        if evidence.pk in earlier and not file.fault:
            form = ExplainForm(row=row, evidence=evidence, question=question(earlier[evidence.pk]))
            file.again = asked if asked is not None and asked.prefix == form.prefix else form
        shown.append(file)
    return shown


def faults_of(files: list[FileShown]) -> list[tuple[str, str]]:
    """What was refused, for the summary on top of the page: words, and the id of the file they are about."""
    return [
        (f"{file.evidence.original_name}: {file.fault}", f"file-{file.evidence.pk}") for file in files if file.fault
    ]


def again_form(sheet: Sheet, row: Row, evidence: Evidence, data) -> ExplainForm:
    """The form that says why a file is used again, as it was sent."""
    asked = earlier_uses(sheet, row).get(evidence.pk, [])
    return ExplainForm(data, row=row, evidence=evidence, question=question(asked))


def fault_words(evidence: Evidence) -> str:
    """Why a file was refused, and how to mend it; of a refusal of another age only that it cannot be used."""
    extension = next((kind.extension for kind in KINDS.values() if kind.media_type == evidence.media_type), "")
    code = evidence.fault if evidence.fault in Fault.values else Fault.UNUSABLE
    return fault_message(code, extension=extension)


def _shown(row: Row, evidence: Evidence, user: User) -> FileShown:
    """One file without what is asked about earlier uses."""
    may_open = not why_shut(evidence, user)
    file = FileShown(evidence, status_words(evidence), _colour(evidence), may_open, notes=_notes(evidence, user))
    file.nature, file.often_wrong = nature_words(row, evidence), often_wrong(row, evidence)
    if evidence.status == Status.QUARANTINED:
        file.fault = fault_words(evidence)
    if evidence.status in (*SHOWN, Status.QUARANTINED) and evidence.findings:
        file.found = found_words(evidence.findings)
    file.must_replace = must_be_replaced(row, evidence)
    if not file.must_replace and must_be_confirmed(row, evidence):
        file.confirm = _statement(evidence)
    return file


def status_words(evidence: Evidence) -> str:
    """A word or two: received and being checked are the same to whoever waits."""
    if evidence.status in WAITING:
        return _("Being checked")
    if evidence.status == Status.HIDDEN:
        return _("Hidden")
    if evidence.status in SHOWN and evidence.scan == Scan.NOT_SCANNED:
        return _("Not scanned")
    return str(Status(evidence.status).label)


def _colour(evidence: Evidence) -> str:
    """Of the tag that holds these words."""
    if evidence.status in SHOWN:
        return "yellow" if evidence.scan == Scan.NOT_SCANNED else "green"
    return COLOURS.get(evidence.status, "blue")


def _notes(evidence: Evidence, user: User) -> list[str]:
    """What to know of a file besides its status."""
    if evidence.status in WAITING:
        return [fault_message(evidence.fault)] if evidence.fault == Fault.SCANNER_AWAY else []
    if evidence.status == Status.HIDDEN:
        return [why_shut(evidence, user)]
    if evidence.status not in SHOWN:
        return []
    notes = notes_of(evidence)
    if evidence.scan == Scan.NOT_SCANNED:
        notes.append(_not_scanned(evidence, user))
    return notes


def _not_scanned(evidence: Evidence, user: User) -> str:
    if evidence.uploaded_by_id == user.pk:
        return _("This installation has no virus scanner. Only you can open this file.")
    return _("This installation has no virus scanner. Only the person who added this file can open it.")


def found_words(findings: dict[str, int]) -> str:
    """What looks like personal data, and how often: "email address (3), date of birth (1)"; never the data itself."""
    return ", ".join(f"{kind_in_a_sentence(kind)} ({times})" for kind, times in findings.items())


def _statement(evidence: Evidence) -> str:
    """What somebody says who has looked at a file."""
    said = []
    if evidence.findings:
        said.append(_("Nobody is named who should not be"))
    if "pictures" in evidence.notes:
        said.append(_("No picture shows a child or young person"))
    return _("I have looked. %(said)s") % {"said": ". ".join(said)}
