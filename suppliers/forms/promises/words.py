"""A promise in words: what it is, how binding, where and for whom, and whether it may be published."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import WORDS_LIMIT, words_field
from suppliers.forms.promises.asked import Asked, StepForm, line_field, one_of, yes_or_no
from suppliers.models import Commitment

Obligation, Unpublishable = Commitment.Obligation, Commitment.Unpublishable
YES, NO = "yes", "no"
ITSELF = "supplier"


class PromiseWordsForm(StepForm):
    """The promise as people will read it everywhere, and how the tender had it."""

    watched = ("promise", "tender_wording")

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was said before."""
        return {"promise": asked.terms.promise, "tender_wording": asked.terms.tender_wording}

    def ask(self) -> None:
        """The tender's wording is asked once, when the promise is made."""
        self.fields["promise"] = words_field(
            _("What is promised?"), error=_("Say in plain words what is promised"), limit=300, rows=3
        )
        if self.asked.is_new:
            self.fields["tender_wording"] = words_field(
                _("How the tender worded it"), required=False, limit=WORDS_LIMIT, rows=4
            )

    def to_draft(self) -> dict[str, Any]:
        """Both texts."""
        return dict(self.cleaned_data)


class BindingForm(StepForm):
    """How binding it is, and whether it goes beyond the specification."""

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was chosen before."""
        if not asked.is_done:
            return {}
        return {"obligation": asked.terms.obligation, "is_additional": YES if asked.terms.is_additional else NO}

    def ask(self) -> None:
        """Two questions about its weight."""
        self.fields["obligation"] = one_of(
            _("How binding is it?"), Obligation.choices, error=_("Choose how binding it is")
        )
        self.fields["is_additional"] = yes_or_no(
            _("Is it more than the specification asks for?"),
            error=_("Say whether it is more than the specification asks for"),
        )

    def to_draft(self) -> dict[str, Any]:
        """Both answers."""
        cleaned = self.cleaned_data
        return {"obligation": cleaned["obligation"], "is_additional": cleaned["is_additional"] == YES}


class PlaceForm(StepForm):
    """Where it happens, who benefits, and who delivers it."""

    watched = ("place", "target_group")

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was said before."""
        terms = asked.terms
        if not asked.is_done:
            return {}
        return {"place": terms.place, "target_group": terms.target_group, "deliverer": str(terms.deliverer or ITSELF)}

    def ask(self) -> None:
        """Who delivers it is asked where others take part in the contract."""
        self.fields["place"] = line_field(_("Where is it delivered?"), limit=120, required=False)
        self.fields["target_group"] = line_field(_("Who benefits?"), limit=250, required=False)
        if self.asked.is_new and self.asked.parties:
            parties = [(str(pk), name) for pk, name in self.asked.parties]
            whole = [] if self.asked.is_part else [(ITSELF, _("The supplier itself"))]
            self.fields["deliverer"] = one_of(
                _("Who delivers it?"),
                [*whole, *parties],
                error=_("Choose who delivers it"),
            )

    def to_draft(self) -> dict[str, Any]:
        """Place, people, and who delivers."""
        cleaned = self.cleaned_data
        found = {"place": cleaned["place"], "target_group": cleaned["target_group"]}
        if "deliverer" in self.fields:
            found["deliverer"] = None if cleaned["deliverer"] == ITSELF else int(cleaned["deliverer"])
        return found


class PublishForm(StepForm):
    """Whether the promise may be published, and if not, why (Freedom of Information Act 2000, sections 40 and 43)."""

    watched = ("unpublishable_note",)

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was chosen before."""
        terms = asked.terms
        if not asked.is_done:
            return {}
        return {
            "is_publishable": YES if terms.is_publishable else NO,
            "unpublishable": terms.unpublishable,
            "unpublishable_note": terms.unpublishable_note,
        }

    def ask(self) -> None:
        """Yes, or no with a reason."""
        self.fields["is_publishable"] = yes_or_no(
            _("May this promise be published?"), error=_("Say whether this promise may be published")
        )
        self.fields["unpublishable"] = one_of(
            _("Why not?"), Unpublishable.choices, error=_("Choose why it may not be published"), required=False
        )
        self.fields["unpublishable_note"] = line_field(_("More about why"), limit=250, required=False)

    def clean(self) -> dict:
        """A no has its reason."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("is_publishable") == NO:
            if not cleaned.get("unpublishable"):
                self.add_error("unpublishable", _("Choose why it may not be published"))
            if not cleaned.get("unpublishable_note") and "unpublishable_note" not in self.errors:
                self.add_error("unpublishable_note", _("Say more about why it may not be published"))
        return cleaned

    def to_draft(self) -> dict[str, Any]:
        """The answer; a yes has no reason."""
        cleaned = self.cleaned_data
        if cleaned["is_publishable"] == YES:
            return {"is_publishable": True, "unpublishable": "", "unpublishable_note": ""}
        return {
            "is_publishable": False,
            "unpublishable": cleaned["unpublishable"],
            "unpublishable_note": cleaned["unpublishable_note"],
        }
