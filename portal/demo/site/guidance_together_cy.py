"""Guidance on what the council does with others, in Welsh."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, numbered, paragraph, steps, table, text

TALKS: dict[str, Entry] = {
    "talk-to-us-before-we-buy": {
        "title": "Siaradwch â ni cyn i ni brynu",
        "slug": "siaradwch-a-ni-cyn-i-ni-brynu",
        "summary": (
            "Sut mae cyflenwyr a sefydliadau gwirfoddol yn clywed yn gynnar beth rydym yn bwriadu ei brynu, ac yn "
            "gallu ei newid o hyd."
        ),
        "body": [
            text(
                paragraph(
                    "Cyn ysgrifennu hysbysiad rydym yn gofyn i’r rhai sy’n gwneud gwaith o’r fath, ac i’r rhai sydd "
                    "ei angen, beth fyddai’n synhwyrol. Nid oes rhaid i chi fwriadu cynnig. Mae cymaint o groeso i "
                    "gwmnïau bach ac elusennau ag i rai mawr."
                )
            ),
            heading("Sut mae’n mynd"),
            steps(
                (
                    "Rydym yn dweud beth rydym yn meddwl ei brynu",
                    paragraph(
                        "Rydym yn cyhoeddi hysbysiad o sgyrsiau cynnar, ac yn rhoi digwyddiad ar [ein rhestr o "
                        "ddigwyddiadau](page:events). Mae ymhlith [ein newyddion](page:news) hefyd."
                    ),
                ),
                (
                    "Rydych yn rhoi gwybod i ni fod gennych ddiddordeb",
                    paragraph("Defnyddiwch y botwm ar dudalen y digwyddiad. Mae’n gofyn am enw a chyfeiriad e-bost."),
                ),
                (
                    "Rydym yn siarad",
                    paragraph(
                        "Am ddwy awr, ar-lein neu mewn neuadd. Gallwch ysgrifennu atom hefyd. Mae pawb yn cael yr un "
                        "papurau a’r un amser."
                    ),
                ),
                (
                    "Rydym yn cyhoeddi’r hyn a glywsom",
                    paragraph(
                        "Crynodeb heb enwau, gyda’r hyn a newidiwyd gennym o’i herwydd, cyn i’r hysbysiad fynd allan."
                    ),
                ),
            ),
            heading("Beth rydym yn ei ofyn am werth cymdeithasol"),
            text(
                bullets(
                    "Beth allai contract o’r fath ei wneud i’r lle hwn, ac i bwy?",
                    "Pa addewidion fyddai’n hawdd eu gwneud ac yn anodd eu cadw?",
                    "Beth fyddai ei angen ar sefydliad bach er mwyn gallu cymryd rhan?",
                    "Pa ffigurau sydd gennych eisoes, fel nad oes neb yn casglu rhai newydd i ni?",
                ),
                paragraph(
                    "Darllenwch [beth sydd ei angen ar bob rhan o Benbury](page:what-each-part-of-penbury-needs) "
                    "ymlaen llaw."
                ),
            ),
            heading("Beth sydd wedi’i gynllunio"),
            table(
                "Sgyrsiau cynnar, wedi’u dychmygu ar gyfer yr arddangosiad hwn",
                ("Beth y gallwn ei brynu", "Pwy rydym am ei glywed", "Pryd rydym yn bwriadu siarad"),
                (
                    ("Cludiant i ganolfannau dydd", "Gyrwyr, clybiau i bobl hŷn, cwmnïau bach", "Yn y gwanwyn"),
                    (
                        "Cyngor ar ddyled a budd-daliadau",
                        "Elusennau, banciau bwyd, cymdeithasau tai",
                        "Ar ddechrau’r haf",
                    ),
                    (
                        "Coed i strydoedd ac ysgolion",
                        "Planhigfeydd, cyfeillion parciau, ysgolion",
                        "Yn yr hydref",
                    ),
                ),
            ),
            inset(
                "Nid yw’r hyn a ddywedwch mewn sgyrsiau cynnar yn cyfrif o’ch plaid nac yn eich erbyn pan fyddwch yn "
                "cynnig."
            ),
            details(
                "Beth mae’r gyfraith yn ei ddweud amdano",
                paragraph(
                    "Mae’r Ddeddf Caffael yn caniatáu sgyrsiau o’r fath. Rhaid i ni sicrhau nad oes neb yn cael "
                    "mantais annheg drwyddynt, felly rhoddir i bawb yr hyn a ddysgodd un. Darllenwch [beth mae’r "
                    "gyfraith yn ei ofyn](page:what-the-law-asks)."
                ),
            ),
        ],
    },
}
FUND: dict[str, Entry] = {
    "a-social-value-fund": {
        "title": "Cronfa gwerth cymdeithasol: beth rydym yn rhoi cynnig arno",
        "slug": "cronfa-gwerth-cymdeithasol",
        "summary": (
            "Grantiau bach o’r hyn y mae cyflenwyr yn ei roi mewn arian: pwy sy’n penderfynu, pwy all ofyn, a beth "
            "nad yw wedi’i setlo."
        ),
        "body": [
            text(
                paragraph(
                    "Byddai’n well gan rai cyflenwyr roi arian nag amser, ac mae angen ychydig o arian ar lawer o "
                    "grwpiau bach yn fwy na llawer o ddwylo. Gallai cronfa ddod â’r ddau at ei gilydd. Rydym yn rhoi "
                    "cynnig arni am flwyddyn."
                )
            ),
            inset("Yn yr arddangosiad hwn, dychmygol yw’r gronfa, ei ffigurau a’i grantiau."),
            heading("Sut y byddai’n gweithio"),
            steps(
                (
                    "Mae cyflenwr yn rhoi",
                    paragraph(
                        "Dim ond lle mae addewid o’r fath yn ei gontract. Nid yw byth yn cymryd lle un am swyddi, "
                        "carbon neu blant yn ein gofal."
                    ),
                ),
                (
                    "Mae panel yn penderfynu",
                    paragraph(
                        "Pump o bobl o sefydliadau gwirfoddol a dau o’r cyngor. Nid oes gan gyflenwyr bleidlais, ac "
                        "nid ydynt yn dewis pwy sy’n cael eu harian."
                    ),
                ),
                (
                    "Mae grŵp yn cael grant",
                    paragraph(
                        "O £200 i £2,000, o fewn tair wythnos, ar gyfer un peth y gellir ei ddweud mewn brawddeg."
                    ),
                ),
                (
                    "Mae’r grŵp yn dweud beth ddaeth ohono",
                    paragraph("Ar un dudalen, heb gyfrif, a heb lun. Mae’r cyflenwr yn cael yr un dudalen."),
                ),
            ),
            heading("Y flwyddyn gyntaf"),
            table(
                "Arian yn y treial, wedi’i ddychmygu ar gyfer yr arddangosiad hwn",
                ("Rownd", "Rhoddwyd gan gyflenwyr", "Gofynnwyd amdano gan grwpiau", "Dyfarnwyd", "Grantiau"),
                (
                    ("Cyntaf", "£9,000", "£21,400", "£8,600", "9"),
                    ("Ail rownd", "£12,500", "£19,800", "£11,900", "12"),
                ),
            ),
            heading("Sut mae’n cyfrif"),
            text(
                bullets(
                    "Mae’r cyflenwr yn cyfrif yr hyn a dalodd i mewn, unwaith, yn y cyfnod y talodd ynddo.",
                    "Eiddo’r grwpiau yw’r hyn a wnânt ag ef. Nid oes unrhyw gyflenwr yn ei adrodd fel ei waith ei hun.",
                    "Nid yw punt yn y gronfa’n sgorio mwy na phunt o unrhyw addewid arall.",
                ),
                paragraph("Darllenwch [sut i gyfrif heb gyfrif ddwywaith](page:counting-without-counting-twice)."),
            ),
            heading("Beth nad ydym wedi’i setlo"),
            text(
                numbered(
                    "A ddylai cynghorau eraill yn y sir ymuno?",
                    "Pwy sy’n gofalu am yr arian: y cyngor, neu elusen?",
                    "Beth sy’n digwydd mewn blwyddyn pan nad oes llawer yn dod i mewn?",
                ),
                paragraph(
                    "Rhowch eich barn: dewch i’r [noson agored](page:open-evening-for-voluntary-organisations) neu "
                    "gweler [sut i gysylltu â ni](page:contact)."
                ),
            ),
            details(
                "Pwy allai ofyn am grant",
                paragraph(
                    "Unrhyw grŵp yn [y cyfeiriadur](at:directory-list) sydd ag incwm blynyddol o lai na £50,000. Nid "
                    "yw eich un chi yno eto? [Gofynnwch am gael eich rhestru](at:entry-join)."
                ),
            ),
        ],
    },
}
