"""The first draft of a case study: what the supplier wrote of verified promises, less what must not be published."""

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.case_figures import figures_of
from cms.models import CaseStudyMeasure, CaseStudyPage, CaseStudySuggestion
from cms.named_suppliers import with_sign, without_name
from cms.supplier_names import names_of, places_of
from reports.editions import publish_figures_of
from returns.told import Told, lines_to_tell, story_to_tell
from suppliers.forms.naming import kind_in_a_sentence
from suppliers.personal.patterns import find_personal_data

PROTECTED = "protected"
STORY = 0
LONGEST_SUMMARY = 250
LeftOut = list[dict]


def draft_of(suggestion: CaseStudySuggestion) -> tuple[CaseStudyPage, LeftOut]:
    """A page that is not saved yet, and what was left out of it: the line (0 for the story) and why.

    The supplier is named by a sign alone, and in title and summary not at all.
    """
    supplier_return, contract = suggestion.supplier_return, suggestion.supplier_return.contract
    lines = lines_to_tell(supplier_return)
    names, places = names_of(contract.supplier) if contract.supplier else [], places_of(contract)
    body, left_out = _body(lines, *story_to_tell(supplier_return))
    body = [(kind, with_sign(words, names, places)) for kind, words in body]
    title = without_name(contract.title, names, places)
    page = CaseStudyPage(
        title=title,
        summary=without_name(_summary(body), [])[:LONGEST_SUMMARY] or title,
        contract=contract,
        names_supplier=contract.supplier_id is not None,
        year=supplier_return.period.ends_on.year,
        service_category=contract.categories.first(),
        place=contract.area,
        body=[(kind, _paragraphs(words) if kind == "text" else words) for kind, words in body],
        live=False,
    )
    page.measures.set([CaseStudyMeasure(measure=one.measure) for one in _with_figures(lines, contract)])
    return page, left_out


def left_out_words(left_out: LeftOut) -> list[str]:
    """What was left out, for the editor: where it stood and which kind of thing it was, never what it was."""
    return [_("%(place)s: %(why)s") % {"place": _place(one["line"]), "why": _why(one["why"])} for one in left_out]


def _with_figures(lines: list[Told], contract) -> list[Told]:
    """The lines of measures that have a public figure that can be shown, each measure once.

    The public figures are worked out again first: the return may have been decided a minute ago.
    """
    publish_figures_of(contract.council_id, today=timezone.localdate())
    shown = {
        figure.code for figure in figures_of(contract, {line.measure.code for line in lines}) if not figure.is_hidden
    }
    return list({line.measure.pk: line for line in lines if line.measure.code in shown}.values())


def _body(lines: list[Told], story: str, story_may_be_quoted: bool) -> tuple[list[tuple[str, str]], LeftOut]:
    body: list[tuple[str, str]] = []
    left_out: LeftOut = []
    parts = [(STORY, "", story, story_may_be_quoted)]
    parts += [(line.number, line.promise, line.words, line.may_be_quoted) for line in lines]
    for number, promise, words, may_be_quoted in parts:
        if not words.strip():
            continue
        why = sorted(find_personal_data(f"{promise}\n{words}")) if may_be_quoted else [PROTECTED]
        if why:
            left_out.append({"line": number, "why": why})
            continue
        body += [("heading", promise)] if promise else []
        body.append(("text", words))
    return body, left_out


def _summary(body: list[tuple[str, str]]) -> str:
    """The first promise that is told, until the editor has written a sentence."""
    return next((value for kind, value in body if kind == "heading"), "")[:LONGEST_SUMMARY]


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{escape(part.strip())}</p>" for part in words.splitlines() if part.strip())


def _place(number: int) -> str:
    return _("The story of the period") if number == STORY else _("Commitment %(number)d") % {"number": number}


def _why(why: list[str]) -> str:
    if why == [PROTECTED]:
        return _(
            "it is about children or others who could be recognised. Read it in the return and write your own words"
        )
    kinds = ", ".join(kind_in_a_sentence(kind) for kind in why)
    return ngettext("it looks like it names a person (%s)", "it looks like it names a person (%s)", len(why)) % kinds
