"""Public figures by area. Every rule is in `reports.published`.

Of what is kept whole nothing is here but the total of the council. Percentages come without their parts here, so that
one on a small base is not what the others leave of the council's.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from framework.values import Figure
from reports.published import (
    PublishedFigure,
    promised_in,
    published_figure,
    rows_by_number,
    totals_by_place,
    verified_in,
)
from reports.published_hiding import shown_alone
from reports.published_measures import Catalogue
from returns.totals import Amounts
from suppliers.models import Area
from suppliers.places import NOT_SAID, Kind


@dataclass(frozen=True)
class PublishedArea:
    """The public figures of the contracts of one area; without an area, of those that name none."""

    area: Area | None
    figures: list[PublishedFigure]


def areas_of(council_id: int, catalogue: Catalogue, *, today: date) -> list[PublishedArea]:
    """The measures that are not kept whole in every area that has figures, by name.

    Two queries; one more where something is withheld.
    """
    by_key: dict[int, dict[int, Amounts]] = defaultdict(dict)
    for (key, measure), row in totals_by_place(council_id, catalogue, Kind.AREA, today=today).items():
        by_key[key][measure] = row
    areas: list[Area | None] = [*Area.objects.filter(pk__in=by_key).order_by("name"), None]
    places = [PublishedArea(area, _figures(by_key[area.pk if area else NOT_SAID], catalogue)) for area in areas]
    return [place for place in places if place.figures]


def _figures(totals: Mapping[int, Amounts], catalogue: Catalogue) -> list[PublishedFigure]:
    """The figures of one place by measure, without those of measures that are kept whole."""
    rows = rows_by_number(totals, catalogue)
    return [_figure(catalogue, number, rows[number]) for number in sorted(rows.keys() - catalogue.kept_whole)]


def _figure(catalogue: Catalogue, number: int, row: Amounts) -> PublishedFigure:
    measure = catalogue.measures[number]
    promised = shown_alone(measure, Figure(promised_in(measure, row)))
    verified = replace(shown_alone(measure, verified_in(measure, row)), numerator=None, denominator=None)
    return published_figure(catalogue, number, promised, verified)
