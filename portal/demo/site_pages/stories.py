"""Case studies, and the consents behind every name and quote in them."""

from dataclasses import replace
from datetime import date, timedelta

from cms.actions.consents import Given, agree_to_name, ask_for_name, record_consent, withdraw_consent
from cms.models import CaseStudyMeasure, CaseStudyPage, Consent
from framework.models import Measure
from portal.demo.dates import days_ago
from portal.demo.people import Cast
from portal.demo.promises import contract_of
from portal.demo.site import files, files_cy
from portal.demo.site.case_studies import CASE_STUDIES
from portal.demo.site.catalogue import WELSH
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import Draft
from portal.demo.site_pages.files import Files
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
# What a case study shows, where the form is kept on which its maker agreed, and how long that holds: in months from the
# day it was given, or in days from the demonstration's, so that one of them ends soon.
SHOWN = {
    "a-garden-in-mill-lane-park": ("park", "SV-C-014", HOLDS_MONTHS, 0),
    "learning-on-the-night-shift": ("kitchen_table", "SV-C-015", 0, 25),
}
MAKER = "Graphic designer"
# A quote that was recorded with the others, and taken back before anybody used it.
TAKEN_BACK = ("Quote about orders from small firms", "Owner of a bakery", "Make-Believe Bakery", "SV-C-016")
BACK = 66


class Stories:
    """What editors ask before they write, and what they write then."""

    def __init__(self, cast: Cast, kept: Files, today: date) -> None:
        self.cast, self.today, self.council, self.kept = cast, today, cast.councils["penbury"], kept
        self.consents: dict[str, Consent] = {}
        self.of_pictures: dict[str, Consent] = {}

    def ask(self) -> None:
        """Ask suppliers whether they may be named, and record who agreed to be quoted."""
        edie = self.cast.people["edie"]
        for key in ANSWERS:
            ask_for_name(council=self.council, supplier=self.cast.suppliers[key], by=edie)
        for entry in CASE_STUDIES:
            if "quote" in entry:
                self.consents[entry["slug"]] = record_consent(council=self.council, given=self._given(entry), by=edie)
        for slug in SHOWN:
            self.of_pictures[slug] = record_consent(council=self.council, given=self._drawn(slug), by=edie)
        about, given_by, organisation, kept_where = TAKEN_BACK
        given = replace(
            self._given(CASE_STUDIES[0]),
            about=about,
            given_by=given_by,
            organisation=organisation,
            kept_where=kept_where,
        )
        self.consents[""] = record_consent(council=self.council, given=given, by=edie)

    def take_back(self) -> None:
        """Somebody does not want to be quoted after all."""
        withdraw_consent(consent=self.consents[""], by=self.cast.people["edie"])

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

    def _drawn(self, slug: str) -> Given:
        """Who drew a picture agreed that it is published."""
        key, kept_where, months, days = SHOWN[slug]
        given_on = days_ago(self.today, ASKED)
        return Given(
            covers=Consent.Covers.PICTURE.value,
            about=files.TITLES[key],
            given_by=MAKER,
            organisation=files.SOURCE,
            way=Consent.Way.FORM.value,
            kept_where=kept_where,
            given_on=given_on,
            expires_on=add_months(given_on, months) if months else self.today + timedelta(days=days),
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
        if slug in SHOWN:
            key = SHOWN[slug][0]
            page.picture, page.picture_alt = self.kept.pictures[key], files.SHOWN[key]
            page.picture_consent = self.of_pictures[slug]
            in_welsh["picture_alt"] = files_cy.SHOWN[key]
        measures = Measure.objects.filter(version=contract.framework_version_id, code__in=entry["measures"])
        page.measures.set([CaseStudyMeasure(measure=measure) for measure in measures])
        return Draft(page, "case-studies", entry, welsh, in_welsh, days_ago=PUBLISHED[slug])
