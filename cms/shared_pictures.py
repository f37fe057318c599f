"""The picture that is shown beside a link to a page where somebody shares it (Open Graph)."""

from dataclasses import dataclass

from wagtail.images.shortcuts import get_rendition_or_not_found

from cms.models.council_site import CouncilSite
from cms.models.files import CouncilImage


@dataclass(frozen=True)
class SharedPicture:
    """Where the file is, on its own site or as a whole address, and what it shows."""

    address: str
    alt: str


def copy_of(picture: CouncilImage, size: str, alt: str) -> SharedPicture:
    """The copy that the page itself shows, so that nothing is made or asked for twice."""
    return SharedPicture(get_rendition_or_not_found(picture, size).url, alt)


def logo_of(site: CouncilSite | None) -> SharedPicture | None:
    """The logo of a site, where it has one, called as the site is."""
    return SharedPicture(site.logo.file.url, site.name) if site and site.logo else None
