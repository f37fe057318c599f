"""The pages that the law asks for and that say the same for every council: accessibility, cookies, privacy."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, table, text, warning

DEMONSTRATION = (
    "This page belongs to a demonstration, and the council is made up. A council that uses the portal checks and "
    "signs its own."
)

# Days and months count from today: `..._days_ago` back, `..._months` on.
ACCESSIBILITY: Entry = {
    "title": "Accessibility statement",
    "slug": "accessibility",
    "summary": "How far everybody can use this website, what does not work yet, and how to tell us.",
    "scope": "the public pages of this website and the pages that suppliers and officers see after they sign in",
    "status": "partial",
    "does_not_work": (
        {
            "what": (
                "Pages of evidence that officers look at are shown as pictures. A screen reader says which page it "
                "is, and does not read the words on it."
            ),
            "why": (
                "The files come from suppliers, and some of them are scans without any text. Officers can download "
                "the file and open it with a program of their own."
            ),
            "criterion": "1.1.1 Non-text content (A)",
            "fixed_in_months": 8,
        },
        {
            "what": (
                "Some screens on which editors write public pages are hard to use with a screen reader or by voice."
            ),
            "why": (
                "They come with the program that we use for public pages. Its makers mend them step by step, and we "
                "take each new version."
            ),
            "criterion": "4.1.2 Name, role, value (A)",
            "fixed_in_months": 5,
        },
        {
            "what": (
                "Words that a supplier writes in Welsh are read out in an English voice on English pages, and the "
                "other way round."
            ),
            "why": "Suppliers may write in either language, and the portal does not know yet which one they chose.",
            "criterion": "3.1.2 Language of parts (AA)",
            "fixed_in_months": 3,
        },
    ),
    "out_of_scope": (
        "Evidence files are made by suppliers and are not published. We neither pay for them nor control how they "
        "are made."
    ),
    "answer_working_days": 5,
    "prepared_days_ago": 60,
    "reviewed_days_ago": 14,
    "tested_days_ago": 20,
    "tested_by": "Officers of the council",
    "tested_how": (
        "We looked at one page of each kind with a keyboard only, with a screen reader, at four times the size, and "
        "with the automatic checks of axe."
    ),
    "improving": (
        "Every new page is checked by a machine before it goes out, and by a person at least once a year. People who "
        "report a problem are told when it is mended."
    ),
    "review_months": 10,
    "body": [
        inset(DEMONSTRATION),
        text(
            paragraph("We want as many people as possible to be able to use this website. You should be able to:"),
            bullets(
                "change colours, contrast and fonts in your browser or device",
                "make text four times as large without anything running off the screen",
                "get through every page with a keyboard only",
                "get through it with speech recognition",
                "listen to most of it with a screen reader",
                "use all of it without JavaScript",
            ),
            paragraph(
                "We have also made the text as simple as we can. [AbilityNet](https://mcmw.abilitynet.org.uk/) has "
                "advice on making your device easier to use if you have a disability."
            ),
        ),
    ],
}
COOKIES: Entry = {
    "title": "Cookies",
    "slug": "cookies",
    "summary": "Which cookies this website uses, what each is for and how long it stays.",
    "body": [
        heading("How to remove them"),
        text(
            paragraph(
                "You can delete all of it in the settings of your browser. You can then read every public page, and "
                "you have to sign in again to write a return."
            )
        ),
    ],
}
PRIVACY: Entry = {
    "title": "Privacy notice",
    "slug": "privacy",
    "summary": "What we hold about people who use this website, why, for how long, and what your rights are.",
    "body": [
        inset(DEMONSTRATION),
        heading("What we hold, and why"),
        table(
            "What we hold about people",
            ("What", "Why", "Our reason in law"),
            (
                (
                    "Name, email address and role of people who sign in",
                    "So that the right people see the right contracts",
                    "A task in the public interest",
                ),
                (
                    "What each person did and when",
                    "So that decisions about public money can be checked",
                    "A task in the public interest, and duties in law",
                ),
                (
                    "Figures, words and files that suppliers send",
                    "To check what was promised in contracts",
                    "A task in the public interest",
                ),
                (
                    "Name and email address of organisations that confirm that help arrived, and what they say",
                    "To ask them, once",
                    "A task in the public interest",
                ),
                (
                    "Name, email address, organisation and access needs of people who are interested in an event",
                    "To know how many come and what they need, and to write to them",
                    "A task in the public interest; for access needs your explicit consent, and you need not tell us",
                ),
                (
                    "What organisations say of themselves in the directory, and their email address for our letters",
                    "So that neighbours and suppliers find them",
                    "A task in the public interest",
                ),
                (
                    "Needs and offers on the board and who wrote them; answers, with a name and an email address",
                    "To bring together those who need help and those who offer it",
                    "A task in the public interest",
                ),
                (
                    "Words, pictures and the name of a supplier in a case study",
                    "To show what came of a promise",
                    "Consent, which can be taken back at any time",
                ),
                (
                    "Records of such consents: who gave it, by role, for what, and where the signed form is",
                    "To show that we may publish it",
                    "A duty in law",
                ),
                (
                    "Email addresses that we wrote to, and about what",
                    "To know whether a letter arrived",
                    "A task in the public interest",
                ),
            ),
        ),
        warning(
            "We do not hold names or stories of children in our care. Suppliers are told not to send them, and files "
            "are checked for it."
        ),
        heading("How long we keep it"),
        table(
            "How long we keep things",
            ("What", "How long"),
            (
                (
                    "Returns and what was verified",
                    "At least 6 years after the contract ends; then we look at whether we still need them",
                ),
                ("Evidence files", "6 years after the contract ends"),
                ("Evidence about young people and other sensitive things", "12 months after it was checked"),
                ("A file that names or shows a child", "30 days at most from the day on which we know it"),
                ("What somebody began and did not send", "28 days after they last went on with it"),
                ("Accounts that nobody confirmed", "7 days"),
                (
                    "Accounts of people who sign in",
                    "As long as they work with us; after that their name stays in the record of who did what",
                ),
                ("Interest in an event, with access needs", "90 days after the event, or until you take it back"),
                (
                    "Entries in the directory",
                    "12 months after they were last to be seen, or until the organisation removes its entry",
                ),
                ("A wish to be listed that nobody confirmed", "30 days"),
                ("Needs and offers on the board, and who wrote them", "12 months after they left the board"),
                ("Answers to needs and offers", "12 months after they were sent"),
                ("Records of consents", "6 years after the consent ended"),
                ("The record of who did what, and of emails that we sent", "At least 6 years"),
            ),
        ),
        heading("Who sees it"),
        text(
            bullets(
                "People in the supplier who work on the contract",
                "Officers of the council whose work it is, each for their own contracts",
                "Editors of this website: who is interested in an event, and what waits to be put on the board",
                "Whoever wrote a need or an offer: the answers to it, with your name and email address",
                "The firm that runs the computers, under a contract with us",
                "Nobody else, unless the law says so",
            ),
            paragraph(
                "We publish verified figures, the directory, and needs and offers. Small numbers about young people "
                "are never shown exactly. The data stays in the United Kingdom. No decision is made by a machine."
            ),
        ),
        heading("Your rights"),
        text(
            bullets(
                "to see what we hold about you",
                "to have it put right if it is wrong",
                "to have it deleted, where we need it no more",
                "to have us stop using it while a question about it is open",
                "to take back a consent, at any time",
                "to object to how we use it",
            ),
            paragraph(
                "Write to our data protection officer. See [how to reach us](page:contact). We answer within one month."
            ),
        ),
    ],
}
PAGES: tuple[Entry, ...] = (ACCESSIBILITY, COOKIES, PRIVACY)
