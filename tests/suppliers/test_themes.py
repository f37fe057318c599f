"""The local themes of a council: who sets them, which measures can serve them, and the pages for it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from framework.actions import MOST_THEMES, ThemeRefused, remove_theme, set_theme
from framework.copying import copy_framework
from framework.models import Theme
from tests.factories import (
    ContractFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    OfficerRoleFactory,
    ThemeFactory,
)
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return OfficerRoleFactory(role="social_value_lead")


def test_theme_is_made_changed_and_taken_out(lead):
    first, second = MeasureFactory.create_batch(2)
    said = {"council": lead.council, "by": lead.user}
    theme = set_theme(theme=None, name="Work", measures=[first.pk], **said)
    set_theme(theme=theme, name="Good work", measures=[first.pk, second.pk], **said)
    assert Theme.objects.get().name == "Good work" and set(theme.measures.all()) == {first, second}
    pk = theme.pk
    remove_theme(theme=theme, by=lead.user)
    assert not Theme.objects.exists()
    assert list(AuditEvent.objects.order_by("pk").values_list("event", "data")) == [
        ("theme.set", {"theme": pk, "measures": 1}),
        ("theme.set", {"theme": pk, "measures": 2}),
        ("theme.removed", {"theme": pk}),
    ]


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_themes_are_for_leads_of_the_council(lead, role):
    theme = ThemeFactory(council=lead.council)
    for person in (OfficerRoleFactory(council=lead.council, role=role).user, OfficerRoleFactory(role=lead.role).user):
        with pytest.raises(PermissionDenied):
            set_theme(council=lead.council, theme=theme, name="Work", measures=[], by=person)
        with pytest.raises(PermissionDenied):
            remove_theme(theme=theme, by=person)


def test_theme_of_another_council_is_not_taken_over(lead):
    with pytest.raises(PermissionDenied):
        set_theme(council=lead.council, theme=ThemeFactory(), name="Work", measures=[], by=lead.user)


def test_measure_of_another_council_serves_no_theme(lead):
    other = MeasureFactory(version__framework=FrameworkFactory(council=OfficerRoleFactory().council))
    with pytest.raises(PermissionDenied):
        set_theme(council=lead.council, theme=None, name="Work", measures=[other.pk], by=lead.user)


def test_two_themes_cannot_have_one_name(lead):
    ThemeFactory(council=lead.council, name="Work")
    ThemeFactory(name="Work and learning")
    with pytest.raises(ThemeRefused, match="of this name already"):
        set_theme(council=lead.council, theme=None, name="WORK", measures=[], by=lead.user)
    set_theme(council=lead.council, theme=None, name="Work and learning", measures=[], by=lead.user)


def test_there_is_a_most(lead):
    ThemeFactory.create_batch(MOST_THEMES, council=lead.council)
    with pytest.raises(ThemeRefused, match="at most"):
        set_theme(council=lead.council, theme=None, name="One more", measures=[], by=lead.user)


def test_copy_of_a_framework_serves_the_same_themes(lead):
    measure = MeasureFactory()
    theme, other = ThemeFactory(council=lead.council), ThemeFactory()
    theme.measures.add(measure)
    other.measures.add(measure)
    copy = copy_framework(version=measure.version, council=lead.council, name="Ours", by=lead.user)
    assert set(theme.measures.all()) == {measure, copy.measures.get()}
    assert set(other.measures.all()) == {measure}


def test_page_offers_what_contracts_are_measured_by_and_keeps_what_was_chosen(lead):
    used, unused = MeasureFactory(), MeasureFactory()
    agreed = FrameworkVersionFactory(framework__council=lead.council, framework__is_for_single_contracts=True)
    for_one = MeasureFactory(version=agreed, title="Agreed for one contract")
    ContractFactory(council=lead.council, framework_version=used.version)
    client, add = browser(lead.user), reverse("theme-add", args=[lead.council.pk])
    page = client.get(add).content.decode()
    assert f'value="{used.pk}"' in page
    assert f'value="{unused.pk}"' not in page and for_one.title not in page
    field = f"objective_{used.outcome.objective_id}"
    assert "Enter the name of the local theme" in shown(client.post(add, {"name": "", field: [used.pk]}))
    assert "The local theme was saved." in shown(client.post(add, {"name": "Work", field: [used.pk]}, follow=True))
    theme = Theme.objects.get()
    assert list(theme.measures.all()) == [used]
    assert "checked" in client.get(reverse("theme-edit", args=[theme.pk])).content.decode()
    assert "was taken out" in shown(client.post(reverse("theme-remove", args=[theme.pk]), follow=True))
    assert not Theme.objects.exists()


def test_measure_of_several_versions_is_chosen_once_for_them_all(lead):
    older = MeasureFactory(code="A1", title="As it was called", version__framework__council=lead.council)
    version = FrameworkVersionFactory(framework=older.version.framework, number=older.version.number + 1)
    newer = MeasureFactory(code="A1", title="As it is called", version=version)
    gone = MeasureFactory(code="A2", title="No longer asked for", version=older.version)
    elsewhere = MeasureFactory(code="A1", title="Of another framework", version__framework__council=lead.council)
    client, add = browser(lead.user), reverse("theme-add", args=[lead.council.pk])
    page = client.get(add).content.decode()
    assert newer.title in page and gone.title in page and elsewhere.title in page and older.title not in page
    chosen = {f"objective_{newer.outcome.objective_id}": [newer.pk]}
    page = client.post(add, {"name": "Work", **chosen}, follow=True).content.decode()
    assert 'numeric">1</td>' in page
    theme = Theme.objects.get()
    assert set(theme.measures.all()) == {older, newer}

    theme.measures.remove(newer)
    page = client.get(reverse("theme-edit", args=[theme.pk])).content.decode()
    assert page.count(" checked") == 1
    client.post(reverse("theme-edit", args=[theme.pk]), {"name": "Work", **chosen})
    assert set(theme.measures.all()) == {older, newer}
    client.post(reverse("theme-edit", args=[theme.pk]), {"name": "Work"})
    assert not theme.measures.exists()
    assert 'numeric">0</td>' in client.get(reverse("theme-list", args=[lead.council.pk])).content.decode()


def test_page_of_a_council_without_contracts_says_what_will_appear(lead):
    page = shown(browser(lead.user).get(reverse("theme-add", args=[lead.council.pk])))
    assert "Measures appear here when the first contract is measured by them." in page
