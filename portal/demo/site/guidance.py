"""All guidance of the demonstration, by section, in the order in which it is listed."""

from portal.demo.site.guidance_bidding import BIDDING
from portal.demo.site.guidance_council import OURS
from portal.demo.site.guidance_counting import COUNTING
from portal.demo.site.guidance_needs import NEEDS
from portal.demo.site.guidance_returns import RETURNS
from portal.demo.site.guidance_together import FUND, TALKS
from portal.demo.site.guidance_voluntary import VOLUNTARY

SECTIONS = {
    "suppliers": "For suppliers",
    "voluntary": "For voluntary organisations",
    "council": "How we do it",
}
PAGES = tuple(
    {**page, "section": section}
    for section, pages in (
        ("suppliers", (*NEEDS, *TALKS, *BIDDING, *RETURNS, *COUNTING)),
        ("voluntary", (*VOLUNTARY, *FUND)),
        ("council", OURS),
    )
    for page in pages
)
