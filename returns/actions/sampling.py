"""Choosing the lines that an officer must look at, and setting a council's rule for it (domain rules, section 6.6)."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from audit.record import record
from returns.events import ReturnEvent
from returns.models import Sample, SamplingRule, SupplierReturn
from returns.permissions import can_set_sampling
from returns.reading import checks_by_line
from returns.sampling import METHOD, Rule, choose, reason_for_all, rule_of
from returns.sheet import load_sheet

SEED_BYTES = 16


def draw_sample(*, supplier_return: SupplierReturn, by: User) -> Sample | None:
    """Choose the lines of what the council has, when it is first taken; None when that was done before.

    A part of taking a return, which asks who may. The seed is of the operating system's own randomness; with it, the
    share and the method stand in the record, so that the choice can be made again.
    """
    sheet = load_sheet(supplier_return, sent=True)
    if Sample.objects.filter(revision=sheet.revision).exists():
        return None
    rule, seed = rule_of(supplier_return.council), secrets.token_hex(SEED_BYTES)
    lines = choose(sheet, checks_by_line(sheet), rule=rule, seed=seed, whole=reason_for_all(supplier_return))
    chosen = {str(number): lines[number] for number in sorted(lines)}
    terms = {"method": METHOD, "seed": seed, "percent": rule.percent, "lines": chosen}
    sample = Sample.objects.create(
        revision=sheet.revision, worth=rule.worth, drawn_at=timezone.now(), drawn_by=by, **terms
    )
    facts = {"revision": sheet.revision.number, "of": len(sheet.rows), "count": len(chosen), "worth": str(rule.worth)}
    record(ReturnEvent.SAMPLE_DRAWN, by=by, on=supplier_return, data=terms | facts)
    return sample


@transaction.atomic
def set_sampling(*, council: Council, rule: Rule, by: User) -> bool:
    """Set a council's rule for samples; returns whether anything changed. Samples that were drawn stay as they are.

    Raises PermissionDenied.
    """
    if not can_set_sampling(by, council):
        raise PermissionDenied
    if rule == rule_of(council):
        return False
    fields = {"percent": rule.percent, "worth": rule.worth, "set_at": timezone.now(), "set_by": by}
    row, _is_new = SamplingRule.objects.update_or_create(council=council, defaults=fields)
    data = {"percent": rule.percent, "worth": f"{rule.worth:,.2f}"}
    record(ReturnEvent.SAMPLING_SET, by=by, on=row, data=data)
    return True
