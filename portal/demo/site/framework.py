"""The page of the framework in the demonstration; what it shows is the framework itself."""

from portal.demo.site.writing import Entry

SLUG = "framework"
ENGLISH: Entry = {
    "title": "Our framework",
    "slug": SLUG,
    "summary": "What suppliers can promise, how each promise is counted, and what evidence we ask for.",
    "body": [],
}
WELSH: Entry = {
    "title": "Ein fframwaith",
    "slug": "ein-fframwaith",
    "summary": "Yr hyn y gall cyflenwyr ei addo, sut y caiff pob addewid ei gyfrif, a pha dystiolaeth sydd ei hangen.",
    "body": [],
}
