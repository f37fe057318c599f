"""Organisations of the directory in Welsh: names stay as they are, and what they say of themselves is translated."""

from portal.demo.site.writing import Entry

# Places are called the same in both languages.
AREAS = {
    "eastfield": "Eastfield",
    "hillside": "Hillside",
    "riverside": "Riverside",
    "saltmarsh": "Saltmarsh",
    "centre": "Town Centre",
    "wood-end": "Wood End",
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
    "saltmarsh-money-advice": {
        "does": "Mae’n eistedd gyda phobl sydd mewn dyled, ac yn ysgrifennu’r llythyrau gyda nhw.",
        "offers": "Awr i staff cwmnïau sy’n poeni am filiau, heb neb arall yn yr ystafell.",
    },
    "wood-end-wheels": {
        "does": "Mae’n gyrru pobl heb gar at y meddyg, i’r siopau ac at eu ffrindiau.",
        "offers": "Bws mini gyda ramp, ar benwythnosau.",
    },
    "open-door-hall": {
        "does": "Neuadd a gaiff ei rhedeg gan gymdogion, gyda chegin, llwyfan a chornel gynnes.",
        "offers": "Ystafelloedd i hyd at bedwar ugain o bobl, heb risiau, ar y rhan fwyaf o ddyddiau.",
    },
    "penbury-wheelchair-basketball": {
        "does": "Mae’n hyfforddi ac yn chwarae ddwywaith yr wythnos. Caiff pawb roi cynnig arno, gyda chadair neu heb.",
        "offers": "Sesiwn flasu i dimau o gwmnïau, gyda chadeiriau i’w benthyg.",
    },
    "harbour-light-welcome": {
        "does": "Mae’n helpu pobl a ddaeth yma am ddiogelwch gydag iaith, papurau a ffrindiau cyntaf.",
        "offers": "Sgyrsiau i dimau a fydd yn gweithio gyda rhywun sydd newydd gyrraedd.",
    },
    "first-key": {
        "does": "Mae’n dodrefnu fflatiau cyntaf, ac yn dangos i bobl sut i ofalu am un.",
        "offers": "Mae’n casglu dodrefn da o swyddfeydd a chartrefi.",
    },
    "breathing-space-penbury": {
        "does": "Teithiau cerdded, sgyrsiau a grwpiau tawel i bobl sy’n isel neu wedi blino’n lân.",
        "offers": "Bore ar straen a chwsg i dimau o unrhyw faint.",
    },
    "second-chance-kennels": {
        "does": "Mae’n cymryd cŵn a chathod nad oes ar neb eu heisiau, ac yn dod o hyd i gartrefi iddynt.",
        "offers": "Lleoedd i bobl sy’n hoffi mynd â chŵn am dro, ym mhob tywydd.",
    },
    "hillside-homework-club": {
        "does": "Mae’n cadw ystafell ar agor ar ôl ysgol, gyda byrbrydau, cyfrifiaduron a rhywun sydd ag amser.",
        "offers": "Prynhawniau pan fydd pobl o unrhyw grefft yn dweud beth a wnânt drwy’r dydd.",
    },
    "st-brannoc-s-breakfast": {
        "does": "Eglwys a mosg sy’n coginio brecwast gyda’i gilydd i bwy bynnag a ddaw.",
        "offers": "Cegin ar gyfer sosbenni mawr, yn rhydd ar ôl deg y bore.",
    },
}
