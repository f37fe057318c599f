"""The news in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, inset, paragraph, recognition, text

WELSH: dict[str, Entry] = {
    "tell-us-what-you-think": {
        "title": "Rhowch eich barn am ein polisi drafft",
        "slug": "rhowch-eich-barn",
        "summary": "Sut y dylai cyflenwyr drin sefydliadau gwirfoddol? Mae drafft ar agor ar gyfer sylwadau.",
        "body": [
            text(
                paragraph(
                    "Dywedodd sefydliadau gwirfoddol wrthym nad yw cymorth bob amser yn helpu. Rydym wedi "
                    "ysgrifennu’r hyn y credwn y dylai newid, ar un dudalen."
                ),
                paragraph(
                    "Darllenwch [y drafft](page:working-with-the-voluntary-sector), a dewch i’r [noson "
                    "agored](page:open-evening-for-voluntary-organisations) neu ysgrifennwch atom."
                ),
            ),
            inset("Nid oes rhaid i chi gytuno â ni. Mae croeso i sylwadau byr, ac i rai blin hefyd."),
        ],
    },
    "we-thank-suppliers-that-do-well": {
        "title": "Rydym yn diolch yn gyhoeddus i gyflenwyr sy’n gwneud yn dda",
        "slug": "rydym-yn-diolch-i-gyflenwyr-sy-n-gwneud-yn-dda",
        "summary": "Beth yw ardystiad gan y cyngor, am ba hyd y mae’n para, a phwy sydd ag un nawr.",
        "body": [
            text(
                paragraph(
                    "Mae’r cyngor yn ardystio cyflenwyr sy’n cadw eu haddewidion yn dda. Mae un swyddog yn ei "
                    "gynnig, mae un arall yn ei gymeradwyo, ac mae’r cyflenwr yn dweud a yw’n ei ddymuno."
                ),
                paragraph(
                    "Diolch yw ardystiad. Mae’n para am flwyddyn ar y mwyaf ac nid yw’n cyfrif mewn unrhyw dendr. "
                    "Gweler [pob cyflenwr sy’n gwneud yn dda nawr](at:recognition-list)."
                ),
            ),
            recognition("PEN-FO-201"),
        ],
    },
    "those-who-were-helped-can-now-say-so": {
        "title": "Gall y rhai a gafodd gymorth ddweud hynny nawr",
        "slug": "gall-y-rhai-a-gafodd-gymorth-ddweud-hynny",
        "summary": (
            "Mae elusennau’n cael dolen, yn edrych ar un dudalen ac yn cadarnhau beth gyrhaeddodd. Nid oes angen "
            "cyfrif."
        ),
        "body": [
            text(
                paragraph(
                    "Hyd yma, roedd cyflenwr yn dweud wrthym ei fod wedi helpu, ac roeddem yn edrych ar ei bapurau. "
                    "O hyn ymlaen gallwn ofyn hefyd i’r rhai a gafodd gymorth."
                ),
                bullets(
                    "Mae’n cymryd un dudalen a llai na munud.",
                    "Gallwch ddweud: cyrhaeddodd, dim ond rhan a gyrhaeddodd, neu ni chyrhaeddodd.",
                    "Gallwch ei adael heb ei ateb. Ni chaiff neb gerydd.",
                ),
            ),
            details(
                "Pam rydym yn gofyn",
                paragraph(
                    "Mae ffigur y mae’r ddwy ochr yn cytuno arno yn werth mwy nag un ar ei ben ei hun. Darllenwch "
                    "[pa mor sicr yw ffigur](page:how-we-check-figures)."
                ),
            ),
        ],
    },
    "guidance-in-english-and-in-welsh": {
        "title": "Canllawiau yn Gymraeg ac yn Saesneg",
        "slug": "canllawiau-yn-gymraeg-ac-yn-saesneg",
        "summary": "Gellir darllen pob tudalen i gyflenwyr a sefydliadau gwirfoddol yn y ddwy iaith bellach.",
        "body": [
            text(
                paragraph(
                    "Mae rhai o’n cyflenwyr yn gweithio ar ddwy ochr y ffin. Gallwch ddarllen pob tudalen yn "
                    "Gymraeg, ac ysgrifennu eich adroddiad yn Gymraeg hefyd."
                ),
                paragraph("Caiff ei ddarllen yr un mor gyflym. Dewiswch yr iaith ar frig unrhyw dudalen."),
            ),
        ],
    },
}
