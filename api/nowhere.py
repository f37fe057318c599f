"""What programs are told at addresses that there are none of."""

from django.http import Http404
from rest_framework.response import Response

from api.doorway import Endpoint, as_view


class Nowhere(Endpoint):
    """Every method at every address that is none."""

    authentication_classes: list = []
    permission_classes: list = []
    schema = None  # type: ignore[assignment]  # nothing to be written down
    http_method_names: list = []

    def http_method_not_allowed(self, request, *args, **kwargs) -> Response:
        """There is nothing, whatever is asked for."""
        raise Http404


nothing_here = as_view(Nowhere)
