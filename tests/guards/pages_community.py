"""The directory and the board: what everybody sees, what a secret link opens, and what suppliers see signed in.

The tables are read as those of access_table.py and test_queries.py are. The screens of those who moderate are among the
editing screens: tests/cms/test_moderating.py.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.links import hash_of
from cms.actions.moderating import accept_post
from cms.actions.posting import Reply, answer_post, post_for_supplier
from cms.models import EntryLink, ListedOrganisation, Post, VoluntaryHubPage
from tests.cms.community import (
    a_publisher,
    accept,
    asked_entry,
    listed_entry,
    post_words,
    published_post,
    site_of,
    typed_answer,
    typed_entry,
    typed_post,
    waiting_entry,
)
from tests.cms.sites import english_home
from tests.factories import AreaFactory

# Whoever has the link may, signed in or not.
TABLE = """
directory-list   -           GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-join       -           GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-join       -           POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-join-sent  -           GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-find       -           GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-find       -           POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-find-sent  -           GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-removed    -           GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-detail     entry_slug  GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-detail     no_slug     GET    404   404   404   404   404   404   404   404   404   404   404   404
post-list        -           GET    200   200   200   200   200   200   200   200   200   200   200   200
post-detail      post_slug   GET    200   200   200   200   200   200   200   200   200   200   200   200
post-detail      no_slug     GET    404   404   404   404   404   404   404   404   404   404   404   404
post-answer      post_slug   GET    200   200   200   200   200   200   200   200   200   200   200   200
post-answer      post_slug   POST   302   302   302   302   302   302   302   302   302   302   302   302
post-answer      no_slug     POST   404   404   404   404   404   404   404   404   404   404   404   404
post-answer-sent post_slug   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-home       entry_key   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-home       no_key      GET    404   404   404   404   404   404   404   404   404   404   404   404
entry-confirm    new_key     GET    405   405   405   405   405   405   405   405   405   405   405   405
entry-confirm    new_key     POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-confirm    no_key      POST   404   404   404   404   404   404   404   404   404   404   404   404
entry-keep       entry_key   GET    405   405   405   405   405   405   405   405   405   405   405   405
entry-keep       entry_key   POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-change     entry_key   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-change     entry_key   POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-change     no_key      POST   404   404   404   404   404   404   404   404   404   404   404   404
entry-remove     entry_key   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-remove     entry_key   POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-remove     no_key      POST   404   404   404   404   404   404   404   404   404   404   404   404
entry-export     entry_key   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-export     no_key      GET    404   404   404   404   404   404   404   404   404   404   404   404
entry-post       entry_key   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-post       entry_key   POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-post-close entry_post  GET    405   405   405   405   405   405   405   405   405   405   405   405
entry-post-close entry_post  POST   302   302   302   302   302   302   302   302   302   302   302   302
entry-post-close other_post  POST   404   404   404   404   404   404   404   404   404   404   404   404
entry-answers    entry_key   GET    200   200   200   200   200   200   200   200   200   200   200   200
entry-answers    no_key      GET    404   404   404   404   404   404   404   404   404   404   404   404
entry-end        entry_key   GET    405   405   405   405   405   405   405   405   405   405   405   405
entry-end        entry_key   POST   302   302   302   302   302   302   302   302   302   302   302   302
own-posts        -           GET    in    200   200   200   200   403   403   403   403   200   403   403
own-answers      -           GET    in    200   200   200   200   403   403   403   403   200   403   403
own-post-write   -           GET    in    403   403   200   200   403   403   403   403   200   403   403
own-post-write   -           POST   in    403   403   302   302   403   403   403   403   302   403   403
own-post-close   own_post    GET    in    405   405   405   405   405   405   405   405   405   405   405
own-post-close   own_post    POST   in    404   404   302   302   404   404   404   404   302   404   404
"""
OPEN = {
    "directory-list",
    "entry-join",
    "entry-join-sent",
    "entry-find",
    "entry-find-sent",
    "entry-removed",
    "entry-detail",
    "post-list",
    "post-detail",
    "post-answer",
    "post-answer-sent",
}
BY_SECRET_LINK = {"entry-home", "entry-change", "entry-remove", "entry-export", "entry-post", "entry-answers"}
PUBLIC = OPEN | BY_SECRET_LINK
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "entry_slug": lambda world: [world.more["entry"].slug],
    "post_slug": lambda world: [world.more["post"].slug],
    "no_slug": lambda world: ["nobody-knows-it"],
    "entry_key": lambda world: [world.more["entry"].token],
    "new_key": lambda world: [world.more["new_entry"].token],
    "no_key": lambda world: ["x" * 43],
    "entry_post": lambda world: [world.more["entry"].token, world.more["post"].pk],
    "other_post": lambda world: [world.more["entry"].token, world.more["own_post"].pk],
    "own_post": lambda world: [world.more["own_post"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "voluntary hub": ("anonymous", 7),
    "directory-list": ("anonymous", 7),
    "directory-list, words=food&cause=food&offers=volunteers": ("anonymous", 8),
    "entry-detail": ("anonymous", 7),
    "entry-join": ("anonymous", 5),
    "entry-find": ("anonymous", 4),
    "post-list": ("anonymous", 7),
    "post-list, kind=need&what=volunteers&words=hands": ("anonymous", 8),
    "post-detail": ("anonymous", 6),
    "post-answer": ("anonymous", 5),
    "entry-home": ("anonymous", 8),
    "entry-change": ("anonymous", 7),
    "entry-post": ("anonymous", 6),
    "entry-answers": ("anonymous", 6),
    "own-posts": ("editor", 8),
    "own-post-write": ("editor", 7),
    "own-answers": ("editor", 6),
}
SECRET = "a secret of an entry that only this test knows"


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    supplying = f"{world.contract.supplier_id}-{world.contract.council_id}"
    return {
        "entry-join": typed_entry(email="info@newcomers.example"),
        "entry-find": {"email": "office@foodbank.example"},
        "entry-confirm": {"go": "1"},
        "entry-keep": {"go": "1"},
        "entry-change": typed_entry(name="Harbour Food Bank and Kitchen"),
        "entry-remove": {"go": "1"},
        "entry-post": typed_post(),
        "entry-post-close": {"go": "1"},
        "entry-end": {"go": "1"},
        "post-answer": typed_answer(),
        "own-post-write": typed_post(on_behalf_of=supplying),
        "own-post-close": {"go": "1"},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    site_of(contract.council)
    publisher = a_publisher()
    entry = listed_entry(contract.council, publisher)
    post = published_post(entry, publisher)
    post.organisation = entry
    own_post = post_for_supplier(
        supplier_id=contract.supplier_id,
        council_id=contract.council_id,
        words=post_words(kind="offer", title="Compost"),
        by=people["editor"],
    )
    accept_post(post=own_post, by=publisher)
    answer_post(post=own_post, reply=Reply(**typed_answer()), by=None)
    message = answer_post(post=post, reply=Reply(**typed_answer()), by=None)
    return {
        "entry": entry,
        "post": post,
        "message": message,
        "own_post": own_post,
        "new_entry": asked_entry(contract.council, "office@rivertrust.example", name="River Trust"),
    }


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, query = page.partition(", ")
    if name == "voluntary hub":
        return "/voluntary-sector/"
    if name in BY_SECRET_LINK:
        return reverse(name, args=[SECRET])
    if name == "entry-detail":
        return reverse(name, args=[ListedOrganisation.objects.filter(council=scene.contract.council).first().slug])
    if name in ("post-detail", "post-answer"):
        return reverse(name, args=[Post.objects.filter(council=scene.contract.council).first().slug])
    return f"{reverse(name)}?{query}" if query else reverse(name)


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    council, publisher = scene.contract.council, a_publisher()
    site_of(council)
    english_home().add_child(
        instance=VoluntaryHubPage(title="Voluntary", slug="voluntary-sector", summary="Take part.")
    )
    areas = [AreaFactory(council=council).pk for _row in range(scene.rows)]
    first = None
    for row in range(scene.rows):
        entry = waiting_entry(council, f"office@charity{row}.example", name=f"Charity {row}", area_ids=areas)
        first = first or entry
        accept(entry, publisher)
        ours = ListedOrganisation.objects.get(pk=first.pk)
        post = published_post(ours, publisher, area_ids=areas) if row < MOST else None
        if post:
            answer_post(post=post, reply=Reply(**typed_answer()), by=None)
        if row < MOST:
            own = post_for_supplier(
                supplier_id=scene.contract.supplier_id,
                council_id=council.pk,
                words=post_words(),
                by=scene.people["editor"],
            )
            answer_post(post=accept_post(post=own, by=publisher), reply=Reply(**typed_answer()), by=None)
    now = timezone.now()
    EntryLink.objects.create(entry=first, token_hash=hash_of(SECRET), made=now, expires=now + timedelta(days=2))


# So many needs and offers one organisation may have open.
MOST = 20
