"""What the reports keep: figures as they were published, and files that a worker makes for somebody."""

from reports.models.editions import PublishedEdition
from reports.models.exports import Export

__all__ = ["Export", "PublishedEdition"]
