"""Which suggestions of case studies an editor sees."""

from django.db.models import QuerySet

from accounts.models import User
from cms.editors import councils_edited_by
from cms.models import CaseStudySuggestion


def suggestions_edited_by(user: User) -> QuerySet[CaseStudySuggestion]:
    """Those of the councils whose sites a person edits."""
    rows = CaseStudySuggestion.objects.filter(council__in=councils_edited_by(user).values("pk"))
    return rows.select_related(
        "council", "page", "suggested_by", "supplier_return__contract__supplier", "supplier_return__period"
    )
