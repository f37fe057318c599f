"""One published page of every family, with every block of it filled, on the site of a council that has all to show.

A new family, or a new block, has no place here yet: tests/cms/test_page_types.py fails until it gets one.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import rich_text, streamfield

from accounts.models import Council
from cms import models
from reports.editions import publish_figures_of
from returns.actions.endorsing import accept_endorsement, approve_endorsement, propose_endorsement
from tests.cms import cases, community
from tests.cms.sites import english_home
from tests.factories import AreaFactory, FrameworkVersionFactory, MeasureFactory, ServiceCategoryFactory
from tests.returns.road import decided

# Each family with where it stands, in the order in which pages are made.
PARENTS = {
    models.GuidancePage: models.HomePage,
    models.FrameworkPage: models.HomePage,
    models.ResultsPage: models.HomePage,
    models.VoluntaryHubPage: models.HomePage,
    models.CaseStudyIndexPage: models.HomePage,
    models.CaseStudyPage: models.CaseStudyIndexPage,
    models.PolicyIndexPage: models.GuidancePage,
    models.PolicyPage: models.PolicyIndexPage,
    models.EventIndexPage: models.GuidancePage,
    models.EventPage: models.EventIndexPage,
    models.NewsIndexPage: models.HomePage,
    models.NewsPage: models.NewsIndexPage,
    models.DisclosureIndexPage: models.HomePage,
    models.DisclosurePage: models.DisclosureIndexPage,
    models.AccessibilityStatementPage: models.GuidancePage,
    models.CookiesPage: models.GuidancePage,
    models.PrivacyPage: models.GuidancePage,
    models.DpiaPage: models.GuidancePage,
    models.ContactPage: models.HomePage,
}
# What stands behind the address of a page besides the page.
BEHIND = {
    models.FrameworkPage: ("objectives/o1/", "outcomes/oc1/", "measures/m1/", "changes/1/", "changes/1/2/"),
    models.CaseStudyIndexPage: ("feed/",),
    models.NewsIndexPage: ("feed/",),
    models.DisclosureIndexPage: ("feed/",),
    models.EventPage: ("calendar/",),
}
TABLE = {
    "columns": [{"type": "text", "heading": "Where"}, {"type": "number", "heading": "How many"}],
    "rows": [{"values": ["Harbour", "12"]}, {"values": ["Hill", "30"]}],
    "caption": "",
}


def page_models() -> set[type[Page]]:
    """Every family of pages there is."""
    return set(get_page_models()) - {Page}


def streams_of(page: Page | type[Page]) -> Iterator[StreamField]:
    """The fields of a page that are made of blocks."""
    return (field for field in page._meta.get_fields() if isinstance(field, StreamField))


class EveryPage:
    """The site of a council with figures, an endorsed supplier and consents, and a page of each family in `pages`."""

    def __init__(self) -> None:
        old = FrameworkVersionFactory(effective_from=date(2025, 4, 1))
        old.framework.council = Council.objects.create(
            name="Larkfield Council", slug="larkfield", valid_from=date(2020, 4, 1), contact_email="v@larkfield.example"
        )
        old.framework.save()
        MeasureFactory(version=old, code="M1", value_type="hours", title="Hours given")
        new = FrameworkVersionFactory(framework=old.framework)
        measures = [MeasureFactory(version=new, value_type=kind) for kind in ("hours", "money")]
        self.road = decided(*measures, framework_version=new, council=new.framework.council)
        self.council, self.measures = self.road.contract.council, measures
        cases.site_of(self.council)
        self.editor, self.admin = cases.publisher_of(), cases.admin_of(self.road.contract)
        self.endorsement = self._endorsement()
        self.picture = cases.a_picture()
        self.file = models.CouncilDocument.objects.create(
            title="How to count hours", file=ContentFile(b"%PDF-1.4", name="hours.pdf")
        )
        entry = community.listed_entry(self.council, self.editor)
        community.published_post(entry, self.editor)
        self.pages: dict[type[Page], Page] = {models.HomePage: english_home()}
        for kind in PARENTS:
            self._add(kind)
        home = self.pages[models.HomePage] = self._filled(english_home())
        self.publish(home)
        publish_figures_of(self.council.pk, today=timezone.localdate())

    def addresses(self) -> dict[str, type[Page]]:
        """The address of every page and of all that stands behind one, each with its family."""
        return {
            f"{page.get_url()}{behind}": family
            for family, page in self.pages.items()
            for behind in ("", *BEHIND.get(family, ()))
        }

    def publish(self, page: Page) -> None:
        """Publish a page as it is."""
        page.save_revision().publish()
        self.pages[type(page)] = type(page).objects.get(pk=page.pk)

    def _endorsement(self):
        offered = propose_endorsement(
            contract=self.road.contract,
            reason="Every promise was kept.",
            commitments=self.road.commitments[:1],
            by=self.road.officer,
        )
        approved = approve_endorsement(endorsement=offered, valid_to=date(2027, 7, 1), by=self.road.second)
        return accept_endorsement(endorsement=approved, by=self.admin)

    def _add(self, kind: type[Page]) -> None:
        page = kind(title=f"A {kind.__name__}", slug=kind.__name__.lower(), summary=f"What a {kind.__name__} says.")
        above = self.pages[PARENTS[kind]]
        self.publish(type(above).objects.get(pk=above.pk).add_child(instance=self._filled(page)))

    def _filled(self, page: Page) -> Page:
        fields = getattr(self, f"_of_{type(page).__name__.lower()}", dict)()
        for name, value in fields.items():
            setattr(page, name, value)
        for field in streams_of(page):
            setattr(page, field.name, fields.get(field.name) or self._blocks(field.stream_block))
        return page

    def _blocks(self, block: StreamBlock) -> list:
        """Every block there is; a block that needs a page has the page of guidance, once there is one."""
        values = self.values()
        names = [name for name in block.child_blocks if name in values]
        return [(name, values[name]) for name in names]

    def values(self) -> dict:
        """Of each block, what it holds in these pages."""
        linked = self.pages.get(models.GuidancePage, self.pages[models.HomePage])
        text = (
            f'<h3>How</h3><p><b>Send</b> <a linktype="page" id="{linked.pk}">what you counted</a>, as in'
            f' <a linktype="document" id="{self.file.pk}">the sheet of hours</a> or'
            ' <a href="https://advice.example/hours">the advice on hours</a>.</p>'
            "<ul><li>Totals</li></ul><ol><li>First</li></ol>"
        )
        day = date(2026, 7, 1)
        return {
            "heading": "What to send",
            "text": text,
            "inset": "Send totals, never names.",
            "warning": "Never send photos of children.",
            "steps": {
                "steps": [
                    {"title": "Count", "text": "<p>Each hour.</p>"},
                    {"title": "Send", "text": "<p>By email.</p>"},
                ]
            },
            "details": {"summary": "What an hour is", "text": "<p>Sixty minutes of <b>work</b>.</p>"},
            "table": {"caption": "Hours by place", "table": TABLE},
            "image": {
                "image": self.picture,
                "alt": "A gate",
                "is_decoration": False,
                "shows_nobody": True,
                "caption": "The garden gate",
            },
            "quote": {"words": "We had asked for a bench.", "who": "Site manager"},
            "downloads": {"files": [self.file]},
            "files": {"files": [self.file]},
            "related": {"pages": [linked]},
            "signpost": {"page": linked, "words": "What to send, and when."},
            "measure": self.measures[0].code,
            "figure": self.measures[0].code,
            "recognition": str(self.endorsement.pk),
            "exemption": "foi-40-2",
            "problem": {"what": "Maps.", "criterion": "1.1.1 Non-text content (A)", "fix_by": day, "why": ""},
            "risk": {"what": "Names get out.", "measures": "None is kept.", "level": "low", "note": "Rare."},
            "signature": {"who": "Data protection officer", "what": "Agreed to it", "signed_on": day},
            "contact": {
                "about": "Events",
                "who": "Events team",
                "email": "events@larkfield.example",
                "phone": "01632 960 002",
                "post": "1 Quay Street",
                "hours": "Monday to Friday",
            },
        }

    def _of_homepage(self) -> dict:
        return {"introduction": "What social value is here.", "summary": "Social value in Larkfield."}

    def _of_casestudypage(self) -> dict:
        council = self.council
        cases.agreed(self.road.contract, self.editor, self.admin)
        return {
            "contract": self.road.contract,
            "names_supplier": True,
            "year": 2026,
            "service_category": ServiceCategoryFactory(council=council),
            "place": AreaFactory(council=council),
            "measures": [models.CaseStudyMeasure(measure=self.measures[0])],
            "quote_words": "We had asked for a bench.",
            "quote_who": "Site manager",
            "quote_consent": cases.a_consent(council, self.editor),
            "picture": self.picture,
            "picture_alt": "A garden gate",
            "picture_consent": cases.a_consent(council, self.editor, covers="picture"),
        }

    def _of_policypage(self) -> dict:
        return {"version": "3.0", "review_on": date(2027, 3, 31), "closes_on": date(2026, 9, 30)}

    def _of_eventpage(self) -> dict:
        begins = timezone.now() + timedelta(days=10)
        said = {"place": "Riverside Library", "online_note": "We send the link.", "capacity": 20}
        return said | {"begins": begins, "ends": begins + timedelta(hours=2)}

    def _of_disclosurepage(self) -> dict:
        return {"reference": "FOI-4127", "received_on": date(2026, 6, 1), "answered_on": date(2026, 6, 20)}

    def _of_accessibilitystatementpage(self) -> dict:
        words = dict.fromkeys(("scope", "disproportionate_burden", "out_of_scope", "tested_how", "improving"), "Words.")
        days = dict.fromkeys(("prepared_on", "reviewed_on", "tested_on"), date(2026, 2, 28))
        return {**words, **days, "tested_by": "Officers"}

    def _of_dpiapage(self) -> dict:
        return dict.fromkeys(("purpose", "data_flows", "residual_risk"), "Words.")


def form_of(block, value):
    """What the editing form of a page sends for a block that holds this value."""
    if isinstance(block, StreamBlock):
        return streamfield([(one.block_type, form_of(one.block, one.value)) for one in value])
    if isinstance(block, ListBlock):
        rows = enumerate(value)
        sent = {str(row): _row(row, value=form_of(block.child_block, one)) for row, one in rows}
        return {**sent, "count": str(len(sent))}
    if isinstance(block, StructBlock):
        return {name: form_of(child, value[name]) for name, child in block.child_blocks.items()}
    if isinstance(block, TypedTableBlock):
        return _form_of_table(value)
    if isinstance(block, RichTextBlock):
        return rich_text(value.source, features=block.features)
    stored = block.get_prep_value(value)
    return "" if stored in (None, False) else str(stored)


def _row(order: int, **more) -> dict:
    return {"order": str(order), "deleted": "", **more}


def _form_of_table(table) -> dict:
    columns, rows = list(table.columns), list(table.row_data)
    return {
        "column-count": str(len(columns)),
        "row-count": str(len(rows)),
        "caption": table.caption or "",
        "column": {str(at): _row(at, type=one["block"].name, heading=one["heading"]) for at, one in enumerate(columns)},
        "row": {str(at): _row(at) for at in range(len(rows))},
        "cell": {str(at): {str(to): value for to, value in enumerate(row["values"])} for at, row in enumerate(rows)},
    }
