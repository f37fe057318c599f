"""Which pictures a consent covers: those of every case study that names it, in whatever draft."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Revision

from cms.models import CaseStudyPage, Consent, CouncilImage


def pages_under(consent: Consent) -> QuerySet[CaseStudyPage]:
    """The case studies that show what a consent covers, or would: the newest 200."""
    pages = CaseStudyPage.objects.order_by("-pk")
    if consent.covers == Consent.Covers.NAME:
        of_supplier = pages.filter(contract__council=consent.council_id, contract__supplier=consent.supplier_id)
        return of_supplier.filter(names_supplier=True)[:200]
    field = "quote_consent" if consent.covers == Consent.Covers.QUOTE else "picture_consent"
    return pages.filter(**{field: consent.pk})[:200]


def pictures_under(consent: Consent) -> QuerySet[CouncilImage]:
    """The pictures of every page and draft that says they are covered by this consent. None of other kinds."""
    if consent.covers != Consent.Covers.PICTURE:
        return CouncilImage.objects.none()
    shown = CaseStudyPage.objects.filter(picture_consent=consent.pk).values_list("picture", flat=True)
    kind = ContentType.objects.get_for_model(CaseStudyPage)
    drafts = Revision.objects.filter(content_type=kind, content__picture_consent=consent.pk)
    drawn = {pk for pk in [*shown, *drafts.values_list("content__picture", flat=True)] if pk}
    return CouncilImage.objects.filter(pk__in=drawn)
