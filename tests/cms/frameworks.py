"""A site that publishes the starter framework, and its Welsh twin."""

from collections.abc import Iterable
from datetime import date

from wagtail.models import Locale

from cms import measure_figures
from cms.models import FrameworkPage, MeasureNote, PartTitle
from framework.actions import load_starter_framework
from framework.models import FrameworkVersion
from reports.editions import Edition
from reports.published import PublishedFigure
from tests.cms.sites import english_home, twin_of, welsh_home
from tests.factories import A_MOMENT


def framework_page(**fields) -> FrameworkPage:
    """The published page of the framework at /framework/."""
    fields = {"title": "Our framework", "slug": "framework", "summary": "What we count."} | fields
    return english_home().add_child(instance=FrameworkPage(**fields))


def in_both_languages() -> FrameworkPage:
    """The same with its twin at /cy/fframwaith/."""
    page = framework_page()
    welsh_home()
    twin_of(page, title="Ein fframwaith", slug="fframwaith", summary="Beth rydym yn ei gyfrif.")
    return page


def starter(**fields) -> FrameworkVersion:
    """The starter framework as it is shipped."""
    version = load_starter_framework(by=None)
    FrameworkVersion.objects.filter(pk=version.pk).update(effective_from=date(2024, 4, 1), **fields)
    version.refresh_from_db()
    return version


def note(code: str = "M1.01", *, language: str = "en-gb", **fields) -> MeasureNote:
    """What an editor says of a measure, to every site."""
    return MeasureNote.objects.create(code=code, locale=Locale.objects.get(language_code=language), **fields)


def part_title(code: str, welsh_title: str, **fields) -> PartTitle:
    """What an editor calls an objective or an outcome in Welsh, on every site."""
    part = PartTitle.Part.OUTCOME if code.startswith("OC") else PartTitle.Part.OBJECTIVE
    return PartTitle.objects.create(**{"part": part, "code": code, "welsh_title": welsh_title} | fields)


def publish(monkeypatch, figures: Iterable[PublishedFigure]) -> None:
    """What every council is found to have published."""
    edition = Edition(A_MOMENT, list(figures), [])
    monkeypatch.setattr(measure_figures, "edition_of", lambda council_id: edition)
