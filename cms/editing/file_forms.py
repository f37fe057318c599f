"""The forms of pictures and documents: what is said of each when it is uploaded."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.editing.body_rules import FILE_NAME
from cms.editing.pictures import cleaned


class PictureForm(BaseImageForm):
    """A picture says in words what it shows, and what others may do with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("description"):
            field.required = True
            field.label = _("What it shows")
            field.help_text = _("One sentence for people who cannot see it. Never the name of a child or of a client.")
        if field := self.fields.get("file"):
            field.to_python = _cleaning(field)


def _cleaning(field):
    """The field's own way to take a file, after what its camera wrote into it is gone.

    Before, because the libraries that Wagtail asks for its size fall over what is damaged.
    """
    take = field.to_python

    def take_cleaned(upload):
        if upload:
            field.check_image_file_size(upload)
        return take(cleaned(upload) if upload else upload)

    return take_cleaned


class DocumentForm(BaseDocumentForm):
    """A document has a title that people can read."""

    def clean_title(self):
        """Not the name of a file."""
        title = self.cleaned_data["title"]
        if FILE_NAME.fullmatch(title.strip()):
            raise ValidationError(_("Say what the document is, not how its file is called"))
        return title
