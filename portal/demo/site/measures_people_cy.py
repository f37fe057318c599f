"""The Welsh notes about measures of children in our care and young people leaving care."""

PEOPLE = {
    "M8.02": {
        "plain": "Cynigiwch gyfle i wirfoddoli i berson ifanc yn eich cartref neu leoliad. Cyfrifwch bob cynnig, boed "
        "yr ateb yn ie neu’n na.",
        "good_example": "Eich cofnod cyfleoedd: y lletywr, y math o waith, mis y cynnig, ac ie, na neu nid y peth "
        "iawn. Ni all neb ddweud ohono i bwy y gwnaed y cynnig.",
        "bad_example": "Nodiadau gweithiwr allweddol am un sgwrs. Maent am berson, a rhaid iddynt aros gyda chi.",
        "who_benefits": "Plant a phobl ifanc yn ein gofal, 13 i 17 oed gan mwyaf.",
        "where_counts": "Gydag unrhyw letywr diogel, yn Penbury neu ger y cartref. Nid yw cynnig ar hysbysfwrdd yn "
        "gynnig i berson.",
    },
    "M8.04": {
        "plain": "Helpwch bobl ifanc yn ein gofal i wirfoddoli. Cyfrifwch bob person ifanc a aeth o leiaf unwaith, un "
        "waith y flwyddyn.",
        "good_example": "Datganiad gydag un rhif a’r cyfnod, wedi’i lofnodi gennych chi a chan ein hysgol rithwir. "
        "Mae sut y cafodd ei gyfrif yn aros gyda chi.",
        "bad_example": "Cofrestr gyda llythrennau cyntaf enwau a phenblwyddi. Gall hyd yn oed llythrennau ddangos pwy "
        "yw rhywun.",
        "who_benefits": "Plant a phobl ifanc yn ein gofal, a’r lleoedd lle maent yn helpu.",
        "where_counts": "Ar y contract hwn. Os bydd person ifanc yn symud, mae pob darparwr yn adrodd ar ei gyfnod ei "
        "hun yn unig, ac rydym yn tynnu’r hyn a gyfrifwyd ddwywaith.",
    },
    "M8.05": {
        "plain": "Adiwch yr oriau a dreuliodd pobl ifanc yn ein gofal yn gwirfoddoli. Nid oes rhaid i neb wneud: eu "
        "dewis nhw ydyw.",
        "good_example": "Llythyr gan y lletywr, fel canolfan achub anifeiliaid: 46 awr rhwng Ebrill a Mehefin, pob "
        "person ifanc gyda’i gilydd.",
        "bad_example": "Taflen ag un llinell ar gyfer pob person ifanc. Gall un llinell ddatgelu pwy yw rhywun, gydag "
        "enw neu hebddo.",
        "who_benefits": "Plant a phobl ifanc yn ein gofal, sy’n ennill ffrindiau, sgiliau a rhywbeth i’w adrodd.",
        "where_counts": "Gydag unrhyw letywr diogel. Nid yw’r daith yn cyfrif. Nid ydym byth yn rhoi pris ar amser "
        "person ifanc.",
    },
    "M9.01": {
        "plain": "Rhowch gychwyn i bobl ifanc sy’n gadael gofal fel prentisiaid. Siaradwch â’n tîm gadael gofal cyn "
        "hysbysebu: maent yn gwybod pwy sy’n chwilio am beth.",
        "good_example": "Llythyr gan ein tîm gadael gofal: dechreuodd dau o bobl rhwng Ebrill a Medi, gyda’r safon "
        "a’r lefel. Nid oes enwau ynddo.",
        "bad_example": "Contract wedi’i lofnodi gan un prentis. Mae enw a chyfeiriad arno, ac nid oes ei angen arnom.",
        "who_benefits": "Pobl ifanc 16 i 25 oed sy’n gadael gofal.",
        "where_counts": "Ar y contract hwn neu mewn man arall yn eich cwmni, os yr addewid hwn yw’r rheswm. Nid yw’r "
        "un person yn cael ei gyfrif fel unrhyw brentis arall.",
    },
    "M9.03": {
        "plain": "Cyflogwch bobl ifanc sy’n gadael gofal mewn swyddi go iawn. Cyfrifwch bob person ar ei ddiwrnod "
        "cyntaf yn y gwaith.",
        "good_example": "Llythyr gan ein tîm gadael gofal gyda nifer y bobl a ddechreuodd a’r mathau o swyddi, mewn "
        "un llinell ar gyfer pawb.",
        "bad_example": "Neges ar-lein sy’n croesawu rhywun wrth ei enw. Mae’n dweud rhywbeth preifat wrth bawb, ac ni "
        "ellir byth ei dynnu’n ôl.",
        "who_benefits": "Pobl ifanc 16 i 25 oed sy’n gadael gofal.",
        "where_counts": "Swyddi gyda chontract a chyflog, ar y contract hwn neu mewn man arall yn eich cwmni. Gellir "
        "cyfrif yr un bobl hefyd fel pobl leol a gafodd swyddi.",
    },
    "M9.05": {
        "plain": "Addewch gyfweliad i bob person ifanc sy’n gadael gofal ac sy’n bodloni gofynion sylfaenol swydd. "
        "Cyfrifwch gyfweliadau a gynhaliwyd.",
        "good_example": "Crynodeb gan eich tîm staff: pum cyfweliad yn y cyfnod, ar gyfer pa fathau o swyddi, a bod "
        "pob person wedi cael gwybod sut aeth hi.",
        "bad_example": "Y llinell yn eich hysbyseb sy’n addo cyfweliad. Mae’n ddechrau da. Nid yw’n dangos bod neb "
        "wedi cael un.",
        "who_benefits": "Pobl ifanc 16 i 25 oed sy’n gadael gofal, nad oes ganddynt neb yn aml i roi gair da drostynt.",
        "where_counts": "Ar gyfer swyddi ar y contract hwn neu yn eich cwmni gerllaw. Nid yw cyfweliad yn swydd: "
        "caiff swyddi eu cyfrif ar eu pen eu hunain.",
    },
    "M9.08": {
        "plain": "Rhowch fentor i bobl ifanc sy’n gadael gofal: un o’ch pobl sy’n gwrando, ac yn eu helpu gyda gwaith "
        "neu fywyd. Cyfrifwch oriau’r mentor.",
        "good_example": "Taflen o oriau’r mentoriaid fesul mis, gydag un cyfanswm. Mae’n dweud sut y caiff mentoriaid "
        "eu gwirio a’u hyfforddi.",
        "bad_example": "Negeseuon rhwng mentor a pherson ifanc. Maent yn breifat. Peidiwch byth â’u copïo na’u hanfon.",
        "who_benefits": "Pobl ifanc 16 i 25 oed sy’n gadael gofal.",
        "where_counts": "Wyneb yn wyneb neu ar-lein, yn ystod oriau gwaith â thâl. Nid yw’r un oriau’n wirfoddoli "
        "hefyd.",
    },
    "M10.04": {
        "plain": "Gadewch i bobl ifanc helpu i lunio eich gwasanaeth, neu i ddewis ei staff. Cyfrifwch bob un ohonynt "
        "unwaith, a dywedwch beth newidiodd.",
        "good_example": "Nodiadau cyfarfod: daeth saith o bobl ifanc, beth y gofynnon nhw amdano, a beth wnaethoch "
        "chi. Mae’r nodiadau’n dweud “pobl ifanc” a dim byd mwy am neb.",
        "bad_example": "Fideo o bobl ifanc yn dweud eu barn. Rhaid peidio byth ag anfon wynebau a lleisiau.",
        "who_benefits": "Plant yn ein gofal a phobl ifanc sy’n gadael gofal, a’r rhai sy’n dod ar eu hôl.",
        "where_counts": "Yn eich gwasanaeth i ni. Nid yw llenwi ffurflen yn ddigon: rhaid bod rhywun wedi gwrando, ac "
        "wedi ateb.",
    },
}
