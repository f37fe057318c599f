"""What editors' screens have beyond the fields of pages; each module registers its own."""
