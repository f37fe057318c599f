"""Measures of the council's framework in which words are found."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from cms import measures
from cms.search.finding import MOST_FOUND, Found
from cms.search.kinds import MEASURES
from cms.search.words import beginning
from framework.models import Measure, Objective, Outcome


def measures_found(request: HttpRequest, words: list[str]) -> list[Found]:
    """Published measures of the council of this site with all the words, the best first; none where no page shows them.

    One question to the database.
    """
    language = get_language() or ""
    text = " ".join(beginning(word, language) for word in words)
    found = measures.measures_found(request, text, MOST_FOUND)
    return [
        Found(
            title=f"{measure.code}: {measures.title_of(measure)}",
            summary=measure.calculation_rule,
            address=where,
            kind=MEASURES,
            trail=tuple((measures.title_of(part), measures.language_of(part)) for part in _above(measure)),
            language=measures.language_of(measure),
            summary_language="" if language == settings.LANGUAGE_CODE else measures.ENGLISH,
        )
        for measure in found
        if (where := measures.address_of_measure(request, measure.code))
    ]


def _above(measure: Measure) -> tuple[Objective, Outcome]:
    return measure.outcome.objective, measure.outcome
