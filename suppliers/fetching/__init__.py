"""Asking for published notices at the addresses in the settings, and nowhere else (decision record 0036).

`sources` says which addresses those are, `answers` asks one of them for one page, `sorting` finds in a page what is for
the councils here. Nothing in here writes to the database.
"""
