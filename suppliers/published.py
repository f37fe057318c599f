"""Names of suppliers, for what a council publishes."""

from django.db.models import QuerySet

from suppliers.models import Contract, Organisation


def suppliers_of(council_id: int) -> QuerySet[Organisation]:
    """The suppliers that a council has a contract with that is reported on, or was; by name."""
    public = (Contract.Status.ACTIVE, Contract.Status.ENDED)
    held = Contract.objects.filter(council=council_id, status__in=public).values("supplier")
    return Organisation.objects.filter(pk__in=held).order_by("name", "pk")
