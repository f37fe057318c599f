"""Sections and lists of the site: what stands above the pages in them, in English and in Welsh."""

from portal.demo.site import guidance, guidance_cy
from portal.demo.site.writing import Entry, bullets, heading, paragraph, text

# The English slug of each section of the guidance.
SLUGS = {"suppliers": "for-suppliers", "voluntary": "for-voluntary-organisations", "council": "how-we-do-it"}
SUPPLIERS: Entry = {
    "title": guidance.SECTIONS["suppliers"],
    "slug": SLUGS["suppliers"],
    "summary": "What we ask of suppliers, how to report it, and how to count it.",
    "body": [
        text(
            paragraph(
                "Begin with [what we look for before you bid](page:before-you-bid) and [what each part of Penbury "
                "needs](page:what-each-part-of-penbury-needs). When your contract runs, read [how to send a "
                "return](page:how-to-send-a-return)."
            )
        ),
        heading("Meet us, and one another"),
        text(
            bullets(
                "[All events](page:events): on some of their pages you can tell us that you are interested",
                "[Your first return, step by step](page:your-first-return-step-by-step): an hour online",
                "[Talk to us before we buy](page:talk-to-us-before-we-buy): have a say before a notice goes out",
                "[Suppliers that do well](at:recognition-list): whom the council thanks now, and for what",
                "[What voluntary organisations need and offer](at:post-list)",
            )
        ),
        heading("Take away"),
        text(
            bullets(
                "[The whole framework as a CSV file](at:framework-file.csv)",
                "[The whole framework as an OpenDocument spreadsheet](at:framework-file.ods)",
                "[All public results as open data, a CSV file](at:open-data)",
            )
        ),
    ],
}
VOLUNTARY: Entry = {
    "title": guidance.SECTIONS["voluntary"],
    "slug": SLUGS["voluntary"],
    "summary": "What social value could mean for your group, and how to take part.",
    "body": [
        text(
            paragraph(
                "See [the page of the voluntary and community sector](page:voluntary-sector): organisations near you, "
                "and what is needed and offered now."
            ),
            paragraph("[Talk to us before we buy](page:talk-to-us-before-we-buy) is for you as much as for suppliers."),
        )
    ],
}
COUNCIL: Entry = {
    "title": guidance.SECTIONS["council"],
    "slug": SLUGS["council"],
    "summary": "The law, how we check figures, and what we do when a promise slips.",
    "body": [
        text(
            bullets(
                "[What each part of Penbury needs](page:what-each-part-of-penbury-needs), and how we found out",
                "[Our policies](page:policies): what the council has decided",
                "[What people asked us](page:disclosures): answers under the Freedom of Information Act",
                "[The risks to privacy](page:data-protection-impact), and what we do about them",
            )
        )
    ],
}
NEWS_AND_EVENTS: Entry = {
    "title": "News and events",
    "slug": "news-and-events",
    "summary": "What is new, and where you can meet us.",
    "body": [
        text(
            bullets(
                "[All our news](page:news): what has changed",
                "[All events](page:events): what is on, and what was",
            )
        )
    ],
}
CASE_STUDIES: Entry = {
    "title": "Case studies",
    "slug": "case-studies",
    "summary": "What promises of suppliers led to, what went wrong, and what we learned.",
    "body": [
        text(
            paragraph(
                "Each story is about one contract. Its figures come from the returns that we have checked. Read [how "
                "we check figures](page:how-we-check-figures)."
            )
        )
    ],
}
POLICIES: Entry = {
    "title": "Policies",
    "slug": "policies",
    "summary": "What the council has decided about social value, and drafts that you can comment on.",
    "body": [
        text(
            paragraph(
                "A policy says what we promise to do ourselves. A draft is not in force: your comments can still "
                "change it."
            )
        )
    ],
}
NEWS: Entry = {
    "title": "News",
    "slug": "news",
    "summary": "What is new about social value in Penbury.",
    "body": [text(paragraph("The newest comes first. You can follow our news in a news reader as well."))],
}
EVENTS: Entry = {
    "title": "Events",
    "slug": "events",
    "summary": "What is on for suppliers, small firms and voluntary organisations.",
    "body": [
        text(
            paragraph(
                "All of it is free. Tell us what you need so that you can take part: see [how to reach "
                "us](page:contact)."
            )
        )
    ],
}
DISCLOSURES: Entry = {
    "title": "What people asked us",
    "slug": "disclosures",
    "summary": "Requests under the Freedom of Information Act, and what we answered.",
    "body": [
        text(
            paragraph(
                "You can ask us for anything that we hold, and you need not say why. We answer within 20 working days. "
                "See [how to reach us](page:contact)."
            )
        )
    ],
}
PAGES = (
    SUPPLIERS,
    VOLUNTARY,
    COUNCIL,
    NEWS_AND_EVENTS,
    CASE_STUDIES,
    POLICIES,
    NEWS,
    EVENTS,
    DISCLOSURES,
)
WELSH: dict[str, Entry] = {
    "for-suppliers": {
        "title": guidance_cy.SECTIONS["suppliers"],
        "slug": "i-gyflenwyr",
        "summary": "Yr hyn a ofynnwn gan gyflenwyr, sut i adrodd arno, a sut i’w gyfrif.",
        "body": [
            text(
                paragraph(
                    "Dechreuwch gyda [beth rydym yn chwilio amdano cyn i chi gynnig](page:before-you-bid) a [beth sydd "
                    "ei angen ar bob rhan o Benbury](page:what-each-part-of-penbury-needs). Pan fydd eich contract yn "
                    "rhedeg, darllenwch [sut i anfon adroddiad](page:how-to-send-a-return)."
                )
            ),
            heading("Cwrdd â ni, ac â’ch gilydd"),
            text(
                bullets(
                    "[Pob digwyddiad](page:events): ar rai o’u tudalennau gallwch roi gwybod i ni fod gennych "
                    "ddiddordeb",
                    "[Eich adroddiad cyntaf, gam wrth gam](page:your-first-return-step-by-step): awr ar-lein",
                    "[Siaradwch â ni cyn i ni brynu](page:talk-to-us-before-we-buy): dywedwch eich dweud cyn i "
                    "hysbysiad fynd allan",
                    "[Cyflenwyr sy’n gwneud yn dda](at:recognition-list): i bwy y mae’r cyngor yn diolch nawr, ac am "
                    "beth",
                    "[Beth sydd ei angen ar sefydliadau gwirfoddol a beth a gynigiant](at:post-list)",
                )
            ),
            heading("I’w lawrlwytho"),
            text(
                bullets(
                    "[Y fframwaith cyfan fel ffeil CSV](at:framework-file.csv)",
                    "[Y fframwaith cyfan fel taenlen OpenDocument](at:framework-file.ods)",
                    "[Yr holl ganlyniadau cyhoeddus fel data agored, ffeil CSV](at:open-data)",
                )
            ),
        ],
    },
    "for-voluntary-organisations": {
        "title": guidance_cy.SECTIONS["voluntary"],
        "slug": "i-sefydliadau-gwirfoddol",
        "summary": "Yr hyn y gallai gwerth cymdeithasol ei olygu i’ch grŵp, a sut i gymryd rhan.",
        "body": [
            text(
                paragraph(
                    "Gweler [tudalen y sector gwirfoddol a chymunedol](page:voluntary-sector): sefydliadau yn eich "
                    "ardal chi, a beth sydd ei angen ac a gynigir nawr."
                ),
                paragraph(
                    "Mae [siarad â ni cyn i ni brynu](page:talk-to-us-before-we-buy) i chi lawn cymaint ag i gyflenwyr."
                ),
            )
        ],
    },
    "how-we-do-it": {
        "title": guidance_cy.SECTIONS["council"],
        "slug": "sut-rydym-yn-gwneud-hyn",
        "summary": "Y gyfraith, sut rydym yn gwirio ffigurau, a’r hyn a wnawn pan na chedwir addewid.",
        "body": [
            text(
                bullets(
                    "[Beth sydd ei angen ar bob rhan o Benbury](page:what-each-part-of-penbury-needs), a sut y cawsom "
                    "wybod",
                    "[Ein polisïau](page:policies): beth mae’r cyngor wedi’i benderfynu",
                    "[Beth y gofynnodd pobl i ni](page:disclosures): atebion o dan y Ddeddf Rhyddid Gwybodaeth",
                    "[Y risgiau i breifatrwydd](page:data-protection-impact), a beth a wnawn amdanynt",
                )
            )
        ],
    },
    "news-and-events": {
        "title": "Newyddion a digwyddiadau",
        "slug": "newyddion-a-digwyddiadau",
        "summary": "Beth sy’n newydd, a ble y gallwch gwrdd â ni.",
        "body": [
            text(
                bullets(
                    "[Ein holl newyddion](page:news): beth sydd wedi newid",
                    "[Pob digwyddiad](page:events): beth sydd ymlaen, a beth a fu",
                )
            )
        ],
    },
    "case-studies": {
        "title": "Astudiaethau achos",
        "slug": "astudiaethau-achos",
        "summary": "I beth yr arweiniodd addewidion cyflenwyr, beth aeth o’i le, a beth a ddysgwyd.",
        "body": [
            text(
                paragraph(
                    "Mae pob stori’n ymwneud ag un contract. Daw ei ffigurau o’r adroddiadau rydym wedi’u gwirio. "
                    "Darllenwch [sut rydym yn gwirio ffigurau](page:how-we-check-figures)."
                )
            )
        ],
    },
    "policies": {
        "title": "Polisïau",
        "slug": "polisiau",
        "summary": "Beth mae’r cyngor wedi’i benderfynu am werth cymdeithasol, a drafftiau i roi sylwadau arnynt.",
        "body": [
            text(
                paragraph(
                    "Mae polisi’n dweud beth rydym yn addo ei wneud ein hunain. Nid yw drafft mewn grym: gall eich "
                    "sylwadau ei newid o hyd."
                )
            )
        ],
    },
    "news": {
        "title": "Newyddion",
        "slug": "newyddion",
        "summary": "Beth sy’n newydd am werth cymdeithasol ym Mhenbury.",
        "body": [
            text(
                paragraph("Y diweddaraf sy’n dod gyntaf. Gallwch ddilyn ein newyddion mewn darllenydd newyddion hefyd.")
            )
        ],
    },
    "events": {
        "title": "Digwyddiadau",
        "slug": "digwyddiadau",
        "summary": "Beth sydd ymlaen i gyflenwyr, cwmnïau bach a sefydliadau gwirfoddol.",
        "body": [
            text(
                paragraph(
                    "Mae’r cyfan am ddim. Dywedwch wrthym beth sydd ei angen arnoch i gymryd rhan: gweler [sut i "
                    "gysylltu â ni](page:contact)."
                )
            )
        ],
    },
    "disclosures": {
        "title": "Beth y gofynnodd pobl i ni",
        "slug": "ceisiadau-rhyddid-gwybodaeth",
        "summary": "Ceisiadau o dan y Ddeddf Rhyddid Gwybodaeth, a’n hatebion iddynt.",
        "body": [
            text(
                paragraph(
                    "Gallwch ofyn i ni am unrhyw beth sydd gennym, ac nid oes rhaid dweud pam. Rydym yn ateb o fewn 20 "
                    "diwrnod gwaith. Gweler [sut i gysylltu â ni](page:contact)."
                )
            )
        ],
    },
}
