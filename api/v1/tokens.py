"""What a token is good for."""

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from api.doorway import operation
from api.shapes.tokens import TokenShape
from api.v1.examples import TOKEN


@operation("Read what this token is good for", gives=TokenShape, examples={"A token": TOKEN})
def token_read(request: Request) -> Response:
    """Whose it is, what it may do and until when. The quickest way to try a token out."""
    token = request.auth
    token.requests_a_minute = settings.API_REQUESTS_A_MINUTE
    return Response(TokenShape(token).data)
