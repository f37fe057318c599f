"""The voluntary sector in Welsh: its own page, and what is needed and offered."""

from portal.demo.site.writing import Entry, bullets, details, heading, inset, paragraph, steps, text

WELSH: dict[str, Entry] = {
    "voluntary-sector": {
        "title": "Y sector gwirfoddol a chymunedol",
        "slug": "sector-gwirfoddol",
        "summary": (
            "Beth allai gwerth cymdeithasol ei olygu i’ch sefydliad, beth y gall cyflenwyr ei gynnig, a sut i gael "
            "eich rhestru."
        ),
        "body": [
            text(
                paragraph(
                    "Mae cwmnïau sy’n gweithio i’r cyngor wedi addo amser, cyngor, arian ac archebion i achosion "
                    "lleol. Mae’r dudalen hon yn dod â chi at eich gilydd."
                ),
                paragraph(
                    "Mae ar gyfer elusennau, mentrau cymdeithasol, grwpiau ffydd, clybiau, a chymdogion sy’n gwneud "
                    "rhywbeth gyda’i gilydd."
                ),
            ),
            heading("Beth y gallwch ei wneud yma"),
            text(
                bullets(
                    "[Chwilio am sefydliadau](at:directory-list), yn ôl achos, yn ôl lle ac yn ôl yr hyn a gynigiant.",
                    "[Darllen beth sydd ei angen a beth a gynigir](at:post-list), ac ateb.",
                    "[Gofyn am gael eich rhestru](at:entry-join), neu [newid neu ddileu eich cofnod](at:entry-find).",
                    "[Gweld beth mae cyflenwyr wedi’i addo a’i wneud yn eich ardal chi](page:results).",
                    "Darllen [beth sydd ei angen ar bob rhan o Benbury](page:what-each-part-of-penbury-needs).",
                    "[Siarad â ni cyn i ni brynu](page:talk-to-us-before-we-buy), a rhoi eich barn ar [gronfa gwerth "
                    "cymdeithasol](page:a-social-value-fund).",
                ),
                paragraph(
                    "Darllenwch [sut mae sefydliadau gwirfoddol yn cymryd "
                    "rhan](page:how-voluntary-organisations-take-part) yn gyntaf os yw hyn yn newydd i chi."
                ),
            ),
            heading("Sut i gael eich rhestru"),
            text(paragraph("Nid oes angen cyfrif, ac nid ydym yn gofyn am enw unigolyn.")),
            steps(
                (
                    "Llenwch y ffurflen",
                    paragraph(
                        "[Gofynnwch am gael eich rhestru](at:entry-join). Dywedwch beth mae eich sefydliad yn ei wneud "
                        "a thros beth y mae’n gweithio ac ym mhle, a beth y mae’n ei gynnig ac yn chwilio amdano. "
                        "Gallwch ysgrifennu yn Gymraeg, yn Saesneg neu yn y ddwy iaith."
                    ),
                ),
                (
                    "Agorwch y ddolen yn ein e-bost",
                    paragraph(
                        "Rydym yn ei hanfon i gyfeiriad eich sefydliad. Mae’n gweithio am 7 diwrnod. Edrychwch ar yr "
                        "hyn a ysgrifennwyd gennych a’i gadarnhau."
                    ),
                ),
                (
                    "Rydym yn ei ddarllen ac yn ei gyhoeddi",
                    paragraph(
                        "Mae rhywun sy’n cyhoeddi’r wefan hon yn darllen eich geiriau. Rydym yn anfon e-bost atoch pan "
                        "fyddwn wedi penderfynu. Os dywedwn na, cewch ddarllen pam y tu ôl i’r ddolen, a gallwch newid "
                        "eich geiriau a’u hanfon eto."
                    ),
                ),
                (
                    "Dywedwch wrthym unwaith y flwyddyn ei fod yn gywir",
                    paragraph(
                        "Rydym yn anfon dolen atoch. Heb ateb, caiff y cofnod ei guddio ar ôl 60 diwrnod, ac mae un "
                        "clic yn ei ddangos eto. Gallwch [newid neu ddileu eich cofnod](at:entry-find) unrhyw bryd."
                    ),
                ),
            ),
            heading("Sut i ddweud beth sydd ei angen arnoch neu beth rydych yn ei gynnig"),
            text(
                bullets(
                    "Agorwch y ddolen i’ch cofnod a’i ysgrifennu yno. Chi sy’n dewis y diwrnod olaf, hyd at flwyddyn o "
                    "nawr.",
                    "Rydym yn ei ddarllen cyn i bawb ei weld.",
                    "Daw atebion atoch chi a chânt eu darllen y tu ôl i’ch dolen. Ni ddangosir eich cyfeiriad ar y "
                    "bwrdd.",
                    "Mae cyflenwyr yn ysgrifennu eu rhai hwythau pan fyddant wedi mewngofnodi.",
                ),
                paragraph("Dim dolen wrth law? [Anfonwn un newydd atoch](at:entry-find)."),
            ),
            heading("Beth y gallwch ei ddisgwyl gan gyflenwyr"),
            text(
                bullets(
                    "Maent yn gofyn beth sydd ei angen arnoch cyn dweud beth maent yn ei roi.",
                    "Maent yn dod pan ddywedon nhw y byddent yn dod.",
                    "Maent yn talu am waith rydych yn ei wneud iddynt.",
                ),
            ),
            inset(
                "Mae’r cyngor yn eich rhestru ac nid yw’n gwarantu drosoch. Nid yw’n rhoi mantais mewn tendr nac am "
                "grant."
            ),
            details(
                "Beth rydym yn ei gyhoeddi amdanoch",
                paragraph(
                    "Popeth yn y ffurflen heblaw’r cyfeiriad ar gyfer ein llythyrau. Os yw enw, cyfeiriad neu rif yn "
                    "edrych fel un unigolyn, mae’r ffurflen yn eich holi amdano. Rhowch un y sefydliad, fel office@ "
                    "neu info@."
                ),
            ),
        ],
    },
}
POSTS: dict[str, Entry] = {
    "help-on-delivery-days": {
        "slug": "help-ar-ddiwrnodau-danfon",
        "title": "Dwylo ar ddiwrnodau danfon",
        "summary": "Chwech o bobl am dair awr, ar ddydd Iau cyntaf y mis.",
        "body": [
            text(
                paragraph(
                    "Daw lorri am naw a rhaid iddi fod yn wag erbyn hanner dydd. Mae bocsys yn pwyso hyd at ddeg "
                    "cilo. Mae gwaith ysgafnach wrth y byrddau hefyd. Rydym yn rhoi menig a chinio."
                )
            )
        ],
    },
    "somebody-who-knows-leases": {
        "slug": "rhywun-sy-n-deall-prydlesi",
        "title": "Rhywun sy’n deall prydlesi",
        "summary": "Dwy awr o gyngor, cyn i ni lofnodi ar gyfer ystafell newydd.",
        "body": [
            text(
                paragraph(
                    "Rydym i lofnodi am ddeng mlynedd ac yn deall hanner y brydles. Gallwn ddod atoch chi, ac anfon "
                    "y papurau ymlaen llaw."
                )
            )
        ],
    },
    "a-van-on-two-saturdays": {
        "slug": "fan-ar-ddau-ddydd-sadwrn",
        "title": "Fan ar ddau ddydd Sadwrn",
        "summary": "I ddod â meinciau ac offer o’r depo i’r afon.",
        "body": [
            text(
                paragraph(
                    "Gyda gyrrwr, os gallwch. Mae’r daith yn fyr, ac mae trac ar y lan y gall fan ei ddefnyddio pan "
                    "fydd yn sych."
                )
            )
        ],
    },
    "compost-and-wood-chips": {
        "slug": "compost-a-sglodion-pren",
        "title": "Compost a sglodion pren",
        "summary": "Llwyth bach i unrhyw grŵp â gardd, wedi’i ddanfon at y giât.",
        "body": [
            text(
                paragraph(
                    "Daw o ddail a changhennau’r parciau. Dywedwch wrthym ble mae’r giât a pha mor llydan yw hi. "
                    "Gallwn ddangos i chi sut i’w ddefnyddio."
                )
            )
        ],
    },
    "an-hour-with-our-accountant": {
        "slug": "awr-gyda-n-cyfrifydd",
        "title": "Awr gyda’n cyfrifydd",
        "summary": "I elusennau bach: llyfrau, cyllidebau a beth mae’r rheoleiddiwr am ei weld.",
        "body": [
            text(
                paragraph(
                    "Ar brynhawn dydd Mawrth, yn eich lle chi neu yn ein lle ni. Dewch â ffigurau’r llynedd, ym mha "
                    "gyflwr bynnag y maent. Fydd neb yn chwerthin."
                )
            )
        ],
    },
    "a-kitchen-on-monday-evenings": {
        "slug": "cegin-ar-nos-lun",
        "title": "Cegin ar nos Lun",
        "summary": "Cegin fawr gyda phopeth ynddi, am ddim i grwpiau.",
        "body": [
            text(
                paragraph(
                    "Mae ar gau ar ddydd Llun beth bynnag. Mae cogydd yno y tro cyntaf, i ddangos y ffyrnau i chi. "
                    "Mae lle i bymtheg o bobl."
                )
            )
        ],
    },
}
