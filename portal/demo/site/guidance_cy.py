"""All guidance of the demonstration in Welsh."""

from portal.demo.site.guidance_bidding_cy import BIDDING
from portal.demo.site.guidance_council_cy import OURS
from portal.demo.site.guidance_counting_cy import COUNTING
from portal.demo.site.guidance_needs_cy import NEEDS
from portal.demo.site.guidance_returns_cy import RETURNS
from portal.demo.site.guidance_together_cy import FUND, TALKS
from portal.demo.site.guidance_voluntary_cy import VOLUNTARY
from portal.demo.site.writing import Entry

SECTIONS = {
    "suppliers": "I gyflenwyr",
    "voluntary": "I sefydliadau gwirfoddol",
    "council": "Sut rydym yn gwneud hyn",
}
WELSH: dict[str, Entry] = {**NEEDS, **TALKS, **BIDDING, **RETURNS, **COUNTING, **VOLUNTARY, **FUND, **OURS}
