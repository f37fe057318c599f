"""The words of each unit: one person, two people; and what people may type after a figure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# The number whose plural stands for every amount that is not whole: in English and Welsh alike it takes the form that
# is used for "many" ("2.5 weeks").
NOT_WHOLE = 100


@dataclass(frozen=True)
class Unit:
    """A unit: its name by an input, its words with an amount (one and many), and endings typed in either language."""

    name: Any
    words: Any
    typed: tuple[str, ...]
    places: int = 2


UNITS = {
    "people": Unit(
        _("people"),
        ngettext_lazy("%(amount)s person", "%(amount)s people", "number"),
        ("person", "people", "berson", "pobl", "o bobl"),
    ),
    "FTE": Unit(_("FTE"), ngettext_lazy("%(amount)s FTE", "%(amount)s FTE", "number"), ("fte", "call")),
    "hours": Unit(
        _("hours"),
        ngettext_lazy("%(amount)s hour", "%(amount)s hours", "number"),
        ("hour", "hours", "hr", "hrs", "awr", "oriau", "o oriau"),
    ),
    "weeks": Unit(
        _("weeks"),
        ngettext_lazy("%(amount)s week", "%(amount)s weeks", "number"),
        ("week", "weeks", "wythnos", "wythnosau"),
    ),
    "days": Unit(
        _("days"),
        ngettext_lazy("%(amount)s day", "%(amount)s days", "number"),
        ("day", "days", "diwrnod", "ddiwrnod", "niwrnod", "dyddiau"),
    ),
    "organisations": Unit(
        _("organisations"),
        ngettext_lazy("%(amount)s organisation", "%(amount)s organisations", "number"),
        ("organisation", "organisations", "sefydliad", "sefydliadau"),
    ),
    "opportunities": Unit(
        _("opportunities"),
        ngettext_lazy("%(amount)s opportunity", "%(amount)s opportunities", "number"),
        ("opportunity", "opportunities", "cyfle", "gyfle", "cyfleoedd"),
    ),
    "stories": Unit(
        _("stories"),
        ngettext_lazy("%(amount)s story", "%(amount)s stories", "number"),
        ("story", "stories", "stori", "straeon"),
    ),
    "sessions": Unit(
        _("sessions"),
        ngettext_lazy("%(amount)s session", "%(amount)s sessions", "number"),
        ("session", "sessions", "sesiwn", "sesiynau"),
    ),
    "households": Unit(
        _("households"),
        ngettext_lazy("%(amount)s household", "%(amount)s households", "number"),
        ("household", "households", "aelwyd", "aelwydydd"),
    ),
    "miles": Unit(
        _("miles"),
        ngettext_lazy("%(amount)s mile", "%(amount)s miles", "number"),
        ("mile", "miles", "milltir", "filltir", "milltiroedd"),
    ),
    "kg": Unit(_("kg"), ngettext_lazy("%(amount)s kg", "%(amount)s kg", "number"), ("kg",)),
    "tco2e": Unit(
        _("tonnes of CO2e"),
        ngettext_lazy("%(amount)s tonne of CO2e", "%(amount)s tonnes of CO2e", "number"),
        ("tco2e", "tonne", "tonnes", "tonne of co2e", "tonnes of co2e", "tunnell", "dunnell", "tunelli"),
        places=3,
    ),
    "m2": Unit(
        _("square metres"),
        ngettext_lazy("%(amount)s square metre", "%(amount)s square metres", "number"),
        ("m2", "m²", "square metre", "square metres", "metr sgwâr", "fetr sgwâr"),
    ),
    "wellby": Unit(
        _("WELLBYs"), ngettext_lazy("%(amount)s WELLBY", "%(amount)s WELLBYs", "number"), ("wellby", "wellbys")
    ),
    "percent": Unit(_("%"), "%(amount)s%%", ("%", "percent", "per cent", "y cant")),
    "gbp": Unit(_("pounds"), "£%(amount)s", ("gbp", "pound", "pounds", "punt", "bunt", "punnoedd")),
}


def unit_of(code: str) -> Unit:
    """The words of a unit. A unit of a council's own has only its name, which then stands after every amount."""
    return UNITS.get(code) or Unit(code, "%(amount)s " + code.replace("%", "%%"), (code.lower(),))


def with_words(unit: Unit, amount: Decimal, shown: str) -> str:
    """`shown`, which is `amount` (0 or more) written for people, with the unit's word in the right form."""
    number = int(amount) if amount == amount.to_integral_value() else NOT_WHOLE
    return str(unit.words % {"amount": shown, "number": number})
