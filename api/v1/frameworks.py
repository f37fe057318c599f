"""Reading what counts: versions of frameworks and their measures."""

from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.doorway import operation
from api.paging import PAGING, page_of
from api.shapes.frameworks import FrameworkVersionShape, WholeFrameworkVersionShape
from api.shapes.parts import page
from api.v1.examples import FRAMEWORK_VERSION, WHOLE_FRAMEWORK_VERSION, page_with
from framework.published import PublishedFramework, measures_in
from framework.queries import versions_visible_to


@operation(
    "List framework versions",
    gives=page(FrameworkVersionShape),
    parameters=PAGING,
    examples={"A page": page_with(FRAMEWORK_VERSION)},
)
def framework_version_list(request: Request) -> Response:
    """Versions of the frameworks that all share, and of the council. Texts licensed from others are never given."""
    return page_of(request, _versions(request), FrameworkVersionShape)


@operation(
    "Read a framework version",
    gives=WholeFrameworkVersionShape,
    examples={"A version": WHOLE_FRAMEWORK_VERSION},
)
def framework_version_detail(request: Request, pk: int) -> Response:
    """Its objectives, outcomes and measures, in their order. A version that a contract uses never changes."""
    version = get_object_or_404(_versions(request), pk=pk)
    version.objectives_told = PublishedFramework(measures_in(version.pk)).objectives  # type: ignore[attr-defined]
    return Response(WholeFrameworkVersionShape(version).data)


def _versions(request: Request):
    """What may be given out of what is visible."""
    return versions_visible_to(request.user).filter(framework__is_licensed=False)
