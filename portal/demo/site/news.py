"""News of the demonstration: days count back from today."""

from portal.demo.site.writing import Entry, bullets, details, inset, paragraph, recognition, text

NEWS: tuple[Entry, ...] = (
    {
        "title": "Tell us what you think of our draft policy",
        "slug": "tell-us-what-you-think",
        "summary": "How should suppliers treat voluntary organisations? A draft is open for comments.",
        "days_ago": 4,
        "body": [
            text(
                paragraph(
                    "Voluntary organisations told us that help does not always help. We have written down what we "
                    "think should change, in one page."
                ),
                paragraph(
                    "Read [the draft](page:working-with-the-voluntary-sector), and come to [the open "
                    "evening](page:open-evening-for-voluntary-organisations) or write to us."
                ),
            ),
            inset("You need not agree with us. Short comments are welcome, and so are cross ones."),
        ],
    },
    {
        "title": "We thank suppliers that do well in public",
        "slug": "we-thank-suppliers-that-do-well",
        "summary": "What an endorsement by the council is, how long it lasts, and who has one now.",
        "days_ago": 21,
        "body": [
            text(
                paragraph(
                    "The council endorses suppliers that keep their promises well. One officer proposes it, another "
                    "approves it, and the supplier says whether it wants it."
                ),
                paragraph(
                    "An endorsement is a thank-you. It lasts for a year at most and counts in no bid. See [all "
                    "suppliers that do well now](at:recognition-list)."
                ),
            ),
            recognition("PEN-FO-201"),
        ],
    },
    {
        "title": "Those who were helped can now say so",
        "slug": "those-who-were-helped-can-now-say-so",
        "summary": "Charities get a link, look at one page and confirm what arrived. No account is needed.",
        "days_ago": 47,
        "body": [
            text(
                paragraph(
                    "Until now, a supplier told us that it had helped, and we looked at its papers. From now on we "
                    "can also ask whoever was helped."
                ),
                bullets(
                    "It takes one page and under a minute.",
                    "You can say: it arrived, only a part did, or it did not.",
                    "You can leave it unanswered. Nobody is told off.",
                ),
            ),
            details(
                "Why we ask",
                paragraph(
                    "A figure that both sides agree on is worth more than one. Read [how sure a figure "
                    "is](page:how-we-check-figures)."
                ),
            ),
        ],
    },
    {
        "title": "Guidance in English and in Welsh",
        "slug": "guidance-in-english-and-in-welsh",
        "summary": "All pages for suppliers and voluntary organisations can now be read in both languages.",
        "days_ago": 58,
        "body": [
            text(
                paragraph(
                    "Some of our suppliers work on both sides of the border. You can read every page in Welsh, and "
                    "write your return in Welsh as well."
                ),
                paragraph("It is read just as quickly. Choose the language at the top of any page."),
            ),
        ],
    },
)
