"""Why a file is not taken as evidence: one fault, one message that says how to mend it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cage.refusal import Refused

MEGABYTE = 1024 * 1024
MAX_BYTES = 15 * MEGABYTE  # domain rules, section 7.6
MAX_FILES = 20  # for each line of a return; domain rules, section 7.6
MAX_MEGAPIXELS = 50  # more than almost every phone takes, and small enough to open safely


class Fault(models.TextChoices):
    """What can be wrong with a file; the label is what the person reads."""

    WRONG_TYPE = (
        "wrong_type",
        _(
            "The selected file must be a PDF, Word document (.docx), Excel workbook (.xlsx), "
            "OpenDocument file (.odt or .ods), CSV, JPEG, PNG or HEIC"
        ),
    )
    EMPTY = "empty", _("The selected file is empty")
    TOO_BIG = "too_big", _("The selected file must be smaller than {megabytes} MB")
    PASSWORD = (
        "password",
        _("The selected file is password protected. Save a copy without the password and choose the copy"),
    )
    NAME_DISAGREES = (
        "name_disagrees",
        _("The name of the selected file must end in {extension}, because that is the type of file it is"),
    )
    TYPE_DISAGREES = (
        "type_disagrees",
        _("The selected file is not the type of file it says it is. Open it, save it again and choose the new file"),
    )
    DAMAGED = (
        "damaged",
        _(
            "The selected file could not be opened. Check that it opens on your device, "
            "save it again and choose the new file"
        ),
    )
    OLD_OFFICE = (
        "old_office",
        _("The selected file is in an old Office format. Save it as .docx, .xlsx or PDF and choose the new file"),
    )
    MACROS = (
        "macros",
        _(
            "The selected file must not contain macros. Save it as a file without macros, "
            "or as a PDF, and choose the new file"
        ),
    )
    ACTIVE = (
        "active",
        _(
            "The selected file must not have scripts or other files inside it. "
            "Take them out, or print it to a PDF, and choose the new file"
        ),
    )
    LINKED = (
        "linked",
        _(
            "The selected file must not bring in other files, data or web pictures through links. "
            "Break the links, or print it to a PDF, and choose the new file"
        ),
    )
    UNSAFE = (
        "unsafe",
        _("The selected file is built in a way that is not safe to open. Save it as a PDF and choose the PDF"),
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The selected photo must be smaller than {megapixels} megapixels. Make it smaller and choose the new file"),
    )
    PHOTO_NOT_ALLOWED = (
        "photo_not_allowed",
        _("The selected file must not be a photo. This commitment is about people who must not be recognised"),
    )
    TOO_MANY_FILES = (
        "too_many_files",
        _("You can only have up to {files} files for each commitment. Remove one before you add another"),
    )
    VIRUS = "virus", _("The selected file contains a virus. Delete it from your device too, and choose another file")
    PERSONAL_DATA = (
        "personal_data",
        _(
            "The selected file must not name anybody or say how to reach them, because this commitment is about people "
            "who must not be recognised. Take out names, dates of birth, numbers and addresses, and choose the new file"
        ),
    )
    QUOTA = (
        "quota",
        _("You can only add so many files in a day, and today's share is used up. Try again tomorrow"),
    )
    LOST = "lost", _("The selected file was lost before it could be checked. Choose it again")
    # Not a reason to refuse: what a waiting file says while nobody can scan it.
    SCANNER_AWAY = (
        "scanner_away",
        _("This file waits, because the virus scanner does not answer. It is checked as soon as the scanner is back"),
    )
    UNUSABLE = "unusable", _("This file cannot be used as evidence. Choose another file")


class EvidenceRefused(Refused):
    """A file was not taken. `code` is the fault as it is stored, `message` what to show beside the file field.

    The message is made when it is asked for, in the reader's language: the process that examines files has neither
    settings nor translations.
    """

    def __init__(self, fault: Fault, *, extension: str = "", findings: dict[str, int] | None = None) -> None:
        super().__init__(fault.value, extension=extension)
        self.fault = fault
        self.extension = extension
        # What looks like personal data, kinds and how often, where that is why.
        self.findings = findings or {}

    @property
    def message(self) -> str:
        """What the person reads."""
        return fault_message(self.fault, extension=self.extension)

    def __str__(self) -> str:
        return self.message


def fault_message(code: str, *, extension: str = "") -> str:
    """The words for a fault, for a refusal and for a stored `evidence.fault` alike. Raises ValueError for no fault."""
    return str(Fault(code).label).format(
        extension=extension, files=MAX_FILES, megabytes=MAX_BYTES // MEGABYTE, megapixels=MAX_MEGAPIXELS
    )
