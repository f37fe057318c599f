"""One step of how sure a figure is, as pages show it (decision record 0027)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """Whether a step is reached, and its amount with what stands against it, in words."""

    key: str
    title: str
    is_reached: bool
    amount: str
    aside: str = ""

    @property
    def words(self) -> str:
        """Both, as one text."""
        return ", ".join(filter(None, [self.amount, self.aside]))
