"""What the editing screens and public pages do beyond Wagtail's own ways."""

from wagtail import hooks

from cms.editing import (
    cases,  # noqa: F401  # registers its hooks
    community,  # noqa: F401  (importing it registers its hooks)
    interests,  # noqa: F401  # registers its own hooks
    measures,  # noqa: F401  # registers its own
    own_api,  # noqa: F401  # and so does this
    part_titles,  # noqa: F401  # registers its own
    people,  # noqa: F401  # narrows the filters of Wagtail's lists
)
from cms.editing import hooks as editing_hooks  # noqa: F401  (importing it registers them)
from cms.links import PageLinks
from cms.models import CouncilSite
from cms.site_form import panels_of_a_site

CouncilSite.edit_handler = panels_of_a_site()


@hooks.register("register_rich_text_features", order=10)
def link_to_pages(features) -> None:
    """Links to pages are made in our way."""
    features.register_link_type(PageLinks)
