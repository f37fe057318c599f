"""Registers that come in as spreadsheets: which heading is which column, what a cell says, and where the file lies.

Nothing here writes to the database: what becomes of rows is decided in `suppliers.actions.registers`.
"""
