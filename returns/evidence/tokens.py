"""Short-lived permission to fetch the pictures of a file: made by the page whose opening is on record.

Opening the viewer writes one row in the access log, and its pictures are let out only with a token that the viewer made
for this person, this file and this picture. So no picture of a file leaves without a row, and a file of five pages does
not fill the log with five.

Lists show the thumbnail of a file only to a person who has opened it in the same session, for the same reason: a
thumbnail shows what is in the file, and a list of twenty files is not a decision to look at each.
"""

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from accounts.models import User
from returns.models import Evidence

SECONDS = 10 * 60
THUMBNAIL = "thumbnail.jpg"
# Keys of the session, and how many files it remembers of each.
LOOKED_AT, REASONS = "evidence_looked_at", "evidence_reasons"
REMEMBERED = 200
signer = TimestampSigner(salt="returns.evidence.preview")


def picture_address(evidence: Evidence, name: str, user: User) -> str:
    """The address of one picture of a file, good for this person and ten minutes."""
    path = reverse("evidence-preview", args=[evidence.pk, name])
    said = _said(evidence, name, user)
    return f"{path}?token={signer.sign(said)[len(said) + 1 :]}"


def is_permitted(token: str, evidence: Evidence, name: str, user: User) -> bool:
    """Whether the token was made for just this, at most ten minutes ago."""
    try:
        signer.unsign(f"{_said(evidence, name, user)}{signer.sep}{token}", max_age=SECONDS)
    except BadSignature:
        return False
    return True


def thumbnail_address(evidence: Evidence, user: User, session) -> str:
    """The address of the thumbnail for a list; empty where there is none or the person has not opened the file."""
    if THUMBNAIL not in evidence.previews or str(evidence.pk) not in session.get(LOOKED_AT, []):
        return ""
    return picture_address(evidence, THUMBNAIL, user)


def remember_look(session, evidence: Evidence) -> None:
    """Note in the session that the person has opened a file, which is on record by now."""
    known = session.get(LOOKED_AT, [])
    if str(evidence.pk) not in known:
        session[LOOKED_AT] = [*known, str(evidence.pk)][-REMEMBERED:]


def remember_reason(session, evidence: Evidence, reason: str) -> None:
    """Keep why the person opens a file, until the session ends, so that it is asked once."""
    known = session.get(REASONS, {}) | {str(evidence.pk): reason}
    session[REASONS] = dict(list(known.items())[-REMEMBERED:])


def reason_given(session, evidence: Evidence) -> str:
    """Why the person opens a file, if it was said in this session; else empty."""
    return session.get(REASONS, {}).get(str(evidence.pk), "")


def _said(evidence: Evidence, name: str, user: User) -> str:
    """What a token vouches for."""
    return f"{user.pk}/{evidence.pk}/{name}"
