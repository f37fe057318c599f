"""Guidance on what the areas of the borough need, in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, steps, table, text

NEEDS: dict[str, Entry] = {
    "what-each-part-of-penbury-needs": {
        "title": "Beth sydd ei angen ar bob rhan o Benbury",
        "slug": "beth-sydd-ei-angen-ar-bob-rhan-o-benbury",
        "summary": (
            "Chwe ardal gynllunio, beth ddywedodd pobl yno sydd ei angen arnynt, a beth y gallai cyflenwr ei gynnig "
            "ym mhob un."
        ),
        "body": [
            text(
                paragraph(
                    "Mae addewid yn gwneud y mwyaf o les lle mae rhywbeth ar goll. Mae’r dudalen hon yn dweud beth "
                    "sydd ar goll ym mhle, er mwyn i chi allu dewis cyn cynnig, ac eto pan fydd eich contract yn "
                    "rhedeg."
                )
            ),
            inset("Yn yr arddangosiad hwn, dychmygol yw’r ardaloedd, eu pobl a’r holl ffigurau ar y dudalen hon."),
            heading("Y chwe ardal"),
            text(
                paragraph(
                    "Mae ein cynllunwyr yn rhannu’r fwrdeistref yn chwe ardal. Mae’r porth yn defnyddio’r un enwau: "
                    "ar gyfer contractau, ar gyfer [canlyniadau yn eich ardal chi](page:results), ac yn [y "
                    "cyfeiriadur](at:directory-list)."
                )
            ),
            table(
                "Pobl ym mhob ardal, wedi’u dychmygu ar gyfer yr arddangosiad hwn",
                ("Ardal", "Nifer y bobl", "65 oed a throsodd", "Cartrefi heb gar", "Oedolion sy’n chwilio am waith"),
                (
                    ("Eastfield", "17,400", "24%", "21%", "4%"),
                    ("Hillside", "22,100", "13%", "34%", "9%"),
                    ("Riverside", "19,800", "17%", "26%", "6%"),
                    ("Saltmarsh", "9,300", "19%", "38%", "11%"),
                    ("Town Centre", "14,600", "11%", "47%", "7%"),
                    ("Wood End", "12,900", "29%", "9%", "3%"),
                ),
            ),
            heading("Beth sydd ei angen, a beth y gallech ei gynnig"),
            table(
                "Anghenion pob ardal, a beth fyddai’n eu diwallu",
                ("Ardal", "Beth sydd ei angen fwyaf ar bobl", "Beth y gallai cyflenwr ei gynnig"),
                (
                    (
                        "Eastfield",
                        "Cwmni ganol dydd i bobl hŷn, a rhywun i yrru",
                        "Oriau staff, bws mini sy’n segur, archebion ar gyfer clwb cinio",
                    ),
                    (
                        "Hillside",
                        "Swyddi cyntaf, a lleoedd diogel i bobl ifanc ar ôl ysgol",
                        "Prentisiaethau, profiad gwaith, ystafell ar brynhawniau yn ystod yr wythnos",
                    ),
                    (
                        "Riverside",
                        "Lleoedd gwyrdd sy’n gorlifo’n llai aml, a phethau i’w gwneud ynddynt",
                        "Diwrnodau plannu, offer a chompost, llai o garbon o faniau",
                    ),
                    (
                        "Saltmarsh",
                        "Gwaith o fewn cyrraedd y bws olaf, a chyngor ar ddyled",
                        "Swyddi gydag oriau sefydlog, tâl am deithio, oriau o gyngor gan eich cyfrifwyr",
                    ),
                    (
                        "Town Centre",
                        "Cartrefi y gall pobl fforddio eu gwresogi, a lleoedd tawel",
                        "Diwrnodau trwsio, nwyddau i fflatiau, ystafelloedd gyda’r nos",
                    ),
                    (
                        "Wood End",
                        "Gofal sy’n cyd-fynd â gwaith, a ffordd o gyrraedd y meddyg",
                        "Oriau y gall gofalwyr eu dewis, lifftiau, help gyda chyfrifiaduron",
                    ),
                ),
            ),
            text(
                paragraph(
                    "Mae gan [ein fframwaith](page:framework) fesur ar gyfer y rhan fwyaf o hyn. Gwelwch beth mae "
                    "sefydliadau yno’n gofyn amdano heddiw ymhlith [yr anghenion a’r cynigion](at:post-list)."
                )
            ),
            heading("Sut y cawsom wybod"),
            steps(
                (
                    "Edrychwyd ar yr hyn sy’n cael ei gyfrif beth bynnag",
                    paragraph("Cyfrifiad, ysgolion, bysiau, iechyd a swyddi: fesul ardal, a byth fesul stryd."),
                ),
                (
                    "Gofynnwyd i’r rhai sydd yno",
                    paragraph(
                        "Yn yr arddangosiad hwn, atebodd 640 o bobl arolwg byr, a daeth 31 o sefydliadau i un o chwe "
                        "chyfarfod."
                    ),
                ),
                (
                    "Rhoddwyd popeth mewn trefn gyda’n gilydd",
                    paragraph(
                        "Ym mhob cyfarfod dewisodd pobl beth sydd bwysicaf. Ysgrifennwyd beth a adawyd allan hefyd."
                    ),
                ),
                (
                    "Rydym yn edrych eto bob blwyddyn",
                    paragraph(
                        "Mae drafft ymhlith ein newyddion yn gyntaf, gyda phedair wythnos i ddweud beth sydd o’i le."
                    ),
                ),
            ),
            heading("Sut i’w ddefnyddio mewn tendr"),
            text(
                bullets(
                    "Enwch yr ardal, a beth ynddi rydych am ei newid.",
                    "Gofynnwch i rywun yno cyn addo dim. Efallai fod angen ar bapur wedi’i ddiwallu eisoes.",
                    "Cynigiwch yn rhywle arall os yw eich gwasanaeth yn rhywle arall. Nid yw unrhyw ardal yn werth "
                    "mwy o farciau nag un arall.",
                ),
                paragraph(
                    "Darllenwch [sut i ysgrifennu addewid y gallwch ei gadw](page:writing-a-promise-you-can-keep)."
                ),
            ),
            details(
                "Yr hyn na all y dudalen hon ei ddweud wrthych",
                paragraph(
                    "Nid person yw ardal. Mae gan y rhan fwyaf o bobl mewn ardal heb lawer o swyddi un, ac mae rhai "
                    "yn Wood End heb gar. Lle mae ffigur am ychydig o bobl yn unig, rydym yn ei adael allan."
                ),
            ),
        ],
    },
}
