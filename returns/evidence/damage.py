"""What the libraries raise on damaged files, and that is a dozen kinds of exception, as one refusal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from returns.evidence.refusal import EvidenceRefused, Fault

logger = logging.getLogger(__name__)


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Raise EvidenceRefused for a damaged file, whatever a library raised. Want of memory is no damage: MemoryError."""
    try:
        yield
    except (EvidenceRefused, MemoryError):
        raise
    except Exception as problem:
        logger.info("A file could not be opened as evidence: %s", type(problem).__name__)
        raise EvidenceRefused(Fault.DAMAGED) from problem
