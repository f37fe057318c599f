"""What the tests of the opportunity log share: a host whose checks hold, an opportunity, and what is typed for both."""

from datetime import date

from suppliers.actions.hosts import HostDetails, add_host
from suppliers.actions.opportunities import OpportunityDetails, add_opportunity
from suppliers.models import Contract, Host, Opportunity
from tests.returns.pages import day_typed

CHECKED, RENEW, INSURED = date(2026, 1, 12), date(2027, 1, 12), date(2026, 12, 31)
SOUGHT, FIRST, LAST = date(2026, 5, 4), date(2026, 6, 1), date(2026, 9, 30)


def host_details(**said) -> HostDetails:
    """A city farm with an enhanced check and public liability insurance."""
    usual = {
        "name": "Hillside City Farm", "kind": "charity", "outward_postcode": "LE2",
        "contact_name": "Volunteering coordinator", "contact_email": "volunteers@farm.example",
        "dbs_level": "enhanced", "dbs_checked_on": CHECKED, "dbs_renew_on": RENEW,
        "insurance": "public", "insurance_ends_on": INSURED,
    }  # fmt: skip
    return HostDetails(**{**usual, **said})


def a_host(contract: Contract, by, **said) -> Host:
    """Such a host in the log of a contract."""
    return add_host(contract=contract, details=host_details(**said), by=by)


def details(**said) -> OpportunityDetails:
    """Five places in the garden over the summer."""
    usual = {"title": "Saturday helper in the garden", "kind": "regular", "places": 5, "access": ["step_free"]}
    return OpportunityDetails(**{**usual, "starts_on": FIRST, "ends_on": LAST, **said})


def an_opportunity(host: Host, by, sought_on: date = SOUGHT, **said) -> Opportunity:
    """Such an opportunity."""
    return add_opportunity(host=host, sought_on=sought_on, details=details(**said), by=by)


def host_typed(**said) -> dict[str, str]:
    """What a browser sends for the host."""
    usual = {
        "name": "Riverside Library", "kind": "public", "outward_postcode": "le2",
        "contact_name": "Volunteering coordinator", "contact_email": "volunteers@library.example",
        "dbs_level": "enhanced", "insurance": "both",
        **day_typed("dbs_checked_on", CHECKED), **day_typed("dbs_renew_on", RENEW),
        **day_typed("insurance_ends_on", INSURED),
    }  # fmt: skip
    return {**usual, **said}


def opportunity_typed(host: Host | None = None, **said) -> dict:
    """What a browser sends for the opportunity; with a host as it is added."""
    usual = {
        "title": "Story time helper", "kind": "one_off", "places": "4", "access": ["toilet", "quiet"],
        **day_typed("starts_on", FIRST), **day_typed("ends_on", LAST),
    }  # fmt: skip
    added = {"host": str(host.pk), **day_typed("sought_on", SOUGHT)} if host else {}
    return {**usual, **added, **said}
