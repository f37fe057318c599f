"""What the first visits of pages would load, loaded before the server forks.

Workers then share it in memory, and nobody's first page takes a second longer than all others.
"""

from django.template import engines
from django.urls import reverse
from django.utils import timezone

from portal.wordings import remember_wordings
from suppliers.calendar import NATIONS, next_working_day


def load_what_pages_need() -> None:
    """Every view and form, all tags of templates, the bank holidays of this year, and what a wording is looked up by.

    No question to the database: a connection must not be there when the server forks.
    """
    reverse("home")
    list(engines.all())
    new_year = timezone.localdate().replace(month=1, day=1)
    for nation in NATIONS:
        next_working_day(new_year, nation)
    remember_wordings()
