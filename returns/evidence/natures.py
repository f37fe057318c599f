"""What the supplier says a file is, which kinds are usual for a measure, and what often goes wrong with each.

Domain rules, section 6.5. Saying it is free; a file that nobody said anything of is as good as any other.
"""

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from returns.models import Evidence, EvidenceUse
from returns.sheet import Row

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Nature = EvidenceUse.Nature
# Words in what a measure asks for that name a kind of file. Where a council asks in other words the list is whole.
ASKED_FOR = {
    Nature.APPRENTICESHIP_AGREEMENT: r"apprenticeship agreement",
    Nature.PAYROLL_EXTRACT: r"payroll|pay bands|pay scale",
    Nature.POSTCODE_LIST: r"postcodes?\b",
    Nature.TIMESHEET: r"timesheets?\b",
    Nature.PARTNER_LETTER: r"letter|confirmation|statement of numbers",
    Nature.INVOICE_EXTRACT: r"ledger",
    Nature.INVOICE_SAMPLE: r"sample of invoices",
    Nature.TRAINING_RECORD: r"training record|training provider|certificate|provider summary",
    Nature.ATTENDANCE_TOTAL: r"attendance|register total|booking",
    Nature.OPPORTUNITY_LOG: r"opportunity log",
    Nature.PHOTO: r"photo",
    Nature.CARRIER_NOTE: r"waste transfer|carrier|weighbridge",
    Nature.METER_READING: r"meter|bills",
    Nature.CARBON_WORKBOOK: r"carbon calculation",
    Nature.POLICY_DOCUMENT: r"policy",
    Nature.WEB_PAGE: r"\blink\b|advert",
    Nature.MEDIA_CUTTING: r"cutting|announcement",
    Nature.SURVEY_TOTALS: r"survey|feedback",
}
OFTEN_WRONG: "dict[str, StrPromise]" = {
    Nature.APPRENTICESHIP_AGREEMENT: _(
        "Check that names and dates of birth are blacked out, and that it gives the standard and the start date."
    ),
    Nature.PAYROLL_EXTRACT: _("Check that it has numbers only: no names, bank details or National Insurance numbers."),
    Nature.POSTCODE_LIST: _("Check that it has the first half of each postcode only, and no addresses."),
    Nature.TIMESHEET: _("Check that it gives dates, activity and hours, and names no child in its notes."),
    Nature.PARTNER_LETTER: _("Check that it gives totals and dates, not “many hours”, and names no child."),
    Nature.INVOICE_EXTRACT: _("Check that amounts are without VAT and postcodes are those where the supplier trades."),
    Nature.INVOICE_SAMPLE: _("Check that bank details are blacked out."),
    Nature.TRAINING_RECORD: _("Check that it gives numbers, and no certificates with names."),
    Nature.ATTENDANCE_TOTAL: _("Check that it gives numbers for each session, and is no list of who came."),
    Nature.OPPORTUNITY_LOG: _("Check that it names hosts and months, and nobody who took part."),
    Nature.PHOTO: _("Check that it shows places, things or adults who agreed, and no child in our care."),
    Nature.CARRIER_NOTE: _("Check that it gives the period and the unit."),
    Nature.METER_READING: _("Check that it gives the period and the unit."),
    Nature.CARBON_WORKBOOK: _("Check that it gives the period and the year of the conversion factors."),
    Nature.POLICY_DOCUMENT: _("Check that it gives the day from which it holds."),
    Nature.WEB_PAGE: _("Check that it says what could be seen and on which day: links stop working."),
    Nature.MEDIA_CUTTING: _("Check that it gives its day and where it appeared."),
    Nature.SURVEY_TOTALS: _("Check that it has the questions and totals, and no single answers."),
}


def natures_for(measure: Measure) -> "list[tuple[str, StrPromise | str]]":
    """What a file may be said to be: what the measure asks for first, then the rest; a photo where it takes photos."""
    known = [choice for choice in Nature if choice != Nature.PHOTO or measure.photos != Measure.Photos.NO]
    usual = [choice for choice in known if _is_asked_for(choice, measure)]
    return [(choice.value, choice.label) for choice in [*usual, *(choice for choice in known if choice not in usual)]]


def nature_words(row: Row, evidence: Evidence) -> str:
    """What a file of this line is said to be; empty when nobody said."""
    nature = row.natures.get(evidence.pk, "")
    return str(Nature(nature).label) if nature else ""


def often_wrong(row: Row, evidence: Evidence) -> str:
    """What to check in a file of this kind; empty where nothing is known of it."""
    return str(OFTEN_WRONG.get(row.natures.get(evidence.pk, ""), ""))


def _is_asked_for(nature: EvidenceUse.Nature, measure: Measure) -> bool:
    words = ASKED_FOR.get(nature)
    return bool(words and re.search(words, measure.evidence_required, re.IGNORECASE))
