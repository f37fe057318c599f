"""Guidance for those who think about a bid: what is looked for, and how to promise what can be kept."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, measure, paragraph, table, text, warning

BIDDING: tuple[Entry, ...] = (
    {
        "title": "Before you bid: what we look for",
        "slug": "before-you-bid",
        "summary": "How we score social value, what is in proportion for a small supplier, and how to bid together.",
        "body": [
            text(
                paragraph(
                    "Every notice says how much social value counts and what we will ask. You do not have to guess, "
                    "and you do not have to be large."
                )
            ),
            heading("What we score"),
            text(
                bullets(
                    "what you will do, for whom and by when",
                    "how you will do it, and who is in charge of it",
                    "how you will show that it happened",
                    "whether it fits the service and the place",
                ),
                paragraph(
                    "A short, clear promise scores better than a long list. We do not give marks for awards, slogans "
                    "or the address of your head office."
                ),
            ),
            heading("How much we ask"),
            table(
                "What is in proportion, by the yearly value of the contract",
                ("Yearly value", "Commitments we suggest", "How often you report"),
                (
                    ("Below £100,000", "One or two", "Once a year"),
                    ("£100,000 to £1 million", "Up to four", "Every six months"),
                    ("£1 million to £5 million", "Up to six", "Every three months"),
                    ("More than £5 million", "Up to ten", "Every three months"),
                ),
            ),
            heading("If you are a small supplier"),
            text(
                paragraph("We ask less of you, and we mean it."),
                bullets(
                    "One good promise is enough for a small contract.",
                    "What you do already can count, if you do more of it because of the contract.",
                    "You need no policy documents that you would write only for us.",
                    "A letter from whoever you helped is good evidence. You need no special software.",
                ),
                paragraph(
                    "Ask us before you bid. The answer goes to all bidders, without your name. See [how to reach "
                    "us](page:contact)."
                ),
            ),
            heading("If you bid with others"),
            text(
                paragraph(
                    "Several organisations may share a contract, or one may lead and the others work for it. Say in "
                    "your bid who will keep which promise."
                ),
                bullets(
                    "The lead supplier answers to us for all commitments.",
                    "Each partner can answer its own commitments in the return, and sees only those.",
                    "What a subcontractor does on this contract counts. What it does elsewhere does not.",
                    "Pass on what is in proportion. Do not ask a small partner for what we would not ask of it "
                    "ourselves.",
                ),
            ),
            details(
                "What happens to your words if you win",
                paragraph(
                    "We keep what you wrote in your bid beside the commitment that we agree. Both sides agree the "
                    "wording, the figure and the dates before the contract begins."
                ),
            ),
        ],
    },
    {
        "title": "Writing a promise you can keep",
        "slug": "writing-a-promise-you-can-keep",
        "summary": "How to choose a measure, set a figure and word a promise so that everybody knows when it is kept.",
        "body": [
            text(
                paragraph(
                    "A good promise can be checked by somebody who has never met you. It says what, how much, for "
                    "whom, where and by when."
                )
            ),
            heading("From a wish to a promise"),
            table(
                "The same idea, before and after",
                ("What bidders write", "What can be kept and checked"),
                (
                    (
                        "We will support local employment.",
                        "We will start 12 apprenticeships for people who live in the borough, in four years.",
                    ),
                    (
                        "We will work closely with charities.",
                        "Our staff will give 180 paid hours of volunteering to charities in the borough, 60 in each "
                        "year.",
                    ),
                    (
                        "We are committed to net zero.",
                        "We will avoid 64 tonnes of carbon compared with the year before the contract.",
                    ),
                ),
            ),
            heading("Choosing a measure"),
            text(
                paragraph(
                    "Our framework lists measures. Each one says what is counted, in which unit, what evidence is "
                    "needed and what not to count beside it."
                ),
                bullets(
                    "Choose what your people can influence.",
                    "Choose what you can count without new work. If payroll knows it, good.",
                    "Choose few. Each measure means work in every period.",
                    "If nothing fits, describe what you would do. We can agree a measure of your own.",
                ),
            ),
            heading("Setting the figure"),
            text(
                paragraph(
                    "Work out how many you can do in a normal year, then leave room for a bad one. Think about when "
                    "it starts: apprenticeships follow the college year, and planting follows the seasons."
                ),
                paragraph("We agree with you how much is due in each period. It need not be the same every time."),
            ),
            inset(
                "Promise what depends on you. You can promise to offer a place to a young person. You cannot promise "
                "that somebody says yes."
            ),
            warning(
                "A promise about children in our care is never tied to money. Nobody may be pressed to take part so "
                "that a figure is met."
            ),
            heading("If things change"),
            text(
                paragraph(
                    "Either side can propose to change a commitment, to replace it or to end it. It changes when "
                    "both agree, and the old wording stays on record. Read [what happens when a promise "
                    "slips](page:when-a-promise-slips)."
                )
            ),
        ],
    },
    {
        "title": "Offering work and training to young people leaving care",
        "slug": "work-for-young-people-leaving-care",
        "summary": "How to offer jobs, interviews and training that suit, in a way that keeps private things private.",
        "body": [
            text(
                paragraph(
                    "The council acts as a parent to young people in its care, and stays in touch when they leave "
                    "it. Parents use the people they know to help find a first job. You can be one of those people."
                )
            ),
            heading("What helps"),
            text(
                bullets(
                    "a guaranteed interview for everybody who meets the basic needs of the job",
                    "a visit or a taster day before anybody has to decide",
                    "a named person to ask in the first months, who is not the manager",
                    "first pay early, and help with what is needed on day one, such as boots or a bus pass",
                    "hours that fit round college and appointments",
                    "feedback, above all where the answer is no",
                ),
            ),
            heading("How to begin"),
            text(
                paragraph(
                    "Call us before you advertise. Our leaving care team knows who is looking for what, and asks "
                    "young people whether they are interested. You do not have to find them yourself. See [how to "
                    "reach us](page:contact)."
                )
            ),
            warning(
                "Never ask anybody whether they were in care, and never tell colleagues. Young people choose who knows."
            ),
            heading("What to count"),
            table(
                "Measures that belong together",
                ("What happened", "Where it counts", "Where it does not count as well"),
                (
                    (
                        "An apprenticeship started",
                        "Apprenticeships for young people leaving care",
                        "Apprenticeships for local people",
                    ),
                    ("A job started", "Jobs for young people leaving care", "Jobs for other people who face barriers"),
                    ("Still there after 26 weeks", "Still in work or learning", "A second start"),
                    ("An interview was held", "Guaranteed interviews", "Jobs"),
                ),
            ),
            heading("How we learn the number"),
            text(
                paragraph(
                    "You report a number. Our leaving care team confirms it in a letter that has numbers only. "
                    "Nobody sends a name, an age or a story that shows who it was. Read [how to write about children "
                    "in our care safely](page:writing-about-children-in-our-care-safely)."
                )
            ),
            details(
                "If it does not work out",
                paragraph(
                    "People leave jobs, and young people more often than others. Call the leaving care team early: a "
                    "word in the second week can save a job in the third month. A start still counts as a start."
                ),
            ),
            heading("The measures this is about"),
            measure("M9.01"),
            measure("M9.03"),
            measure("M9.05"),
        ],
    },
)
