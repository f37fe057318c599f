"""Contracts on their way to a supplier: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import CouncilIdentifier
from suppliers.actions.notice_uploads import keep_notices
from suppliers.models import (
    ArrivedNotice,
    ContractClaim,
    ContractParty,
    Invitation,
    NoticeSource,
    OrganisationIdentifier,
)
from tests.factories import CommitmentFactory, ContractFactory, MeasureFactory, MemberFactory, OrganisationFactory
from tests.suppliers.ocds_packages import as_bytes, contract_details

REASON = "Agreed with the supplier."

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
contract-add         -           GET    in    403   403   403   403   200   200   200   403   200   403   403
contract-add         -           POST   in    403   403   403   403   302   302   302   403   302   403   403
notice-start         -           GET    in    403   403   403   403   302   302   302   403   302   403   403
notice-start         -           POST   in    403   403   403   403   302   302   302   403   302   403   403
notice-upload        council_pk  GET    in    403   403   403   403   404   200   200   403   200   403   403
notice-upload        council_pk  POST   in    403   403   403   403   404   302   302   403   302   403   403
notice-check         council_pk  GET    in    403   403   403   403   404   200   200   403   200   403   403
notice-check         council_pk  POST   in    403   403   403   403   404   302   302   403   302   403   403
notice-arrivals      council_pk  GET    in    403   403   403   403   404   200   200   403   200   403   403
notice-arrivals      council_pk  POST   in    403   403   403   403   404   302   302   403   302   403   403
contract-edit        setup       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-edit        setup       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-edit        contract    GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-edit        contract    POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-reporting   setup       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-reporting   setup       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-reporting   contract    GET    in    403   403   403   403   404   302   302   403   403   403   403
contract-setup       setup       GET    in    403   403   403   403   404   200   200   200   200   403   403
contract-setup       contract    GET    in    403   403   403   403   404   302   302   302   302   403   403
contract-start       setup       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-start       setup       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-extend      quiet       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-extend      quiet       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-end         quiet       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-end         quiet       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-end         contract    POST   in    403   403   403   403   404   200   200   403   403   403   403
contract-supplier    bare        GET    in    403   403   403   403   404   200   200   403   200   403   403
contract-supplier    bare        POST   in    403   403   403   403   404   302   302   403   302   403   403
contract-invite      bare        GET    in    403   403   403   403   404   200   200   403   200   403   403
contract-invite      bare        POST   in    403   403   403   403   404   302   302   403   302   403   403
contract-invitation  invitation  GET    in    403   403   403   403   404   405   405   403   405   403   403
contract-invitation  invitation  POST   in    403   403   403   403   404   302   302   403   302   403   403
contract-people      setup       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-people      setup       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-parties     setup       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-parties     setup       POST   in    403   403   403   403   404   302   302   403   403   403   403
party-invite         setup       GET    in    403   403   403   403   404   200   200   403   403   403   403
party-invite         setup       POST   in    403   403   403   403   404   302   302   403   403   403   403
party-invitation     to_party    GET    in    403   403   403   403   404   405   405   403   403   403   403
party-invitation     to_party    POST   in    403   403   403   403   404   302   302   403   403   403   403
party-invitation     invitation  POST   in    403   403   403   403   404   404   404   403   404   403   403
party-remove         party       GET    in    403   403   403   403   404   200   200   403   403   403   403
party-remove         party       POST   in    403   403   403   403   404   302   302   403   403   403   403
council-claim-list   -           GET    in    403   403   403   403   200   200   200   200   200   403   403
council-claim-decide claim       GET    in    403   403   403   403   404   200   200   403   403   403   403
council-claim-decide claim       POST   in    403   403   403   403   404   302   302   403   403   403   403
proportion-edit      council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
proportion-edit      council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
claim-list           -           GET    in    200   200   200   200   200   200   200   200   200   200   200
claim-add            -           GET    in    200   403   200   200   403   403   403   403   200   403   403
claim-add            -           POST   in    302   403   302   302   403   403   403   403   302   403   403
claim-withdraw       claim       GET    in    405   405   405   405   405   405   405   405   405   405   405
claim-withdraw       claim       POST   in    404   403   302   302   404   404   404   404   302   404   404
contract-agreement   setup       GET    in    404   200   200   200   404   403   403   403   200   404   404
contract-agreement   contract    GET    in    404   200   200   200   404   403   403   403   200   404   404
contract-owner       setup       GET    in    404   403   403   200   404   403   403   403   403   404   404
contract-owner       setup       POST   in    404   403   403   302   404   403   403   403   403   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    **{name: lambda world, name=name: [world.more[name].pk] for name in ("setup", "quiet", "bare", "claim")},
    "invitation": lambda world: [world.more["bare"].pk, world.more["invitation"].pk],
    "to_party": lambda world: [world.more["setup"].pk, world.more["to_party"].pk],
    "party": lambda world: [world.more["setup"].pk, world.more["party"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "contract-add": ("manager", 10),
    "notice-upload": ("manager", 6),
    "notice-check": ("manager", 6),
    "notice-arrivals": ("manager", 11),
    "contract-edit": ("manager", 10),
    "contract-reporting": ("manager", 6),
    "contract-setup": ("manager", 10),
    "contract-start": ("manager", 11),
    "contract-extend": ("manager", 5),
    "contract-end": ("manager", 5),
    "contract-supplier": ("manager", 9),
    "contract-invite": ("manager", 5),
    "contract-people": ("manager", 7),
    "contract-parties": ("manager", 8),
    "party-invite": ("manager", 5),
    "party-remove": ("manager", 6),
    "council-claim-list": ("manager", 5),
    "council-claim-list, decided": ("manager", 5),
    "council-claim-decide": ("manager", 7),
    "proportion-edit": ("lead", 6),
    "claim-list": ("editor", 6),
    "claim-add": ("editor", 6),
    "contract-agreement": ("editor", 13),
    "contract-owner": ("admin", 6),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    stranger = world.more["stranger"]
    number = {"number": "01234567", "confirmed": str(stranger.pk)}
    details = {"reference": "NEW-1", "title": "Advice", "description": "Advice for tenants", "legal_basis": "PA2023"}
    version = {"framework_version": str(world.more["setup"].framework_version_id)}
    return {
        "contract-add": details,
        "notice-upload": {"file": SentAgain("a.json", notices_of(world.contract.council, 1))},
        "notice-check": {"action": "add"},
        "notice-arrivals": {"notice": str(world.more["arrived"].pk), "action": "try"},
        "contract-edit": {**details, **version},
        "contract-reporting": {"frequency": "annual", "anchor": "financial_year"},
        "contract-start": {"go": "1"},
        "contract-extend": {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2031", "reason": REASON},
        "contract-end": {"reason": REASON},
        "contract-supplier": number,
        "contract-invite": {"email": "somebody.else@example.com"},
        "contract-invitation": {"action": "withdraw"},
        "contract-people": {"manager": str(world.people["lead"].pk), "owner": str(world.people["admin"].pk)},
        "contract-parties": {**number, "role": "consortium"},
        "party-invite": {"email": "somebody.else@example.com", "role": "subcontractor"},
        "party-invitation": {"action": "withdraw"},
        "party-remove": {"go": "1"},
        "council-claim-decide": {"decision": "decline", "reason": REASON},
        "proportion-edit": {"from_1": "0", "most_1": "3", "frequency_1": "annual"},
        "claim-add": {
            "organisation": str(world.contract.supplier_id),
            "council": str(world.contract.council_id),
            "reference": "ABC 1",
            "note": "",
        },
        "claim-withdraw": {"go": "1"},
        "contract-owner": {"owner": str(world.people["admin"].pk)},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    council, supplier, manager = contract.council, contract.supplier, people["manager"]
    ours = {"council": council, "manager": manager}
    setup = ContractFactory(status="preparing", supplier=supplier, **ours)
    bare = ContractFactory(status="preparing", supplier=None, supplier_owner=None, **ours)
    stranger = OrganisationFactory()
    OrganisationIdentifier.objects.create(organisation=stranger, scheme="GB-COH", value="01234567")
    for who in ("manager", "lead", "both"):
        keep_notices(council=council, file="a.json", content=notices_of(council, 1), by=people[who])
    return {
        "arrived": arrive(council, 0),
        "setup": setup,
        "bare": bare,
        "quiet": ContractFactory(supplier=supplier, **ours),
        "stranger": stranger,
        "party": ContractParty.objects.create(
            contract=setup, organisation=MemberFactory().organisation, role=ContractParty.Role.CONSORTIUM
        ),
        "invitation": invite(bare, manager, 0),
        "to_party": invite(setup, manager, 1, party_role="subcontractor"),
        "claim": claim(council, supplier, people["editor"], 0),
    }


def arrive(council, number: int, **fields) -> ArrivedNotice:
    """A notice that came by itself and waits, or with `fields` was taken in or left out."""
    source, _is_new = NoticeSource.objects.get_or_create(
        address="https://notices.example.gov.uk/api", defaults={"ask_after": timezone.now()}
    )
    return ArrivedNotice.objects.create(
        council=council,
        source=source,
        ocid=f"ocds-h6vhtk-{number}",
        release_id=f"{number:06d}-2026",
        title="Software for bin rounds",
        arrived=timezone.now(),
        **{"is_held": True, "release": "{}", "said": {"en-gb": ["The currency must be GBP."]}, **fields},
    )


class SentAgain(SimpleUploadedFile):
    """A file that several people send, one after the other."""

    def read(self, *args) -> bytes:
        """From its beginning each time."""
        self.seek(0)
        return super().read(*args)


def notices_of(council, contracts: int) -> bytes:
    """A file of one notice in which a council buys, with so many contracts."""
    code = f"C{chr(65 + council.pk // 26 % 26)}{chr(65 + council.pk % 26)}"
    number, _is_new = CouncilIdentifier.objects.get_or_create(
        council=council, scheme="GB-LAE", defaults={"value": code}
    )
    release = contract_details(contracts=[{"id": str(one), "awardID": "1"} for one in range(contracts)])
    release["parties"][0] = {"id": "B", "identifier": {"scheme": number.scheme, "id": number.value}}
    return as_bytes({**release, "buyer": {"id": "B"}})


def invite(contract, by, number: int, **fields) -> Invitation:
    """One that waits."""
    return Invitation.objects.create(
        email=f"invited{number}@example.com",
        contract=contract,
        expires_on=timezone.localdate() + timedelta(days=13),
        invited_at=timezone.now(),
        invited_by=by,
        **fields,
    )


def claim(council, organisation, by, number: int, **fields) -> ContractClaim:
    """One that waits, or with `fields` was decided."""
    return ContractClaim.objects.create(
        council=council,
        organisation=organisation,
        reference=f"ASKED-{number}",
        asked_at=timezone.now(),
        asked_by=by,
        **fields,
    )


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    if name in ("contract-add", "claim-add", "claim-list"):
        return reverse(name)
    if name == "council-claim-list":
        return f"{reverse(name)}?show={case or 'waiting'}"
    if name in ("proportion-edit", "notice-upload", "notice-check", "notice-arrivals"):
        return reverse(name, args=[scene.contract.council_id])
    if name == "council-claim-decide":
        return reverse(
            name, args=[ContractClaim.objects.filter(council=scene.contract.council, status="waiting")[0].pk]
        )
    if name in ("contract-extend", "contract-end"):
        return reverse(name, args=[scene.contract.pk])
    contract = scene.contract.council.contracts.filter(status="preparing").latest("pk")
    if name == "party-remove":
        return reverse(name, args=[contract.pk, contract.parties.first().pk])
    return reverse(name, args=[contract.pk])


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    council, supplier, manager = scene.contract.council, scene.contract.supplier, scene.people["manager"]
    setup = ContractFactory(status="preparing", supplier=supplier, council=council, manager=manager)
    measure = MeasureFactory(version=setup.framework_version)
    decided = {"status": "declined", "reason": REASON, "decided_at": timezone.now(), "decided_by": manager}
    keep_notices(council=council, file="a.json", content=notices_of(council, scene.rows), by=manager)
    for row in range(scene.rows):
        party = ContractParty.objects.create(
            contract=setup, organisation=OrganisationFactory(), role=ContractParty.Role.SUBCONTRACTOR
        )
        CommitmentFactory(contract=setup, measure=measure, deliverer=party.organisation)
        CommitmentFactory(contract=setup, measure=measure, status="proposed")
        arrive(council, 3 * row + 1)
        arrive(council, 3 * row + 2, left_out_at=timezone.now(), left_out_by=manager)
        arrive(council, 3 * row + 3, is_held=False, release="")
        MemberFactory(organisation=supplier)
        invite(setup, manager, row)
        invite(setup, manager, scene.rows + row, party_role="subcontractor")
        claim(council, supplier, scene.people["editor"], row)
        claim(council, supplier, scene.people["editor"], row, **decided)
