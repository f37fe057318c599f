"""Short-lived permission to fetch the pictures of a file, which belongs to one opening that is on record.

Opening the viewer writes one row in the access log. Its pictures are let out only with a token that names this row,
this person, this file and this picture, for five minutes from the moment in the row. So no picture of a file leaves
without a row of the last minutes, and a file of five pages does not fill the log with five.

Lists show the thumbnail of a file only to a person who has opened it in the same session, and only as long as that
opening lets it out: a thumbnail shows what is in the file, and a list of twenty files is no decision to look at each.
"""

import time
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from returns.models import Evidence, EvidenceAccess

SECONDS = 5 * 60
THUMBNAIL = "thumbnail.jpg"
# Keys of the session, and how many files it remembers of each.
OPENINGS, REASONS = "evidence_openings", "evidence_reasons"
REMEMBERED = 200
signer = Signer(salt="returns.evidence.preview")


@dataclass(frozen=True)
class Opening:
    """A row of the access log, by its number, and the second of the clock until which it lets pictures out."""

    row: int
    until: int

    @property
    def is_over(self) -> bool:
        """Whether its minutes have gone by."""
        return time.time() > self.until


def opening_of(access: EvidenceAccess) -> Opening:
    """The permission that comes with a row of the access log."""
    return Opening(access.pk, int(access.accessed_at.timestamp()) + SECONDS)


def picture_address(evidence: Evidence, name: str, user: User, opening: Opening) -> str:
    """The address of one picture of a file, good for this person as long as the opening lasts."""
    path = reverse("evidence-preview", args=[evidence.pk, name])
    signature = signer.signature(_said(evidence, name, user, opening))
    return f"{path}?token={opening.row}.{opening.until}.{signature}"


def is_permitted(token: str, evidence: Evidence, name: str, user: User) -> bool:
    """Whether the token was made for just this, by an opening that is not over."""
    row, _dot, rest = token.partition(".")
    until, _dot, signature = rest.partition(".")
    try:
        opening = Opening(int(row), int(until))
        signer.unsign(f"{_said(evidence, name, user, opening)}{signer.sep}{signature}")
    except (BadSignature, ValueError):
        return False
    return not opening.is_over


def thumbnail_address(evidence: Evidence, user: User, session) -> str:
    """The address of the thumbnail for a list; empty where there is none or the person has not just opened the file."""
    opening = session.get(OPENINGS, {}).get(str(evidence.pk))
    if THUMBNAIL not in evidence.previews or opening is None or Opening(*opening).is_over:
        return ""
    return picture_address(evidence, THUMBNAIL, user, Opening(*opening))


def remember_opening(session, evidence: Evidence, opening: Opening) -> None:
    """Note in the session when the person opened a file, for the lists of the next minutes.

    Whoever looks at it again in these minutes has the session written no more: the first opening still lets it out.
    """
    known = dict(session.get(OPENINGS, {}))
    before = known.pop(str(evidence.pk), None)
    if before is None or Opening(*before).is_over:
        kept = [*known.items(), (str(evidence.pk), [opening.row, opening.until])]
        session[OPENINGS] = dict(kept[-REMEMBERED:])


def remember_reason(session, evidence: Evidence, reason: str) -> None:
    """Keep why the person opens a file, until the session ends, so that it is asked once."""
    known = session.get(REASONS, {}) | {str(evidence.pk): reason}
    session[REASONS] = dict(list(known.items())[-REMEMBERED:])


def reason_given(session, evidence: Evidence) -> str:
    """Why the person opens a file, if it was said in this session; else empty."""
    return session.get(REASONS, {}).get(str(evidence.pk), "")


def _said(evidence: Evidence, name: str, user: User, opening: Opening) -> str:
    """What a token vouches for."""
    return f"{opening.row}/{opening.until}/{user.pk}/{evidence.pk}/{name}"
