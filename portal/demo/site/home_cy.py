"""The home page in Welsh."""

from portal.demo.site.writing import Entry, bullets, heading, paragraph, text

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
            heading("Ble i ddechrau"),
            text(
                bullets(
                    "Rydych yn cyflenwi’r cyngor, neu hoffech wneud: darllenwch [beth rydym yn chwilio amdano cyn i "
                    "chi gynnig](page:before-you-bid).",
                    "Mae gennych adroddiad i’w anfon: darllenwch [sut i anfon adroddiad](page:how-to-send-a-return).",
                    "Rydych yn rhedeg grŵp neu elusen: gweler [tudalen y sector gwirfoddol](page:voluntary-sector).",
                    "Rydych yn byw yma: darllenwch [beth yw gwerth cymdeithasol](page:what-social-value-is).",
                ),
            ),
            heading("Beth y gallwch ymddiried ynddo"),
            text(
                paragraph(
                    "Mae swyddog o’r cyngor wedi edrych ar bob ffigur rydym yn ei gyhoeddi. Rydym yn dweud pa mor "
                    "sicr ydym ohono, a beth nad ydym yn ei wybod. Darllenwch [sut rydym yn gwirio "
                    "ffigurau](page:how-we-check-figures)."
                ),
            ),
        ],
    },
}
