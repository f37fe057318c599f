"""What the tests of importing notices share: councils and organisations with numbers, and the import itself."""

from accounts.models import CouncilIdentifier
from audit.models import AuditEvent
from suppliers.actions.import_notices import import_releases
from suppliers.models import OrganisationIdentifier
from suppliers.ocds.read import read
from tests.factories import CouncilFactory, OrganisationFactory
from tests.suppliers.ocds_packages import as_bytes


def council_with(ppon, **fields):
    council = CouncilFactory(**fields)
    CouncilIdentifier.objects.create(council=council, scheme="GB-PPON", value=ppon)
    return council


def organisation_with(scheme, value, **fields):
    organisation = OrganisationFactory(**fields)
    OrganisationIdentifier.objects.create(organisation=organisation, scheme=scheme, value=value)
    return organisation


def bring_in(*releases, by=None, council=None):
    """Import releases as if from one file."""
    found, problems = read("notices.json", as_bytes(*releases))
    return import_releases(releases=found, by=by, council=council, problems=problems)


def bring_in_well(*releases, **options):
    """Import releases that have no problem, and give the outcome of the first process."""
    report = bring_in(*releases, **options)
    assert report.problems == []
    return report.outcomes[0]


def events(code):
    return AuditEvent.objects.filter(event=code)
