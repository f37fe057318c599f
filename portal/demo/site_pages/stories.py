"""Case studies, and the consents behind every name and quote in them."""

from datetime import date

from cms.actions.consents import Given, agree_to_name, ask_for_name, record_consent
from cms.models import CaseStudyMeasure, CaseStudyPage, Consent
from framework.models import Measure
from portal.demo.dates import days_ago
from portal.demo.people import Cast
from portal.demo.promises import contract_of
from portal.demo.site.case_studies import CASE_STUDIES
from portal.demo.site.catalogue import WELSH
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import Draft
from suppliers.calendar import add_months

ASKED, ANSWERED = 76, 73
"""So many days ago suppliers were asked whether they may be named, and quotes came in; and they answered."""
# Who answers for a supplier. One that is not here is told of without its name.
ANSWERS = {"brightwater": "bryn", "oakline": "olga", "willow": "wilf"}
# Who agreed to be quoted, how, and how many days ago the story went out.
QUOTED = {
    "a-garden-in-mill-lane-park": ("Chair of the residents’ group", Consent.Way.FORM.value, "SV-C-011"),
    "the-same-faces-at-school": ("Office manager", Consent.Way.EMAIL.value, "SV-C-012"),
    "a-day-for-the-food-bank": ("Coordinator", Consent.Way.FORM.value, "SV-C-013"),
}
PUBLISHED = {
    "a-garden-in-mill-lane-park": 55,
    "quieter-machines-planned-rounds": 43,
    "the-same-faces-at-school": 36,
    "a-day-for-the-food-bank": 14,
    "learning-on-the-night-shift": 22,
    "small-firms-at-the-town-hall": 8,
}
HOLDS_MONTHS = 24


class Stories:
    """What editors ask before they write, and what they write then."""

    def __init__(self, cast: Cast, today: date) -> None:
        self.cast, self.today, self.council = cast, today, cast.councils["penbury"]
        self.consents: dict[str, Consent] = {}

    def ask(self) -> None:
        """Ask suppliers whether they may be named, and record who agreed to be quoted."""
        edie = self.cast.people["edie"]
        for key in ANSWERS:
            ask_for_name(council=self.council, supplier=self.cast.suppliers[key], by=edie)
        for entry in CASE_STUDIES:
            if "quote" in entry:
                self.consents[entry["slug"]] = record_consent(council=self.council, given=self._given(entry), by=edie)

    def answer(self) -> None:
        """The admin of each supplier says yes."""
        for key, person in ANSWERS.items():
            supplier = self.cast.suppliers[key]
            consent = Consent.objects.get(council=self.council, supplier=supplier, covers=Consent.Covers.NAME)
            agree_to_name(consent=consent, by=self.cast.people[person])

    def drafts(self) -> list[Draft]:
        """The case studies, each with its contract and the measures whose figures it shows."""
        return [self._draft(entry) for entry in CASE_STUDIES]

    def _given(self, entry: Entry) -> Given:
        given_by, way, kept_where = QUOTED[entry["slug"]]
        given_on = days_ago(self.today, ASKED)
        return Given(
            covers=Consent.Covers.QUOTE.value,
            about=entry["title"],
            given_by=given_by,
            organisation=entry["quote"]["who"],
            way=way,
            kept_where=kept_where,
            given_on=given_on,
            expires_on=add_months(given_on, HOLDS_MONTHS),
        )

    def _draft(self, entry: Entry) -> Draft:
        slug, welsh, contract = entry["slug"], WELSH[entry["slug"]], contract_of(entry["contract"]["reference"])
        quote, in_welsh = entry.get("quote"), {}
        named = {self.cast.suppliers[key].pk for key in ANSWERS}
        page = CaseStudyPage(
            contract=contract,
            names_supplier=contract.supplier_id in named,
            service_category=contract.categories.first(),
            place=contract.area,
            year=days_ago(self.today, PUBLISHED[slug]).year,
        )
        if quote:
            page.quote_words, page.quote_who = quote["words"], quote["who"]
            page.quote_consent = self.consents[slug]
            in_welsh = {"quote_words": welsh["quote"]["words"], "quote_who": welsh["quote"]["who"]}
        measures = Measure.objects.filter(version=contract.framework_version_id, code__in=entry["measures"])
        page.measures.set([CaseStudyMeasure(measure=measure) for measure in measures])
        return Draft(page, "case-studies", entry, welsh, in_welsh, days_ago=PUBLISHED[slug])
