"""Everything the portal holds of one organisation, as its own people see it, in one archive to take elsewhere.

`columns` says what a table is, and `promises`, `people`, `returns` and `cases` list the tables. `archive` writes them
with a description for programs (Frictionless Tabular Data Package) and one for people, and `files` writes the evidence.
"""
