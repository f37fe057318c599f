"""Views of the cms room that are no pages of the tree, by who uses them."""
