"""Invariant 15: disposal never removes a file under hold, and always leaves a certificate."""

from contextlib import suppress

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.models import AuditEvent
from returns.actions.evidence import remove_evidence, remove_unused
from returns.actions.incidents import Closing, close_incident, report_problem
from returns.actions.keeping import (
    approve_disposals,
    keep_longer,
    lift_hold,
    place_hold,
    propose_disposals,
)
from returns.evidence.refusal import EvidenceRefused
from returns.keeping import with_holds
from returns.models import DisposalCertificate, DisposalProposal, Evidence, EvidenceUse, Incident, LegalHold
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, MemberFactory
from tests.returns.files_kept import TODAY, an_old_contract, an_old_file, is_stored, lead_of, status_of, used
from tests.returns.together import failures, together

GONE = ("disposed", "removed")
STEPS = (
    "propose",
    "approve",
    "hold council",
    "hold contract",
    "hold file",
    "lift",
    "keep",
    "report",
    "show",
    "destroy",
    "use",
    "remove",
    "sweep",
)
EIGHT = 8


class Scene:
    """Two contracts of one council with two due files each, its lead, and what can be done with them."""

    def __init__(self):
        first = an_old_contract()
        self.contracts = [first, an_old_contract(council=first.council, supplier=first.supplier)]
        self.council, self.lead = first.council, lead_of(first.council)
        self.files = [an_old_file(contract) for contract in self.contracts for _file in range(2)]
        self.removed_by_supplier = set()
        self.editor = MemberFactory(organisation=first.supplier, role="editor").user

    def act(self, step: str, which: int) -> None:
        """One step with the file, contract or hold of this number, if there is one to do it with."""
        file = self.files[which % len(self.files)]
        with suppress(InvalidTransition, NotReady, Incident.DoesNotExist, DisposalProposal.DoesNotExist):
            getattr(self, step.replace(" ", "_"))(file)

    def _fresh(self, file):
        return Evidence.objects.select_related("contract__council").get(pk=file.pk)

    def _proposal(self, file):
        return DisposalProposal.objects.select_related("evidence__contract").get(evidence=file, status="proposed")

    def _incident(self, file):
        return Incident.objects.select_related("evidence__contract").get(evidence=file, closed_at__isnull=True)

    def propose(self, _file):
        propose_disposals(today=TODAY)

    def approve(self, _file):
        waiting = DisposalProposal.objects.select_related("evidence__contract").filter(status="proposed")
        approve_disposals(proposals=list(waiting), by=self.lead, today=TODAY)

    def hold_council(self, _file):
        place_hold(council=self.council, reason="An inquiry.", by=self.lead)

    def hold_contract(self, file):
        place_hold(council=self.council, contract=file.contract, reason="A dispute.", by=self.lead)

    def hold_file(self, file):
        place_hold(council=self.council, evidence=file, reason="A request.", by=self.lead)

    def lift(self, file):
        for hold in LegalHold.objects.filter(lifted_at__isnull=True)[: 1 + self.files.index(file)]:
            lift_hold(hold=hold, by=self.lead)

    def keep(self, file):
        until = TODAY.replace(year=TODAY.year + 1)
        keep_longer(proposal=self._proposal(file), until=until, reason="An audit.", by=self.lead, today=TODAY)

    def report(self, file):
        report_problem(evidence=self._fresh(file), kind="child", words="", by=self.lead)

    def show(self, file):
        close_incident(incident=self._incident(file), closing=Closing("shown_again", "Nothing."), by=self.lead)

    def destroy(self, file):
        close_incident(incident=self._incident(file), closing=Closing("destroyed", "Names."), by=self.lead)

    def use(self, file):
        used(file)

    def remove(self, file):
        for use in EvidenceUse.objects.filter(evidence=file).select_related("answer__line__supplier_return"):
            with suppress(EvidenceRefused):
                remove_evidence(answer=use.answer, evidence=self._fresh(file), by=self.editor)
        self._note_what_the_supplier_removed()

    def sweep(self, _file):
        remove_unused()
        self._note_what_the_supplier_removed()

    def _note_what_the_supplier_removed(self):
        """What was never sent is the supplier's to remove, and leaves no certificate."""
        self.removed_by_supplier |= self.gone() - set(self.certified())

    def gone(self) -> set:
        return set(Evidence.objects.filter(status__in=GONE).values_list("pk", flat=True))

    def held(self) -> set:
        return set(with_holds(Evidence.objects.all()).filter(is_on_hold=True).values_list("pk", flat=True))

    def certified(self) -> list:
        return sorted(DisposalCertificate.objects.values_list("evidence_id", flat=True))


class Invariant15(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3)), min_size=3, max_size=14))
    def test_invariant_15_no_order_of_steps_removes_a_held_file_or_one_without_certificate(self, steps):
        with time_machine.travel("2026-07-10T09:00:00Z", tick=False):
            scene = Scene()
            for step, which in [("propose", 0), *steps]:
                held, before = scene.held(), scene.gone()
                scene.act(step, which)
                went = scene.gone() - before
                assert not went & held, step
                assert scene.certified() == sorted(scene.gone() - scene.removed_by_supplier), step
                assert all(is_stored(file) for file in scene.files if file.pk not in scene.gone()), step
                assert before <= scene.gone()


