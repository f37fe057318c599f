"""Figures of case studies: those that the council publishes of a contract, and never any other."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from cms.measures import title_beside
from framework.hidden_counts import Hidden
from framework.models import Measure
from reports.editions import figures_of_contract
from reports.published import PublishedFigure
from suppliers.models import Contract


@dataclass(frozen=True)
class CaseFigure:
    """One public figure as a page shows it. `is_hidden`: it is too small to be shown, or gives one away that is."""

    measure: Measure
    words: str
    whole_council: bool
    is_now: bool
    leaves_out: bool
    is_hidden: bool

    @property
    def code(self) -> str:
        """The code of its measure."""
        return self.measure.code


def figures_of(contract: Contract, codes: Collection[str] | QuerySet) -> list[CaseFigure]:
    """The public figures of a contract in these measures, without those of which nothing is verified. Two queries.

    Each measure knows its title in the language of the page (`cms.measures.title_of`).
    """
    if isinstance(codes, Collection) and not codes:
        return []
    titles = title_beside("measure__code", contract.council_id, get_language() or settings.LANGUAGE_CODE)
    figures = figures_of_contract(contract.pk, codes, today=timezone.localdate(), beside=titles)
    return [_shown(figure) for figure in figures if figure.verified is not None]


def _shown(figure: PublishedFigure) -> CaseFigure:
    return CaseFigure(
        measure=figure.measure,
        words=figure.verified_words,
        whole_council=figure.whole_council,
        is_now=figure.is_now,
        leaves_out=figure.leaves_out,
        is_hidden=isinstance(figure.verified, Hidden),
    )
