"""A second council's site: with a host name, a colour and pages of its own."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from accounts.models import Council
from cms.models import CouncilSite, FrameworkPage, GuidancePage, HomePage, ResultsPage, SitePage
from portal.demo.site import framework
from portal.demo.site.northmoor import ENGLISH, WELSH
from portal.demo.site_pages.drafts import Draft, Drafts
from portal.demo.site_pages.sections import contact_draft
from portal.demo.site_pages.statements import common_drafts

HOST = "northmoor.localhost"
HOME = "northmoor"
PAGES: tuple[tuple[type[SitePage], str], ...] = (
    (GuidancePage, "what-we-ask"),
    (GuidancePage, "sending-a-return"),
    (ResultsPage, "results"),
)


def open_site(council: Council, today: date) -> Drafts:
    """Write the pages, give them their site, and publish them; nobody of the demonstration edits them."""
    drafts = Drafts(None)
    home = HomePage(introduction=ENGLISH[HOME]["introduction"])
    introduction = {"introduction": WELSH[HOME]["introduction"]}
    drafts.write(Draft(home, "", ENGLISH[HOME], WELSH[HOME], introduction))
    for family, slug in PAGES:
        drafts.write(Draft(family(show_in_menus=True), HOME, ENGLISH[slug], WELSH[slug]))
    drafts.write(Draft(FrameworkPage(show_in_menus=True), HOME, ENGLISH[framework.SLUG], WELSH[framework.SLUG]))
    contact = contact_draft(HOME, ENGLISH["contact"], WELSH["contact"])
    contact.page.show_in_menus = True
    for draft in (contact, *common_drafts(today, below=HOME)):
        drafts.write(draft)
    site = Site.objects.create(
        hostname=HOST,
        port=urlsplit(settings.PORTAL_URL).port or 80,
        site_name=council.name,
        root_page=drafts.english[HOME],
    )
    CouncilSite.objects.create(
        site=site,
        council=council,
        welsh_name="Cyngor Sir Northmoor",
        footer="Northmoor is made up, and so is everybody in it.",
        welsh_footer="Dychmygol yw Northmoor, a phawb sydd yno.",
    )
    for slug in drafts.all:
        drafts.publish(slug)
    return drafts
