"""The floor: the least that a page behind sign-in can cost here, against which every page is measured.

Session, user and one query by index, shown as a table of 25 rows by a template without any frame: three queries.
"""

import hashlib
import uuid
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from returns.evidence.store import CHUNK
from returns.models import SupplierReturn

ROWS = 25


@login_required
@require_safe
def floor(request: HttpRequest) -> HttpResponse:
    """The newest returns, whosever they are: this page exists only while speed is measured."""
    rows = SupplierReturn.objects.order_by("-pk")[:ROWS]
    # Rendered without the request: what the portal's frame asks about the person is no part of the floor.
    return HttpResponse(get_template("bench/floor.html").render({"rows": rows}))


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """The floor of uploads: hash a body while it comes and write it down, a piece at a time, and nothing else."""
    digest, size = hashlib.sha256(), 0
    with (Path(settings.EVIDENCE_ROOT) / f"floor-{uuid.uuid4()}").open("wb") as target:
        while chunk := request.read(CHUNK):
            digest.update(chunk)
            size += target.write(chunk)
    return HttpResponse(f"{size} {digest.hexdigest()}", content_type="text/plain")
