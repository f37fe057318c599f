"""Public views that are no pages of the tree."""
