"""The pages that list others: results, case studies, policies, events, news, answers to requests for information."""

from portal.demo.site.writing import Entry, heading, paragraph, text

INDEXES: dict[str, Entry] = {
    "results": {
        "title": "Results",
        "slug": "results",
        "summary": "What suppliers promised people and places in Penbury, and what officers have verified so far.",
        "body": [
            heading("How we check"),
            text(
                paragraph(
                    "A supplier tells us what it did and sends evidence. An officer reads both, and decides how much "
                    "is shown by the evidence. Only that is here. "
                    "Read [how we check figures](page:how-we-check-figures)."
                )
            ),
            heading("What we do not know yet"),
            text(
                paragraph(
                    "We count what was done. What it changed in people’s lives is harder to say, and no figure here "
                    "claims to. Our [case studies](page:case-studies) tell some of it."
                )
            ),
        ],
    },
    "case-studies": {
        "title": "Case studies",
        "slug": "case-studies",
        "summary": "What some promises led to, told with the figures of their contracts.",
        "body": [],
    },
    "policies": {
        "title": "Policies",
        "slug": "policies",
        "summary": "What the council has decided about social value, and what it is asking about now.",
        "body": [],
    },
    "events": {
        "title": "Events and training",
        "slug": "events",
        "summary": "Where suppliers, voluntary organisations and officers meet, and where you learn how it is done.",
        "body": [],
    },
    "news": {
        "title": "News",
        "slug": "news",
        "summary": "What is new about social value in Penbury.",
        "body": [],
    },
    "answers-to-requests": {
        "title": "Answers to requests for information",
        "slug": "answers-to-requests",
        "summary": "What people asked us under the Freedom of Information Act, and what we answered.",
        "body": [],
    },
}
