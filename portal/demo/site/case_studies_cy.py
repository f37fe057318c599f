"""The case studies in Welsh."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, text

DONE, CHANGED, LEARNED = "Beth a wnaed", "Beth newidiodd", "Beth a ddysgwyd"
WRONG, KNOWN = "Beth aeth o’i le", "Sut rydym yn gwybod"
WELSH: dict[str, Entry] = {
    "a-garden-in-mill-lane-park": {
        "title": "Cornel o barc yn troi’n ardd i bawb",
        "slug": "gardd-ym-mharc-mill-lane",
        "summary": "Agorodd y cwmni sy’n gofalu am y parciau ardd gyda chymdogion, sy’n dal yr allweddi iddi.",
        "quote": {
            "words": "Mainc oedd ein cais ni. Cawsom lais yn y gornel i gyd.",
            "who": "Cyfeillion Parc Mill Lane",
        },
        "body": [
            text(
                paragraph(
                    "Roedd cornel bellaf Parc Mill Lane yn lle yr oedd pobl yn cerdded heibio iddo. Roedd y tir yn "
                    "galed, roedd y ffens wedi torri, a thorrwyd y glaswellt am fod rhaid."
                ),
                paragraph(
                    "Addawodd {supplier} yn ei dendr agor gardd gymunedol yno. Ni ddywedodd sut olwg fyddai "
                    "ar yr ardd. Gadawyd hynny i’r rhai sy’n byw gerllaw."
                ),
            ),
            heading(DONE),
            text(
                paragraph(
                    "Cyfarfu’r criwiau â chymdogion yn y parc, gyda chynllun ar fwrdd plygu a bocs o feiros. Roedd "
                    "pobl eisiau gwelyau y gellir eu cyrraedd o gadair olwyn, tap, a giât sydd ar agor gyda’r nos."
                ),
                bullets(
                    "Torrodd y criw’r tir a dod â chompost wedi’i wneud o ddail y parciau eu hunain.",
                    "Adeiladwyd y gwelyau o goed a oedd wedi cwympo mewn stormydd.",
                    "Cymerodd grŵp preswylwyr yr allweddi a’r dyfrio.",
                ),
            ),
            heading(CHANGED),
            text(
                paragraph(
                    "Mae’r ardd ar agor bob dydd. Daw dosbarthiadau ysgol i blannu ac i dynnu lluniau, a’r grŵp "
                    "preswylwyr sy’n penderfynu beth a dyfir. Mae’r cwmni’n dal i ddod â chompost ac offer, a dim "
                    "byd arall. Nid ei ardd ef yw hi mwyach."
                )
            ),
            heading(LEARNED),
            text(
                paragraph(
                    "Cymerodd paratoi’r tir lawer mwy o amser nag agor y giât. Mae’r contract nesaf yn rhoi amser i "
                    "addewid o’r fath, ac yn gofyn am y cyfarfod cyntaf â chymdogion cyn i ddim gael ei ddylunio."
                )
            ),
        ],
    },
    "quieter-machines-planned-rounds": {
        "title": "Peiriannau tawelach, teithiau wedi’u cynllunio",
        "slug": "peiriannau-tawelach",
        "summary": (
            "Sut y gwnaeth peiriannau torri gwair trydan a map gwell leihau’r tanwydd sydd ei angen i ofalu am y "
            "parciau."
        ),
        "body": [
            text(
                paragraph(
                    "Mae gofalu am barciau yn defnyddio tanwydd: ar gyfer peiriannau torri gwair, ar gyfer "
                    "chwythwyr, ac yn anad dim ar gyfer faniau sy’n gyrru rhyngddynt. Addawodd {supplier} "
                    "achosi llai o garbon nag a wnaeth y gwasanaeth yn y flwyddyn gynt."
                )
            ),
            heading(DONE),
            text(
                bullets(
                    "Daeth peiriannau trydan i’r parciau bach. Cânt eu gwefru dros nos, pan fo pŵer yn rhatach.",
                    "Ailluniwyd y teithiau ar un map, fel nad oes criw yn gyrru heibio i barc y mae criw arall ar "
                    "ei ffordd iddo.",
                    "Aeth y chwythwyr, ac eithrio yn yr hydref. Mae rhacanau’n gyflymach ar lwybrau nag yr oedd pobl "
                    "yn ei ddisgwyl.",
                ),
            ),
            heading(CHANGED),
            text(
                paragraph(
                    "Mae’r cardiau tanwydd yn ei ddangos ym mhob adroddiad, yn erbyn ffigur cychwynnol y cytunodd y "
                    "ddwy ochr arno cyn i’r contract ddechrau. Sylwodd pobl sy’n byw wrth ymyl parc ar rywbeth arall "
                    "yn gyntaf: mae’r boreau’n dawelach."
                )
            ),
            heading(WRONG),
            text(
                paragraph(
                    "Roedd un adroddiad wedi gadael allan faniau sy’n llosgi diesel. Gwelodd y swyddog hynny, am fod "
                    "y rhestr o gerbydau’n hirach na’r rhestr o gardiau tanwydd. Gwiriwyd llai ar gyfer y cyfnod "
                    "hwnnw, ac mae’r cofnod wedi bod yn gyflawn ers hynny."
                )
            ),
            inset("Mae ffigur cychwynnol y cytunir arno’n gynnar yn arbed dadl i bawb yn ddiweddarach."),
        ],
    },
    "small-firms-at-the-town-hall": {
        "title": "Cwmnïau bach yn neuadd y dref",
        "slug": "cwmniau-bach-yn-neuadd-y-dref",
        "summary": "Addawodd cyflenwr mawr brynu gan gwmnïau bach, aeth ar ei hôl hi, a dywedodd wrthym pam.",
        "body": [
            text(
                paragraph(
                    "Mae {supplier} yn gofalu am neuadd y dref, y llyfrgelloedd a’r depos. Gall cwmnïau bach wneud "
                    "llawer o’r gwaith hwnnw: ffenestri, rheoli plâu, cloeon, cafnau. Addawodd {supplier} ei roi "
                    "iddynt."
                )
            ),
            heading(DONE),
            text(
                bullets(
                    "Caiff gwaith ei gynnig mewn darnau bach, fel y gall cwmni bach gynnig am un ohonynt.",
                    "Telir cwmnïau bach o fewn dyddiau, gan mai aros am arian sy’n eu cau.",
                    "Telir y Cyflog Byw go iawn i bawb ar y contract, gan gynnwys staff y cwmnïau bach.",
                ),
            ),
            heading(WRONG),
            text(
                paragraph(
                    "Arhosodd y gwariant y tu ôl i’r hyn a oedd yn ddisgwyliedig. Gadawodd cwmnïau a oedd i fod i "
                    "gymryd rhan y farchnad, ac ni chymerodd neb eu lle."
                ),
                paragraph(
                    "Gwnaethom ofyn, yna anfon hysbysiad ffurfiol. Gallwch ddilyn ar y dudalen ganlyniadau pa mor "
                    "bell y "
                    "mae’r addewid wedi dod. Rydym yn cyhoeddi’r stori hon cyn i ni wybod sut y mae’n gorffen, am "
                    "nad yw stori sy’n sôn am lwyddiant yn unig o unrhyw ddefnydd i’r cyflenwr nesaf."
                ),
            ),
            heading(LEARNED),
            text(
                paragraph(
                    "Mae angen cwmnïau bach ar addewid i brynu gan gwmnïau bach. Rydym nawr yn gofyn i gynigwyr â "
                    "pha gwmnïau y maent wedi siarad, ac yn cynnal cyfarfod i brynwyr a chwmnïau bach cyn gosod "
                    "contract o’r fath."
                )
            ),
        ],
    },
    "the-same-faces-at-school": {
        "title": "Yr un wynebau yn yr ysgol",
        "slug": "yr-un-wynebau-yn-yr-ysgol",
        "summary": "Cynigiwyd oriau y gallant ddibynnu arnynt i lanhawyr, a sylwodd ysgolion ar y gwahaniaeth.",
        "quote": {"words": "Nid ydym yn egluro ble mae’r cwpwrdd mwyach.", "who": "Swyddfa ysgol"},
        "body": [
            text(
                paragraph(
                    "Yn aml caiff glanhau ei wneud gan bobl nad ydynt yn gwybod ddydd Gwener faint o oriau fydd "
                    "ganddynt ddydd Llun. Addawodd {supplier} gynnig i staff ar y contract hwn yr oriau y maent yn eu "
                    "gweithio fel arfer, yn ysgrifenedig."
                )
            ),
            heading(DONE),
            text(
                paragraph(
                    "Gwnaeth goruchwylwyr y cynigion wyneb yn wyneb, gydag amser i feddwl. Nid oedd rhaid i neb "
                    "dderbyn. Mae’n well gan rai pobl aros yn rhydd, ac mae’r cynnig yn aros ar agor iddynt."
                ),
                paragraph(
                    "Rhoddodd y cwmni arian a phaent hefyd i feysydd chwarae ysgolion ac i glwb ieuenctid. Nid oedd "
                    "disgyblion yn rhan o hynny: gwnaed y gwaith yn y gwyliau, gan oedolion."
                ),
            ),
            heading(CHANGED),
            text(
                bullets(
                    "Mae timau’n aros gyda’u hysgolion, am fod pobl ag oriau penodol yn aros yn eu swyddi.",
                    "Mae gofalwyr yr ysgolion a glanhawyr yn cynllunio’r wythnos gyda’i gilydd.",
                    "Caiff llai o sifftiau eu llenwi ar y funud olaf.",
                ),
            ),
            heading(LEARNED),
            text(
                paragraph(
                    "Mae’r mesur yn cyfrif cynigion ac nid derbyniadau, ac mae hynny’n iawn. Mater i’r bobl eu "
                    "hunain yw’r hyn a ddewisant. Yr hyn y gall y cwmni ei addo yw gofyn."
                )
            ),
        ],
    },
    "a-day-for-the-food-bank": {
        "title": "Diwrnod i’r banc bwyd, diwrnod i’r afon",
        "slug": "diwrnod-i-r-banc-bwyd",
        "summary": (
            "Mae swyddfa elusen faethu yn rhoi diwrnodau â thâl i achosion lleol, ac mae’r achosion yn cadarnhau "
            "beth gyrhaeddodd."
        ),
        "quote": {
            "words": "Gofynnon nhw pa ddiwrnod fyddai’n helpu. Does neb yn gwneud hynny.",
            "who": "Banc Bwyd Penbury",
        },
        "body": [
            text(
                paragraph(
                    "Mae {supplier} yn cefnogi cartrefi maeth ym Mhenbury a’r cyffiniau. Ar ben hynny, "
                    "addawodd y bobl yn ei swyddfa ddiwrnodau gwaith â thâl i achosion lleol."
                )
            ),
            heading(DONE),
            text(
                bullets(
                    "Bu staff yn didoli ac yn cario yn y banc bwyd, ar y diwrnodau ar ôl danfoniadau mawr.",
                    "Glanhaodd staff ddarn o’r afon gyda’r ymddiriedolaeth afon.",
                    "Helpodd y cyfrifydd elusennau bach i roi trefn ar eu llyfrau.",
                ),
                paragraph("Nid yw teithio’n cael ei gyfrif, na the chwaith."),
            ),
            heading(KNOWN),
            text(
                paragraph(
                    "Mae’r elusen yn anfon tabl o oriau gyda phob adroddiad. Ar gyfer un adroddiad gwnaethom ofyn "
                    "i’r achosion eu hunain hefyd. Cadarnhaodd y banc bwyd yr oriau. Cadarnhaodd yr ymddiriedolaeth "
                    "afon "
                    "ran ohonynt, am fod glaw wedi dod ag un o’r diwrnodau i ben. Roedd y ddau ateb o gymorth: "
                    "dangosodd un y gellir ymddiried yn y tabl, a dangosodd y llall fod y rhai a holir yn dweud eu "
                    "barn."
                ),
            ),
            heading(LEARNED),
            text(
                paragraph(
                    "Mae cymorth yn werth y mwyaf ar y diwrnod y mae ei angen. Mae’r banc bwyd bellach yn anfon ei "
                    "ddyddiadau danfon ar gyfer y tymor cyfan, ac mae cyflenwyr eraill yn eu defnyddio hefyd."
                )
            ),
        ],
    },
    "learning-on-the-night-shift": {
        "title": "Dysgu ar y sifft nos",
        "slug": "dysgu-ar-y-sifft-nos",
        "summary": "Enillodd staff sy’n gweithio yn y nos gymwysterau mewn amser â thâl, heb ystafell ddosbarth.",
        "body": [
            text(
                paragraph(
                    "Mae’n hawdd gadael pobl sy’n gweithio yn y nos allan o hyfforddiant. Cynhelir cyrsiau yn ystod "
                    "y dydd, pan fyddant yn cysgu. Addawodd y cyflenwr y byddai staff y gwasanaeth hwn yn "
                    "ennill cymwysterau, ac nid oedd am i hynny olygu staff dydd yn unig."
                )
            ),
            heading(DONE),
            text(
                bullets(
                    "Mae amser astudio’n rhan o’r rota, felly telir amdano ac nid oes rhaid i neb ofyn.",
                    "Mae’r cyrsiau ar-lein, mewn darnau byr y gellir eu gadael ac ailgydio ynddynt.",
                    "Mae tiwtor yn ateb gyda’r nos ac yn gynnar yn y bore.",
                ),
            ),
            heading(CHANGED),
            text(
                paragraph(
                    "Enillwyd dyfarniadau mewn diogelwch bwyd ac yn iechyd plant ifanc iawn. Staff nos sydd bellach "
                    "yn arwain y trosglwyddo yn y bore, am eu bod yn gwybod y pwnc cystal â neb."
                )
            ),
            heading(KNOWN),
            text(
                paragraph(
                    "Mae’r coleg yn anfon cyfansymiau: faint, ym mha bwnc, ar ba lefel. Nid yw tystysgrif neb yn "
                    "cael ei llwytho i fyny, ac nid oes angen enw neb."
                )
            ),
            heading(LEARNED),
            text(
                paragraph(
                    "Mae hyfforddiant sy’n gweddu i’r nos yn gweddu i bawb arall hefyd. Gofynnodd staff dydd am gael "
                    "astudio yn yr un ffordd."
                )
            ),
        ],
    },
}
