"""What the demonstration says of its framework: titles in Welsh, and measures in plain words in both languages."""

from wagtail.models import Locale

from accounts.models import Council
from cms.models import MeasureNote, PartTitle
from portal.demo.site import measures, measures_cy

Part = PartTitle.Part
WELSH = "cy"


def write_measure_words(penbury: Council) -> None:
    """Titles of the starter framework for all councils that use it, and Penbury's own notes beside them."""
    PartTitle.objects.bulk_create(
        PartTitle(part=part, code=code, welsh_title=title)
        for part, titles in ((Part.OBJECTIVE, measures_cy.OBJECTIVES), (Part.OUTCOME, measures_cy.OUTCOMES))
        for code, title in titles.items()
    )
    english, welsh = Locale.get_default(), Locale.objects.get(language_code=WELSH)
    of_all = [MeasureNote(locale=welsh, code=code, title=title) for code, title in measures_cy.MEASURES.items()]
    own = [
        MeasureNote(locale=welsh, code=code, title=title, council=penbury)
        for code, title in measures_cy.OWN_MEASURES.items()
    ]
    notes = [MeasureNote(locale=english, code=code, council=penbury, **said) for code, said in measures.NOTES.items()]
    twins = [
        MeasureNote(
            locale=welsh,
            code=note.code,
            council=penbury,
            translation_key=note.translation_key,
            **measures_cy.NOTES[note.code],
        )
        for note in notes
    ]
    MeasureNote.objects.bulk_create([*of_all, *own, *notes, *twins])
