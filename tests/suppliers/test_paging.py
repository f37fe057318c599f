"""Long lists a page at a time: every row once, whichever way one walks, and nothing that is typed breaks it."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import OutboundEmail
from suppliers.paging import page_by_key

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
# Few different moments, so that many rows share one; a moment is compared to the microsecond.
moments = st.lists(st.integers(0, 4).map(lambda n: NOON + timedelta(microseconds=n)), max_size=40)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fill(rows) -> None:
    OutboundEmail.objects.bulk_create(
        OutboundEmail(to="a@example.com", subject=str(number), try_after=moment) for number, moment in enumerate(rows)
    )


def in_order(field) -> list[int]:
    order = ("-pk",) if field is None else (field, "pk")
    return list(OutboundEmail.objects.order_by(*order).values_list("pk", flat=True))


def page(field, size=3, **cursor):
    return page_by_key(OutboundEmail.objects.all(), field=field, size=size, **cursor)


def walk(field, size, *, backwards: bool) -> list[list[int]]:
    """The pages from one end to the other by their own links."""
    name = "before" if backwards else "after"
    shown = page(field, size, **({"before": "end"} if backwards else {}))
    pages = [shown]
    while cursor := getattr(shown, name):
        shown = page(field, size, **{name: cursor})
        pages.append(shown)
        assert len(pages) < 100
    return [[row.pk for row in shown.rows] for shown in (reversed(pages) if backwards else pages)]


@settings(max_examples=60, deadline=None)
@given(rows=moments, size=st.integers(1, 9), field=st.sampled_from([None, "try_after"]), backwards=st.booleans())
def test_page_walked_from_either_end_shows_every_row_once_in_order(rows, size, field, backwards):
    with undone():
        fill(rows)
        pages = walk(field, size, backwards=backwards)
        assert [pk for shown in pages for pk in shown] == in_order(field)
        assert all(0 < len(shown) <= size for shown in pages) or pages == [[]]


@settings(max_examples=40, deadline=None)
@given(rows=moments, size=st.integers(1, 5), field=st.sampled_from([None, "try_after"]), data=st.data())
def test_page_there_and_back_is_the_same_page(rows, size, field, data):
    with undone():
        fill(rows)
        shown = page(field, size)
        for _step in range(data.draw(st.integers(0, 6))):
            if not shown.after:
                break
            following = page(field, size, after=shown.after)
            back = page(field, size, before=following.before)
            assert [row.pk for row in back.rows] == [row.pk for row in shown.rows]
            shown = following


HOSTILE = [
    "x", "~", "~~", "~-1", "~1.5", "~" + "9" * 19, "~" + "9" * 400, "~\u0663", "1", "None~1", "'; DROP TABLE x;--~1",
    "0001-01-01T00:00:00+14:00~1", "9999-12-31T23:59:59.999999-14:00~1", "2026-02-30T00:00:00Z~1",
    "2026-07-01T12:00:00~1", "2026-07-01~1", "\x00~1", "~\x00", "end~", "END", "\U0001f600~1",
]  # fmt: skip


@pytest.mark.parametrize("cursor", HOSTILE)
@pytest.mark.parametrize("field", [None, "try_after"])
def test_page_with_a_hostile_cursor_is_the_first(cursor, field):
    fill([NOON + timedelta(days=number) for number in range(7)])
    first = page(field)
    assert page(field, after=cursor) == first
    assert page(field, before=cursor) == first


@settings(max_examples=100, deadline=None)
@given(cursor=st.text(max_size=60), field=st.sampled_from([None, "try_after"]))
def test_page_never_breaks_whatever_is_typed(cursor, field):
    with undone():
        fill([NOON, NOON, NOON])
        for shown in (page(field, 2, after=cursor), page(field, 2, before=cursor)):
            assert 0 < len(shown.rows) <= 2


@pytest.mark.parametrize(("field", "other"), [(None, "try_after"), ("try_after", None)])
def test_page_with_the_cursor_of_another_list_is_the_first(field, other):
    fill([NOON] * 7)
    assert page(field, after=page(other).after) == page(field)


@pytest.mark.parametrize("field", [None, "try_after"])
def test_page_end_is_the_last_and_leads_back(field):
    fill([NOON] * 7)
    last = page(field, before="end")
    assert [row.pk for row in last.rows] == in_order(field)[4:]
    assert last.after == "" and last.before
    assert [row.pk for row in page(field, before=last.before).rows] == in_order(field)[1:4]


@pytest.mark.parametrize("field", [None, "try_after"])
def test_page_beyond_the_last_row_is_the_first(field):
    """The rows after a bookmarked page are gone: the reader sees the list, not an empty one."""
    fill([NOON] * 4)
    bookmarked = page(field).after
    OutboundEmail.objects.exclude(pk__in=[row.pk for row in page(field).rows]).delete()
    assert page(field, after=bookmarked) == page(field)


def test_page_of_nothing_is_empty_both_ways():
    for cursor in ({}, {"after": "~1"}, {"before": "end"}):
        shown = page(None, **cursor)
        assert (shown.rows, shown.before, shown.after) == ([], "", "")


def test_page_costs_one_query(django_assert_num_queries):
    fill([NOON] * 9)
    cursor = page("try_after").after
    with django_assert_num_queries(1):
        page("try_after", after=cursor)
