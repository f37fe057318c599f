"""What editors have in the editing screens beyond the fields of pages; each module registers its own."""
