"""The home page in Welsh."""

from portal.demo.site.writing import Entry, figure, heading, paragraph, text

WELSH: dict[str, Entry] = {
    "home": {
        "title": "Gwerth cymdeithasol ym Mhenbury",
        "slug": "hafan",
        "summary": "Beth mae cyflenwyr y cyngor wedi’i addo i bobl a lleoedd yma, a beth sydd wedi dod o hynny.",
        "introduction": (
            "Pan fydd cyngor yn prynu gwasanaeth, mae cyflenwyr hefyd yn addo rhywbeth i’r lle a’i bobl: "
            "prentisiaethau, cymorth i grwpiau lleol, llai o garbon. Yma cewch wybod beth mae hynny’n ei olygu, a "
            "sut rydym yn gwirio ei fod yn digwydd."
        ),
        "body": [
            heading("Beth sydd wedi dod ohono hyd yma"),
            text(paragraph("Dau o’r pethau y mae cyflenwyr yn eu haddo, a’r hyn rydym wedi gallu ei wirio ohonynt:")),
            figure("M1.04"),
            figure("M3.06"),
            heading("Beth y gallwch ymddiried ynddo"),
            text(
                paragraph(
                    "Mae swyddog o’r cyngor wedi edrych ar bob ffigur rydym yn ei gyhoeddi. Rydym yn dweud pa mor "
                    "sicr ydym ohono, a beth nad ydym yn ei wybod."
                ),
            ),
        ],
    },
}
