"""Guidance on counting: once and not twice, money spent locally, and carbon."""

from portal.demo.site.writing import (
    Entry,
    bullets,
    details,
    figure,
    heading,
    inset,
    measure,
    numbered,
    paragraph,
    table,
    text,
    warning,
)

COUNTING: tuple[Entry, ...] = (
    {
        "title": "Counting without counting twice",
        "slug": "counting-without-counting-twice",
        "summary": "One person, one hour and one pound are counted once: how to decide where each belongs.",
        "body": [
            text(
                paragraph(
                    "If the same thing is counted in two places, nobody can trust the total. Five rules cover nearly "
                    "all cases."
                )
            ),
            text(
                numbered(
                    "Count each thing once, under the measure that fits it best.",
                    "Count it in the period in which it happened.",
                    "Count only what happened because of this contract.",
                    "If you share it with others, count your share and say how you worked it out.",
                    "If you report to several councils, tell each one only its own part.",
                ),
            ),
            heading("Cases that come up often"),
            table(
                "Where a thing is counted",
                ("What happened", "Count it", "Do not count it"),
                (
                    (
                        "A person who had been out of work for a year starts a job",
                        "Once, as long out of work",
                        "Again under a second barrier, such as age",
                    ),
                    (
                        "The same person was hired locally",
                        "As a local hire too: the two answer different questions",
                        "As two people in your own total",
                    ),
                    ("An apprentice goes into the second year", "As weeks of training", "As a new start"),
                    ("An accountant helps a charity with its books", "As professional advice", "As volunteering too"),
                    (
                        "You buy from a local charity",
                        "As spend with charities, which is a part of local spend",
                        "By adding the two together",
                    ),
                    ("One event served two contracts", "Half in each, or by hours", "In full in both"),
                ),
            ),
            heading("Joint contracts"),
            text(
                paragraph(
                    "Agree at the start who reports what. Each partner answers for what it does itself. The lead "
                    "supplier does not add the partner’s figure to its own."
                )
            ),
            heading("Parts and steps"),
            text(
                paragraph(
                    "Some measures are steps of one path: a place is found, then offered, then taken up. We show the "
                    "steps beside each other and never add them."
                )
            ),
            inset(
                "We cannot see who is behind a number, because we hold no names. That is why we ask you to confirm "
                "that nobody is counted twice."
            ),
            details(
                "If you find a mistake later",
                paragraph(
                    "Tell your contract manager. A return that is decided cannot be changed, but we can add a "
                    "correction with its reason. Nobody is blamed for finding a mistake."
                ),
            ),
        ],
    },
    {
        "title": "Local spend: how to count it",
        "slug": "counting-local-spend",
        "summary": "Which payments count as local, which address matters, and what to leave out.",
        "body": [
            text(
                paragraph(
                    "Local spend is what you pay to other businesses for this contract, where those businesses trade "
                    "from our area. It shows how far the council’s money goes before it leaves the borough."
                ),
                paragraph("This is what our suppliers have spent nearby so far:"),
            ),
            figure("M2.04"),
            heading("What counts"),
            text(
                bullets(
                    "payments to subcontractors and suppliers for this contract",
                    "amounts without VAT",
                    "money paid in the period, whenever the invoice was written",
                    "the address that the supplier trades from when it works for you",
                ),
            ),
            heading("What does not count"),
            text(
                bullets(
                    "wages: jobs have measures of their own",
                    "payments to companies in your own group",
                    "business rates, fines and taxes",
                    "a local depot of a firm, if the work comes from elsewhere",
                ),
            ),
            heading("How to do it"),
            text(
                numbered(
                    "Take the payments for the contract from your accounts.",
                    "Leave out wages, VAT and your own group.",
                    "Add the postcode each supplier trades from.",
                    "Mark those in our area. The portal can check a list of postcodes for you and keeps only the "
                    "totals.",
                    "Add up what is marked. That is the figure. Keep the list as evidence.",
                ),
            ),
            table(
                "A made-up example",
                ("Supplier", "Trades from", "Paid without VAT", "Local"),
                (
                    ("Tree nursery", "In the borough", "£8,000", "Yes"),
                    ("Machine repairs", "In the borough", "£2,500", "Yes"),
                    ("Fuel card company", "Another county", "£6,000", "No"),
                    ("Our own sister company", "In the borough", "£4,000", "No: same group"),
                ),
            ),
            text(
                paragraph(
                    "In this example the local spend is £10,500. The share is £10,500 of £16,500, because payments "
                    "to the sister company are in neither figure."
                )
            ),
            heading("Small businesses and charities"),
            text(
                paragraph(
                    "Spend with small businesses, and spend with charities, are counted separately. The same payment "
                    "may stand in each, because each answers another question. They are never added."
                )
            ),
            details(
                "Why we do not turn it into social value in pounds",
                paragraph(
                    "Money spent is what you did, not what came of it. A pound paid locally may leave the borough "
                    "the next day. So we show the pounds and leave it there."
                ),
            ),
            heading("The measures this is about"),
            measure("M2.04"),
            measure("M2.07"),
        ],
    },
    {
        "title": "Carbon: how to count it",
        "slug": "counting-carbon",
        "summary": "How to set a starting figure, which factors to use, and why bought offsets do not count.",
        "body": [
            text(
                paragraph(
                    "Carbon is counted against a starting figure: what the work caused before you changed anything. "
                    "Without one we cannot say that anything was avoided."
                ),
                paragraph("This is what our suppliers have avoided so far:"),
            ),
            figure("M7.05"),
            heading("Set the starting figure"),
            text(
                bullets(
                    "Use the year before the contract, or the first months if there is nothing earlier.",
                    "Write down what is in it: fuel, electricity, heating, travel.",
                    "Agree it with us before your first return. It does not change afterwards, unless both of us "
                    "agree.",
                ),
            ),
            heading("Work out each period"),
            text(
                numbered(
                    "Add up litres, kilowatt hours and miles from cards, meters and bills.",
                    "Multiply each by the government’s conversion factor for that year.",
                    "Add up, and divide by 1,000 for tonnes.",
                    "Take it away from the starting figure for a period of the same length.",
                ),
            ),
            table(
                "What belongs in it",
                ("Count", "Leave out"),
                (
                    ("Fuel of vehicles and machines on this contract", "Vehicles that work for other contracts"),
                    (
                        "Electricity for charging and for buildings used by it",
                        "A green tariff, if you use as much as before",
                    ),
                    ("Travel of staff for the work", "How staff get to work, unless it is part of the promise"),
                    ("All vehicles, old ones as well", "Offsets that you buy"),
                ),
            ),
            warning(
                "Less work is not less carbon. If the contract became smaller, make the starting figure smaller in "
                "the same way."
            ),
            heading("Evidence"),
            text(
                paragraph(
                    "Send the sheet on which you worked it out. It names the year of the factors and where each "
                    "figure comes from. We may ask for a few bills."
                )
            ),
            heading("If another measure says the same"),
            text(
                paragraph(
                    "Less energy, fewer miles and fewer tonnes are often one fact in three units. You may report all "
                    "three. We show them side by side, and value carbon once at most."
                )
            ),
            details(
                "If you have no meter of your own",
                paragraph(
                    "Use your share of the building by floor space, and say so. A fair estimate that is explained is "
                    "better than a precise figure that nobody can follow."
                ),
            ),
            heading("The measure this is about"),
            measure("M7.05"),
        ],
    },
)
