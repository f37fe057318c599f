"""The form of a site's settings, with what belongs to the council itself: its colour and the contact."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from accounts.colours import brand_colour_problem
from cms.actions.sites import Look, save_look

OF_COUNCIL = ("brand_colour", "contact_name", "contact_email", "contact_phone")
WHOM_TO_ASK = ("contact_name", "welsh_contact_name", *OF_COUNCIL[2:], "contact_hours", "welsh_contact_hours")
LOGO_WIDTH, LOGO_HEIGHT = 1200, 400


class CouncilSiteForm(WagtailAdminModelForm):
    """Settings of a site. What is the council's own is read from the council and goes back to it by an action."""

    brand_colour = forms.CharField(
        label=_("Colour of the header"),
        max_length=7,
        required=False,
        help_text=_("Such as #1d5b4f. Words on it become white or black, whichever can be read."),
    )
    contact_name = forms.CharField(label=_("Who answers questions"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("Email for questions"), required=False, max_length=254)
    contact_phone = forms.CharField(label=_("Telephone for questions"), max_length=40, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if council := self.instance.council if self.instance.pk else None:
            for name in OF_COUNCIL:
                self.fields[name].initial = getattr(council, name)

    def clean_brand_colour(self) -> str:
        """A colour in which header and marks can be seen."""
        colour = self.cleaned_data["brand_colour"].strip()
        if colour and (problem := brand_colour_problem(colour)):
            raise forms.ValidationError(problem)
        return colour

    def clean_logo(self):
        """A logo is shown as it was uploaded, on every page: it must not be a poster."""
        logo = self.cleaned_data["logo"]
        if logo and (logo.width > LOGO_WIDTH or logo.height > LOGO_HEIGHT):
            raise forms.ValidationError(
                _("The logo must be at most %(width)d pixels wide and %(height)d high; this one is %(now)s"),
                params={"width": LOGO_WIDTH, "height": LOGO_HEIGHT, "now": f"{logo.width} × {logo.height}"},
            )
        return logo

    def clean(self):
        """What belongs to a council needs one to belong to."""
        cleaned = super().clean()
        council = cleaned.get("council") if "council" in self.fields else self.instance.council
        if not council:
            for name in OF_COUNCIL:
                if name in self.changed_data and cleaned.get(name):
                    self.add_error(name, _("Choose the council first: this is kept with the council"))
        elif not cleaned.get("brand_colour") and "brand_colour" not in self.errors:
            cleaned["brand_colour"] = council.brand_colour
        return cleaned

    def save(self, commit=True):
        """Save the site's own settings, and hand the council what is the council's."""
        site = super().save(commit)
        if site.council:
            look = Look(**{name: self.cleaned_data[name] for name in OF_COUNCIL})
            save_look(site=site, look=look, by=self.for_user)
        return site


def panels_of_a_site() -> ObjectList:
    """The screen of a site's settings."""
    return ObjectList(
        [
            FieldPanel("council", permission="superuser"),  # nobody gives their site to another council
            MultiFieldPanel(
                [FieldPanel("welsh_name"), FieldPanel("logo"), FieldPanel("brand_colour")], heading=_("Name and look")
            ),
            MultiFieldPanel(
                [FieldPanel(name) for name in WHOM_TO_ASK],
                heading=_("Whom readers may ask"),
            ),
            MultiFieldPanel([FieldPanel("footer"), FieldPanel("welsh_footer")], heading=_("Footer")),
            FieldPanel("needs_welsh"),
            FieldPanel("publishes_contracts"),
        ],
        base_form_class=CouncilSiteForm,
    )
