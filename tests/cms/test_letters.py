"""What Wagtail tells editors by e-mail: a sentence and a link in our letters, and nothing of the page."""

import re
from pathlib import Path

import pytest
import wagtail.admin
from django.core import mail
from django.urls import reverse
from wagtail.models import Site
from wagtail.users.models import UserProfile

from accounts.models import OutboundEmail
from cms.editing.letters import LETTERS, tell_editors
from tests.catalogues import write_catalogue
from tests.cms.editing import desk, form, submitted
from tests.factories import UserFactory
from tests.returns.pages import browser

pytestmark = pytest.mark.django_db
COMMENT = "Mr Invented of 3 Made-up Lane"


@pytest.fixture
def own():
    return desk(site=Site.objects.get())


def letters() -> dict[str, str]:
    """Subjects by who got them; nothing of the page may stand in any."""
    rows = list(OutboundEmail.objects.all())
    for row in rows:
        said = f"{row.subject} {row.body} {row.html}"
        assert "evidence" not in said and COMMENT not in said and "Larkfield" not in said and "Person" not in said
        (link,) = re.findall(r"https?://\S+", row.body)
        assert "/cms/pages/" in link
    assert mail.outbox == []
    return {row.to: row.subject for row in rows}


def decide(own, page, action: str, **data) -> None:
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, page.current_workflow_task_state.pk])
    browser(own.publisher).post(address, data)


def test_publishers_alone_hear_of_a_page_that_was_sent(own):
    UserFactory(is_superuser=True)
    other = desk("Moorland")
    submitted(own.page, own.editor)
    assert letters() == {own.publisher.email: "A page waits for you to approve it"}
    assert other.publisher.email not in letters()


def test_editor_hears_that_a_page_was_approved(own):
    page = submitted(own.page, own.editor)
    OutboundEmail.objects.all().delete()
    decide(own, page, "approve")
    assert letters() == {own.editor.email: "Your page was approved"}


def test_editor_hears_that_a_page_needs_changes_and_not_which(own):
    page = submitted(own.page, own.editor)
    OutboundEmail.objects.all().delete()
    decide(own, page, "reject", comment=COMMENT)
    assert letters() == {own.editor.email: "Your page needs changes"}


def test_nobody_hears_who_does_not_want_to(own):
    profile = UserProfile.get_for_user(own.publisher)
    profile.submitted_notifications = False
    profile.save()
    submitted(own.page, own.editor)
    assert letters() == {}


def test_whoever_follows_a_page_hears_of_comments_and_not_what_they_say(own):
    browser(own.editor).get(reverse("wagtailadmin_pages:edit", args=[own.page.pk]))
    own.page.subscribers.filter(user=own.editor).update(comment_notifications=True)
    comments = {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-contentpath": "summary",
        "comments-0-text": COMMENT,
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-DELETE": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    browser(own.publisher).post(
        reverse("wagtailadmin_pages:edit", args=[own.page.pk]), {**form(own.page), **comments}, follow=True
    )
    assert letters() == {own.editor.email: "New comments on a page"}


def test_letter_is_in_the_language_of_its_reader(own, settings, tmp_path):
    subject, sentence = (str(text) for text in LETTERS["workflow_state_approved"])
    texts = {subject: "Cymeradwywyd eich tudalen", sentence: "Cymeradwywyd tudalen. Gweler:"}
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, texts)]
    own.editor.preferred_language = "cy"
    own.editor.save()
    tell_editors("workflow_state_approved", own.page.pk, [own.editor])
    assert OutboundEmail.objects.get().subject in (subject, "Cymeradwywyd eich tudalen")


def test_wagtail_tells_of_nothing_else():
    """When this fails after an upgrade, give the new e-mail a letter in cms/editing/letters.py."""
    folder = Path(wagtail.admin.__path__[0]) / "templates/wagtailadmin/notifications"
    names = {path.name.removesuffix("_subject.txt") for path in folder.glob("*_subject.txt")}
    unused = {"approved", "rejected", "task_state_approved", "task_state_rejected"}  # no notifier names them
    assert names - unused == LETTERS.keys()
    package = Path(wagtail.admin.__path__[0])
    senders = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if "tests" not in path.parts and re.search(r"\b(send_mail|send_notification|send_emails)\(", path.read_text())
    }
    assert senders == {"mail.py", "views/pages/edit.py"}
