"""What people asked under the Freedom of Information Act, and what the council answered: days count back from today."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, table, text

DISCLOSURES: tuple[Entry, ...] = (
    {
        "reference": "FOI-4127",
        "title": "How promises of placement providers are checked",
        "slug": "foi-how-placement-promises-are-checked",
        "summary": "How does the council check social value in contracts for homes of children in our care?",
        "days_ago": 33,
        "exemptions": (),
        "body": [
            heading("You asked"),
            text(
                paragraph(
                    "Which social value commitments are in your contracts for children’s homes, supported "
                    "accommodation and fostering, and how do you check them?"
                )
            ),
            heading("Our answer"),
            text(
                paragraph(
                    "We hold this information. All current contracts for these services have commitments. Figures "
                    "about young people are published as one total for the whole council, with what was promised "
                    "beside it. They are never published by home, by supplier or by kind of service."
                ),
                bullets(
                    "Suppliers report every month, every quarter, every six months or once a year, as the contract "
                    "says.",
                    "An officer reads every return. Everything about young people is looked at, and not only a sample.",
                    "We count opportunities, hours and people. We hold no list of who took part.",
                ),
                paragraph("Read [how we check figures](page:how-we-check-figures)."),
            ),
        ],
    },
    {
        "reference": "FOI-4098",
        "title": "What each small home reported",
        "slug": "foi-what-each-small-home-reported",
        "summary": "How many young people in each children’s home took up volunteering?",
        "days_ago": 61,
        "exemptions": ("Section 40(2): personal information",),
        "body": [
            heading("You asked"),
            text(
                paragraph(
                    "For each children’s home that you use: how many young people live there, and how many of them "
                    "took up volunteering?"
                )
            ),
            heading("Our answer"),
            text(
                paragraph(
                    "We hold numbers by contract, and not by home. What we publish is one total for the whole council, "
                    "in which every contract with this promise counts. Where that total is a number from 1 to 4, we do "
                    "not show it."
                ),
                paragraph(
                    "We do not give the numbers of a single contract for so small a group. Together with what "
                    "neighbours know, they could show who somebody is. That would be personal information about "
                    "children, and telling it would be unfair to them. Section 40(2) of the Act says that we do not "
                    "have to."
                ),
            ),
        ],
    },
    {
        "reference": "FOI-4051",
        "title": "What bidders offered who did not win",
        "slug": "foi-what-bidders-offered-who-did-not-win",
        "summary": "What social value did the unsuccessful bidders for the grounds maintenance contract offer?",
        "days_ago": 118,
        "exemptions": ("Section 43(2): commercial interests",),
        "body": [
            heading("You asked"),
            text(paragraph("What did each bidder for the grounds maintenance contract offer, and how was it scored?")),
            heading("Our answer"),
            text(
                paragraph(
                    "What the winner offered is published as its commitments. Social value counted for 15% of the "
                    "score. These were the questions and their share of the marks:"
                ),
            ),
            table(
                "Questions about social value in this tender",
                ("Question", "Share of the marks"),
                (
                    ("What you will do, for whom and by when", "40%"),
                    ("How you will do it", "30%"),
                    ("How you will show it", "30%"),
                ),
            ),
            text(
                paragraph(
                    "We do not give the offers of the others. They may bid again with the same ideas, so telling "
                    "them would harm them in later bids. We looked at the public interest, and found that the "
                    "winner’s commitments serve it better. Section 43(2) of the Act applies."
                ),
            ),
        ],
    },
    {
        "reference": "FOI-3986",
        "title": "What happens when a supplier falls short",
        "slug": "foi-what-happens-when-a-supplier-falls-short",
        "summary": "Can the council make suppliers pay when they do not keep social value promises?",
        "days_ago": 128,
        "exemptions": (),
        "body": [
            heading("You asked"),
            text(
                paragraph(
                    "Which of your contracts let you take money from a supplier that does not keep its social value "
                    "promises, and what do you do before that?"
                )
            ),
            heading("Our answer"),
            text(
                paragraph(
                    "One current contract, for facilities management in council buildings, has such clauses. It "
                    "allows a payment for what was not done, a sum to be held back, or something of equal worth in "
                    "place of the promise. There is a limit to all of it."
                ),
                paragraph(
                    "Other contracts have no such clause, and we cannot ask for money under them. In every contract "
                    "we ask first, then we agree a plan, then we give formal notice. Read [what happens when a "
                    "promise slips](page:when-a-promise-slips)."
                ),
            ),
            inset("Commitments that depend on what young people choose are left out of every clause about money."),
        ],
    },
)
