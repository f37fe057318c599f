"""What Wagtail's own screens ask for in the background (the tree of pages, pictures, documents): of one's own sites.

Wagtail lists every council's pictures and documents there, with the addresses of their files. And it lets pages be
published, copied and moved past the rules of `cms.editing.publishing`; no screen asks for that, so it is not there.
"""

from typing import ClassVar

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from cms.editing.own import files_to_see


class OwnPagesAPI(PagesAdminAPIViewSet):
    """Pages to look through, and nothing to do with them."""

    actions: ClassVar[dict] = {}


class OwnPicturesAPI(ImagesAdminAPIViewSet):
    """The pictures of one's own sites."""

    def get_queryset(self):
        """Those that somebody may choose or change."""
        return files_to_see(self.request.user, self.model).order_by("id")


class OwnDocumentsAPI(DocumentsAdminAPIViewSet):
    """The documents of one's own sites."""

    def get_queryset(self):
        """Those that somebody may choose or change."""
        return files_to_see(self.request.user, self.model).order_by("id")


@hooks.register("construct_admin_api", order=100)
def use_our_own(router) -> None:
    """In the place of Wagtail's."""
    router.register_endpoint("pages", OwnPagesAPI)
    router.register_endpoint("images", OwnPicturesAPI)
    router.register_endpoint("documents", OwnDocumentsAPI)
