"""What people asked under the Freedom of Information Act, in Welsh."""

from portal.demo.site.writing import Entry, bullets, heading, inset, paragraph, table, text

ASKED, ANSWER = "Eich cwestiwn", "Ein hateb"
WELSH: dict[str, Entry] = {
    "foi-how-placement-promises-are-checked": {
        "title": "Sut mae addewidion darparwyr lleoliadau’n cael eu gwirio",
        "slug": "rhg-sut-mae-addewidion-lleoliadau-yn-cael-eu-gwirio",
        "summary": (
            "Sut mae’r cyngor yn gwirio gwerth cymdeithasol mewn contractau ar gyfer cartrefi plant yn ein gofal?"
        ),
        "body": [
            heading(ASKED),
            text(
                paragraph(
                    "Pa ymrwymiadau gwerth cymdeithasol sydd yn eich contractau ar gyfer cartrefi plant, llety â "
                    "chymorth a maethu, a sut rydych yn eu gwirio?"
                )
            ),
            heading(ANSWER),
            text(
                paragraph(
                    "Mae’r wybodaeth hon gennym. Mae ymrwymiadau ym mhob contract cyfredol ar gyfer y gwasanaethau "
                    "hyn. Cyhoeddir ffigurau am bobl ifanc fel un cyfanswm ar gyfer y cyngor cyfan, gyda’r hyn a "
                    "addawyd wrth ei ochr. Ni chânt byth eu cyhoeddi yn ôl cartref, cyflenwr neu fath o wasanaeth."
                ),
                bullets(
                    "Mae cyflenwyr yn adrodd bob mis, bob chwarter, bob chwe mis neu unwaith y flwyddyn, fel y mae’r "
                    "contract yn ei ddweud.",
                    "Mae swyddog yn darllen pob adroddiad. Edrychir ar bopeth am bobl ifanc, ac nid ar sampl yn unig.",
                    "Rydym yn cyfrif cyfleoedd, oriau a phobl. Nid oes gennym restr o bwy a gymerodd ran.",
                ),
                paragraph("Darllenwch [sut rydym yn gwirio ffigurau](page:how-we-check-figures)."),
            ),
        ],
    },
    "foi-what-each-small-home-reported": {
        "title": "Beth adroddodd pob cartref bach",
        "slug": "rhg-beth-adroddodd-pob-cartref-bach",
        "summary": "Faint o bobl ifanc ym mhob cartref plant a ddechreuodd wirfoddoli?",
        "body": [
            heading(ASKED),
            text(
                paragraph(
                    "Ar gyfer pob cartref plant rydych yn ei ddefnyddio: faint o bobl ifanc sy’n byw yno, a faint "
                    "ohonynt a ddechreuodd wirfoddoli?"
                )
            ),
            heading(ANSWER),
            text(
                paragraph(
                    "Mae gennym niferoedd yn ôl contract, ac nid yn ôl cartref. Yr hyn a gyhoeddwn yw un cyfanswm ar "
                    "gyfer y cyngor cyfan, lle mae pob contract â’r addewid hwn yn cyfrif. Lle mae’r cyfanswm hwnnw’n "
                    "rhif o 1 i 4, nid ydym yn ei ddangos."
                ),
                paragraph(
                    "Nid ydym yn rhoi niferoedd un contract ar gyfer grŵp mor fach. Ynghyd â’r hyn y mae cymdogion "
                    "yn ei wybod, gallent ddangos pwy yw rhywun. Gwybodaeth bersonol am blant fyddai honno, a byddai "
                    "ei datgelu’n annheg iddynt. Mae adran 40(2) o’r Ddeddf yn dweud nad oes rhaid i ni."
                ),
            ),
        ],
    },
    "foi-what-bidders-offered-who-did-not-win": {
        "title": "Beth gynigiodd y rhai na wnaethant ennill",
        "slug": "rhg-beth-gynigiodd-y-rhai-na-wnaethant-ennill",
        "summary": (
            "Pa werth cymdeithasol a gynigiodd y cynigwyr aflwyddiannus ar gyfer y contract cynnal a chadw tiroedd?"
        ),
        "body": [
            heading(ASKED),
            text(
                paragraph(
                    "Beth gynigiodd pob cynigydd ar gyfer y contract cynnal a chadw tiroedd, a sut y cafodd ei sgorio?"
                )
            ),
            heading(ANSWER),
            text(
                paragraph(
                    "Cyhoeddir yr hyn a gynigiodd yr enillydd fel ei ymrwymiadau. Roedd gwerth cymdeithasol yn "
                    "cyfrif am 15% o’r sgôr. Dyma’r cwestiynau a’u cyfran o’r marciau:"
                ),
            ),
            table(
                "Cwestiynau am werth cymdeithasol yn y tendr hwn",
                ("Cwestiwn", "Cyfran o’r marciau"),
                (
                    ("Beth y byddwch yn ei wneud, i bwy ac erbyn pryd", "40%"),
                    ("Sut y byddwch yn ei wneud", "30%"),
                    ("Sut y byddwch yn ei ddangos", "30%"),
                ),
            ),
            text(
                paragraph(
                    "Nid ydym yn rhoi cynigion y lleill. Gallant gynnig eto gyda’r un syniadau, felly byddai eu "
                    "datgelu’n eu niweidio mewn tendrau diweddarach. Gwnaethom edrych ar fudd y cyhoedd, a chanfod bod "
                    "ymrwymiadau’r enillydd yn ei wasanaethu’n well. Mae adran 43(2) o’r Ddeddf yn gymwys."
                ),
            ),
        ],
    },
    "foi-what-happens-when-a-supplier-falls-short": {
        "title": "Beth sy’n digwydd pan nad yw cyflenwr yn cyflawni",
        "slug": "rhg-pan-nad-yw-cyflenwr-yn-cyflawni",
        "summary": "A all y cyngor wneud i gyflenwyr dalu pan nad ydynt yn cadw addewidion gwerth cymdeithasol?",
        "body": [
            heading(ASKED),
            text(
                paragraph(
                    "Pa rai o’ch contractau sy’n gadael i chi gymryd arian gan gyflenwr nad yw’n cadw ei addewidion "
                    "gwerth cymdeithasol, a beth rydych yn ei wneud cyn hynny?"
                )
            ),
            heading(ANSWER),
            text(
                paragraph(
                    "Mae cymalau o’r fath mewn un contract cyfredol, ar gyfer rheoli cyfleusterau yn adeiladau’r "
                    "cyngor. Mae’n caniatáu taliad am yr hyn na chafodd ei wneud, dal swm yn ôl, neu rywbeth o werth "
                    "cyfartal yn lle’r addewid. Mae terfyn ar y cyfan."
                ),
                paragraph(
                    "Nid oes cymal o’r fath mewn contractau eraill, ac ni allwn ofyn am arian o danynt. Ym mhob "
                    "contract rydym yn gofyn yn gyntaf, yna’n cytuno ar gynllun, yna’n rhoi hysbysiad ffurfiol. "
                    "Darllenwch [beth sy’n digwydd pan fydd addewid yn llithro](page:when-a-promise-slips)."
                ),
            ),
            inset("Gadewir ymrwymiadau sy’n dibynnu ar ddewisiadau pobl ifanc allan o bob cymal am arian."),
        ],
    },
}
