"""The rows that statements are made of: problems of accessibility, risks to privacy, signatures, contacts."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ProblemBlock(blocks.StructBlock):
    """Something that not everybody can use, and when it is mended or why it is not."""

    what = blocks.TextBlock(label=_("What does not work, and for whom"))
    criterion = blocks.CharBlock(
        label=_("Success criterion"), max_length=120, help_text=_("Such as 1.1.1 Non-text content (A).")
    )
    fix_by = blocks.DateBlock(label=_("Mended by"), required=False)
    why = blocks.TextBlock(label=_("Why it is so"), required=False, help_text=_("Needed where no date is given."))

    class Meta:
        icon = "warning"
        label = _("Problem")

    def clean(self, value):
        """A day by which it is mended, or why there is none. Raises StructBlockValidationError."""
        cleaned = super().clean(value)
        if not cleaned["fix_by"] and not cleaned["why"].strip():
            said = _("Enter the day by which it is mended, or say why there is none")
            raise blocks.StructBlockValidationError(block_errors={"fix_by": ValidationError(said)})
        return cleaned


class RiskBlock(blocks.StructBlock):
    """What could go wrong for people, what is done about it, and what is left."""

    LEVELS = (("low", _("Low")), ("medium", _("Medium")), ("high", _("High")))

    what = blocks.TextBlock(label=_("What could go wrong"))
    measures = blocks.TextBlock(label=_("What we do about it"))
    level = blocks.ChoiceBlock(label=_("What is left"), choices=LEVELS)
    note = blocks.CharBlock(label=_("Why, in short"), max_length=200, required=False)

    class Meta:
        icon = "warning"
        label = _("Risk")


class SignatureBlock(blocks.StructBlock):
    """Who agreed to what, by role."""

    who = blocks.CharBlock(label=_("Who"), max_length=150, help_text=_("A role, such as “data protection officer”."))
    what = blocks.CharBlock(label=_("What they did"), max_length=250, help_text=_("Such as “accepted what is left”."))
    signed_on = blocks.DateBlock(label=_("On"), required=False)

    class Meta:
        icon = "tick"
        label = _("Signature")


class ContactBlock(blocks.StructBlock):
    """Somebody else whom readers may ask."""

    about = blocks.CharBlock(label=_("What it is about"), max_length=150)
    who = blocks.CharBlock(label=_("Who answers"), max_length=200, help_text=_("A team or a role."))
    email = blocks.EmailBlock(label=_("Email"), required=False)
    phone = blocks.CharBlock(label=_("Telephone"), max_length=40, required=False)
    post = blocks.TextBlock(label=_("Address"), required=False)
    hours = blocks.CharBlock(label=_("When"), max_length=120, required=False)

    class Meta:
        icon = "user"
        label = _("Contact")
