"""One step of how sure a figure is, as pages show it (decision record 0027)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """Whether a step is reached, and its amount with what stands against it, in words."""

    key: str
    title: str
    is_reached: bool
    words: str
