"""What the editing screens and public pages do beyond Wagtail's own ways."""

from wagtail import hooks

from cms.editing import measures  # noqa: F401  # registers its own
from cms.links import PageLinks


@hooks.register("register_rich_text_features", order=10)
def link_to_pages(features) -> None:
    """Links to pages are made in our way."""
    features.register_link_type(PageLinks)
