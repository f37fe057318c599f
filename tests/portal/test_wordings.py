"""Wordings that are remembered are the ones that would be found, each in its language."""

import pytest
from django.utils.translation import gettext, override, pgettext, trans_real

from portal.wordings import remember_wordings
from tests.catalogues import write_catalogue


@pytest.fixture
def catalogue(settings, tmp_path):
    """A catalogue in which something is known in Welsh."""
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {"Portfolio": "Portffolio", "month\x04May": "Mai"})]
    yield
    trans_real._translations = {}


def test_remembered_wordings_are_those_of_the_language(catalogue):
    for _time in range(2):
        with override("cy"):
            assert gettext("Portfolio") == "Portffolio" and pgettext("month", "May") == "Mai"
            assert gettext("Nobody has translated this") == "Nobody has translated this"
        with override("en-gb"):
            assert gettext("Portfolio") == "Portfolio" and pgettext("month", "May") == "May"
        remember_wordings()


def test_catalogue_is_asked_once(catalogue):
    words, asked = trans_real.translation("cy"), []
    look_up = words.gettext
    words.gettext = lambda text: asked.append(text) or look_up(text)
    remember_wordings()
    with override("cy"):
        assert [gettext("Portfolio") for _time in range(3)] == ["Portffolio"] * 3
    assert asked == ["Portfolio"]
