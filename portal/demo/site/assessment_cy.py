"""The assessment of risks to privacy, in Welsh."""

from portal.demo.site.statements_cy import DEMONSTRATION
from portal.demo.site.writing import Entry, details, inset, paragraph

WELSH: dict[str, Entry] = {
    "data-protection-impact": {
        "title": "Sut y gwnaethom edrych ar y risgiau i breifatrwydd",
        "slug": "asesiad-diogelu-data",
        "summary": (
            "Crynodeb byr o’n hasesiad o’r effaith ar ddiogelu data: beth allai fynd o’i le, a beth rydym yn ei "
            "wneud am hynny."
        ),
        "purpose": (
            "Cyn i ni ddechrau defnyddio’r porth, gwnaethom edrych ar beth allai fynd o’i le i bobl. Mae’r gyfraith yn "
            "galw hynny’n asesiad o’r effaith ar ddiogelu data. Dyma grynodeb mewn geiriau syml.\n\n"
            "Mae’r porth yn dangos beth addawodd cyflenwyr ei wneud dros bobl a lleoedd yma, a beth a ddaeth o hynny. "
            "Mae rhai ymrwymiadau’n ymwneud â phlant yn ein gofal a phobl ifanc sy’n gadael gofal. Nid oes angen i’r "
            "porth byth wybod pwy ydynt, felly mae’n cyfrif ac nid yw’n cadw enwau. Er hynny, gallai rhywun ysgrifennu "
            "gormod, neu anfon y ffeil anghywir."
        ),
        "data_flows": (
            "Mae cyflenwyr yn anfon ffigurau, geiriau a ffeiliau am eu contractau. Mae swyddogion y cyngor yn eu "
            "darllen ac yn penderfynu. Rydym yn cyhoeddi ffigurau a wiriwyd. Cedwir tystiolaeth am 6 blynedd ar ôl i’r "
            "contract ddod i ben, a thystiolaeth am bobl ifanc am 12 mis ar ôl iddi gael ei gwirio.\n\n"
            "Mae sefydliadau a gafodd gymorth yn cael e-bost gyda dolen, ac yn dweud a gyrhaeddodd.\n\n"
            "Mae pobl sydd â diddordeb mewn digwyddiad yn anfon eu henw, cyfeiriad e-bost, sefydliad ac anghenion "
            "mynediad atom. Golygyddion y wefan hon sy’n eu darllen. Cânt eu dileu 90 diwrnod ar ôl y digwyddiad.\n\n"
            "Mae sefydliadau gwirfoddol yn dweud wrthym beth y caiff pawb ei ddarllen amdanynt yn y cyfeiriadur, ac yn "
            "rhoi cyfeiriad e-bost i ni nad yw’n cael ei ddangos. Rydym yn dileu’r ddau 12 mis ar ôl i’r cofnod fod "
            "i’w weld ddiwethaf.\n\n"
            "Maent hwy a chyflenwyr yn rhoi anghenion a chynigion ar y bwrdd. Mae pwy bynnag sy’n ateb yn rhoi enw, "
            "cyfeiriad e-bost a neges, y gall pwy bynnag a ysgrifennodd yr angen neu’r cynnig ei darllen. Caiff hynny "
            "i gyd ei ddileu ar ôl 12 mis.\n\n"
            "Mae golygyddion yn nodi pwy a gytunodd i ddyfyniad, llun neu enw mewn astudiaeth achos, yn ôl rôl. Cedwir "
            "y nodyn hwnnw am 6 blynedd ar ôl i’r caniatâd ddod i ben.\n\n"
            "Mae cwmni’n rhedeg y cyfrifiaduron i ni, yn y Deyrnas Unedig ac o dan gontract. Nid oes neb arall yn cael "
            "y data."
        ),
        "risks": (
            {
                "what": "Mae ffeil yn enwi plentyn",
                "measures": (
                    "Mae pob tudalen yn dweud beth i beidio â’i anfon. Chwilir ffeiliau am arwyddion o enwau a rhifau. "
                    "Gall pwy bynnag sy’n gweld un ei chuddio ar unwaith."
                ),
                "note": "Nid yw chwiliad yn dod o hyd i bopeth",
            },
            {
                "what": "Mae nifer bach yn dangos pwy oedd",
                "measures": "Ni ddangosir niferoedd o dan 5 yn gyhoeddus, ac ni ellir eu cyfrifo o gyfanswm.",
                "note": "",
            },
            {
                "what": "Mae llun yn dangos wyneb neu le",
                "measures": (
                    "Gwrthodir lluniau ar gyfer ymrwymiadau am bobl ifanc. Mewn mannau eraill, tynnir ble a phryd y "
                    "cawsant eu tynnu."
                ),
                "note": "",
            },
            {
                "what": "Mae rhywun yn darllen yr hyn nad yw’n eiddo iddo",
                "measures": (
                    "Dim ond y contractau y mae’n gweithio arnynt y mae pob person yn eu gweld. Mae swyddogion yn "
                    "mewngofnodi gydag ail gam. Cofnodir bod ffeil yn cael ei hagor."
                ),
                "note": "",
            },
            {
                "what": "Mae anghenion mynediad yn dweud rhywbeth am iechyd rhywun",
                "measures": (
                    "Nid oes rhaid i neb ddweud wrthym. Dim ond golygyddion y wefan hon sy’n eu darllen, cofnodir pan "
                    "gaiff rhestr ei thynnu allan, a chaiff y cyfan ei ddileu 90 diwrnod ar ôl y digwyddiad."
                ),
                "note": "",
            },
            {
                "what": "Mae ateb ar y bwrdd yn enwi rhywun, neu’n cyrraedd y darllenydd anghywir",
                "measures": (
                    "Gwrthodir geiriau sy’n enwi rhywun. Darllenir ateb y tu ôl i ddolen neu ar ôl mewngofnodi, ac nid "
                    "yw byth mewn e-bost."
                ),
                "note": "",
            },
            {
                "what": "Mae rhywun sy’n cael ei ddyfynnu neu ei ddangos yn newid ei feddwl",
                "measures": (
                    "Mae tynnu caniatâd yn ôl yn tynnu’r dyfyniad neu’r llun oddi ar bob tudalen. Nid ydym byth yn "
                    "gofyn i blentyn neu berson ifanc am ganiatâd."
                ),
                "note": "Mae pwy bynnag a’i copïodd cyn hynny yn ei gadw",
            },
            {
                "what": "Mae ffeil yn cario feirws",
                "measures": "Ni ellir agor unrhyw ffeil cyn iddi gael ei gwirio.",
                "note": "",
            },
            {
                "what": "Cedwir pethau’n rhy hir",
                "measures": (
                    "Mae’r porth yn rhestru’r ffeiliau sydd i fynd. Mae swyddog yn cytuno, a chaiff y ffeil ei "
                    "dinistrio. Caiff yr hyn a ddaeth o ddigwyddiadau, y cyfeiriadur a’r bwrdd ei ddileu ohono’i hun."
                ),
                "note": "",
            },
        ),
        "residual_risk": (
            "Mae dwy risg yn ganolig. Nid yw chwiliad yn dod o hyd i bob enw mewn ffeil, felly mae swyddogion yn "
            "edrych hefyd. Ac ni all neb alw llun y mae rhywun wedi’i gopïo yn ôl, felly dywedwn hynny cyn gofyn am "
            "ganiatâd. Mae’r lleill i gyd yn isel. Nid oes yr un yn uchel, felly nid oedd rhaid i ni ofyn i’r "
            "Comisiynydd Gwybodaeth yn gyntaf."
        ),
        "signatures": (
            {"who": "Arweinydd gwerth cymdeithasol", "what": "Disgrifio sut y mae’n gweithio"},
            {"who": "Swyddog diogelu data", "what": "Rhoi cyngor, a derbyniwyd y cyfan ohono"},
            {
                "who": "Pobl ifanc sy’n gadael gofal",
                "what": "Dweud wrthym pa eiriau nad ydynt am eu darllen amdanynt eu hunain",
            },
            {"who": "Cyfarwyddwr plant a theuluoedd", "what": "Derbyn yr hyn sydd ar ôl"},
        ),
        "body": [
            inset(DEMONSTRATION),
            details(
                "Pryd y byddwn yn edrych eto",
                paragraph(
                    "Unwaith y flwyddyn, ar ôl pob digwyddiad, a chyn defnyddio’r porth ar gyfer unrhyw beth newydd."
                ),
            ),
        ],
    },
}
