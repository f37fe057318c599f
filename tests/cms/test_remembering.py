"""Public pages that were written once: shown again only while they would be written just so, whatever has changed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from cms import remembering
from cms.models import CaseStudyPage, CouncilImage, EventIndexPage, EventPage, FrameworkPage, GuidancePage, ResultsPage
from cms.remembering import MEMORY, Memory, Written
from cms.search.with_postgresql import _has_trigrams
from tests.cms.cases import NOW, a_picture
from tests.cms.every_page import EveryPage
from tests.cms.sites import guidance
from tests.factories import UserFactory
from tests.signing_in import force_login

pytestmark = pytest.mark.django_db
BY_CLOCK = {EventIndexPage, EventPage}
# By these pages are found, or read by a machine.
TECHNICAL = {"url_path", "path", "hostname", "body", "content", "codename", "file_hash", "language_code"}
RICH = (CaseStudyPage, FrameworkPage, GuidancePage, ResultsPage)


@pytest.fixture
def whole(time_machine) -> EveryPage:
    time_machine.move_to(NOW, tick=False)
    return EveryPage()


@pytest.fixture
def page() -> GuidancePage:
    return guidance("Evidence", summary="What to send.")


def look(address: str, client: Client | None = None):
    """What a reader without any cookie gets, and whether a template was needed for it."""
    response = (client or Client()).get(address)
    return response.status_code, response.content, bool(response.templates)


def public_views() -> list[str]:
    return [reverse(name) for name in ("search", "directory-list", "post-list", "recognition-list")]


def test_page_is_not_written_again_and_reads_as_much_as_before(whole):
    for address, family in whole.addresses().items():
        first = Client().get(address)
        MEMORY.clear()
        with CaptureQueriesContext(connection) as asked_first:
            assert Client().get(address).content == first.content
        with CaptureQueriesContext(connection) as asked_again:
            again = Client().get(address)
        assert (again.content, again.headers) == (first.content, first.headers), address
        assert len(asked_again) <= len(asked_first), address
        assert (len(MEMORY) == 0) is (family in BY_CLOCK), address
        if family not in BY_CLOCK:
            assert not again.templates, address


def test_lists_of_what_was_sent_and_searches_are_remembered_each_by_its_whole_address(whole):
    for address in public_views():
        first = look(address)
        assert look(address) == (200, first[1], False)
        other = look(f"{address}?q=hours&cause=food")
        assert other[2] and other[1] != first[1]


def test_no_page_is_kept_that_asks_for_what_is_true_at_this_moment(whole):
    for address in [*whole.addresses(), *public_views(), f"{reverse('search')}?q=hours"]:
        assert look(address)[0] == 200
    now = timezone.now()
    moments = {now.strftime("%Y-%m-%d %H:%M"), now.strftime("%Y-%m-%dT%H:%M"), repr(now)[:30]}
    for where, kept in MEMORY._pages.items():
        for _sql, parameters, _digest in kept.asked:
            assert not [moment for moment in moments if moment in repr(parameters)], where
    assert len(MEMORY) > 20


def free_texts(model: type[models.Model]) -> list[models.Field]:
    """The fields of a table in which people write what they like."""
    kinds = (models.CharField, models.TextField)
    fixed = (models.SlugField, models.URLField, models.EmailField, models.UUIDField, models.FileField)
    return [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, kinds) and not isinstance(field, fixed) and not field.choices and not field.unique
        if field.name not in TECHNICAL
    ]


def test_whatever_changes_in_the_database_is_on_the_page_at_once(whole):
    """Each text of each table is changed behind the back of every model, signal and cache."""
    shown_on = {family: address for address, family in whole.addresses().items() if not address.endswith("feed/")}
    watched = [shown_on[family] for family in RICH]
    seen = set()
    for model in apps.get_models():
        texts = free_texts(model)
        if not texts or not model._meta.managed or not model._base_manager.exists():
            continue
        before = [look(address) for address in watched]
        with transaction.atomic():
            try:
                with transaction.atomic():
                    model._base_manager.update(**{field.name: Concat(F(field.name), Value("q")) for field in texts})
            except DatabaseError:  # what triggers and constraints keep as it is cannot change on a page
                continue
            for address, was in zip(watched, before, strict=True):
                kept = look(address)
                MEMORY.clear()
                anew = look(address)
                assert kept[:2] == anew[:2], (model, address)
                if anew[1] != was[1]:
                    seen.add(model._meta.label)
            transaction.set_rollback(True)
    assert len(seen) >= 10, seen


def test_page_that_is_private_from_now_on_is_shown_no_more(page):
    address = page.get_url()
    assert look(address)[0] == look(address)[0] == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert look(address)[0] == 302
    PageViewRestriction.objects.all().delete()
    Page.objects.filter(pk=page.pk).update(live=False)
    assert look(address)[0] == 404


def test_reader_with_a_cookie_gets_a_page_of_their_own(page):
    address, person = page.get_url(), UserFactory()
    look(address)
    own = Client()
    force_login(own, person)
    _status, words, was_written = look(address, own)
    assert was_written and b"Your work" in words
    assert b"Your work" not in look(address)[1]
    with_cookie = Client()
    with_cookie.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert look(address, with_cookie)[2]


def test_page_is_written_anew_for_each_host_language_and_day(page, time_machine):
    time_machine.move_to(NOW, tick=False)
    address = page.get_url()
    look(address)
    assert not look(address)[2]
    assert Client().get(address, secure=True).templates
    assert Client(HTTP_HOST="127.0.0.1").get(address).templates
    time_machine.shift(timedelta(days=1))
    assert look(address)[2] and not look(address)[2]


def with_picture(page: GuidancePage, picture: CouncilImage) -> GuidancePage:
    shown = {"image": picture, "alt": "A gate", "is_decoration": False, "shows_nobody": True, "caption": ""}
    page.body = [("image", shown)]
    page.save_revision().publish()
    return page


def source_of(page: GuidancePage) -> str:
    return re.search(r'<img[^>]+src="[^"]*?((?:images/)?[^"/]+)"', look(page.get_url())[1].decode())[1]


def test_page_hears_when_a_copy_of_its_picture_is_gone(page, django_capture_on_commit_callbacks):
    picture = a_picture()
    with_picture(page, picture)
    for _time in range(3):
        last = look(page.get_url())
    assert not last[2]
    with django_capture_on_commit_callbacks(execute=True):
        for copy in picture.renditions.all():
            copy.delete()
    assert look(page.get_url())[2] and default_storage.exists(source_of(page))


def test_picture_that_could_not_be_read_for_a_moment_is_shown_when_it_can(page):
    picture = a_picture()
    with_picture(page, picture)
    path = Path(picture.file.path)
    away = path.rename(path.with_suffix(".away"))
    assert source_of(page) == source_of(page) == "not-found"
    away.rename(path)
    assert source_of(page) != "not-found"


def test_event_is_over_when_its_time_is_over(whole, time_machine):
    event = whole.pages[EventPage]
    first = look(event.get_url())
    time_machine.move_to(event.ends + timedelta(minutes=1), tick=False)
    assert look(event.get_url())[1] != first[1]


def test_head_and_a_very_long_address_are_answered_and_not_kept(page):
    assert Client().head(page.get_url()).status_code == 200
    assert look(f"{page.get_url()}?{'q' * 600}")[0] == 200
    assert len(MEMORY) == 0


def test_a_page_that_is_not_there_is_not_kept(page):
    assert look("/evidence/nothing/")[0] == 404 and len(MEMORY) == 0


def a_page(size: int, day=None) -> Written:
    return Written(day, (), b"x" * size, ())


def test_those_that_were_not_shown_the_longest_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(remembering, "MOST_BYTES", 3 * (100 + remembering.WEIGHT))
    memory = Memory()
    for number in range(3):
        memory.put(("", str(number), ""), a_page(100))
    assert memory.get(("", "0", ""))
    memory.put(("", "3", ""), a_page(100))
    assert [bool(memory.get(("", str(number), ""))) for number in range(4)] == [True, False, True, True]
    memory.put(("", "3", ""), a_page(101))
    assert len(memory) == 2


def test_page_that_is_too_long_is_not_kept(page, monkeypatch):
    monkeypatch.setattr(remembering, "MOST_OF_ONE", remembering.WEIGHT + 10)
    assert look(page.get_url()) == look(page.get_url()) and len(MEMORY) == 0


# --- How questions are heard ------------------------------------------------------------------------------------------
def heard(*asks):
    """What reads the database gives the same while it is listened to, and all of it was heard or not."""
    answers = remembering._Answers()
    with connection.execute_wrapper(answers):
        found = [ask() for ask in asks]
    return found, answers


def test_rows_are_the_same_however_they_are_read():
    for number in range(5):
        UserFactory(email=f"person{number}@example.com")
    people = User.objects.order_by("email")
    asks = [
        lambda: list(people.values_list("email", flat=True)),
        lambda: [one.email for one in people.iterator(chunk_size=2)],
        lambda: people.first().email,
        lambda: people.filter(email="nobody@example.com").first(),
        lambda: people.exists(),
        lambda: people.count(),
        lambda: [one.email for one in User.objects.raw("SELECT * FROM accounts_user ORDER BY email")],
        lambda: list(people[1:3].values_list("email")),
    ]
    found, answers = heard(*asks)
    assert found == [ask() for ask in asks]
    assert answers.are_all_there and len(list(answers.asked())) >= 7


def test_one_cursor_that_asks_twice_gives_each_answer():
    def twice():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            first = cursor.fetchone()
            cursor.execute("SELECT 2")
            return first, list(cursor), cursor.fetchmany(2), cursor.fetchone()

    assert heard(twice)[0] == [((1,), [(2,)], [], None)]


def test_question_that_only_looks_into_what_a_process_remembers_is_heard():
    kinds = ContentType.objects.filter(app_label="cms")
    _found, answers = heard(lambda: list(Page.objects.filter(content_type__in=kinds)), kinds.first)
    assert [sql[:24] for sql, *_more in answers.asked()] == ['SELECT "wagtailcore_page']


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has extensions")
def test_whether_search_knows_letters_is_asked_once_a_process_and_not_kept():
    _has_trigrams.cache_clear()
    _found, answers = heard(_has_trigrams, lambda: list(Page.objects.all()))
    assert [sql[:24] for sql, *_more in answers.asked()] == ['SELECT "wagtailcore_page']


def test_what_writes_is_carried_out_and_nothing_is_kept_of_it():
    found, answers = heard(lambda: User.objects.create(email="new@example.com").email)
    assert found == ["new@example.com"] and User.objects.filter(email="new@example.com").exists()
    assert not answers.are_all_there


def test_question_that_was_asked_before_something_was_written_is_asked_again():
    people = User.objects.filter(email="new@example.com")
    found, answers = heard(people.count, lambda: User.objects.create(email="new@example.com").email, people.count)
    assert found == [0, "new@example.com", 1] and not answers.are_all_there


def test_answers_differ_by_the_kind_of_a_value_too():
    digests = {remembering._digest([row]) for row in [(1,), ("1",), (1.0,), (None,), ("None",), ("1", ""), ("", "1")]}
    assert len(digests) == 7
