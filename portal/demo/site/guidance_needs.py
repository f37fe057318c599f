"""Guidance on what the areas of the borough need. Every figure in it is made up, and the page says so."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, steps, table, text

NEEDS: tuple[Entry, ...] = (
    {
        "title": "What each part of Penbury needs",
        "slug": "what-each-part-of-penbury-needs",
        "summary": "Six planning areas, what people there told us they need, and what a supplier could offer in each.",
        "body": [
            text(
                paragraph(
                    "A promise does most good where something is missing. This page says what is missing where, so "
                    "that you can choose before you bid, and again when your contract runs."
                )
            ),
            inset("In this demonstration the areas, their people and all figures on this page are invented."),
            heading("The six areas"),
            text(
                paragraph(
                    "Our planners divide the borough into six areas. The portal uses the same names: for contracts, "
                    "for [results near you](page:results), and in [the directory](at:directory-list)."
                )
            ),
            table(
                "People in each area, invented for this demonstration",
                ("Area", "People", "Aged 65 and over", "Households without a car", "Adults looking for work"),
                (
                    ("Eastfield", "17,400", "24%", "21%", "4%"),
                    ("Hillside", "22,100", "13%", "34%", "9%"),
                    ("Riverside", "19,800", "17%", "26%", "6%"),
                    ("Saltmarsh", "9,300", "19%", "38%", "11%"),
                    ("Town Centre", "14,600", "11%", "47%", "7%"),
                    ("Wood End", "12,900", "29%", "9%", "3%"),
                ),
            ),
            heading("What is needed, and what you could offer"),
            table(
                "Needs of each area, and what would meet them",
                ("Area", "What people need most", "What a supplier could offer"),
                (
                    (
                        "Eastfield",
                        "Company at midday for older people, and somebody to drive",
                        "Hours of staff, a minibus that stands idle, orders for a lunch club",
                    ),
                    (
                        "Hillside",
                        "First jobs, and safe places for young people after school",
                        "Apprenticeships, work experience, a room on weekday afternoons",
                    ),
                    (
                        "Riverside",
                        "Green places that flood less, and things to do in them",
                        "Planting days, tools and compost, less carbon from vans",
                    ),
                    (
                        "Saltmarsh",
                        "Work within reach of the last bus, and advice on debt",
                        "Jobs with fixed hours, paid travel, advice hours by your accountants",
                    ),
                    (
                        "Town Centre",
                        "Homes that people can afford to heat, and quiet places",
                        "Repair days, goods for flats, rooms in the evening",
                    ),
                    (
                        "Wood End",
                        "Care that fits around work, and a way to the doctor",
                        "Hours that carers can choose, lifts, help with computers",
                    ),
                ),
            ),
            text(
                paragraph(
                    "[Our framework](page:framework) has a measure for most of this. See what organisations there "
                    "ask for today among [the needs and offers](at:post-list)."
                )
            ),
            heading("How we found out"),
            steps(
                (
                    "We looked at what is counted anyway",
                    paragraph("Census, schools, buses, health and jobs: by area, and never by street."),
                ),
                (
                    "We asked those who are there",
                    paragraph(
                        "In this demonstration, 640 people answered a short survey, and 31 organisations came to one "
                        "of six meetings."
                    ),
                ),
                (
                    "We put it in order together",
                    paragraph("At each meeting people chose what matters most. We wrote down what was left out too."),
                ),
                (
                    "We look again every year",
                    paragraph("A draft stands among our news first, with four weeks to say what is wrong."),
                ),
            ),
            heading("How to use it in a bid"),
            text(
                bullets(
                    "Name the area, and what in it you mean to change.",
                    "Ask somebody there before you promise anything. A need on paper may be met already.",
                    "Offer elsewhere if your service is elsewhere. No area is worth more marks than another.",
                ),
                paragraph("Read [how to write a promise you can keep](page:writing-a-promise-you-can-keep)."),
            ),
            details(
                "What this page cannot tell you",
                paragraph(
                    "An area is not a person. Most people in an area with few jobs have one, and some in Wood End "
                    "have no car. Where a figure is about few people we leave it out."
                ),
            ),
        ],
    },
)
