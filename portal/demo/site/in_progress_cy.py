"""What editors of the demonstration are working on, in Welsh. One page has no Welsh yet, and nor has a draft."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

SENT: Entry = {
    "title": "Cynllunio diwrnod o wirfoddoli",
    "slug": "cynllunio-diwrnod-o-wirfoddoli",
    "summary": "Sut i roi diwrnod o lawer o ddwylo fel ei fod yn arbed mwy o amser nag y mae’n ei gostio.",
    "body": [
        text(
            paragraph(
                "Mae’n hawdd addo diwrnod o wirfoddoli ac yn anodd ei wneud yn dda. Mae’r sefydliad rydych yn ei "
                "helpu yn rhoi amser hefyd: mae’n cynllunio, yn egluro ac yn clirio."
            )
        ),
        heading("Gofynnwch yn gyntaf"),
        text(
            bullets(
                "Beth sydd angen ei wneud, ac ar ba ddiwrnod?",
                "Faint o bobl sy’n ddefnyddiol, a faint sy’n ormod?",
                "Beth sydd angen iddynt ei wisgo, dod ag ef a’i wybod?",
            )
        ),
        heading("Cyfrifwch unwaith"),
        text(
            paragraph(
                "Cyfrifwch yr oriau a weithiwyd, heb deithio ac egwyliau. Darllenwch [sut i gyfrif heb gyfrif "
                "ddwywaith](page:counting-without-counting-twice)."
            )
        ),
        inset("Os daw glaw â’r diwrnod i ben yn gynnar, rhowch yr oriau a weithiwyd. Mae hwnnw’n ateb da."),
    ],
}
PLANNED: Entry = {
    "title": "Pwy y byddwch yn cwrdd â nhw yn y noson agored",
    "slug": "pwy-fydd-yn-y-noson-agored",
    "summary": "Mae cyflenwyr sydd â faniau, ceginau, offer ac amser i’w rhoi wedi dweud y byddant yn dod.",
    "body": [
        text(
            paragraph(
                "Mae gan bob cyflenwr fwrdd gydag arwydd sy’n dweud beth y gall ei roi. Cewch gerdded heibio, "
                "eistedd neu wrando."
            ),
            paragraph(
                "Darllenwch [ble a phryd mae’r noson agored](page:open-evening-for-voluntary-organisations). Nid oes "
                "rhaid i chi fod ar y rhestr i ddod."
            ),
        ),
    ],
}
WAITING_ENTRY: Entry = {
    "does": "Yn canu clychau llaw mewn cartrefi gofal a marchnadoedd, ac yn dysgu pawb sydd eisiau rhoi cynnig arni.",
    "offers": "Awr o glychau i unrhyw grŵp sydd ag ystafell.",
}
WAITING_POST: Entry = {
    "title": "Silffoedd ar gyfer darnau sbâr",
    "summary": "Silffoedd metel nad oes eu hangen mwyach ar swyddfa neu storfa.",
    "body": [text(paragraph("Unrhyw uchder, os ydynt yn mynd drwy ddrws. Gallwn eu casglu yn ystod yr wythnos."))],
}
