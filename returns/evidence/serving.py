"""Hands a file over, once its access is on record: the cleaned copy to save, and its pictures to look at.

Whatever a file holds, a browser must save it and never show or run it, and no cache may keep it. The only thing shown
are pictures that the portal drew itself, as JPEG. Where a download comes from is said by EVIDENCE_SERVING:

- "stream": through this process, from any storage;
- "accel": nginx takes it from the folder, told by a header that never reaches the browser;
- "signed": the browser is led to the S3 store, to an address that works for this file alone and for one minute.

Pictures are small and always come through this process, so that pages need to trust no other host.
"""

from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.files.storage import storages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from returns.evidence.kinds import EXTENSIONS, KINDS
from returns.models import Evidence

if TYPE_CHECKING:
    # Its libraries are large, and needed only where there is a bucket.
    from returns.evidence.bucket import EvidenceBucket

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
# The location in the nginx configuration that only such a header can reach.
ACCEL_LOCATION = "/evidence-files/"
UNKNOWN_TYPE = "application/octet-stream"
PICTURE_ENDING = ".jpg"
KIND_OF_TYPE = {kind.media_type: kind for kind in KINDS.values()}


def serve_download(evidence: Evidence) -> HttpResponseBase:
    """The cleaned copy, to save. Raises FileNotFoundError when the portal serves it and the content is not there."""
    return serve_stored(evidence.storage_name, saved_as=download_name(evidence), media_type=_own_type(evidence))


def serve_stored(stored_name: str, *, saved_as: str, media_type: str) -> HttpResponseBase:
    """Whatever lies in the storage of evidence under a name, to save under another. Raises FileNotFoundError."""
    if settings.EVIDENCE_SERVING == "signed":
        bucket = cast("EvidenceBucket", storages["evidence"])
        address = bucket.signed_address(stored_name, saved_as=saved_as, media_type=media_type)
        return HttpResponseRedirect(address, headers=HEADERS)
    if settings.EVIDENCE_SERVING == "accel":
        response = HttpResponse(content_type=media_type, headers=HEADERS)
        response["Content-Disposition"] = content_disposition_header(True, saved_as)
        response["X-Accel-Redirect"] = f"{ACCEL_LOCATION}{stored_name}"
        return response
    content = storages["evidence"].open(stored_name, "rb")
    return FileResponse(content, as_attachment=True, filename=saved_as, content_type=media_type, headers=HEADERS)


def serve_picture(evidence: Evidence, name: str) -> FileResponse:
    """One of the pictures that the portal drew of a file, to look at.

    Raises FileNotFoundError for any other name, or when the content is not there.
    """
    if not name.endswith(PICTURE_ENDING):
        raise FileNotFoundError(name)
    return FileResponse(open_preview(evidence, name), filename=name, content_type="image/jpeg", headers=HEADERS)


def open_preview(evidence: Evidence, name: str):
    """A picture or table that was made of a file, opened for reading; only those that its row names.

    Raises FileNotFoundError for any other name, or when the content is not there.
    """
    if name not in evidence.previews:
        raise FileNotFoundError(name)
    return storages["evidence"].open(f"{evidence.storage_name}.{name}", "rb")


def download_name(evidence: Evidence) -> str:
    """The supplier's name for the file with the ending of what is kept: a photo.heic has become a photo.jpg."""
    kind = KIND_OF_TYPE.get(evidence.media_type)
    name = PurePath(evidence.original_name)
    if kind is None or EXTENSIONS.get(name.suffix.lower()) == kind.name:
        return evidence.original_name
    return f"{name.stem}{kind.extension}"


def _own_type(evidence: Evidence) -> str:
    """The media type that was found in the content; one that is not on the list is not passed on."""
    return evidence.media_type if evidence.media_type in KIND_OF_TYPE else UNKNOWN_TYPE
