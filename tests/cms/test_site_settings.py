"""The settings of a council's site: its look and its contact, kept with the council, and refused where unreadable."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import GroupSitePermission, Site

from accounts.colours import brand_colour_problem, contrast, text_on
from audit.models import AuditEvent
from cms.actions.sites import Look, save_look
from tests.cms.sites import of_council, welsh_home
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LOOK = {
    "brand_colour": "#5a2d6e",
    "contact_name": "Value team",
    "contact_email": "ask@larkfield.example",
    "contact_phone": "",
}
SCREEN = ("wagtailsettings:edit", "cms", "councilsite")


@pytest.fixture
def site():
    return of_council()


@pytest.fixture
def publisher(site):
    """Somebody who may change the settings of this site."""
    group = Group.objects.create(name="Publishers here")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="cms", codename="change_councilsite")
    GroupSitePermission.objects.create(group=group, site=site.site, permission=change)
    user = UserFactory()
    user.groups.add(group)
    return user


def sent(site, **changes) -> dict:
    """What the form sends."""
    own = {"council": site.council_id, "welsh_name": "", "contact_hours": "", "welsh_contact_hours": ""}
    return own | {"welsh_contact_name": "", "footer": "", "welsh_footer": "", "logo": ""} | LOOK | changes


def save(client, site, **changes):
    return client.post(reverse(SCREEN[0], args=[*SCREEN[1:], site.site_id]), sent(site, **changes))


def test_publisher_changes_look_and_contact_of_the_council(client, site, publisher):
    client.force_login(publisher)
    assert save(client, site, footer="Working for Larkfield.").status_code == 302
    site.council.refresh_from_db()
    assert {name: getattr(site.council, name) for name in LOOK} == LOOK
    event = AuditEvent.objects.get(event="council.saved")
    assert (event.actor, event.data["changed"]) == (publisher, "brand_colour, contact_email, contact_name")
    page = client.get("/").content.decode()
    assert "Working for Larkfield." in page and "ask@larkfield.example" in page


def test_contact_has_a_name_in_each_language_where_both_are_written(client, site, publisher):
    welsh_home()
    client.force_login(publisher)
    save(client, site)
    assert "Value team" in client.get("/cy/").content.decode()
    save(client, site, welsh_contact_name="Tîm gwerth")
    assert "Value team" in client.get("/").content.decode()
    in_welsh = client.get("/cy/").content.decode()
    assert "Tîm gwerth" in in_welsh and "Value team" not in in_welsh


def test_saving_without_a_change_writes_no_event(client, site, publisher):
    client.force_login(publisher)
    save(client, site)
    save(client, site)
    assert AuditEvent.objects.filter(event="council.saved").count() == 1


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#ffff00", "on white it stands out 1.1 to 1"),
        ("#c8c8c8", "on white it stands out 1.7 to 1"),
        ("purple", "six figures or letters"),
        ("#12345", "six figures or letters"),
        ("}*{x:y", "six figures or letters"),
    ],
)
def test_colour_that_cannot_be_seen_is_refused_in_words(client, site, publisher, colour, words):
    client.force_login(publisher)
    response = save(client, site, brand_colour=colour)
    assert response.status_code == 200
    assert words in response.content.decode()
    site.council.refresh_from_db()
    assert site.council.brand_colour != colour


def test_every_colour_is_readable_or_refused():
    for red in range(0, 256, 15):
        for green in range(0, 256, 15):
            for blue in range(0, 256, 15):
                colour = f"#{red:02x}{green:02x}{blue:02x}"
                seen = contrast(colour, "#ffffff") >= 3 and contrast(colour, text_on(colour)) >= 4.5
                assert (brand_colour_problem(colour) == "") == seen


def test_contact_needs_a_council_to_belong_to(client, site):
    client.force_login(UserFactory(is_superuser=True))
    response = save(client, site, council="")
    assert "Choose the council first" in response.content.decode()


def test_others_change_nothing(site):
    with pytest.raises(PermissionDenied):
        save_look(site=site, look=Look(**LOOK), by=UserFactory())


def test_publisher_of_another_site_changes_nothing_here(client, site, publisher):
    other = Site.objects.create(hostname="other.example", root_page=site.site.root_page)
    GroupSitePermission.objects.update(site=other)
    client.force_login(publisher)
    assert save(client, site).status_code in (302, 403)
    site.council.refresh_from_db()
    assert site.council.contact_name != "Value team"


def test_action_refuses_an_unreadable_colour_too(site, publisher):
    with pytest.raises(ValidationError, match="darker"):
        save_look(site=site, look=Look(**LOOK | {"brand_colour": "#ffffff"}), by=publisher)
