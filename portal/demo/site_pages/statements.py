"""The pages that the law asks for."""

from datetime import date
from typing import Any

from cms.models import AccessibilityStatementPage, CookiesPage, DpiaPage, PrivacyPage
from portal.demo.dates import days_ago
from portal.demo.site import statements
from portal.demo.site.assessment import ASSESSMENT
from portal.demo.site.catalogue import WELSH
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import Draft
from suppliers.calendar import add_months

IN_WORDS = ("scope", "out_of_scope", "improving", "tested_by", "tested_how")
ASSESSED = ("purpose", "data_flows", "residual_risk")


def statement_drafts(today: date) -> list[Draft]:
    """Accessibility, cookies, privacy, and the assessment of risks, each to be looked at again some day."""
    return [*common_drafts(today, below="home"), _assessment(today)]


def common_drafts(today: date, *, below: str) -> list[Draft]:
    """What every council says in the same words, below the home page with this slug."""
    review_on = _review_on(today)
    return [
        _accessibility(today, below),
        *(
            Draft(family(review_on=review_on), below, words, WELSH[words["slug"]])
            for family, words in ((CookiesPage, statements.COOKIES), (PrivacyPage, statements.PRIVACY))
        ),
    ]


def _review_on(today: date) -> date:
    return add_months(today, statements.ACCESSIBILITY["review_months"])


def _accessibility(today: date, below: str) -> Draft:
    """Its draft was prepared before the site opened; what stands there was reviewed since."""
    words, welsh = statements.ACCESSIBILITY, WELSH["accessibility"]
    page = AccessibilityStatementPage(
        **{name: words[name] for name in IN_WORDS},
        compliance=words["status"],
        problems=_problems(words, words["does_not_work"], today),
        answer_working_days=words["answer_working_days"],
        prepared_on=days_ago(today, words["prepared_days_ago"]),
        tested_on=days_ago(today, words["tested_days_ago"]),
        reviewed_on=days_ago(today, words["reviewed_days_ago"]),
        review_on=_review_on(today),
    )
    in_welsh = {name: welsh[name] for name in IN_WORDS}
    in_welsh["problems"] = _problems(words, welsh["does_not_work"], today)
    return Draft(page, below, words, welsh, in_welsh, days_ago=words["reviewed_days_ago"])


def _assessment(today: date) -> Draft:
    """Risks and those who agreed are rows, each with its words in both languages."""
    words, welsh = ASSESSMENT, WELSH[ASSESSMENT["slug"]]
    english_words, welsh_words = _assessed(words, today), _assessed(welsh, today)
    return Draft(DpiaPage(review_on=_review_on(today), **english_words), "how-we-do-it", words, welsh, welsh_words)


def _assessed(said: Entry, today: date) -> dict[str, Any]:
    """The fields of the assessment in one language; how high a risk is stands in English only."""
    levels = [risk["level"] for risk in ASSESSMENT["risks"]]
    risks = [("risk", {**risk, "level": level}) for risk, level in zip(said["risks"], levels, strict=True)]
    signed_on = days_ago(today, ASSESSMENT["signed_days_ago"])
    signatures = [("signature", {**one, "signed_on": signed_on}) for one in said["signatures"]]
    return {name: said[name] for name in ASSESSED} | {"risks": risks, "signatures": signatures}


def _problems(english: Entry, said: tuple[Entry, ...], today: date) -> list[tuple[str, Entry]]:
    """What does not work, in one language, with the days by which it is mended."""
    return [
        (
            "problem",
            {
                **{name: words[name] for name in ("what", "why", "criterion")},
                "fix_by": add_months(today, gap["fixed_in_months"]),
            },
        )
        for gap, words in zip(english["does_not_work"], said, strict=True)
    ]
