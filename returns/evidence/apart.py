"""Files of evidence are examined in the cage: what is handed over, and what a refusal there means here."""

from pathlib import Path
from typing import Any

from cage import sandbox
from cage.refusal import Refused
from returns.evidence.refusal import EvidenceRefused, Fault

EXAMINING = "returns.evidence.examine"
# Names in a workplace: what was received, and what is kept of it. Everything else there is a preview.
SOURCE, CLEAN = "source", "clean"

sandbox.preload(EXAMINING)


def run_apart(call: str, folder: Path, **arguments: Any) -> Any:
    """As `cage.sandbox.run_apart`, but raises EvidenceRefused, with Fault.UNSAFE where the cage gave it up."""
    try:
        return sandbox.run_apart(call, folder, **arguments)
    except Refused as refusal:
        raise EvidenceRefused(Fault(refusal.code), extension=str(refusal.said.get("extension", ""))) from None
