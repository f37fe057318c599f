"""Both sides are reminded of checks and insurance that run out: once before, once after, never twice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from suppliers.actions.expiries import remind_of_expiries
from suppliers.actions.hosts import change_host, retire_host
from suppliers.models import Contract, HostReminder
from suppliers.tasks import remind_of_expiries as task
from tests.factories import ContractFactory
from tests.suppliers.opportunity_log import a_host, host_details

pytestmark = pytest.mark.django_db
ENDS = date(2026, 8, 31)


@pytest.fixture
def contract(time_machine):
    time_machine.move_to("2026-07-10T10:00:00+01:00", tick=False)
    return ContractFactory()


@pytest.fixture
def host(contract):
    return a_host(contract, contract.supplier_owner, insurance_ends_on=ENDS)


def reminded(time_machine, day: str) -> list[str]:
    """Who gets an e-mail when the worker runs twice on a day."""
    before = OutboundEmail.objects.count()
    time_machine.move_to(f"{day}T07:05:00+01:00", tick=False)
    task()
    task()
    return sorted(OutboundEmail.objects.order_by("pk").values_list("to", flat=True)[before:])


def test_both_sides_are_reminded_once_within_30_days_and_once_after(time_machine, contract, host):
    both = sorted([contract.supplier_owner.email, contract.manager.email])
    days = ["2026-07-31", "2026-08-01", "2026-08-02", "2026-08-31", "2026-09-01", "2026-09-02", "2026-12-01"]
    got = {day: reminded(time_machine, day) for day in days}
    assert {day: people for day, people in got.items() if people} == {"2026-08-01": both, "2026-09-01": both}
    rows = HostReminder.objects.order_by("pk").values_list("what", "step", "expires_on", "sent_on")
    assert list(rows) == [
        ("insurance", "soon", ENDS, date(2026, 8, 1)), ("insurance", "past", ENDS, date(2026, 9, 1)),
    ]  # fmt: skip
    events = AuditEvent.objects.filter(trail=contract.audit_trail, actor=None).order_by("pk")
    assert list(events.values_list("event", "data")) == [("hosts.reminded", {"count": 1})] * 2


def test_renewed_insurance_is_reminded_of_anew(time_machine, contract, host):
    assert reminded(time_machine, "2026-08-20")
    change_host(host=host, details=host_details(insurance_ends_on=date(2026, 11, 30)), by=contract.supplier_owner)
    assert not reminded(time_machine, "2026-09-01")
    assert reminded(time_machine, "2026-11-01")


def test_what_runs_out_together_is_one_email_for_each_person(time_machine, contract, host):
    a_host(contract, contract.supplier_owner, name="Library", dbs_renew_on=ENDS, insurance_ends_on=ENDS)
    assert len(reminded(time_machine, "2026-08-20")) == 2
    assert HostReminder.objects.count() == 3


def test_nobody_is_reminded_of_retired_hosts_and_contracts_that_ended(time_machine, contract, host):
    other = ContractFactory()
    a_host(other, other.supplier_owner, insurance_ends_on=ENDS)
    Contract.objects.filter(pk=other.pk).update(status="ended")
    retire_host(host=host, by=contract.supplier_owner)
    assert reminded(time_machine, "2026-08-20") == []


def test_email_holds_a_link_to_the_log_and_no_name(time_machine, contract, host):
    reminded(time_machine, "2026-08-20")
    email = OutboundEmail.objects.first()
    assert f"/contracts/{contract.pk}/opportunities/" in email.body
    assert host.name not in email.body and contract.title not in email.body


def test_failure_with_one_contract_keeps_no_other_from_being_reminded(contract, host, monkeypatch, caplog):
    other = ContractFactory()
    a_host(other, other.supplier_owner, insurance_ends_on=ENDS)
    contract.supplier.members.all().delete()
    real = Contract.objects.select_related

    def broken(*fields):
        monkeypatch.setattr(Contract.objects, "select_related", real)
        raise RuntimeError(contract.title)

    monkeypatch.setattr(Contract.objects, "select_related", broken)
    assert remind_of_expiries(today=date(2026, 8, 20)) == 1
    assert str(contract.pk) in caplog.text and contract.title not in caplog.text
    assert remind_of_expiries(today=date(2026, 8, 20)) == 1


def test_reminders_are_never_changed_or_doubled(time_machine, contract, host):
    reminded(time_machine, "2026-08-20")
    for change in (
        lambda: HostReminder.objects.update(sent_on=date(2026, 8, 21)),
        lambda: HostReminder.objects.all().delete(),
        lambda: HostReminder.objects.create(
            host=host, what="insurance", step="soon", expires_on=ENDS, sent_on=date(2026, 8, 21)
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
