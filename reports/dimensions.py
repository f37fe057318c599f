"""By what a portfolio can be asked: what measures belong to, and the places of contracts."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import officer_roles
from framework.models import Measure, Objective, Outcome, Theme
from returns.tallies import MEASURE
from suppliers.models import Area, Contract, Department, Organisation, ServiceCategory
from suppliers.places import NOT_SAID, Kind


class Dimension(models.TextChoices):
    """What can be asked by; the value stands in addresses."""

    OBJECTIVE = "objective", _("Objective")
    OUTCOME = "outcome", _("Outcome")
    MEASURE = MEASURE, _("Measure")
    THEME = "theme", _("Local theme")
    CATEGORY = Kind.CATEGORY.value, _("Service")
    DEPARTMENT = Kind.DEPARTMENT.value, _("Department")
    AREA = Kind.AREA.value, _("Area")
    SUPPLIER = Kind.SUPPLIER.value, _("Supplier")


HEADINGS = {
    Dimension.OBJECTIVE: _("By objective"),
    Dimension.OUTCOME: _("By outcome"),
    Dimension.MEASURE: _("By measure"),
    Dimension.THEME: _("By local theme"),
    Dimension.CATEGORY: _("By service"),
    Dimension.DEPARTMENT: _("By department"),
    Dimension.AREA: _("By area"),
    Dimension.SUPPLIER: _("By supplier"),
}
# Why the rows of some of them are not added together.
TWICE = {
    Dimension.THEME: _("A measure can serve several local themes. It counts under each of them."),
    Dimension.CATEGORY: _("A contract of several services counts under each of them."),
}
# The way from a measure to the part of its framework.
WAYS = {Dimension.OBJECTIVE: "outcome__objective", Dimension.OUTCOME: "outcome", Dimension.MEASURE: "pk"}
# What a title is called, where there is one.
TITLES = ("title", "label", "name")
_HEADS: dict[str, type[models.Model]] = {
    Dimension.OBJECTIVE: Objective,
    Dimension.OUTCOME: Outcome,
    Dimension.MEASURE: Measure,
    Dimension.THEME: Theme,
    Dimension.CATEGORY: ServiceCategory,
    Dimension.DEPARTMENT: Department,
    Dimension.AREA: Area,
    Dimension.SUPPLIER: Organisation,
}


def dimension_of(name: str) -> Dimension:
    """The dimension of an address. Raises Http404."""
    try:
        return Dimension(name)
    except ValueError:
        raise Http404 from None


def is_place(dimension: str) -> bool:
    """Whether contracts count in it, and not measures."""
    return dimension in Kind.values


def heads_visible_to(user: User, dimension: Dimension) -> models.QuerySet:
    """What an officer can ask by: what the officer's councils keep, or the suppliers of their contracts.

    Of frameworks what their contracts are measured by, and what all share.
    """
    councils = list(officer_roles(user))
    heads = _HEADS[dimension]._default_manager.all()
    if dimension == Dimension.SUPPLIER:
        return heads.filter(pk__in=Contract.objects.filter(council__in=councils).values("supplier"))
    if is_place(dimension) or dimension == Dimension.THEME:
        return heads.filter(council__in=councils)
    shared = models.Q(version__framework__council__isnull=True, version__framework__is_for_single_contracts=False)
    return heads.filter(shared | models.Q(version__framework__council__in=councils))


def title_of_rest(dimension: Dimension) -> str:
    """What is said of all that is under no head; empty where everything is under one."""
    if dimension == Dimension.THEME:
        return _now("No local theme")
    return _now("Not said") if is_place(dimension) else ""


def named_by(dimension: Dimension) -> list[str]:
    """The fields that a head is known by to people: its title, and its code where it has one. Its row may be long."""
    fields = _HEADS[dimension]._meta.fields
    return [field.name for field in fields if field.name in (*TITLES, "code")]


def title_of(head: models.Model) -> str:
    """What people call it."""
    return next(str(getattr(head, name)) for name in TITLES if hasattr(head, name))


def title_visible_to(user: User, dimension: Dimension, key: int) -> str:
    """The title of one. Raises Http404. One query, none for what is not said."""
    if key == NOT_SAID and (rest := title_of_rest(dimension)):
        return rest
    head = heads_visible_to(user, dimension).filter(pk=key).first()
    if head is None:
        raise Http404
    return title_of(head)
