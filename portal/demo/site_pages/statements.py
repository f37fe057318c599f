"""The pages that the law asks for."""

from datetime import date

from cms.models import AccessibilityStatementPage, CookiesPage, DpiaPage, PrivacyPage
from portal.demo.dates import days_ago
from portal.demo.site import statements
from portal.demo.site.catalogue import WELSH
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import Draft
from suppliers.calendar import add_months

IN_WORDS = ("scope", "out_of_scope", "improving", "tested_by", "tested_how")


def statement_drafts(today: date) -> list[Draft]:
    """Accessibility, cookies, privacy, and the assessment of risks, each to be looked at again some day."""
    review_on = add_months(today, statements.ACCESSIBILITY["review_months"])
    others = (
        (CookiesPage, statements.COOKIES, "home"),
        (PrivacyPage, statements.PRIVACY, "home"),
        (DpiaPage, statements.ASSESSMENT, "how-we-do-it"),
    )
    return [
        _accessibility(today),
        *(Draft(family(review_on=review_on), below, words, WELSH[words["slug"]]) for family, words, below in others),
    ]


def _accessibility(today: date) -> Draft:
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
        review_on=add_months(today, words["review_months"]),
    )
    in_welsh = {name: welsh[name] for name in IN_WORDS}
    in_welsh["problems"] = _problems(words, welsh["does_not_work"], today)
    return Draft(page, "home", words, welsh, in_welsh, days_ago=words["reviewed_days_ago"])


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
