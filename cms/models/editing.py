"""Who writes and who publishes on each site, the step of approval between them, and reminders that were sent."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Collection, Page, Site, Workflow

from cms.editing.publishing import publishing_problems
from cms.editing.twins import twin_problem
from cms.models.council_site import CouncilSite


class SiteEditing(models.Model):
    """The groups, the collection and the workflow of a site. They are found here, so that their names may change."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="editing", verbose_name=_("site"))
    editors = models.ForeignKey(
        Group, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("editors")
    )
    publishers = models.ForeignKey(
        Group, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("publishers")
    )
    collection = models.ForeignKey(
        Collection, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("pictures and documents")
    )
    workflow = models.ForeignKey(
        Workflow, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("workflow")
    )

    class Meta:
        verbose_name = _("editing of a site")

    def __str__(self) -> str:
        return str(self.site)

    @property
    def audit_council_id(self) -> int | None:
        """The council of the site, where it has one."""
        return CouncilSite.objects.filter(site_id=self.site_id).values_list("council_id", flat=True).first()


class PublisherApproval(AbstractGroupApprovalTask):
    """A publisher reads and publishes what an editor sent. Nobody approves what they sent themselves."""

    class Meta:
        verbose_name = _("approval by a publisher")

    def get_actions(self, obj, user) -> list[tuple]:
        """Wagtail's actions, without approving where it is one's own or the twin is missing."""
        actions = super().get_actions(obj, user)
        if actions and why_not_approve(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state, user, action_name, **kwargs):
        """Do what was asked. Raises PermissionDenied for an approval that would publish what breaks a rule."""
        if action_name == "approve" and publishing_problems(task_state.revision.as_object()):
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        """What Wagtail says of this kind of step."""
        return _("A publisher of the site approves what an editor sent, and never what they sent themselves")


def why_not_approve(page: Page, user) -> str:
    """Why somebody who approves pages may not approve this one, in words; empty where they may."""
    state = page.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        return str(_("You sent this page to be approved, so somebody else decides about it"))
    return str(twin_problem(page) or "")


class ReviewReminder(models.Model):
    """That publishers were reminded of a page whose day to be looked at again had come: once for each step and day."""

    class Step(models.TextChoices):
        DUE = "due", _("the day has come")
        LATE = "late", _("it is 30 days past")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    step = models.CharField(_("step"), max_length=4, choices=Step)
    due_on = models.DateField(_("to be looked at again on"))
    sent_on = models.DateField(_("sent on"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "step", "due_on"], name="review_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.step} {self.due_on}"
