"""What is on, in Welsh."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

WELSH: dict[str, Entry] = {
    "buyers-meet-small-firms": {
        "title": "Prynwyr yn cwrdd â chwmnïau bach",
        "slug": "prynwyr-yn-cwrdd-a-chwmniau-bach",
        "summary": "Bore lle mae cyflenwyr â chontractau mawr yn dweud beth yr hoffent ei brynu gerllaw.",
        "hours": "9:30am i hanner dydd",
        "place": "Llyfrgell Riverside, Penbury",
        "audience": "Cwmnïau bach a mentrau cymdeithasol yn y fwrdeistref",
        "body": [
            text(
                paragraph(
                    "Mae tri o gyflenwyr y cyngor yn dod â rhestrau o waith y maent am ei roi i eraill: ffenestri, "
                    "planhigion, trwsio, bara. Byddwch yn cwrdd â’r bobl sy’n gosod yr archebion."
                )
            ),
            heading("Beth i ddod gyda chi"),
            text(
                bullets(
                    "beth rydych yn ei wneud, mewn dwy frawddeg",
                    "beth fyddech yn ei godi, yn fras",
                    "cwestiynau am daliadau ac yswiriant",
                )
            ),
            heading("Sut i ddod"),
            text(
                paragraph(
                    "Nid oes angen cadw lle. Mae gan yr adeilad fynediad heb risiau a dolen sain. Dywedwch wrthym "
                    "ymlaen llaw os oes angen dehonglydd arnoch. Gweler [sut i gysylltu â ni](page:contact)."
                )
            ),
        ],
    },
    "your-first-return-step-by-step": {
        "title": "Eich adroddiad cyntaf, gam wrth gam",
        "slug": "eich-adroddiad-cyntaf",
        "summary": "Awr ar-lein i gyflenwyr nad ydynt erioed wedi anfon adroddiad cynnydd.",
        "hours": "1pm i 2pm",
        "place": "Ar-lein",
        "audience": "Pobl mewn cyflenwyr sy’n ysgrifennu adroddiadau",
        "body": [
            text(
                paragraph(
                    "Rydym yn ysgrifennu adroddiad gyda’n gilydd, â ffigurau dychmygol, o’r dudalen gyntaf i "
                    "“Anfonwyd yr adroddiad”. Gallwch ofyn unrhyw bryd."
                )
            ),
            heading("Beth y byddwch yn gallu ei wneud"),
            text(
                bullets(
                    "dod o hyd i’r hyn sydd i’w anfon",
                    "rhoi ffigur a dweud beth newidiodd",
                    "dewis [tystiolaeth dda](page:what-good-evidence-looks-like)",
                    "ateb pan fyddwn yn gofyn am newidiadau",
                )
            ),
            inset("Nid oes angen camera arnoch. Mae capsiynau ymlaen, a daw recordiad drwy e-bost wedyn."),
        ],
    },
    "open-evening-for-voluntary-organisations": {
        "title": "Noson agored i sefydliadau gwirfoddol",
        "slug": "noson-agored-i-sefydliadau-gwirfoddol",
        "summary": "Dewch i gwrdd â chyflenwyr sydd wedi addo cymorth, a rhoi eich barn am ein polisi drafft.",
        "hours": "6pm i 8pm",
        "place": "Neuadd y Dref, Penbury",
        "audience": "Sefydliadau gwirfoddol o bob maint, ar y rhestr neu beidio",
        "body": [
            text(
                paragraph(
                    "Yn yr awr gyntaf byddwch yn siarad â chyflenwyr wrth fyrddau, yn ôl yr hyn y gallant ei roi: "
                    "amser, cyngor, nwyddau, ystafelloedd. Yn yr ail awr byddwn yn siarad am [y polisi "
                    "drafft](page:working-with-the-voluntary-sector)."
                )
            ),
            heading("Gwybodaeth ddefnyddiol"),
            text(
                bullets(
                    "Mae bwyd yno, a chornel gyda theganau.",
                    "Ad-delir costau teithio yn y fan a’r lle.",
                    "Mae’r ystafelloedd heb risiau, ac mae un dawel.",
                    "Mae dehonglwyr Cymraeg ac Iaith Arwyddion Prydain yno.",
                )
            ),
        ],
    },
    "what-makes-evidence-easy": {
        "title": "Edrych yn ôl: beth sy’n gwneud tystiolaeth yn hawdd",
        "slug": "beth-sy-n-gwneud-tystiolaeth-yn-hawdd",
        "summary": (
            "Bwrdd crwn lle cymharodd cyflenwyr a swyddogion dystiolaeth a gymerodd funud â thystiolaeth a gymerodd "
            "ddiwrnod."
        ),
        "hours": "10am i 11:30am",
        "place": "Neuadd y Dref, Penbury",
        "audience": "Cyflenwyr a rheolwyr contract",
        "body": [
            text(
                paragraph(
                    "Daeth cyflenwyr ag un darn o dystiolaeth yr un, gyda’r enwau wedi’u gorchuddio. Dywedodd "
                    "swyddogion ar beth yr edrychent yn gyntaf."
                )
            ),
            heading("Beth a ddysgwyd"),
            text(
                bullets(
                    "Cyfanswm ar waelod tabl sy’n arbed y mwyaf o amser.",
                    "Mae llythyrau gan letywyr yn gweithio orau pan fydd y cyflenwr yn anfon y cwestiwn atynt ac nid "
                    "yr ateb.",
                    "Nid oes angen lluniau o bobl yn didoli tuniau ar neb.",
                ),
                paragraph("Gwnaethom newid [ein canllawiau](page:what-good-evidence-looks-like) oherwydd hynny."),
            ),
        ],
    },
}
