"""The form in which an editor writes a case study: what can be chosen is the council's own."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.checks import case_study_may_be_public
from cms.consenting import consents_to_choose
from cms.editing.page_form import PageForm
from cms.editors import council_of
from cms.models.consents import Consent
from framework.models import Measure
from suppliers.models import Area, Contract, ServiceCategory

MOST_CONTRACTS = 500


class CaseStudyForm(PageForm):
    """A case study. Measures are those that the chosen contract promises; the first save shows them."""

    codes = forms.MultipleChoiceField(
        label=_("Measures"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Their verified figures are shown and stay up to date. Choose the contract and save a draft to see them."
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today, council = timezone.localdate(), council_of(self.parent_page or self.instance)
        council_id = council.pk if council else None
        self._offer("contract", _contracts_of(council_id, self.instance.contract_id))
        self._offer("service_category", ServiceCategory.objects.filter(council=council_id))
        self._offer("place", Area.objects.filter(council=council_id))
        for name, covers in (("quote_consent", Consent.Covers.QUOTE), ("picture_consent", Consent.Covers.PICTURE)):
            self._offer(name, consents_to_choose(council_id or 0, covers, today=today))
        codes: Any = self.fields["codes"]
        codes.choices = [(str(one.pk), f"{one.code} {one.title}") for one in self._measures(council_id)]
        codes.initial = [str(chosen.measure_id) for chosen in self._chosen()]

    def _offer(self, name: str, rows) -> None:
        if name in self.fields:
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _measures(self, council_id: int | None) -> list[Measure]:
        """What the contract promises: the one that is chosen now, or else the one saved before."""
        asked = self.data.get(self.add_prefix("contract"), "") if self.is_bound else ""
        pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else self.instance.contract_id
        promised = Measure.objects.filter(commitments__contract=pk, commitments__contract__council=council_id)
        return list(promised.exclude(value_type=Measure.ValueType.NARRATIVE).distinct().order_by("position"))

    def _chosen(self) -> list:
        return list(self.instance.measures.all()) if self.instance.pk or self.instance.measures.count() else []

    def clean(self) -> dict:
        """Everything that the public may see needs its consent before it is published; a draft may wait for it."""
        cleaned: dict = super().clean()
        if self.errors or not self.is_publishing:
            return cleaned
        codes = set(Measure.objects.filter(pk__in=cleaned.get("codes") or []).values_list("code", flat=True))
        for field, words in case_study_may_be_public.problems(_AsTyped(cleaned), codes, today=self._public_on(cleaned)):
            self.add_error(field, words)
        return cleaned

    @staticmethod
    def _public_on(cleaned: dict) -> date:
        """The day on which it becomes public: consents must hold then."""
        goes_live = cleaned.get("go_live_at")
        return max(timezone.localdate(), timezone.localdate(goes_live)) if goes_live else timezone.localdate()

    def save(self, commit=True):
        """The page with the chosen measures."""
        page = super().save(commit=False)
        known = {str(chosen.measure_id): chosen for chosen in self._chosen()}
        row = page._meta.get_field("measures").related_model
        wanted = self.cleaned_data.get("codes") or []
        page.measures.set([known.get(pk) or row(measure_id=int(pk)) for pk in wanted])
        if commit:
            page.save()
        return page


class _AsTyped:
    """The fields of a case study as they stand in the form."""

    def __init__(self, cleaned: dict) -> None:
        self.contract = cleaned.get("contract")
        self.body = cleaned.get("body")
        self.slug = cleaned.get("slug") or ""
        for name in ("title", "summary", "seo_title", "search_description"):
            setattr(self, name, cleaned.get(name) or "")
        self.names_supplier = bool(cleaned.get("names_supplier"))
        self.no_measures_reason = cleaned.get("no_measures_reason") or ""
        self.quote_words, self.quote_who = cleaned.get("quote_words") or "", cleaned.get("quote_who") or ""
        self.quote_consent, self.picture_consent = cleaned.get("quote_consent"), cleaned.get("picture_consent")
        self.picture_id = cleaned["picture"].pk if cleaned.get("picture") else None
        self.picture_alt = cleaned.get("picture_alt") or ""


def _contracts_of(council_id: int | None, chosen: int | None):
    """The council's newest contracts that are reported on, and the one chosen before."""
    own = Contract.objects.filter(council=council_id)
    newest = own.exclude(status=Contract.Status.PREPARING).order_by("-pk").values_list("pk", flat=True)
    return own.filter(pk__in=[*newest[:MOST_CONTRACTS], *([chosen] if chosen else [])]).order_by("reference")
