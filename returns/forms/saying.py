"""Shapes of what the two sides say to each other about a line: in words that name nobody."""

from django.utils.translation import gettext_lazy as _

from returns.forms.supplier import REASON_LIMIT
from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody


class SayingForm(NamesNobody):
    """Some words about one line."""

    watched = ("words",)

    words = words_field("", limit=REASON_LIMIT)

    def __init__(self, data=None, *, is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive


class QuestionForm(SayingForm):
    """What an officer asks about a line."""

    words = words_field(_("What do you want to know?"), error=_("Write your question"), limit=REASON_LIMIT, rows=4)


class AnswerForm(SayingForm):
    """What the supplier answers."""

    words = words_field(_("Your answer"), error=_("Write your answer"), limit=REASON_LIMIT)


class DisputeForm(SayingForm):
    """Why a decision is wrong."""

    words = words_field(_("Why is the decision wrong?"), error=_("Say why the decision is wrong"), limit=REASON_LIMIT)


class KeepDecisionForm(SayingForm):
    """Why a decision stays."""

    words = words_field(_("Why does the decision stay?"), error=_("Say why the decision stays"), limit=REASON_LIMIT)
