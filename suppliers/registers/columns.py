"""The columns that registers may have: what each is called in the world, and how its cells are read.

A heading is recognised whatever its case, spaces and punctuation. Names are those of the Transparency Code and the
schema of the Local Government Association, of exports of Contracts Finder, and of the portal's own downloads in each of
its languages (domain rules, sections 1.7 and 9.5).
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Choices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from suppliers.identifiers import CHARITY, COMPANY
from suppliers.models import AreaNeed, Contract, Indicator, Member, Organisation, RegisterKind
from suppliers.registers import figures, values
from suppliers.registers.tidying import unspoiled
from suppliers.registers.values import Reader

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = RegisterKind
MOST_HEADINGS = 256


@dataclass(frozen=True)
class Column:
    """A column that is taken in: its code, what the portal calls it, how its cells are read, and its other names.

    `own` are headings of the portal's downloads, in the language of the person; `names` are those of others, the
    likeliest first.
    """

    code: str
    label: "StrOrPromise"
    read: Reader
    is_needed: bool = False
    own: "Sequence[StrOrPromise]" = ()
    names: tuple[str, ...] = ()
    is_text: bool = field(default=False)
    """Whether what it says is of no consequence to figures: words."""
    choices: type[Choices] | None = None
    """What may be said in it, where that is a choice."""


def choices_of(*enums) -> "dict[str, str]":
    """The codes of choices by their codes and by what people call them in each language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for enum in enums:
                for code, label in enum.choices:
                    found |= {values.fold_word(str(label)): code, values.fold_word(code): code}
    return found


@cache
def _legal_bases() -> dict[str, str]:
    return choices_of(Contract.LegalBasis)


@cache
def _vcse_kinds() -> dict[str, str]:
    return choices_of(Organisation.VcseKind)


@cache
def _roles() -> dict[str, str]:
    return choices_of(Member.Role)


@cache
def _polarities() -> dict[str, str]:
    known = choices_of(Indicator.Polarity)
    return known | {values.fold_word(f"{one}_is_worse"): one for one in Indicator.Polarity.values}


_SUPPLIER_FLAGS = (
    Column(
        "is_sme", _("The supplier is small or medium-sized"), values.read_answer,
        names=("Supplier is SME", "SME", "Is SME", "Is the supplier an SME", "SME status", "Small enterprise"),
    ),
    Column(
        "is_vcse", _("The supplier is a voluntary, community or social enterprise"), values.read_answer,
        names=("Supplier is VCSE", "VCSE", "Is VCSE", "VCS", "Is the supplier a VCSE", "Voluntary sector"),
    ),
)  # fmt: skip
_NUMBERS = (
    Column(
        "numbers", _("Official numbers of the supplier"), values.read_numbers,
        own=(_("Official numbers of the supplier"), _("Official numbers")),
        names=("Supplier numbers", "Identifiers", "Supplier identifiers", "Organisation identifier"),
    ),
    Column(
        "company", _("Company number"), values.number_reader(COMPANY),
        names=(
            "Supplier company number", "Company registration number", "Companies House number", "Company number",
            "Supplier registration number", "Company reg no", "CRN", "Registered company number", "Company no",
        ),
    ),
    Column(
        "charity", _("Charity number"), values.number_reader(CHARITY),
        names=(
            "VCSE number", "Charity number", "Registered charity number", "VCSE charity number",
            "Charity registration number", "Supplier charity number", "VCSE registration number",
        ),
    ),
)  # fmt: skip

