"""What Wagtail tells editors by e-mail, told in our letters: a sentence and a link, no title and no comment.

Wagtail's own e-mails name the page, whoever sent it and what was said. It has no hook for them, so the two functions
through which all of them go are replaced. tests/cms/test_letters.py fails when Wagtail tells of something else.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User

# Subject and sentence by the name of Wagtail's template.
LETTERS = {
    "task_state_submitted": (
        _("A page waits for you to approve it"),
        _("An editor has sent you a page of the public site to approve. Read it here:"),
    ),
    "workflow_state_submitted": (
        _("A page was sent to be approved"),
        _("A page of the public site was sent to be approved. See it here:"),
    ),
    "workflow_state_approved": (
        _("Your page was approved"),
        _("A page that you sent was approved. See it here:"),
    ),
    "workflow_state_rejected": (
        _("Your page needs changes"),
        _("A publisher has read a page that you sent and asks for changes. See what is asked here:"),
    ),
    "updated_comments": (
        _("New comments on a page"),
        _("Somebody commented on a page of the public site that you follow. Read the comments here:"),
    ),
}


def tell_editors(name: str, page_id: int, readers: Iterable[User]) -> None:
    """Queue the letter of one of Wagtail's templates."""
    subject, sentence = LETTERS[name]
    send_letter(
        to=list(readers),
        subject=subject,
        sentence=sentence,
        link=link_to("wagtailadmin_pages:edit", page_id),
    )


def write_letters() -> None:
    """Have Wagtail's e-mails written as letters. Doing it twice does it once."""
    # Not above: this is called when the portal starts, and read before Wagtail's models can be.
    from wagtail.admin import mail
    from wagtail.admin.views.pages import edit

    def send_emails(self, template_set, context, recipients, **kwargs) -> bool:
        name = template_set["text"].rpartition("/")[2].removesuffix(".txt")
        tell_editors(name, context["object"].pk, recipients)
        return True

    def send_notification(recipient_users, notification, extra_context) -> bool:
        wanted = [user for user in recipient_users if _wants(mail, user, notification)]
        tell_editors(notification, extra_context["page"].pk, wanted)
        return True

    mail.EmailNotificationMixin.send_emails = send_emails
    edit.send_notification = send_notification


def _wants(mail, user: User, notification: str) -> bool:
    return getattr(mail.UserProfile.get_for_user(user), f"{notification}_notifications")
