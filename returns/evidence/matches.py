"""Finds files that are the same, or nearly, whoever claimed with them before: any contract, supplier or council.

Rows say only that two files are alike. Who may be told what about the other one is decided where they are shown.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from returns.evidence.likeness import NEAR, bands, distance
from returns.models import Evidence, EvidenceBand, EvidenceMatch

MOST_MATCHES = 20
MOST_CANDIDATES = 2000
# Nobody claims anything with these.
NO_CLAIM = (Evidence.Status.QUARANTINED, Evidence.Status.REMOVED)
HASHES = {EvidenceBand.Kind.PICTURE: "picture_hash", EvidenceBand.Kind.TEXT: "text_hash"}
LIKENESS = {
    EvidenceBand.Kind.PICTURE: EvidenceMatch.Likeness.PICTURE,
    EvidenceBand.Kind.TEXT: EvidenceMatch.Likeness.TEXT,
}


def remember_likeness(evidence: Evidence) -> None:
    """Write the bands of a file's hashes, by which others find it; those of an attempt before go."""
    EvidenceBand.objects.filter(evidence=evidence).delete()
    EvidenceBand.objects.bulk_create(
        EvidenceBand(evidence=evidence, kind=kind, place=place, value=value)
        for kind, field in HASHES.items()
        if (hashed := getattr(evidence, field))
        for place, value in enumerate(bands(hashed))
    )


def remember_matches(evidence: Evidence) -> None:
    """Write which files this one is like, the same ones first and then the likest, 20 at most.

    The later of two files is the one that is claimed again. That is usually this one; of two files examined at the
    same time it can be the other.
    """
    rows: dict[UUID, EvidenceMatch] = {}
    for other, likeness in _alike(evidence):
        earlier, later = sorted((evidence, other), key=lambda file: (file.uploaded_at, str(file.pk)))
        rows.setdefault(other.pk, EvidenceMatch(evidence=later, earlier=earlier, likeness=likeness))
        if len(rows) == MOST_MATCHES:
            break
    EvidenceMatch.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _alike(evidence: Evidence) -> Iterator[tuple[Evidence, EvidenceMatch.Likeness]]:
    """Files that are like this one, each perhaps for several reasons."""
    others = Evidence.objects.exclude(pk=evidence.pk).exclude(status__in=NO_CLAIM)
    for other in others.filter(sha256=evidence.sha256).order_by("uploaded_at")[:MOST_MATCHES]:
        yield other, EvidenceMatch.Likeness.SAME
    for kind, field in HASHES.items():
        if hashed := getattr(evidence, field):
            near = others.filter(pk__in=_candidates(evidence, kind, hashed)).exclude(**{field: ""})
            found = [(distance(hashed, getattr(other, field)), other) for other in near]
            for far, other in sorted(found, key=lambda pair: (pair[0], pair[1].uploaded_at)):
                if far <= NEAR:
                    yield other, LIKENESS[kind]


def _candidates(evidence: Evidence, kind: EvidenceBand.Kind, hashed: str) -> list:
    """The files that share a band with this one: every file that is near does."""
    shared = Q()
    for place, value in enumerate(bands(hashed)):
        shared |= Q(place=place, value=value)
    rows = EvidenceBand.objects.filter(shared, kind=kind).exclude(evidence=evidence).order_by()
    return list(rows.values_list("evidence", flat=True).distinct()[:MOST_CANDIDATES])
