"""The page of the framework in the demonstration; below these words stands the framework itself."""

from portal.demo.site.writing import Entry, paragraph, text

SLUG = "framework"
ENGLISH: Entry = {
    "title": "Our framework",
    "slug": SLUG,
    "summary": "What suppliers can promise, how each promise is counted, and what evidence we ask for.",
    "body": [
        text(
            paragraph(
                "Choose a measure that fits your service and the place. Read [what each part of Penbury "
                "needs](page:what-each-part-of-penbury-needs) first."
            ),
            paragraph(
                "Take all of it away as [a CSV file](at:framework-file.csv) or [an OpenDocument "
                "spreadsheet](at:framework-file.ods)."
            ),
        )
    ],
}
WELSH: Entry = {
    "title": "Ein fframwaith",
    "slug": "ein-fframwaith",
    "summary": "Yr hyn y gall cyflenwyr ei addo, sut y caiff pob addewid ei gyfrif, a pha dystiolaeth sydd ei hangen.",
    "body": [
        text(
            paragraph(
                "Dewiswch fesur sy’n gweddu i’ch gwasanaeth ac i’r lle. Darllenwch [beth sydd ei angen ar bob rhan o "
                "Benbury](page:what-each-part-of-penbury-needs) yn gyntaf."
            ),
            paragraph(
                "Lawrlwythwch y cyfan fel [ffeil CSV](at:framework-file.csv) neu fel [taenlen "
                "OpenDocument](at:framework-file.ods)."
            ),
        )
    ],
}
