"""How to reach the council."""

from portal.demo.people import COUNCILS
from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, table, text

PENBURY, NORTHMOOR = COUNCILS["penbury"], COUNCILS["northmoor"]
EMAIL, PHONE = PENBURY["contact_email"], PENBURY["contact_phone"]

CONTACT: Entry = {
    "title": "How to reach us",
    "slug": "contact",
    "summary": "Who answers questions about social value, how to reach us, and how soon you hear back.",
    "body": [
        text(
            paragraph(
                "One team answers all questions about social value. If we are not the right people, we find them for "
                "you."
            ),
            paragraph("Our address: Social value team, Penbury Borough Council, Town Hall, Penbury."),
        ),
        heading("What is your question about?"),
        table(
            "Where to turn",
            ("Your question", "Where to turn"),
            (
                ("A return that you are writing", "Your contract manager: the name stands on every page of the return"),
                ("A bid that is open", "The question page of the notice, so that all bidders get the answer"),
                ("Being listed as a voluntary organisation", "The form in the directory, or the social value team"),
                ("A figure on these pages", "The social value team"),
                (
                    "A contract with Northmoor",
                    f"{NORTHMOOR['contact_name']} of Northmoor County Council: {NORTHMOOR['contact_phone']}",
                ),
            ),
        ),
        heading("When you hear back"),
        text(
            paragraph(
                "We answer within five working days, in English or in Welsh. If it takes longer, we tell you so, and "
                "why."
            )
        ),
        heading("Other ways"),
        text(
            bullets(
                "If you cannot use the phone or email, ask somebody to call for you, or come to the town hall.",
                "If you need something in large print, in Easy Read or read out, tell us which page.",
                "If you use British Sign Language, we arrange an interpreter.",
            ),
        ),
        details(
            "Complaints",
            paragraph(
                "If you are not happy with our answer, ask for it to be looked at by somebody else. You then hear "
                "back within 20 working days. After that you can go to the Local Government and Social Care "
                "Ombudsman."
            ),
        ),
        inset(
            "If you are worried about a child or a young person, do not write to us. Call the council’s safeguarding "
            "team, or 999 if somebody is in danger now."
        ),
    ],
}
