"""Pictures and files of the demonstration, in Welsh."""

SHOWN = {
    "park": "Llun o barc: mainc rhwng dwy goeden, gwelyau uchel o flodau, a llwybr at giât agored.",
    "kitchen_table": "Llun o fwrdd cegin gyda’r nos, gyda lamp, cwpan a llyfr agored.",
    "workshop": "Llun o fainc waith a bocs hanner parod arni, o dan fwrdd o offer.",
}
CAPTIONS = {
    "kitchen_table": "Gall ystafell sy’n wag gyda’r nos fod yr union beth sydd ei angen ar grŵp.",
    "workshop": "Mae diwrnod blasu wrth y fainc yn dweud mwy na ffurflen.",
}
CHECKLIST_TITLE = "Rhestr wirio tystiolaeth"
CHECKLIST_SHEET = "Rhestr wirio"
CHECKLIST_HEADING = "Rhestr wirio i fynd gyda chi"
CHECKLIST_WORDS = "Ewch drwy’r cwestiynau hyn am bob ffeil cyn anfon adroddiad. Nid oes neb yn gweld eich atebion."
CHECKLIST_HEAD = ("Cwestiwn", "Pam rydym yn gofyn", "Ydy neu nac ydy")
CHECKLIST = (
    ("Ydy’n dangos yr un ffigur â’r adroddiad?", "Mae swyddog yn cymharu’r ddau yn gyntaf."),
    ("Ydy’n dangos y cyfnod?", "Nid yw cyfanswm y flwyddyn gyfan yn dangos un chwarter."),
    (
        "Ydy’n enwi’r contract, neu’n dweud sut y rhannwyd y ffigur?",
        "Mae un awr yn cyfrif ar gyfer un contract yn unig.",
    ),
    ("Ydy’n dod o’r tu allan i’ch sefydliad, lle gall?", "Mae llythyr gan letywr yn gryfach na’ch un chi."),
    ("Oes cyfanswm ar y gwaelod?", "Dyna sy’n arbed y mwyaf o amser."),
    (
        "Ydy pob enw, dyddiad geni a chyfeiriad wedi mynd?",
        "Mae cyfansymiau’n ddigon, a rhaid i enwau beidio â dod atom.",
    ),
    ("Ydy’n agor heb gyfrinair?", "Ni ellir gwirio ffeil na allwn ei hagor."),
)
