"""What every test may lean on."""

import re

import hypothesis
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, SimpleTestCase, TransactionTestCase

from cms.remembering import MEMORY
from tests import remembering, signing_in
from tests.databases import make_test_database, remove_test_database, test_database_name
from tests.services import clamd

# A deadline is a timed test: on a busy machine it fails for no fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def reaches_the_database(item: pytest.Item) -> bool:
    """Whether a test may use the database; pytest-django stops all others from doing so."""
    fixtures = set(getattr(item, "fixturenames", ()))
    is_of_django = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)
    return bool(item.get_closest_marker("django_db") or is_of_django or fixtures & {"db", "django_db_setup"})


# What a page shows and says and whom it lets in, what is in a file, and what Python works out alone, is the same
# whatever the database. What pages ask of it is asked of both in tests/guards/test_queries.py, for every page; that it
# is as much for thirty rows as for one is found out on SQLite.
SHOWN = re.compile(
    r"(_pages|_words|_forms|_screens)\.py$"
    r"|tests/guards/test_(access|emails|generated|house_words|production|side_doors|structure)\.py$"
    r"|tests/accounts/test_(bounces|notify|passwords|rate_limits|relays|second_factor)\.py$"
    r"|tests/cms/test_(body_rules|case_studies|case_suggestions|chosen|doors|editing_\w+|families|files|framework_\w+"
    r"|four_eyes|crawling|letters|measure_\w+|missing|named_suppliers|news|page_types|panels|part_titles|pictures|policies"
    r"|publishing|recognition|redirects|results|serving|shared_pictures|site_settings|spreadsheets|statements"
    r"|voluntary_hub)\.py$"
    r"|tests/portal/test_(components|demo_\w+|fields|hostile_requests|load_demo|pages|second_factor_required|serve"
    r"|session_ends)\.py$"
    r"|tests/returns/test_(assessing|check_figures|checks|confirmation_link|confirming|digest|endorsing|findings"
    r"|golden_evidence|evidence_(bucket|fuzz|kinds|natures|office|opendocument|pdf|personal|pictures|receiving"
    r"|sandbox|viewer|workers)|officer_\w+|parties_access|parties_evidence|progress_rules|supplier_\w+)\.py$"
    r"|tests/api/test_(description|token_pages)\.py$"
    r"|tests/suppliers/test_(basis|company_register|custom_measures|invitations|kept_drafts|mission|no_oracle"
    r"|notice_arrivals|register_values)\.py$"
    r"|tests/tables/"
)


# Files that take longest come first: the last of them would keep one core busy while the others have nothing to do.
LONGEST = re.compile(
    r"tests/(guards/test_(access|side_doors|queries)|portal/test_load_demo|cms/test_(page_types|remembering)"
    r"|returns/test_(invariant_03_sums|invariant_20_reminders|workbooks)|reports/test_(lists|invariant_03_portfolio)"
    r"|browser/test_(signing_in|portfolio|other_pages|officer_journey|families|promises|newcomers))\.py$"
)


def pytest_addoption(parser):
    """`--whole`: on PostgreSQL too, everything that reaches the database."""
    parser.addoption("--whole", action="store_true", help="on PostgreSQL, also what is the same on every database")


def pytest_collection_modifyitems(config, items):
    """Put what takes longest first, and leave to SQLite, which has all, what cannot differ between databases."""
    items.sort(key=lambda item: not LONGEST.search(str(item.path)))
    if connection.vendor == "sqlite":
        return
    whole = config.getoption("--whole")
    kept = {item for item in items if reaches_the_database(item) and (whole or not SHOWN.search(str(item.path)))}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A test database copied from the migrated template, and copied anew after every transactional test."""
    name = test_database_name()

    def make() -> None:
        make_test_database(name)
        remembering.begin_with_fresh_database()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: make())
        with django_db_blocker.unblock():
            make()
        yield
        with django_db_blocker.unblock():
            remove_test_database(name)


@pytest.fixture(scope="session")
def clamd_address():
    """The address of a real ClamAV that runs as long as the tests do."""
    with clamd() as address:
        yield address


@pytest.fixture
def virus_scanner(settings, clamd_address):
    """This installation has a virus scanner."""
    settings.CLAMD_ADDRESS = clamd_address
    return clamd_address


@pytest.fixture
def still_clock():
    """The clock stands still, in a moment in which no code was used yet: codes change every 30 seconds."""
    cache.clear()
    with time_machine.travel("2026-07-10T09:00:05Z", tick=False) as clock:
        yield clock
    cache.clear()


@pytest.fixture(autouse=True)
def no_public_page_is_remembered():
    """Each test begins as a process does that has shown no page yet."""
    MEMORY.clear()


@pytest.fixture(scope="session", autouse=True)
def second_factor_passed():
    """`client.force_login` counts as a whole sign-in, second factor included, as most tests are about something else.

    Tests about signing in use tests/signing_in.py: `sign_in` does it for real, `with_password_only` stops half way.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", signing_in.force_login)
        yield
