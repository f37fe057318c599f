"""What a program sends: one JSON object, no larger than this, of texts that a database can hold."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import APIException
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser

MOST_BYTES = 128 * 1024
"""All that the longest answer can be, each letter of it written as an escape."""


class Malformed(APIException):
    """The body is not what this address takes: not JSON, no object, or texts that are none."""

    status_code = 400


class TooLarge(APIException):
    """The body is larger than any answer can be."""

    status_code = 413


class OneObject(BaseParser):
    """Reads a JSON object without ever holding more than MOST_BYTES of it."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict:
        """The object. Raises TooLarge; Malformed for everything else that cannot be read."""
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise TooLarge
        try:
            data = json.loads(body, parse_constant=_refuse)
            json.dumps(data, ensure_ascii=False).encode()  # half a letter cannot be written down
        except (ValueError, RecursionError) as error:
            raise Malformed from error
        if not isinstance(data, dict):
            raise Malformed
        return data


def _refuse(constant: str) -> None:
    """NaN and Infinity are no JSON, although Python reads them."""
    raise ValueError(constant)


class AlwaysJson(BaseContentNegotiation):
    """Whatever a program says it would like to have, it gets JSON."""

    def select_parser(self, request, parsers):
        """The one there is, for what says that it is JSON; None for all else."""
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if kind == parser.media_type), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        """The one there is."""
        return renderers[0], renderers[0].media_type