@pytest.mark.django_db
@time_machine.travel("2026-07-10T09:00:00Z", tick=False)
def test_invariant_15_steps_of_the_property_do_dispose_and_do_hold():
    """Without this the property could hold because nothing ever goes."""
    scene = Scene()
    for step, which in (("propose", 0), ("hold contract", 0), ("approve", 0)):
        scene.act(step, which)
    assert scene.gone() == {file.pk for file in scene.files[2:]}
    for step, which in (("report", 0), ("destroy", 0), ("lift", 3), ("destroy", 0), ("approve", 0)):
        scene.act(step, which)
    assert [status_of(file) for file in scene.files] == ["removed", "disposed", "disposed", "disposed"]


@pytest.mark.django_db
@time_machine.travel("2026-07-10T09:00:00Z", tick=False)
def test_invariant_15_file_that_the_supplier_removes_is_kept_while_it_is_on_hold():
    scene = Scene()
    held, free = scene.files[0], scene.files[2]
    for step, which in (("use", 0), ("use", 2), ("hold contract", 0), ("remove", 0), ("remove", 2)):
        scene.act(step, which)
    assert not EvidenceUse.objects.exists(), "Neither is on an answer any more."
    assert (status_of(held), status_of(free)) == ("available", "removed")
    scene.act("sweep", 0)
    assert status_of(held) == "available" and is_stored(held)
    scene.act("lift", 3)
    scene.act("sweep", 0)
    assert status_of(held) == "removed"
    assert AuditEvent.objects.filter(event="evidence.let_go", subject_id=str(held.pk)).exists()


# --- At once ----------------------------------------------------------------------------------------------------------
def copies(count_of: int) -> list[DisposalProposal]:
    """The one proposal, read for itself so many times."""
    return [DisposalProposal.objects.select_related("evidence__contract").get() for _copy in range(count_of)]


@pytest.mark.django_db(transaction=True)
def test_invariant_15_eight_leads_at_once_dispose_of_a_file_once():
    file = an_old_file()
    propose_disposals(today=TODAY)
    leads = [lead_of(file.contract.council) for _lead in range(EIGHT)]
    acts = [
        lambda proposal=proposal, lead=lead: approve_disposals(proposals=[proposal], by=lead, today=TODAY)
        for proposal, lead in zip(copies(EIGHT), leads, strict=True)
    ]
    results = together(acts)
    assert failures(results) == []
    assert sorted(len(outcome.gone) for outcome in results) == [0] * 7 + [1]
    assert DisposalCertificate.objects.count() == 1 and not is_stored(file)
    assert AuditEvent.objects.filter(event="evidence.disposed").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scope", ["council", "contract", "evidence"])
def test_invariant_15_hold_and_disposal_at_once_agree_who_was_first(scope):
    """Whoever is first wins: a file that is gone had no hold when it went, and a hold that stands kept its file."""
    for _round in range(5):
        file = an_old_file()
        council = file.contract.council
        propose_disposals(today=TODAY)
        proposal = DisposalProposal.objects.select_related("evidence__contract").get(evidence=file)
        covers = {"council": {}, "contract": {"contract": file.contract}, "evidence": {"evidence": file}}[scope]
        one, two = lead_of(council), lead_of(council)
        together(
            [
                lambda covers=covers, council=council, one=one: place_hold(
                    council=council, reason="An inquiry.", by=one, **covers
                ),
                lambda proposal=proposal, two=two: approve_disposals(proposals=[proposal], by=two, today=TODAY),
            ]
        )
        events = AuditEvent.objects.filter(council_id=council.pk, event__in=["hold.placed", "evidence.disposed"])
        order = list(events.order_by("id").values_list("event", flat=True))
        if status_of(file) == "disposed":
            assert order[0] == "evidence.disposed"
        else:
            assert order == ["hold.placed"] and is_stored(file)


@pytest.mark.django_db(transaction=True)
def test_invariant_15_two_nights_at_once_propose_each_file_once():
    contract = an_old_contract()
    for _file in range(6):
        an_old_file(contract)
    results = together([lambda: propose_disposals(today=TODAY)] * 3)
    assert failures(results) == [] and sum(results) == 6
    assert DisposalProposal.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_once_open_one_incident():
    file = an_old_file()

    def act():
        return report_problem(
            evidence=Evidence.objects.select_related("contract__council").get(pk=file.pk),
            kind="child",
            words="",
            by=file.uploaded_by,
        )

    results = together([act] * 4)
    assert failures(results) == [] and len({incident.pk for incident in results}) == 1


@pytest.mark.django_db
def test_invariant_15_strangers_dispose_of_nothing():
    file, other = an_old_file(), lead_of(ContractFactory().council)
    propose_disposals(today=TODAY)
    with pytest.raises(PermissionDenied):
        approve_disposals(proposals=copies(1), by=other, today=TODAY)
    assert is_stored(file)
