import pytest
from django.urls import reverse

from audit.models import AuditEvent, Seal
from audit.seal import seal_events
from tests.audit.tampering import add_events
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def support(client):
    """Somebody who holds every right there is."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def trail(db):
    add_events(1, 2, subject_id="41", trail="returns.supplierreturn:41")
    add_events(3, subject_id="42", trail="returns.supplierreturn:42")
    seal_events()


@pytest.mark.parametrize("search", ["returns.supplierreturn 42", "returns.supplierreturn:42", "42"])
def test_support_finds_events_by_subject_and_trail(support, trail, search):
    page = support.get(reverse("admin:audit_auditevent_changelist"), {"q": search})

    assert [event.pk for event in page.context["cl"].result_list] == [3]


def test_support_finds_the_seal_of_a_digest(support, trail):
    digest = Seal.objects.get().digest
    page = support.get(reverse("admin:audit_seal_changelist"), {"q": digest[:12]})

    assert page.context["cl"].result_count == 1


@pytest.mark.parametrize("model", ["auditevent", "seal"])
def test_support_can_only_look(support, trail, model):
    pk = {"auditevent": AuditEvent, "seal": Seal}[model].objects.first().pk
    before = list(AuditEvent.objects.values()), list(Seal.objects.values())
    name = f"admin:audit_{model}"

    page = support.get(reverse(f"{name}_change", args=[pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert support.get(reverse(f"{name}_add")).status_code == 403
    assert support.post(reverse(f"{name}_change", args=[pk]), {"event": "x"}).status_code == 403
    assert support.post(reverse(f"{name}_delete", args=[pk]), {"post": "yes"}).status_code == 403
    assert b"delete_selected" not in support.get(reverse(f"{name}_changelist")).content
    assert (list(AuditEvent.objects.values()), list(Seal.objects.values())) == before
