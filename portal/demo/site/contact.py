"""How to reach the council."""

from portal.demo.people import COUNCILS
from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, text

NORTHMOOR = COUNCILS["northmoor"]

CONTACT: Entry = {
    "title": "How to reach us",
    "slug": "contact",
    "summary": "Who answers questions about social value, how to reach us, and how soon you hear back.",
    "contacts": (
        {
            "about": "A return that you are writing",
            "who": "Your contract manager, whose name stands on every page of the return",
        },
        {
            "about": "A bid that is open",
            "who": "Ask on the question page of the notice, so that all bidders get the answer",
        },
        {
            "about": "Being listed as a voluntary organisation",
            "who": "The form in the directory, or the social value team",
        },
        {"about": "A figure on these pages", "who": "The social value team"},
        {
            "about": "A contract with Northmoor",
            "who": f"{NORTHMOOR['contact_name']} of Northmoor County Council",
            "email": NORTHMOOR["contact_email"],
            "phone": NORTHMOOR["contact_phone"],
        },
    ),
    "body": [
        text(
            paragraph(
                "One team answers all questions about social value. If we are not the right people, we find them for "
                "you."
            ),
            paragraph("Our address: Social value team, Penbury Borough Council, Town Hall, Penbury."),
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
