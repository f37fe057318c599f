"""How a council's site looks and whom its readers may ask."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.events import AccountEvent
from accounts.models import Council, User
from audit.record import record
from cms.models import CouncilSite
from cms.permissions import can_set_up_editing


@dataclass(frozen=True)
class Look:
    """What a site shows of its council: its colour, and the single point of contact."""

    brand_colour: str
    contact_name: str
    contact_email: str
    contact_phone: str


@transaction.atomic
def save_look(*, site: CouncilSite, look: Look, by: User) -> list[str]:
    """Change the colour and the contact of the council of a site, and say which of them changed.

    They are the council's own, shown to its suppliers as well, and kept there alone.
    Raises PermissionDenied, ValidationError for a colour in which nothing could be read.
    """
    if site.council is None or not can_set_up_editing(by, site.site):
        raise PermissionDenied
    council = Council.objects.select_for_update().get(pk=site.council_id)
    changed = sorted(name for name, value in asdict(look).items() if getattr(council, name) != value)
    if changed:
        for name in changed:
            setattr(council, name, getattr(look, name))
        council.clean_fields(exclude=[field.name for field in Council._meta.fields if field.name not in changed])
        council.save(update_fields=changed)
        record(AccountEvent.COUNCIL_SAVED, by=by, on=council, data={"changed": ", ".join(changed)})
    return changed
