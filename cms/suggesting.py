"""Which suggestions of case studies an editor sees, and where their pages go."""

from django.db.models import QuerySet

from accounts.models import User
from cms.editors import councils_edited_by
from cms.models import CaseStudyIndexPage, CaseStudySuggestion, CouncilSite


def suggestions_edited_by(user: User) -> QuerySet[CaseStudySuggestion]:
    """Those of the councils whose sites a person edits."""
    rows = CaseStudySuggestion.objects.filter(council__in=councils_edited_by(user).values("pk"))
    return rows.select_related(
        "council", "page", "suggested_by", "supplier_return__contract__supplier", "supplier_return__period"
    )


def index_of(council_id: int) -> CaseStudyIndexPage | None:
    """The list of case studies on the site of a council, in the language of its home page."""
    site = CouncilSite.objects.select_related("site__root_page").filter(council=council_id).first()
    if site is None:
        return None
    return CaseStudyIndexPage.objects.child_of(site.site.root_page).order_by("path").first()
