"""Stories of what promises led to. They are about services and things, and never say what the portal counts itself."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

PENBURY = "penbury"
CASE_STUDIES: tuple[Entry, ...] = (
    {
        "title": "A park corner becomes a garden for everybody",
        "slug": "a-garden-in-mill-lane-park",
        "summary": "The firm that looks after the parks opened a garden with neighbours, who hold the keys to it.",
        "contract": {
            "reference": "PEN-GR-301",
            "title": "Grounds maintenance in parks and open spaces",
            "council": PENBURY,
        },
        "measures": ("PB.01", "M3.06"),
        "quote": {
            "words": "We had asked for a bench. We got a say in the whole corner.",
            "who": "Friends of Mill Lane Park",
        },
        "body": [
            text(
                paragraph(
                    "The far corner of Mill Lane Park was a place that people walked past. The ground was hard, the "
                    "fence was broken, and the grass was cut because it had to be."
                ),
                paragraph(
                    "{supplier} promised in its bid to open a community garden there. It did not say what "
                    "the garden would look like. That was left to those who live nearby."
                ),
            ),
            heading("What was done"),
            text(
                paragraph(
                    "Crews met neighbours in the park, with a plan on a folding table and a box of pens. People "
                    "wanted beds that can be reached from a wheelchair, a tap, and a gate that is open in the "
                    "evening."
                ),
                bullets(
                    "The crew broke up the ground and brought compost made from the parks’ own leaves.",
                    "The beds were built from trees that had come down in storms.",
                    "A residents’ group took on the keys and the watering.",
                ),
            ),
            heading("What changed"),
            text(
                paragraph(
                    "The garden is open every day. School classes come to plant and to draw, and the residents’ "
                    "group decides what is grown. The firm still brings compost and tools, and nothing else. It is "
                    "no longer its garden."
                )
            ),
            heading("What we learned"),
            text(
                paragraph(
                    "Preparing the ground took much longer than opening the gate. The next contract gives such a "
                    "promise time, and asks for the first meeting with neighbours before anything is drawn."
                )
            ),
        ],
    },
    {
        "title": "Quieter machines, planned rounds",
        "slug": "quieter-machines-planned-rounds",
        "summary": "How electric mowers and a better map cut the fuel that it takes to look after the parks.",
        "contract": {
            "reference": "PEN-GR-301",
            "title": "Grounds maintenance in parks and open spaces",
            "council": PENBURY,
        },
        "measures": ("M7.05",),
        "body": [
            text(
                paragraph(
                    "Looking after parks takes fuel: for mowers, for blowers, and above all for vans that drive "
                    "between them. {supplier} promised to cause less carbon than the service did in the "
                    "year before."
                )
            ),
            heading("What was done"),
            text(
                bullets(
                    "Electric mowers took over the small parks. They charge overnight, when power costs less.",
                    "The rounds were drawn again on one map, so that no crew drives past a park that another crew is "
                    "heading for.",
                    "Blowers went, apart from autumn. Rakes are quicker on paths than people expected.",
                ),
            ),
            heading("What changed"),
            text(
                paragraph(
                    "The fuel cards show it in every return, against a starting figure that both sides agreed before "
                    "the contract began. People who live beside a park noticed something else first: mornings are "
                    "quieter."
                )
            ),
            heading("What went wrong"),
            text(
                paragraph(
                    "One return left out vans that burn diesel. The officer saw it, because the list of vehicles was "
                    "longer than the list of fuel cards. Less was verified for that period, and the record has been "
                    "whole since."
                )
            ),
            inset("A starting figure that is agreed early saves everybody an argument later."),
        ],
    },
    {
        "title": "Small firms at the town hall",
        "slug": "small-firms-at-the-town-hall",
        "summary": "A large supplier promised to buy from small firms, fell behind, and told us why.",
        "contract": {
            "reference": "PEN-FM-401",
            "title": "Facilities management for council buildings",
            "council": PENBURY,
        },
        "measures": ("M2.07", "M4.01"),
        "body": [
            text(
                paragraph(
                    "{supplier} looks after the town hall, the libraries and the depots. Much of that work can be done "
                    "by small firms: windows, pest control, locks, gutters. {supplier} promised to give it to them."
                )
            ),
            heading("What was done"),
            text(
                bullets(
                    "Work is offered in small pieces, so that a small firm can bid for one of them.",
                    "Small firms are paid within days, because waiting for money is what closes them.",
                    "Everybody on the contract is paid the real Living Wage, small firms’ staff included.",
                ),
            ),
            heading("What went wrong"),
            text(
                paragraph(
                    "Spending stayed behind what was due. Firms that were meant to take part left the market, and "
                    "nobody took their place."
                ),
                paragraph(
                    "We asked, then we sent a formal notice. You can follow on the results page how far the promise "
                    "has come. We publish this story before we know how it ends, because a story that only tells of "
                    "success is no use to the next supplier."
                ),
            ),
            heading("What we learned"),
            text(
                paragraph(
                    "A promise to buy from small firms needs small firms. We now ask bidders which firms they have "
                    "spoken to, and we hold a meeting for buyers and small firms before such a contract is let."
                )
            ),
        ],
    },
    {
        "title": "The same faces at school",
        "slug": "the-same-faces-at-school",
        "summary": "Cleaners were offered hours they can count on, and schools noticed the difference.",
        "contract": {"reference": "PEN-FM-402", "title": "Cleaning of schools and offices", "council": PENBURY},
        "measures": ("M4.04", "M3.07"),
        "quote": {"words": "We stopped explaining where the cupboard is.", "who": "A school office"},
        "body": [
            text(
                paragraph(
                    "Cleaning is often done by people who do not know on Friday how many hours they will have on "
                    "Monday. {supplier} promised to offer staff on this contract the hours they normally work, in "
                    "writing."
                )
            ),
            heading("What was done"),
            text(
                paragraph(
                    "Supervisors made the offers in person, with time to think. Nobody had to accept. Some people "
                    "prefer to stay free, and the offer stays open to them."
                ),
                paragraph(
                    "The company also gave money and paint to school playgrounds and to a youth club. Pupils were "
                    "not part of it: the work was done in the holidays, by adults."
                ),
            ),
            heading("What changed"),
            text(
                bullets(
                    "Teams stay with their schools, because people with fixed hours stay in their jobs.",
                    "Caretakers and cleaners plan the week together.",
                    "Fewer shifts are filled at the last minute.",
                ),
            ),
            heading("What we learned"),
            text(
                paragraph(
                    "The measure counts offers and not acceptances, and that is right. What people choose is their "
                    "own affair. What the company can promise is to ask."
                )
            ),
        ],
    },
    {
        "title": "A day for the food bank, a day for the river",
        "slug": "a-day-for-the-food-bank",
        "summary": (
            "An office of a fostering charity gives paid days to local causes, and the causes confirm what arrived."
        ),
        "contract": {"reference": "PEN-FO-201", "title": "Independent fostering agency placements", "council": PENBURY},
        "measures": ("M3.06",),
        "quote": {"words": "They asked which day would help. Nobody does that.", "who": "Penbury Food Bank"},
        "body": [
            text(
                paragraph(
                    "{supplier} supports foster homes in and around Penbury. Beside that, the people in "
                    "its office promised paid working days to local causes."
                )
            ),
            heading("What was done"),
            text(
                bullets(
                    "Staff sorted and carried at the food bank, on the days after large deliveries.",
                    "They cleaned a stretch of the river with the river trust.",
                    "The accountant helped small charities to put their books in order.",
                ),
                paragraph("Travel is not counted, and neither is tea."),
            ),
            heading("How we know"),
            text(
                paragraph(
                    "The charity sends a table of hours with each return. For one return we also asked the causes "
                    "themselves. The food bank confirmed the hours. The river trust confirmed a part, because rain "
                    "had ended one of the days. Both answers helped: one showed that the table can be trusted, and "
                    "the other showed that those who are asked say what they think."
                ),
            ),
            heading("What we learned"),
            text(
                paragraph(
                    "Help is worth most on the day it is needed. The food bank now sends its delivery dates for the "
                    "whole season, and other suppliers use them as well."
                )
            ),
        ],
    },
    {
        "title": "Learning on the night shift",
        "slug": "learning-on-the-night-shift",
        "summary": "Staff who work at night gained qualifications in paid time, without a classroom.",
        "contract": {"reference": "PEN-CH-104", "title": "Parent and child units", "council": PENBURY},
        "measures": ("M1.16",),
        "body": [
            text(
                paragraph(
                    "People who work at night are easily left out of training. Courses happen by day, when they "
                    "sleep. The supplier promised that staff of this service would gain qualifications, and did "
                    "not want that to mean day staff only."
                )
            ),
            heading("What was done"),
            text(
                bullets(
                    "Study time is a part of the rota, so it is paid and nobody has to ask for it.",
                    "Courses are online, in short pieces that can be left and taken up again.",
                    "A tutor answers in the evening and early in the morning.",
                ),
            ),
            heading("What changed"),
            text(
                paragraph(
                    "Awards were gained in food safety and in the health of very young children. Night staff now run "
                    "the handover in the morning, because they know the subject as well as anybody."
                )
            ),
            heading("How we know"),
            text(
                paragraph(
                    "The college sends totals: how many, in which subject, at which level. Nobody’s certificate is "
                    "uploaded, and nobody’s name is needed."
                )
            ),
            heading("What we learned"),
            text(
                paragraph(
                    "Training that fits the night fits everybody else too. Day staff asked to study in the same way."
                )
            ),
        ],
    },
)
