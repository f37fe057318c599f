"""The Welsh notes about measures of fair work, voluntary organisations, fairness and the environment."""

COMMUNITY = {
    "M4.01": {
        "plain": "Talwch o leiaf y Cyflog Byw go iawn i bawb ar y contract. Dywedwch wrthym pa gyfran ohonynt sy’n ei "
        "ennill ar ddiwedd y cyfnod.",
        "good_example": "Datganiad o’r gyflogres: 58 o bobl ar y contract, 58 ar y gyfradd neu’n uwch, y gyfradd a’r "
        "flwyddyn y mae’n perthyn iddi. Mae gweithwyr asiantaeth ynddo.",
        "bad_example": "Copi o’ch polisi cyflog. Mae’n dweud beth rydych yn bwriadu ei wneud, ac nid faint o bobl "
        "sy’n ei ennill heddiw.",
        "who_benefits": "Pawb sy’n gweithio ar y contract, i chi, i asiantaeth neu i gwmni rydych yn ei dalu.",
        "where_counts": "Ar y contract hwn, ble bynnag y mae pobl yn byw. Mae’r isafswm cyflog cyfreithiol yn is ac "
        "nid yw’n cyfrif.",
    },
    "M4.04": {
        "plain": "Cynigiwch nifer penodol o oriau bob wythnos i bobl ar y contract, sy’n cyfateb i’r hyn y maent yn "
        "ei weithio fel arfer.",
        "good_example": "Datganiad gan eich tîm staff: 40 o bobl ar y contract, cynigiwyd oriau penodol i 36, a "
        "dywedodd 31 ie. Mae’n egluro pam na chafodd pedwar gynnig.",
        "bad_example": "Contract gwag â llinell ar gyfer oriau’r wythnos. Nid yw’n dangos bod neb wedi cael ei gynnig.",
        "who_benefits": "Pobl y mae eu horiau’n newid o wythnos i wythnos, gan gynnwys gweithwyr asiantaeth.",
        "where_counts": "Ar y contract hwn. Mae cynnig yn cyfrif, hyd yn oed os yw’r person yn dweud na.",
    },
    "M5.01": {
        "plain": "Rhowch gyngor i elusennau a grwpiau lleol y byddent fel arall yn talu amdano: arian, y gyfraith, "
        "staff, cyfrifiaduron neu gynllunio. Cyfrifwch yr oriau, heb y daith.",
        "good_example": "Llythyr gan y clwb ieuenctid: treuliodd eich cyfrifydd 12 awr ar ei gyfrifon rhwng Ionawr a "
        "Mawrth, yn rhad ac am ddim. Llofnododd y trysorydd ef.",
        "bad_example": "Eich dyddiadur eich hun gyda “galwad elusen” ynddo. Nid yw’r elusen wedi cadarnhau’r oriau na "
        "beth oedd eu pwnc.",
        "who_benefits": "Elusennau, grwpiau cymunedol a mentrau cymdeithasol yn Penbury.",
        "where_counts": "Ar-lein neu wyneb yn wyneb, i grŵp sy’n gweithio yn Penbury. Gwirfoddoli yw peintio wal neu "
        "ddidoli bwyd, a chaiff ei gyfrif yno.",
    },
    "M5.04": {
        "plain": "Gweithiwch gydag elusen i greu rôl newydd i wirfoddolwyr nad oedd yno o’r blaen. Cyfrifwch rolau, "
        "nid y bobl sy’n eu cymryd.",
        "good_example": "Llythyr gan yr elusen gyda disgrifiad o’r rôl, yr oriau sydd eu hangen, a’r diwrnod y’i "
        "hysbysebwyd gyntaf.",
        "bad_example": "Rhestr o bobl a wirfoddolodd. Mae enwau arni, ac mae’n cyfrif pobl yn lle rolau.",
        "who_benefits": "Pobl yn Penbury a hoffai helpu, a’r elusen y maent yn ei helpu.",
        "where_counts": "Rolau yn Penbury y caiff unrhyw un sy’n byw yma eu cymryd. Caiff rolau i blant yn ein gofal "
        "eu cyfrif mewn man arall.",
    },
    "M6.05": {
        "plain": "Talwch am gyngor ar arian, budd-daliadau neu ddyled, neu rhowch ef, i bobl y mae ei angen arnynt. "
        "Cyfrifwch bob person unwaith, pa mor aml bynnag y daw.",
        "good_example": "Crynodeb gan y ganolfan gyngor: cafodd 34 o bobl sgwrs eu hunain yn y cyfnod, a beth oedd "
        "pwnc y rhan fwyaf o’r sgyrsiau. Dim enwau.",
        "bad_example": "Pentwr o daflenni mewn ystafell aros. Nid oes neb yn gwybod a ddarllenodd rhywun nhw.",
        "who_benefits": "Eich staff, pobl sy’n byw yn Penbury a phobl sy’n defnyddio’r gwasanaeth.",
        "where_counts": "Yn Penbury neu ar y contract. Mae gan help i’ch staff eich hun i hawlio’r hyn sy’n ddyledus "
        "iddynt ei fesur ei hun.",
    },
    "M6.07": {
        "plain": "Helpwch bobl nad ydynt ar-lein: rhowch ddyfais, talwch am ddata, neu dysgwch nhw sut. Cyfrifwch "
        "bobl, nid dyfeisiau.",
        "good_example": "Llythyr gan y llyfrgell: daeth 15 o bobl i’ch dau fore cyfrifiadur, ac aeth naw â gliniadur "
        "adref. Mae’n cyfrif pobl a wnaeth y ddau unwaith.",
        "bad_example": "Anfoneb am 30 o hen liniaduron. Nid yw’n dangos eu bod wedi’u clirio, na bod neb wedi cael un.",
        "who_benefits": "Pobl yn Penbury heb ddyfais, heb ddata neu heb syniad ble i ddechrau.",
        "where_counts": "Yn Penbury. Caiff dyfeisiau i bobl ifanc yn ein gofal neu sy’n gadael gofal eu cyfrif mewn "
        "man arall.",
    },
    "M7.03": {
        "plain": "Cadwch wastraff o safleoedd tirlenwi drwy ailddefnyddio pethau, ailgylchu neu gompostio. Dywedwch "
        "wrthym y gyfran, yn ôl pwysau.",
        "good_example": "Adroddiad blynyddol y cwmni sy’n casglu eich gwastraff: pwysau mewn cilos yn ôl ble yr aeth, "
        "gyda’r cyfanswm ar gyfer y contract hwn.",
        "bad_example": "Llun o finiau ailgylchu. Nid yw’n dweud faint aeth i mewn, na ble yr aeth wedyn.",
        "who_benefits": "Pawb yn Penbury, a’r rhai a fyddai’n byw ger y safle tirlenwi.",
        "where_counts": "Gwastraff o’r contract hwn, ble bynnag yr eir ag ef. Gwell fyth yw creu llai o wastraff yn y "
        "lle cyntaf, ac mae gan hynny ei fesur ei hun.",
    },
    "M7.05": {
        "plain": "Achoswch lai o garbon nag a wnaeth y contract o’r blaen. Cyfrifwch faint a achosodd yn y cyfnod "
        "hwn, tynnwch hynny o’r ffigur cychwynnol, ac adroddwch y gwahaniaeth mewn tunelli.",
        "good_example": "Taflen gyda litrau, milltiroedd ac unedau pŵer o filiau a mesuryddion, ffactorau’r "
        "llywodraeth ar gyfer y flwyddyn, a’r un daflen ar gyfer y flwyddyn gychwynnol.",
        "bad_example": "Tystysgrif am goed a blannodd rhywun ar eich rhan dramor. Nid yw carbon rydych yn talu eraill "
        "i wneud iawn amdano yn cyfrif.",
        "who_benefits": "Pawb, heddiw ac yn y dyfodol.",
        "where_counts": "Gwaith ar y contract hwn, ble bynnag y caiff ei wneud. Nid yw arbedion eich cwmni cyfan yn "
        "cyfrif, oni bai y gallwch ddangos pa ran sy’n perthyn i ni.",
    },
    "M7.09": {
        "plain": "Crëwch fannau gwyrdd newydd, neu gwnewch rai sydd yno’n well i bobl a bywyd gwyllt. Cyfrifwch "
        "fetrau sgwâr pan fydd y gwaith wedi’i orffen.",
        "good_example": "Cynllun gyda’r ardal wedi’i thynnu arno a’i maint, a lluniau o’r lle cyn ac ar ôl heb neb "
        "ynddynt.",
        "bad_example": "Derbynneb am hadau. Nid yw’n dweud ble yr aethant, nac a dyfodd rhywbeth.",
        "who_benefits": "Pobl sy’n byw gerllaw, ysgolion, adar a gwenyn.",
        "where_counts": "Yn Penbury, ar dir y caiff pobl ymweld ag ef neu ei weld. Nid yw’r hyn y mae cyfraith "
        "gynllunio’n ei ofyn gennych beth bynnag yn cyfrif.",
    },
}
