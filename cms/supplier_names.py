"""By which names a supplier is known here, and which words of them are places."""

from suppliers.models import Contract, Organisation


def names_of(supplier: Organisation) -> list[str]:
    """Its name, and those of what turned out to be the same organisation. One query."""
    others = Organisation.objects.filter(merged_into=supplier.pk).values_list("name", flat=True)[:20]
    return list(dict.fromkeys([supplier.name, *others]))


def places_of(contract: Contract) -> str:
    """The names of the council and of the place of a contract: a supplier is not known by these alone."""
    return f"{contract.council.name} {contract.area or ''}"
