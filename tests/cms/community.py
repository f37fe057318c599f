"""Entries of the directory and posts of the board, made by the portal's own actions, for tests."""

import re
from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Site

from accounts.models import Council, OutboundEmail, User
from cms.actions.listing import ask_for_entry, confirm_entry
from cms.actions.moderating import accept_entry, accept_post
from cms.actions.posting import post_for_entry, post_for_supplier
from cms.entry_words import EntryWords, PostWords
from cms.models import CouncilSite, ListedOrganisation, Post
from tests.factories import ContractFactory, MemberFactory, UserFactory

LINK = re.compile(r"https?://\S+")


def site_of(council: Council) -> CouncilSite:
    """The one site of the test portal, given to this council."""
    return CouncilSite.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"council": council}
    )[0]


def a_publisher() -> User:
    """Somebody who may publish the home page of the site, and so decides about directory and board."""
    group = Group.objects.get_or_create(name="Publishers of the site")[0]
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.get_or_create(
        group=group, page=Site.objects.get(is_default_site=True).root_page, permission=publish
    )
    user = UserFactory()
    user.groups.add(group)
    return user


def entry_words(**changes) -> EntryWords:
    """What a food bank says of itself."""
    said = {
        "name": "Harbour Food Bank",
        "does": "Collects food and gives it out.",
        "causes": ["food"],
        "offered": ["volunteers"],
        "offers": "Places for groups who sort and carry.",
        "sought": ["advice"],
        "seeks": "Somebody who knows about leases.",
        "website": "https://foodbank.example",
        "public_email": "hello@foodbank.example",
        "public_phone": "01632 960 001",
    }
    return EntryWords(**said | changes)


def asked_entry(council: Council, email: str = "office@foodbank.example", language: str = "en-gb", **changes):
    """An entry that is not confirmed yet, with its secret in `token`."""
    words = entry_words(**changes)
    return ask_for_entry(council=council, email=email, language=language, words=words, by=None)


def waiting_entry(council: Council, email: str = "office@foodbank.example", **changes) -> ListedOrganisation:
    """An entry that the council has to read."""
    return confirm_entry(entry=asked_entry(council, email, **changes), by=None)


def listed_entry(council: Council, by: User, email: str = "office@foodbank.example", **changes) -> ListedOrganisation:
    """An entry that everybody sees, with a secret in `token`."""
    return accept(waiting_entry(council, email, **changes), by)


def accept(entry: ListedOrganisation, by: User) -> ListedOrganisation:
    """Accept what an entry says now."""
    entry = ListedOrganisation.objects.get(pk=entry.pk)
    return accept_entry(entry=entry, read=EntryWords.of_entry(entry).fingerprint, by=by)


def post_words(**changes) -> PostWords:
    """A need for hands."""
    said = {
        "kind": "need",
        "what": "volunteers",
        "title": "Hands on delivery days",
        "words": "Six people for three hours.",
        "ends_on": timezone.localdate() + timedelta(days=60),
        "causes": ["food"],
    }
    return PostWords(**said | changes)


def published_post(entry: ListedOrganisation, by: User, **changes) -> Post:
    """A post of an organisation of the directory that everybody sees."""
    return accept_post(post=post_for_entry(entry=entry, words=post_words(**changes), by=None), by=by)


def a_supplier(council: Council) -> User:
    """Somebody who writes for a supplier with a running contract with the council."""
    member = MemberFactory()
    ContractFactory(council=council, supplier=member.organisation)
    return member.user


def supplier_post(user: User, council: Council, **changes) -> Post:
    """A post of a person's supplier, not read yet."""
    organisation = user.memberships.get().organisation
    words = post_words(**{"kind": "offer", "title": "An hour with our accountant", "what": "advice"} | changes)
    return post_for_supplier(supplier_id=organisation.pk, council_id=council.pk, words=words, by=user)


def typed_entry(**changes) -> dict:
    """What a person sends to ask to be listed."""
    said = {
        "email": "office@foodbank.example",
        "name": "Harbour Food Bank",
        "does": "Collects food and gives it out.",
        "causes": ["food"],
        "website": "foodbank.example",
    }
    return said | changes


def typed_post(**changes) -> dict:
    """What a person sends to write a need."""
    day = timezone.localdate() + timedelta(days=60)
    said = {"kind": "need", "what": "volunteers", "title": "Hands on delivery days", "words": "Six people."}
    return said | {"ends_on_day": day.day, "ends_on_month": day.month, "ends_on_year": day.year} | changes


def typed_answer(**changes) -> dict:
    """What a person sends to answer a post."""
    said = {
        "sender_name": "Brightwater Ltd",
        "sender_email": "team@brightwater.example",
        "words": "We bring six people.",
    }
    return said | changes


def last_link() -> str:
    """The path of the link in the newest letter."""
    return LINK.search(OutboundEmail.objects.latest("id").body)[0].partition("localhost:8000")[2]
