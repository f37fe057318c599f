"""The one address from which evidence is served."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.evidence.access import record_access
from returns.evidence.queries import openable_evidence
from returns.evidence.store import open_evidence
from returns.models import EvidenceAccess

# Whatever the file holds, a browser must save it and never show or run it, and no cache may keep it.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@login_required
@require_http_methods(["GET"])
def evidence_open(request: SignedInRequest, pk) -> FileResponse:
    """Download one file. The access is on record before the first byte leaves; HEAD is refused."""
    evidence = get_object_or_404(openable_evidence(request.user), pk=pk)
    record_access(evidence=evidence, by=request.user, kind=EvidenceAccess.Kind.DOWNLOAD)
    return FileResponse(
        open_evidence(evidence),
        as_attachment=True,
        filename=evidence.original_name,
        content_type=evidence.media_type,
        headers=HEADERS,
    )
