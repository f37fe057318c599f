"""Sending a proposal, answering one, ending a promise: each with its reason."""

from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody
from suppliers.forms.promises.asked import one_of

REASON_LIMIT = 1000
ACCEPT, COUNTER, DECLINE = "accept", "counter", "decline"


class SendForm(NamesNobody):
    """Why something is proposed, and why the contract asks for more than usual, where it does."""

    watched = ("reason", "proportion_reason")

    def __init__(self, data=None, *, needs_reason: bool, needs_proportion: bool, is_sensitive: bool = False) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive
        self.fields["reason"] = words_field(
            _("Why do you propose it?"), required=needs_reason, error=_("Say why you propose it"), limit=REASON_LIMIT,
            rows=3,
        )  # fmt: skip
        if needs_proportion:
            self.fields["proportion_reason"] = words_field(
                _("Why does this contract ask for more than usual?"),
                error=_("Say why this contract asks for more than usual"),
                limit=REASON_LIMIT,
                rows=3,
            )


class AnswerForm(NamesNobody):
    """Yes, no, or with other terms."""

    watched = ("reason", "proportion_reason")

    def __init__(self, data=None, *, can_counter: bool, needs_proportion: bool, is_sensitive: bool = False) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive
        answers = [
            (ACCEPT, _("Accept it as it is")),
            *([(COUNTER, _("Answer with other terms"))] if can_counter else []),
            (DECLINE, _("Decline it")),
        ]
        self.fields["answer"] = one_of(_("What is your answer?"), answers, error=_("Choose your answer"))
        self.fields["reason"] = words_field(_("Reason"), required=False, limit=REASON_LIMIT, rows=3)
        if needs_proportion:
            self.fields["proportion_reason"] = words_field(
                _("Why does this contract ask for more than usual?"), required=False, limit=REASON_LIMIT, rows=3
            )

    def clean(self) -> dict:
        """A no has a reason, and so has asking for more than usual."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("answer") == DECLINE and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why you decline it"))
        is_explained = "proportion_reason" not in self.fields or "proportion_reason" in self.errors
        if cleaned.get("answer") == ACCEPT and not is_explained and not cleaned.get("proportion_reason"):
            self.add_error("proportion_reason", _("Say why this contract asks for more than usual"))
        return cleaned


class EndForm(NamesNobody):
    """Why a promise should end."""

    watched = ("reason",)

    def __init__(self, data=None, *, is_sensitive: bool = False) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive
        self.fields["reason"] = words_field(
            _("Why should it end?"), error=_("Say why it should end"), limit=REASON_LIMIT, rows=3
        )