CONTRACTS = (
    Column(
        "reference", _("Your reference"), values.reference_reader(80), is_needed=True,
        own=(_("Reference"), _("Contract reference")),
        names=(
            "Reference number", "Contract reference number", "Contract ref", "Contract ref no", "Ref", "Ref no",
            "Unique reference number", "Contract number", "Contract ID", "Agreement reference", "Notice identifier",
        ),
    ),
    Column(
        "title", _("Title"), values.line_reader(250, cuts=True), is_needed=True, own=(_("Contract"), _("Title")),
        names=("Title of agreement", "Contract title", "Contract name", "Title of contract", "Agreement title"),
        is_text=True,
    ),
    Column(
        "description", _("What it buys"), values.words_reader(3000), own=(_("Description"),),
        names=(
            "Description of goods or services", "Description of the goods and/or services being provided",
            "Goods or services", "Description of the goods or services", "Contract description", "Details", "Summary",
        ),
        is_text=True,
    ),
    Column(
        "department", _("Department"), values.line_reader(250, cuts=True), own=(_("Department"),),
        names=(
            "Local authority department responsible", "Department responsible", "Directorate", "Service area",
            "Service", "Council department", "Responsible department",
        ),
        is_text=True,
    ),
    Column(
        "parties", _("Suppliers, as Contracts Finder writes them"), values.read_parties,
        names=("Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]", "Suppliers [Name|Address|Ref type]"),
    ),
    Column(
        "supplier", _("Name of the supplier"), values.line_reader(1000, cuts=True), own=(_("Supplier"),),
        names=("Supplier name", "Name of supplier", "Contractor", "Awarded supplier", "Vendor", "Suppliers"),
    ),
    *_NUMBERS,
    Column(
        "value_net", _("Value without VAT, for the whole contract"), values.read_pounds,
        own=(_("Value without VAT, in pounds"),),
        names=(
            "Value without VAT", "Awarded value", "Contract value", "Total contract value", "Value of contract",
            "Value of contract over its lifetime", "Sum", "Total value", "Value", "Value (£)", "Lifetime value",
            "Sum to be paid over the length of the contract", "Amount", "Net value", "Contract sum",
        ),
    ),
    Column(
        "value_gross", _("Value with VAT, for the whole contract"), values.read_pounds,
        own=(_("Value with VAT, in pounds"),),
        names=("Value with VAT", "Value including VAT", "Gross value", "Value inc VAT", "Total value including VAT"),
    ),
    Column(
        "starts_on", _("First day"), values.read_day, own=(_("Starts on"), _("First day")),
        names=("Contract start date", "Start date", "Commencement date", "Start", "Date started", "Contract start"),
    ),
    Column(
        "ends_on", _("Last day"), values.read_day, own=(_("Ends on"), _("Last day")),
        names=("Contract end date", "End date", "Expiry date", "End", "Finish date", "Contract end", "Completion date"),
    ),
    Column(
        "signed_on", _("Day it was signed"), values.read_day, own=(_("Signed on"),),
        names=("Date signed", "Awarded date", "Award date", "Date of award", "Contract award date", "Signed"),
    ),
    *_SUPPLIER_FLAGS,
    Column(
        "legal_basis", _("Law under which it was awarded"), values.choice_reader(_legal_bases, Contract.LegalBasis),
        own=(_("Legal basis"),), names=("Procurement regime",), choices=Contract.LegalBasis,
    ),
    Column(
        "ocid", _("Notice process id (OCID)"), values.line_reader(60), own=(_("Notice process id (OCID)"),),
        names=("OCID", "Open contracting ID", "Contracting process ID"),
    ),
)  # fmt: skip

ORGANISATIONS = (
    Column(
        "name", _("Name of the organisation"), values.line_reader(250), is_needed=True,
        own=(_("Organisation"), _("Name"), _("Supplier")),
        names=("Supplier name", "Organisation name", "Company name", "Charity name", "Legal name", "Name of supplier"),
    ),
    *_NUMBERS,
    Column("vat", _("VAT number"), values.number_reader("VAT"), names=("VAT number", "VAT registration number", "VAT")),
    *_SUPPLIER_FLAGS,
    Column(
        "vcse_kind", _("Kind of organisation"), values.choice_reader(_vcse_kinds, Organisation.VcseKind),
        own=(_("Kind of organisation"),),
        names=("VCSE type", "VCSE kind", "Type of VCSE", "Organisation type"), choices=Organisation.VcseKind,
    ),
)  # fmt: skip

COMMITMENTS = (
    Column(
        "reference", _("Reference of the contract"), values.reference_reader(80), is_needed=True,
        own=(_("Contract reference"), _("Reference")), names=("Contract ref", "Reference number", "Contract number"),
    ),
    Column(
        "measure", _("Measure code"), values.line_reader(40), is_needed=True, own=(_("Measure code"),),
        names=("Measure", "Code", "Measure ref", "Measure reference", "TOM", "TOMs reference", "Indicator"),
    ),
    Column(
        "promise", _("The promise in plain words"), values.line_reader(300), is_needed=True,
        own=(_("Promise"), _("The promise in plain words")),
        names=("Commitment", "Offer", "Social value commitment", "Description", "Bidder's offer", "What is promised"),
    ),
    Column(
        "target", _("Target"), values.line_reader(40), own=(_("Target"), _("Promised")),
        names=("Figure", "Quantity", "Amount", "Number", "Target figure", "Offered", "Units"),
    ),
    Column("done_by", _("To be done by"), values.read_day, own=(_("To be done by"),), names=("Deadline", "Done by")),
    Column(
        "amounts", _("Target for each period"), values.line_reader(1000), own=(_("Target for each period"),),
        names=("Profile", "Target profile", "Spread", "Amounts by period"),
    ),
    Column(
        "wording", _("As worded in the tender"), values.words_reader(3000), own=(_("As worded in the tender"),),
        names=("Tender wording", "Tender response", "Method statement", "Response"),
    ),
    Column("place", _("Where it is delivered"), values.line_reader(120), own=(_("Where it is delivered"),),
           names=("Place", "Location", "Area")),
    Column("group", _("Who benefits"), values.line_reader(250), own=(_("Who benefits"),),
           names=("Target group", "Beneficiaries", "Group")),
)  # fmt: skip

