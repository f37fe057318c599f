"""The pieces that say of their own pages who may see them and what they ask of the database."""

from tests.guards import (
    pages_community,
    pages_confirming,
    pages_contracts,
    pages_endorsing,
    pages_escalating,
    pages_joining,
    pages_opportunities,
    pages_portfolio,
    pages_promises,
    pages_queue,
    pages_rating,
    pages_reminding,
    pages_review,
    pages_sharing,
    pages_supplying,
)

PIECES = (
    pages_community,
    pages_joining,
    pages_confirming,
    pages_contracts,
    pages_opportunities,
    pages_escalating,
    pages_endorsing,
    pages_portfolio,
    pages_promises,
    pages_queue,
    pages_rating,
    pages_reminding,
    pages_review,
    pages_sharing,
    pages_supplying,
)
