"""So many rows on each of the pages about files, and the addresses of those pages."""

from django.urls import reverse
from django.utils import timezone

from returns.actions.incidents import Closing, close_incident
from returns.actions.keeping import approve_disposals, lift_hold, place_hold, propose_disposals
from returns.evidence.access import record_access
from returns.models import DisposalCertificate, DisposalProposal, EvidenceAccess, Incident, LegalHold
from suppliers.paging import SIZE
from tests.factories import EvidenceFactory, IncidentFactory
from tests.guards.world import REASON, file_of
from tests.returns.files_kept import TODAY, an_old_contract, an_old_file

PREFIXES = ("keeping-", "retention-", "incident-", "disposal-", "certificate-", "evidence-report", "evidence-hold")
PREFIXES += ("hold-", "council-hold", "contract-hold")


def is_about_files(page: str) -> bool:
    """Whether a page of BUDGETS is one of these."""
    return page.startswith(PREFIXES)


def make_rows_about_files(scene) -> None:
    """So many open and closed problems, files that are due and that are gone, and holds in force and lifted."""
    lead, council = scene.people["lead"], scene.contract.council
    old = an_old_contract(council=council, supplier=scene.contract.supplier, manager=scene.people["manager"])
    for _row in range(2 * scene.rows):
        an_old_file(old)
    propose_disposals(today=TODAY)
    waiting = DisposalProposal.objects.select_related("evidence__contract").filter(council=council)
    approve_disposals(proposals=list(waiting[: scene.rows]), by=lead, today=TODAY)
    for _row in range(scene.rows):
        incident = IncidentFactory(evidence=EvidenceFactory(contract=scene.contract, status="hidden"))
        close_incident(incident=incident, closing=Closing("shown_again", "Nothing was wrong."), by=lead)
        file = EvidenceFactory(contract=scene.contract, status="hidden", findings={"email": 1})
        IncidentFactory(evidence=file, kind="child", aware_since=timezone.now())
        lift_hold(hold=place_hold(council=council, contract=scene.contract, reason=REASON, by=lead), by=lead)
        place_hold(council=council, contract=scene.contract, reason=REASON, by=lead)
    for _row in range(scene.rows):
        record_access(evidence=file, by=scene.people["manager"], kind=EvidenceAccess.Kind.VIEW)


def path_about_files(scene, page: str) -> str:
    """The address of one of these pages."""
    name, _comma, case = page.partition(", ")
    council = scene.contract.council
    proposals = DisposalProposal.objects.filter(council=council, status="proposed").order_by("pk")
    if name == "disposal-approve":
        return f"{reverse(name)}?{'&'.join(f'proposal={proposal.pk}' for proposal in proposals[:SIZE])}"
    if name in ("incident-list", "hold-list"):
        return f"{reverse(name)}?show={case}"
    incident = Incident.objects.filter(council=council, closed_at__isnull=True).order_by("-pk").first()
    subject = {
        "evidence-report": file_of(scene.sent),
        "evidence-hold": file_of(scene.sent),
        "contract-hold": scene.contract,
        "council-hold": council,
        "retention-edit": council,
        "incident-detail": incident,
        "disposal-keep": proposals.first(),
        "certificate-detail": DisposalCertificate.objects.filter(council=council).first(),
        "hold-lift": LegalHold.objects.filter(council=council, lifted_at__isnull=True).first(),
    }
    return reverse(name, args=[subject[name].pk] if name in subject else [])
