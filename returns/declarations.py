"""What a supplier declares with every return (domain rules, section 2.5, point 5)."""

from django.utils.translation import gettext_lazy as _

DECLARATIONS = {
    "this_contract": _("everything reported here comes from this contract and from this period"),
    "counted_once": _("nothing reported here is reported anywhere else, to this council or to another"),
    "no_child": _("no file and no words here name or show a child or young person"),
    "true": _("to the best of my knowledge everything in this return is true"),
}


def missing(ticked: list[str]) -> list[str]:
    """The declarations that are not ticked."""
    return [name for name in DECLARATIONS if name not in ticked]
