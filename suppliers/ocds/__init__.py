"""Reading published notices in the Open Contracting Data Standard, version 1.1 (domain rules, sections 9.1 and 9.2).

`read` turns files into releases whose shape is sound, `merge` lays the releases of one process over one another, and
`facts` says what the result means for us. Nothing in here touches the database.
"""
