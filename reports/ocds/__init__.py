"""Contracts in the Open Contracting Data Standard, version 1.1, on their way out (decision record 0037).

`amounts` and `parties` say how single things are written, `releases` how one contract is, `packages` how many are put
into one file, some at a time. What is said of a contract's promises and results comes from `full`, for officers, or
from `published`, for everybody. `suppliers.ocds` is the way in.
"""