MEMBERS = (
    Column(
        "email", _("Email address"), values.line_reader(254), is_needed=True, own=(_("Email address"),),
        names=("Email", "E-mail", "E-mail address", "Mail"),
    ),
    Column(
        "role", _("Role"), values.choice_reader(_roles, Member.Role), is_needed=True,
        own=(_("Role"),), names=("Access", "Type"), choices=Member.Role,
    ),
    Column(
        "is_signatory", _("Signs returns off"), values.read_answer, own=(_("Signs returns off"),),
        names=("Signatory", "Signs off", "Sign-off"),
    ),
)  # fmt: skip

NEEDS = (
    Column(
        "council", _("Council"), values.line_reader(250), own=(_("Council"),),
        names=("Local authority", "Authority", "Council name"),
    ),
    Column(
        "area_code", _("Code of the area"), values.line_reader(80), own=(_("Area code"),),
        names=("Planning area code", "Ward code", "LSOA code", "Geography code", "GSS code", "Code"),
    ),
    Column(
        "area", _("Name of the area"), values.line_reader(120), own=(_("Area"),),
        names=("Area name", "Planning area", "Service planning area", "Ward", "Ward name", "Locality", "Geography"),
    ),
    Column(
        "indicator_code", _("Code of the indicator"), values.line_reader(80), own=(_("Indicator code"),),
        names=("Indicator ID", "Indicator ref"),
    ),
    Column(
        "indicator_name", _("Name of the indicator"), values.line_reader(200), own=(_("Indicator"),),
        names=("Indicator name", "Indicator title", "Measure of need", "Domain"),
    ),
    Column(
        "fifth", _("Fifth, 1 for the worst"), figures.read_fifth, is_needed=True, own=(_("Fifth"),),
        names=("Quintile", "National quintile", "Fifths", "Rank in fifths"), choices=AreaNeed.Fifth,
    ),
    Column(
        "value", _("Value"), figures.read_number, own=(_("Value"),), names=("Figure", "Rate", "Percentage", "Score"),
    ),
    Column(
        "year", _("Year"), figures.read_year, is_needed=True, own=(_("Year"),),
        names=("Period", "Time period", "Financial year", "Data year"),
    ),
    Column(
        "source", _("Source"), values.line_reader(250, cuts=True), own=(_("Source"),),
        names=("Data source", "Publication", "Dataset"), is_text=True,
    ),
    Column(
        "objective", _("Objective"), values.line_reader(80), own=(_("Objective"),),
        names=("Objective code", "Theme"),
    ),
    Column(
        "polarity", _("Which end is worse"), values.choice_reader(_polarities, Indicator.Polarity),
        own=(_("Which end is worse"),),
        names=("Polarity", "Polarity assumed", "Direction"), choices=Indicator.Polarity,
    ),
)  # fmt: skip

COLUMNS: dict[str, tuple[Column, ...]] = {
    Kind.CONTRACTS: CONTRACTS,
    Kind.ORGANISATIONS: ORGANISATIONS,
    Kind.COMMITMENTS: COMMITMENTS,
    Kind.MEMBERS: MEMBERS,
    Kind.NEEDS: NEEDS,
}


def fold(heading: str) -> str:
    """A heading as it is compared: letters and figures alone, small, without accents."""
    plain = unicodedata.normalize("NFKD", unspoiled(heading).casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


@cache
def names_of(kind: str) -> dict[str, tuple[int, str]]:
    """How likely each folded name means a column (0: most), and which."""
    found: dict[str, tuple[int, str]] = {}
    for column in COLUMNS[kind]:
        own = [str(column.code)]
        for language, _name in settings.LANGUAGES:
            with override(language):
                own += [str(text) for text in (*column.own, column.label)]
        for rank, name in enumerate((*own, *column.names)):
            found.setdefault(fold(name), (rank, column.code))
    return found


def match(headings: Sequence[str], kind: str) -> dict[str, int]:
    """The place of each column that a heading names, from 0. Of several, the likeliest; then the first."""
    known = names_of(kind)
    best: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        if (found := known.get(fold(heading))) and (found[1] not in best or found[0] < best[found[1]][0]):
            best[found[1]] = (found[0], place)
    return {code: place for code, (_rank, place) in best.items()}


def digest_of(headings: Iterable[str]) -> str:
    """What a set of headings is remembered by, in their order."""
    return hashlib.sha256("\n".join(map(fold, headings)).encode()).hexdigest()


def label_of(kind: str, code: str) -> str:
    """What the portal calls a column; the code where it has none of that name."""
    return next((str(column.label) for column in COLUMNS[kind] if column.code == code), code)


def has_days(kind: str) -> bool:
    """Whether a column of such a register says a day."""
    return any(column.read is values.read_day for column in COLUMNS[kind])


def choices_in(kind: str, code: str) -> dict[str, str]:
    """What may be said in a column where that is a choice: what people call each by its code."""
    found = next((column.choices for column in COLUMNS[kind] if column.code == code), None)
    return {} if found is None else {str(one.value): str(one.label) for one in found}
