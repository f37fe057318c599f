"""The words of a field's choices in templates."""

import pytest
from django.utils import translation

from returns.models import SupplierReturn
from returns.templatetags.returns import words_of
from suppliers.models import Contract


@pytest.mark.parametrize("status", SupplierReturn.Status.values)
def test_words_of_a_status_are_those_of_its_choice(status):
    supplier_return = SupplierReturn(status=status)
    with translation.override("cy"):
        assert words_of(supplier_return, "status") == supplier_return.get_status_display()
    assert words_of(supplier_return, "status") == supplier_return.get_status_display()


def test_words_of_a_value_without_words_are_the_value():
    assert words_of(Contract(frequency="fortnightly"), "frequency") == "fortnightly"
