"""The assessment of risks to privacy: what it is for, where data goes, what could go wrong, and who agreed."""

from portal.demo.site.statements import DEMONSTRATION
from portal.demo.site.writing import Entry, details, inset, paragraph

# `signed_days_ago` counts back from today.
ASSESSMENT: Entry = {
    "title": "How we looked at the risks to privacy",
    "slug": "data-protection-impact",
    "summary": (
        "A short account of our data protection impact assessment: what could go wrong, and what we do about it."
    ),
    "purpose": (
        "Before we began to use the portal, we looked at what could go wrong for people. The law calls that a data "
        "protection impact assessment. This is a summary in plain words.\n\n"
        "The portal shows what suppliers promised to do for people and places here, and what came of it. Some "
        "commitments are about children in our care and young people leaving care. The portal never needs to know who "
        "they are, so it counts and holds no names. Still, somebody could write too much, or send the wrong file."
    ),
    "data_flows": (
        "Suppliers send figures, words and files about their contracts. Officers of the council read them and decide. "
        "We publish verified figures. Evidence is kept for 6 years after the contract ends, and evidence about young "
        "people for 12 months after it was checked.\n\n"
        "Organisations that received help get an email with a link, and say whether it came.\n\n"
        "People who are interested in an event send us their name, email address, organisation and access needs. "
        "Editors of this website read them. They are deleted 90 days after the event.\n\n"
        "Voluntary organisations tell us what everybody may read about them in the directory, and give us an email "
        "address that is not shown. We delete both 12 months after the entry was last to be seen.\n\n"
        "They and suppliers put needs and offers on the board. Whoever answers gives a name, an email address and a "
        "message, which whoever wrote the need or offer can read. All of that is deleted after 12 months.\n\n"
        "Editors note who agreed to a quote, a picture or a name in a case study, by role. That note is kept for 6 "
        "years after the consent ended.\n\n"
        "A firm runs the computers for us, in the United Kingdom and under a contract. Nobody else gets the data."
    ),
    "risks": (
        {
            "what": "A file names a child",
            "measures": (
                "Each page says what not to send. Files are searched for signs of names and numbers. Whoever sees one "
                "can hide it at once."
            ),
            "level": "medium",
            "note": "A search does not find everything",
        },
        {
            "what": "A small number shows who it was",
            "measures": "Numbers below 5 are not shown in public, nor can they be worked out from a total.",
            "level": "low",
            "note": "",
        },
        {
            "what": "A photo shows a face or a place",
            "measures": (
                "Photos are refused for commitments about young people. Elsewhere, where and when they were taken is "
                "removed."
            ),
            "level": "low",
            "note": "",
        },
        {
            "what": "Somebody reads what is not theirs",
            "measures": (
                "Each person sees only the contracts they work on. Officers sign in with a second step. Opening a file "
                "is recorded."
            ),
            "level": "low",
            "note": "",
        },
        {
            "what": "Access needs tell of somebody’s health",
            "measures": (
                "Nobody has to tell us. Only editors of this website read them, a list that is taken out is recorded, "
                "and all of it is deleted 90 days after the event."
            ),
            "level": "low",
            "note": "",
        },
        {
            "what": "An answer on the board names somebody, or reaches the wrong reader",
            "measures": (
                "Words that name somebody are refused. An answer is read behind a link or after signing in, and never "
                "stands in an email."
            ),
            "level": "low",
            "note": "",
        },
        {
            "what": "Somebody who is quoted or pictured changes their mind",
            "measures": (
                "A consent that is taken back takes the quote or picture off every page. We never ask a child or a "
                "young person for one."
            ),
            "level": "medium",
            "note": "Whoever copied it before still has it",
        },
        {
            "what": "A file carries a virus",
            "measures": "No file can be opened before it was checked.",
            "level": "low",
            "note": "",
        },
        {
            "what": "Things are kept too long",
            "measures": (
                "The portal lists the files that are due to go. An officer agrees, and the file is destroyed. What "
                "came from events, the directory and the board is deleted by itself."
            ),
            "level": "low",
            "note": "",
        },
    ),
    "residual_risk": (
        "Two risks are medium. A search does not find every name in a file, so officers look as well. And nobody can "
        "call back a picture that somebody has copied, so we say that before we ask for consent. All others are low. "
        "None is high, so we did not have to ask the Information Commissioner first."
    ),
    "signatures": (
        {"who": "Social value lead", "what": "Described how it works"},
        {"who": "Data protection officer", "what": "Gave advice, and all of it was taken"},
        {
            "who": "Young people leaving care",
            "what": "Told us which words they do not want to read about themselves",
        },
        {"who": "Director for children and families", "what": "Accepted what is left"},
    ),
    "signed_days_ago": 65,
    "body": [
        inset(DEMONSTRATION),
        details(
            "When we look again",
            paragraph("Once a year, after every incident, and before the portal is used for anything new."),
        ),
    ],
}
