"""Guidance on how the council does it: what social value is, what the law asks, how figures are checked and used."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, steps, table, text

OURS: tuple[Entry, ...] = (
    {
        "title": "What social value is",
        "slug": "what-social-value-is",
        "summary": "What a service does for people and places beyond the service itself.",
        "body": [
            text(
                paragraph(
                    "Social value is the good that a contract does besides the work itself. A firm that cuts the "
                    "grass can also train apprentices. A firm that cleans schools can pay a fair wage and buy from "
                    "shops nearby."
                ),
                paragraph(
                    "Suppliers say in their bid what they will do. When they win, it becomes a promise in the "
                    "contract: a commitment."
                ),
            ),
            heading("What counts"),
            text(
                bullets(
                    "jobs and training for local people",
                    "help for local charities and community groups",
                    "less waste and less carbon",
                    "chances for children in our care and young people leaving care",
                ),
                paragraph("It counts when it happens because of the contract, and when it is more than we pay for."),
            ),
            heading("What does not count"),
            text(
                bullets(
                    "the work that the contract pays for anyway",
                    "what the law asks of every employer, such as the legal minimum wage",
                    "good deeds that have nothing to do with the contract or the borough",
                ),
            ),
            heading("How we check it"),
            text(
                paragraph(
                    "Suppliers tell us in a return (a progress report) what they did, and show evidence. An officer "
                    "reads it and decides how much we can verify. We publish only what is verified."
                ),
                paragraph("Read [how we check figures and use what we learn](page:how-we-check-figures)."),
            ),
            details(
                "Why some figures have no money value",
                paragraph(
                    "Some things have a price that many people agree on. Most do not. Then we say “not valued”, "
                    "which does not mean that it is worth nothing."
                ),
            ),
        ],
    },
    {
        "title": "What the law asks",
        "slug": "what-the-law-asks",
        "summary": "Two Acts of Parliament shape social value in England: what each one asks, in plain English.",
        "body": [
            text(
                paragraph(
                    "This page explains the rules for councils in England. It is a guide and not legal advice. "
                    "Wales, Scotland and Northern Ireland have rules of their own."
                )
            ),
            heading("The Social Value Act 2012"),
            text(
                paragraph(
                    "The Act asks us to think before we buy a service. Before we publish the first notice, we must "
                    "consider:"
                ),
                bullets(
                    "how the service might improve the economic, social and environmental wellbeing of our area",
                    "how the way we buy it might help to do that",
                    "whether to ask people about it first",
                ),
                paragraph(
                    "We may only look at what has to do with the service, and only as far as is in proportion. The "
                    "law covers larger contracts for services. Our [social value policy](page:social-value-policy) "
                    "goes further and covers goods and works as well."
                ),
            ),
            heading("The Procurement Act 2023"),
            text(
                paragraph(
                    "The Act has applied to buying that began on or after 24 February 2025. Contracts whose buying "
                    "began earlier keep the older rules until they end."
                ),
                bullets(
                    "We choose the most advantageous tender. Price is a part of that, and so is what we say about "
                    "social value in the notice.",
                    "We must have regard to the government’s policy on buying, which asks for good jobs and more "
                    "business for small firms and charities.",
                    "For most contracts above £5 million, VAT included, we set and publish at least three key "
                    "performance indicators. We judge them at least once a year and when the contract ends.",
                    "Poor performance can count against a supplier in later bids, if it had a proper chance to "
                    "improve and did not.",
                ),
            ),
            details(
                "Care and other social services",
                paragraph(
                    "Services such as homes for children in our care are bought under simpler rules, called light "
                    "touch. The legal duty to publish performance indicators does not apply to them. We still agree "
                    "commitments, and we check them in the same way."
                ),
            ),
            heading("Local means that local people gain"),
            text(
                paragraph(
                    "For contracts above the legal threshold we may not favour a bidder because its office is "
                    "nearby. So we ask what will reach people and places here. Any bidder can promise that, wherever "
                    "it is based."
                )
            ),
            heading("Where the law is published"),
            text(
                bullets(
                    "[Public Services (Social Value) Act 2012](https://www.legislation.gov.uk/ukpga/2012/3)",
                    "[Procurement Act 2023](https://www.legislation.gov.uk/ukpga/2023/54)",
                ),
            ),
        ],
    },
    {
        "title": "How we check figures and use what we learn",
        "slug": "how-we-check-figures",
        "summary": "Who reads a return, what they look at, how sure a figure is, and what we do with it afterwards.",
        "body": [
            text(
                paragraph(
                    "A supplier claims a figure. We publish a figure only after an officer of the council has "
                    "verified it. Here is what happens in between."
                )
            ),
            heading("From a claim to a public figure"),
            steps(
                (
                    "The supplier sends a return",
                    paragraph(
                        "It has a figure, some words and evidence for each commitment. From then on nobody can "
                        "change it."
                    ),
                ),
                (
                    "An officer reads it",
                    paragraph("The officer opens the evidence and asks a question where something is not clear."),
                ),
                (
                    "The officer decides",
                    paragraph(
                        "Each figure is verified, verified in part or not verified. Where it is less than was "
                        "claimed, the officer says why."
                    ),
                ),
                (
                    "The supplier may disagree",
                    paragraph(
                        "It has ten working days to say so. Another look is taken, and the answer is written down."
                    ),
                ),
            ),
            heading("What officers look at"),
            text(
                bullets(
                    "Does the evidence belong to this contract and this period?",
                    "Do the figures add up?",
                    "Is it more than the contract pays for?",
                    "Was it claimed before, here or in another contract?",
                    "Does somebody outside the supplier say the same?",
                    "Is anything in it that should not be there, such as a name?",
                ),
            ),
            heading("How sure a figure is"),
            table(
                "Words we use beside figures",
                ("Word", "What it means"),
                (
                    ("Claimed", "The supplier says so."),
                    ("With evidence", "The supplier has sent something that shows it."),
                    ("Verified", "An officer has looked at the evidence and agrees."),
                    ("Confirmed", "Whoever received the help says that it arrived."),
                    ("Audited", "Somebody else in the council has checked the check."),
                ),
            ),
            heading("When we got it wrong"),
            text(
                paragraph(
                    "We never change a decision quietly. A correction is added beside it, with the reason and the "
                    "date, and a second officer agrees to it."
                )
            ),
            heading("What we use it for"),
            text(
                numbered(
                    "Contract meetings, where we talk about what works and what does not.",
                    "A report to councillors twice a year, which anybody can read.",
                    "The next contract: we ask for more of what helped people, and drop what nobody needed.",
                    "Case studies, because figures do not tell everything.",
                ),
            ),
            inset(
                "Totals of people are as reported by suppliers. We hold no names, so we cannot tell whether two "
                "suppliers helped the same person."
            ),
        ],
    },
)
