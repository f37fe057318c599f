"""Pictures and files of the demonstration: what they are called, what they show, and what the checklist asks."""

SOURCE = "Penbury Borough Council"
# The title that editors find a picture by; what it shows, for those who cannot see it; and what stands below it.
TITLES = {
    "park": "Drawing of a garden in a park",
    "kitchen_table": "Drawing of a kitchen table in the evening",
    "workshop": "Drawing of a workshop",
}
SHOWN = {
    "park": "A drawing of a park: a bench between two trees, raised beds with flowers, and a path to an open gate.",
    "kitchen_table": "A drawing of a kitchen table in the evening, with a lamp, a cup and an open book.",
    "workshop": "A drawing of a workbench with a half-built box on it, below a board with tools.",
}
CAPTIONS = {
    "kitchen_table": "A room that is empty in the evening can be what a group needs most.",
    "workshop": "A taster day at the bench says more than a form.",
}
LOGO_TITLE = "Logo of {council}"
CHECKLIST_TITLE = "Evidence checklist"
CHECKLIST_SHEET = "Checklist"
CHECKLIST_HEADING = "A checklist to take away"
CHECKLIST_WORDS = "Go through these questions for each file before you send a return. Nobody asks to see your answers."
CHECKLIST_HEAD = ("Question", "Why we ask", "Yes or no")
CHECKLIST = (
    ("Does it show the same figure as the return?", "An officer compares the two first."),
    ("Does it show the period?", "A total of the whole year does not show one quarter."),
    ("Does it name the contract, or say how you shared the figure out?", "One hour counts for one contract only."),
    ("Does it come from outside your organisation, where it can?", "A letter from a host is stronger than your own."),
    ("Is there a total at the foot?", "It saves the most time of all."),
    ("Are all names, dates of birth and addresses gone?", "Totals are enough, and names must never come to us."),
    ("Does it open without a password?", "A file that we cannot open cannot be checked."),
)
