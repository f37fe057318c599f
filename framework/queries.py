"""What can be seen of frameworks, and the parts of a version."""

from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from accounts.models import User
from accounts.queries import councils_of
from framework.models import FrameworkVersion, Measure, MeasureRelation, Theme
from framework.relations import Relation, never_added


def versions_visible_to(user: User) -> QuerySet[FrameworkVersion]:
    """Versions of the frameworks that all share, and of the councils this person is an officer of.

    Suppliers meet a council's own measures through the commitments of their contracts. Measures that were agreed for
    one contract each are nobody's choice: no contract is measured by a whole version of them.
    """
    if not user.is_authenticated:
        return FrameworkVersion.objects.none()
    return FrameworkVersion.objects.filter(
        Q(framework__council__isnull=True) | Q(framework__council__in=councils_of(user)),
        framework__is_for_single_contracts=False,
    ).select_related("framework")


def versions_to_choose(user: User, council_id: int) -> QuerySet[FrameworkVersion]:
    """Versions that a contract of a council may be measured by: the council's own and those that all share."""
    versions = versions_visible_to(user).filter(framework__is_for_single_contracts=False)
    mine = Q(framework__council__isnull=True) | Q(framework__council=council_id)
    return versions.filter(mine).order_by("framework__name", "-number")


def themes_visible_to(user: User) -> QuerySet[Theme]:
    """The local themes of the councils this person is an officer of."""
    return Theme.objects.filter(council__in=councils_of(user)).select_related("council")


def measures_of(version: FrameworkVersion) -> QuerySet[Measure]:
    """The measures of a version in their order, each with its outcome and objective."""
    return Measure.objects.filter(version=version).select_related("outcome__objective").order_by("position")


def relations_of(version: FrameworkVersion | int) -> list[Relation]:
    """How the measures of a version (or of the version with this id) stand to one another: one query."""
    return [
        Relation(*row)
        for row in MeasureRelation.objects.filter(version=version)
        .order_by("measure_a__position", "measure_b__position", "kind")
        .values_list("measure_a__code", "kind", "measure_b__code", "effect", "span", "is_joint")
    ]


def never_added_pairs(version: FrameworkVersion) -> frozenset[frozenset[str]]:
    """Pairs of measure codes of a version that never go into one sum (domain rules, invariant 5)."""
    return never_added(relations_of(version))


def numerator_title(measure: Measure) -> str:
    """What a percentage's top figure is called: another measure's title where it is its figure (one query)."""
    code = measure.numerator_code
    title = (
        Measure.objects.filter(version=measure.version_id, code=code).values_list("title", flat=True) if code else ()
    )
    return capfirst(next(iter(title), measure.numerator_label))
