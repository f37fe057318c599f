"""What officers keep for themselves: views of the queue, by a name of their own."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER


class SavedView(models.Model):
    """The filters of the queue under a name. It opens what its owner may see, like any link, and nothing more."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filters"), max_length=400, blank=True)

    class Meta:
        ordering = ["user", "name"]
        constraints = [models.UniqueConstraint("user", Lower("name"), name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name
