"""The Welsh notes about measures of jobs, training, local firms and the community around a contract."""

LOCAL = {
    "M1.02": {
        "plain": "Cyfrifwch faint o’r gwaith ar eich contract sy’n cael ei wneud gan bobl sy’n byw yn Penbury. Mae un "
        "person llawn amser drwy’r flwyddyn yn 1. Mae rhywun sy’n gweithio hanner yr wythnos yn hanner.",
        "good_example": "Rhestr o’r gyflogres ar ddiwrnod olaf y cyfnod: swydd, oriau’r wythnos, a hanner cyntaf pob "
        "cod post. Dim enwau. Mae’n dweud sawl awr sydd mewn wythnos lawn yn eich cwmni.",
        "bad_example": "Llythyr sy’n dweud “mae tua 20 o’n pobl yn lleol”. Nid yw’n dweud sawl awr y maent yn "
        "gweithio ar y contract hwn, na sut rydych yn gwybod ble maent yn byw.",
        "who_benefits": "Pobl sy’n byw yn Penbury ac yn gweithio ar y contract, i chi neu i gwmni rydych yn ei dalu.",
        "where_counts": "Ble mae’r person yn byw sy’n cyfrif, nid ble mae’n gweithio. Mae ein codau post lleol wedi’u "
        "rhestru yn eich contract. Nid yw oriau ar gontractau eraill yn cyfrif.",
    },
    "M1.04": {
        "plain": "Rhowch gychwyn i brentisiaid sy’n byw yn Penbury. Cyfrifwch bob person unwaith, yng nghyfnod ei "
        "ddiwrnod cyntaf o hyfforddiant.",
        "good_example": "Llythyr gan y coleg: dechreuodd tri o bobl, gyda’r safon, y lefel a diwrnod cyntaf "
        "hyfforddiant pob un. Mae’n rhoi hanner cyntaf y cod post a dim enwau.",
        "bad_example": "Hysbyseb swydd am brentisiaid. Mae’n dangos eich bod wedi chwilio am rywun, ac nid bod neb "
        "wedi dechrau.",
        "who_benefits": "Pobl o bob oed sy’n byw yn Penbury ac am ddysgu crefft wrth ennill cyflog.",
        "where_counts": "Ar y contract hwn, neu o’i herwydd. Caiff prentis sy’n mynd i ail flwyddyn ei gyfrif fel "
        "wythnosau o hyfforddiant. Mae gan bobl ifanc sy’n gadael gofal eu mesur eu hunain.",
    },
    "M1.07": {
        "plain": "Gadewch i bobl roi cynnig ar weithio gyda chi am o leiaf un diwrnod llawn, gyda chynllun a rhywun "
        "sy’n gofalu amdanynt. Cyfrifwch bobl, nid diwrnodau.",
        "good_example": "Llythyr gan yr ysgol: treuliodd chwe myfyriwr dri diwrnod yr un gyda chi ym mis Mai. Daw "
        "eich cynllun ar gyfer y tri diwrnod gydag ef.",
        "bad_example": "Llun o grŵp yn eich iard. Rhaid peidio byth ag anfon wynebau pobl ifanc, ac nid yw llun yn "
        "dweud pa mor hir yr arhosodd neb.",
        "who_benefits": "Myfyrwyr ysgol neu goleg, a phobl sy’n ddi-waith.",
        "where_counts": "Ar eich safleoedd eich hun neu rai cwmnïau rydych yn eu talu. Nid yw taith o amgylch y lle "
        "am awr neu ddwy’n cyfrif. Caiff plant yn ein gofal a phobl ifanc sy’n gadael gofal eu cyfrif mewn man arall.",
    },
    "M1.10": {
        "plain": "Cyflogwch bobl sy’n byw yn Penbury ac sydd wedi bod heb waith am flwyddyn neu fwy. Cyfrifwch bob "
        "person ar ei ddiwrnod cyntaf yn y gwaith.",
        "good_example": "Llythyr gan y ganolfan waith: anfonodd bump o bobl atoch, a dechreuodd pedwar ohonynt, gyda "
        "mis pob dechrau. Niferoedd yn unig sydd ynddo.",
        "bad_example": "Rhestr o enwau gyda pha mor hir y bu pob person heb waith. Mae hynny’n breifat. Rhaid i ni ei "
        "hanfon yn ôl heb ei darllen.",
        "who_benefits": "Pobl na fu ganddynt waith cyflog am o leiaf 12 mis ar y diwrnod cyn iddynt ddechrau.",
        "where_counts": "Ar y contract hwn. Mae’r un person hefyd yn rhywun lleol a gafodd swydd. Nid yw neb yn cael "
        "ei gyfrif o dan ail rwystr, fel oedran, hefyd.",
    },
    "M1.16": {
        "plain": "Helpwch y bobl ar eich contract i orffen cwrs sy’n rhoi tystysgrif gydnabyddedig. Cyfrifwch bobl, "
        "hyd yn oed os yw rhywun yn gorffen dau gwrs.",
        "good_example": "Crynodeb gan y cwmni hyfforddi: gorffennodd naw o bobl, enw’r cwrs, pwy sy’n ei ddyfarnu, a "
        "rhif pob tystysgrif.",
        "bad_example": "Taflen lofnodi’r diwrnod cyntaf. Mae enwau arni, ac nid yw dechrau cwrs yr un peth â’i orffen.",
        "who_benefits": "Pawb sy’n gweithio ar y contract, gan gynnwys y rhai sy’n gweithio’r nos a staff cwmnïau "
        "eraill.",
        "where_counts": "Hyfforddiant yn ystod oriau gwaith, rydych chi’n talu amdano. Nid yw’r hyn y mae’r gyfraith "
        "yn mynnu eich bod yn ei ddysgu i bawb sy’n dechrau yn cyfrif.",
    },
    "M2.04": {
        "plain": "Adiwch yr hyn a daloch, heb TAW, i gwmnïau yn Penbury ar gyfer y contract hwn. Cyfrifwch arian a "
        "adawodd eich banc yn ystod y cyfnod.",
        "good_example": "Taflen o’ch cyfrifon: cwmni, cod post lle mae’n masnachu, diwrnod talu, swm heb TAW, a’r "
        "cyfanswm. Dwy anfoneb i’w gweld ar y diwrnod y gofynnwn.",
        "bad_example": "Rhestr o gwmnïau lleol “rydym yn eu defnyddio”, gyda chyfansymiau blynyddol ar gyfer eich "
        "cwmni cyfan. Mae’n cymysgu’r contract hwn â’ch gwaith arall.",
        "who_benefits": "Cwmnïau ac elusennau sy’n masnachu yn Penbury, a’r bobl sy’n gweithio iddynt.",
        "where_counts": "Y cyfeiriad lle mae’r cwmni’n gwneud y gwaith sy’n cyfrif, nid ei brif swyddfa. Peidiwch â "
        "chynnwys cwmnïau o’ch grŵp eich hun, na chyflogau.",
    },
    "M2.07": {
        "plain": "Adiwch yr hyn a daloch, heb TAW, i gwmnïau bach a chanolig ar gyfer y contract hwn, ble bynnag y "
        "maent.",
        "good_example": "Taflen o’ch cyfrifon sy’n nodi pob cwmni bach, ac yn dweud sut rydych yn gwybod: ei "
        "ddatganiad ei hun, neu’r gofrestr cwmnïau.",
        "bad_example": "Un cyfanswm heb enwau cwmnïau. Ni all neb wirio pa rai ohonynt sy’n fach.",
        "who_benefits": "Cwmnïau â llai na 250 o bobl nad ydynt yn rhan o grŵp mawr.",
        "where_counts": "Mae gwariant yn unrhyw le’n cyfrif yma. Gall peth ohono fod yn wariant lleol hefyd. Rydym yn "
        "dangos y ddau ochr yn ochr ac nid ydym byth yn eu hadio.",
    },
    "M3.06": {
        "plain": "Rhowch beth o amser eich pobl i achosion lleol yn ystod oriau gwaith â thâl. Cyfrifwch yr oriau a "
        "dreuliwyd gyda’r achos, heb y daith.",
        "good_example": "Llythyr gan y banc bwyd: bu wyth o’ch pobl yn didoli bwyd am dair awr ar 14 Mai, 24 awr i "
        "gyd. Llofnododd rhywun yn y banc bwyd ef.",
        "bad_example": "Eich eitem newyddion eich hun am ddiwrnod allan yn y parc. Nid oes oriau ynddi, ac nid oes "
        "neb o’r tu allan i’ch cwmni’n eu cadarnhau.",
        "who_benefits": "Elusennau, ysgolion, parciau a grwpiau cymunedol yn Penbury, a’r bobl y maent yn eu helpu.",
        "where_counts": "Yn Penbury, a dim ond amser rydych chi’n talu amdano. Mae cyngor y byddai pobl yn talu "
        "amdano, fel y gyfraith neu gyfrifon, yn perthyn i’w fesur ei hun.",
    },
    "M3.07": {
        "plain": "Rhowch arian neu bethau i brosiectau cymunedol yn Penbury. Mae arian yn cyfrif fel y mae. Mae "
        "pethau’n cyfrif yn ôl yr hyn a gostiodd i chi.",
        "good_example": "Llythyr diolch gan y prosiect gardd sy’n dweud beth a ddaeth, pryd, ac nad oedd rhaid talu. "
        "Mae eich anfoneb am y planhigion yn dangos £640.",
        "bad_example": "Llun o siec fawr. Nid yw’n dangos bod yr arian wedi cyrraedd, na phwy ofynnodd amdano.",
        "who_benefits": "Grwpiau a phrosiectau lleol, rhai bach yn anad dim.",
        "where_counts": "Yn Penbury. Mae gan roddion i elusennau, i bobl ifanc sy’n gadael gofal neu yn erbyn tlodi "
        "tanwydd eu mesurau eu hunain: cyfrifwch bob rhodd unwaith.",
    },
}
