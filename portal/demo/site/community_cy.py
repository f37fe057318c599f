"""The voluntary sector in Welsh: names stay as they are, and what organisations say of themselves is translated."""

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
                    "Chwilio am sefydliadau, yn ôl achos ac yn ôl ardal.",
                    "Darllen beth sydd ei angen a beth a gynigir, ac ateb.",
                    "Gofyn am gael eich rhestru, neu am newid eich cofnod.",
                    "Gweld beth mae cyflenwyr wedi’i addo yn eich ardal chi.",
                ),
                paragraph(
                    "Darllenwch [sut mae sefydliadau gwirfoddol yn cymryd "
                    "rhan](page:how-voluntary-organisations-take-part) yn gyntaf os yw hyn yn newydd i chi."
                ),
            ),
            heading("Sut i gael eich rhestru"),
            steps(
                (
                    "Ysgrifennwch atom",
                    paragraph(
                        "Dywedwch beth rydych yn ei wneud, i bwy a ble, mewn tair brawddeg. Gweler [sut i gysylltu â "
                        "ni](page:contact)."
                    ),
                ),
                (
                    "Rydym yn eich ffonio’n ôl",
                    paragraph(
                        "Rydym yn gwirio eich bod yn bodoli, eich bod ar agor i bawb rydych yn dweud eich bod yno ar "
                        "eu cyfer, a phwy sy’n ateb drosoch."
                    ),
                ),
                (
                    "Rydych ar y rhestr",
                    paragraph(
                        "Gofynnwn i chi unwaith y flwyddyn a yw’r cyfan yn gywir o hyd. Gallwch adael unrhyw bryd."
                    ),
                ),
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
                    "Yr enw, beth rydych yn ei wneud, eich achosion a’ch ardaloedd, a sut i gysylltu â chi. Dim "
                    "cyfeiriad preifat, a dim enw unigolyn oni bai eich bod yn gofyn amdano."
                ),
            ),
        ],
    },
}
DIRECTORY: dict[str, Entry] = {
    "penbury-food-bank": {
        "does": "Mae’n casglu bwyd ac yn ei roi allan, heb ofyn cwestiynau, bedwar diwrnod yr wythnos.",
        "offers": "Lleoedd i grwpiau sy’n didoli ac yn cario ar ddiwrnodau danfon.",
    },
    "pen-valley-river-trust": {
        "does": "Mae’n gofalu am yr afon a’i glannau, ac yn dangos i bobl beth sy’n byw yno.",
        "offers": "Diwrnodau glanhau’r afon gydag esgidiau, menig ac arweinydd.",
    },
    "penbury-toy-library": {
        "does": "Mae’n rhoi benthyg teganau a gemau i deuluoedd a grwpiau.",
        "offers": "Nosweithiau trwsio a glanhau teganau.",
    },
    "hillside-city-farm": {
        "does": "Mae’n cadw anifeiliaid ac yn tyfu llysiau yng nghanol y dref.",
        "offers": "Lleoedd rheolaidd i wirfoddolwyr o bob oed, ac ysgubor ar gyfer cyfarfodydd.",
    },
    "riverside-repair-cafe": {
        "does": "Mae’n trwsio lampau, beiciau, dillad a radios gyda’r rhai sy’n dod â nhw.",
        "offers": "Nosweithiau lle mae staff cwmnïau’n dysgu trwsio.",
    },
    "friends-of-mill-lane-park": {
        "does": "Cymdogion sy’n gofalu am yr ardd gymunedol yn y parc.",
        "offers": "Diwrnodau plannu, a chyngor i grwpiau sydd eisiau gardd hefyd.",
    },
    "long-table-lunches": {
        "does": "Mae’n dod â phobl hŷn at ei gilydd i goginio a bwyta, mewn neuaddau ar draws y fwrdeistref.",
        "offers": "Ystafell gynnes gyda chegin ar foreau yn ystod yr wythnos.",
    },
    "penbury-people-s-theatre": {
        "does": "Mae’n llwyfannu dramâu gyda phobl nad ydynt erioed wedi bod ar lwyfan.",
        "offers": "Lleoedd y tu ôl i’r llwyfan: golau, sain, setiau a thocynnau.",
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
