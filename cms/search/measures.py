"""Measures of the council's framework in which words are found."""

from django.http import HttpRequest
from django.utils.translation import get_language

from cms import measures
from cms.search.finding import MOST_FOUND, Found
from cms.search.kinds import MEASURES
from cms.search.words import beginning

ENGLISH = "en-GB"


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
            trail=(measure.outcome.objective.title, measure.outcome.title),
            language="" if measures.own_title_of(measure) or language == "en-gb" else ENGLISH,
        )
        for measure in found
        if (where := measures.address_of_measure(request, measure.code))
    ]
