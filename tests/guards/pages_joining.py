"""Signing an organisation up, its team, and invitations: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from suppliers.models import (
    ContractClaim,
    Invitation,
    Member,
    Organisation,
    OrganisationIdentifier,
    Registration,
    ToldCouncil,
)
from tests.factories import ContractFactory, MemberFactory, OrganisationFactory, UserFactory

#                                         anon- other             other                             cms
#                                         ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
organisation-list       -             GET  in    302   200   200   200   200   200   200   200   302   200   200
organisation-start      -             GET  in    200   200   200   200   200   200   200   200   200   200   200
organisation-start      -             POST in    302   302   302   302   302   302   302   302   302   302   302
organisation-details    -             GET  in    302   302   302   302   302   302   302   302   302   302   302
organisation-details    -             POST in    302   302   302   302   302   302   302   302   302   302   302
organisation-check      -             GET  in    302   302   302   302   302   302   302   302   302   302   302
organisation-check      -             POST in    302   302   302   302   302   302   302   302   302   302   302
organisation-detail     supplier_org  GET  in    404   200   200   200   404   404   404   404   200   404   404
organisation-detail     waiting_org   GET  in    404   200   200   200   404   404   404   404   404   404   404
organisation-detail     refused_org   GET  in    404   200   200   200   404   404   404   404   404   404   404
organisation-registered waiting_org   GET  in    404   200   200   200   404   404   404   404   404   404   404
organisation-edit       supplier_org  GET  in    404   403   403   200   404   404   404   404   403   404   404
organisation-edit       supplier_org  POST in    404   403   403   302   404   404   404   404   403   404   404
registration-add        refused_org   GET  in    404   403   403   200   404   404   404   404   404   404   404
registration-add        refused_org   POST in    404   403   403   302   404   404   404   404   404   404   404
registration-withdraw   waiting_org   GET  in    404   403   403   200   404   404   404   404   404   404   404
registration-withdraw   waiting_org   POST in    404   403   403   302   404   404   404   404   404   404   404
team-list               supplier_org  GET  in    404   200   200   200   404   404   404   404   200   404   404
team-invite             supplier_org  GET  in    404   403   403   200   404   404   404   404   403   404   404
team-invite             supplier_org  POST in    404   403   403   302   404   404   404   404   403   404   404
team-leave              supplier_org  GET  in    404   200   200   200   404   404   404   404   200   404   404
team-leave              supplier_org  POST in    404   302   302   200   404   404   404   404   302   404   404
member-edit             team_viewer   GET  in    404   403   403   200   404   404   404   404   403   404   404
member-edit             team_viewer   POST in    404   403   403   302   404   404   404   404   403   404   404
member-edit             others_member GET  in    404   403   403   404   404   404   404   404   403   404   404
member-remove           team_viewer   GET  in    404   403   403   200   404   404   404   404   403   404   404
member-remove           team_viewer   POST in    404   403   403   302   404   404   404   404   403   404   404
join-request-decide     join_request  GET  in    404   403   403   200   404   404   404   404   403   404   404
join-request-decide     join_request  POST in    404   403   403   302   404   404   404   404   403   404   404
invitation-list         -             GET  in    200   200   200   200   200   200   200   200   200   200   200
invitation-answer       to_editor     GET  in    404   404   200   404   404   404   404   404   404   404   404
invitation-answer       to_editor     POST in    404   404   302   404   404   404   404   404   404   404   404
invitation-withdraw     from_admin    GET  in    404   404   404   200   404   404   404   404   404   404   404
invitation-withdraw     from_admin    POST in    404   404   404   302   404   404   404   404   404   404   404
invitation-withdraw     to_contract   GET  in    404   404   404   404   404   200   200   403   200   404   404
invitation-resend       from_admin    GET  in    405   405   405   405   405   405   405   405   405   405   405
invitation-resend       from_admin    POST in    404   404   404   302   404   404   404   404   404   404   404
registration-list       -             GET  in    403   403   403   403   200   200   200   200   200   403   403
registration-decide     known         GET  in    403   403   403   403   404   200   200   403   403   403   403
registration-decide     known         POST in    403   403   403   403   404   302   302   403   403   403   403
registration-decide     unknown       GET  in    403   403   403   403   404   200   200   403   200   403   403
registration-decide     unknown       POST in    403   403   403   403   404   302   302   403   302   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "supplier_org": lambda world: [world.contract.supplier_id],
    "join_request": lambda world: [world.contract.supplier_id, world.more["known"].pk],
    "team_viewer": lambda world: [world.contract.supplier_id, place(world.people["viewer"], world.contract).pk],
    "others_member": lambda world: [world.contract.supplier_id, world.people["other_supplier"].memberships.get().pk],
    **{
        name: lambda world, name=name: [world.more[name].pk]
        for name in ("waiting_org", "refused_org", "to_editor", "from_admin", "to_contract", "known", "unknown")
    },
}
# Page, who looks, how many queries.
BUDGETS = {
    "organisation-list": ("admin", 5),
    "organisation-start": ("admin", 5),
    "organisation-detail": ("admin", 8),
    "organisation-registered": ("admin", 6),
    "organisation-edit": ("admin", 5),
    "team-list": ("admin", 9),
    "team-list, others": ("editor", 6),
    "team-invite": ("admin", 6),
    "team-leave": ("editor", 9),
    "member-edit": ("admin", 7),
    "member-remove": ("admin", 9),
    "join-request-decide": ("admin", 9),
    "invitation-list": ("editor", 5),
    "invitation-answer": ("editor", 5),
    "invitation-answer, contract": ("editor", 6),
    "invitation-withdraw": ("admin", 5),
    "registration-list": ("manager", 9),
    "registration-list, decided": ("manager", 9),
    "registration-decide": ("manager", 11),
}


def place(person, contract) -> Member:
    """A person's place in the team of a contract's supplier."""
    return Member.objects.get(user=person, organisation=contract.supplier_id)


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    details = {"name": "Made Up Ltd", "is_sme": "yes", "vcse": "no"}
    return {
        "organisation-start": {"kind": "company", "value": "01234567"},
        "organisation-details": details,
        "organisation-edit": details,
        "registration-add": {"kind": "company", "value": "01234567"},
        "team-invite": {"email": "new.colleague@example.com", "role": "editor", "reach": "all"},
        "member-edit": {"role": "editor", "reach": "all"},
        "join-request-decide": {"decision": "let_in", "role": "viewer"},
        "invitation-answer": {"action": "accept"},
        "registration-decide": {"decision": "decline", "reason": "We do not know them."},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    supplier, council = contract.supplier, contract.council
    add_number(supplier, "00999999")
    mine = {name: provisional(f"{name} Ltd", people["admin"]) for name in ("waiting_org", "refused_org")}
    for organisation in mine.values():
        for role in ("viewer", "editor"):
            MemberFactory(organisation=organisation, user=people[role], role=role)
    ask(mine["waiting_org"], "00999998", by=people["admin"])
    refused = ask(mine["refused_org"], "00999997", by=people["admin"])
    Registration.objects.filter(pk=refused.pk).update(
        status="declined", decided_at=timezone.now(), decided_by=people["lead"], reason="We do not know you."
    )
    stranger = UserFactory()
    claiming = provisional("Claiming Ltd", UserFactory())
    claim(claiming, council, "C-1")
    other = people["other_supplier"].memberships.get().organisation
    known = ask(provisional("Asking Ltd", stranger), "00999999", by=stranger)
    return {
        **mine,
        "told": ToldCouncil.objects.create(registration=known, council=council),
        "member": place(people["viewer"], contract),
        "known": known,
        "unknown": ask(claiming, "00999996", by=claiming.members.get().user),
        "to_editor": invite(second_address(people["editor"]), organisation=other, by=people["other_supplier"]),
        "from_admin": invite("somebody@example.com", organisation=supplier, by=people["admin"]),
        "to_contract": invite(
            "supplier@example.com", contract=being_set_up(council, people["manager"]), by=people["manager"]
        ),
    }


def add_number(organisation: Organisation, value: str) -> None:
    """Give an organisation a company number."""
    OrganisationIdentifier.objects.create(organisation=organisation, scheme="GB-COH", value=value)


def second_address(person) -> str:
    """Another address that the person has confirmed, beside the one they sign in with."""
    address = f"second.{person.email}"
    EmailAddress.objects.get_or_create(user=person, email=address, verified=True)
    return address


def provisional(name: str, admin) -> Organisation:
    """An organisation that signed up and is not confirmed."""
    organisation = OrganisationFactory(name=name, is_provisional=True)
    MemberFactory(organisation=organisation, user=admin, role=Member.Role.ADMIN)
    return organisation


def ask(organisation: Organisation, value: str, *, by) -> Registration:
    """A wish to be confirmed that has waited for longer than the admins have."""
    return Registration.objects.create(
        organisation=organisation,
        scheme="GB-COH",
        value=value,
        asked_at=timezone.now() - timedelta(days=30),
        asked_by=by,
    )


def claim(organisation: Organisation, council, reference: str) -> None:
    """The organisation says that a contract of the council is its own."""
    ContractClaim.objects.create(
        organisation=organisation,
        council=council,
        reference=reference,
        asked_at=timezone.now(),
        asked_by=organisation.members.first().user,
    )


def being_set_up(council, manager):
    """A contract that has no supplier yet."""
    return ContractFactory(council=council, manager=manager, supplier=None, status="preparing")


def invite(email: str, *, by, organisation=None, contract=None) -> Invitation:
    """An invitation that was sent three days ago."""
    return Invitation.objects.create(
        email=email,
        organisation=organisation,
        contract=contract,
        role="viewer" if organisation else "",
        expires_on=date(2026, 7, 21),
        invited_at=timezone.now() - timedelta(days=3),
        invited_by=by,
    )


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    supplier = scene.contract.supplier_id
    if name == "registration-list":
        return f"{reverse(name)}?show={case or 'waiting'}"
    if name in ("organisation-list", "organisation-start", "invitation-list"):
        return reverse(name)
    if name == "invitation-answer":
        to_contract = case == "contract"
        address = second_address(scene.people["editor"])
        return reverse(name, args=[Invitation.objects.filter(email=address, contract__isnull=not to_contract)[0].pk])
    if name == "invitation-withdraw":
        return reverse(name, args=[Invitation.objects.filter(organisation=supplier)[0].pk])
    if name in ("member-edit", "member-remove"):
        return reverse(name, args=[supplier, place(scene.people["viewer"], scene.contract).pk])
    if name == "join-request-decide":
        return reverse(name, args=[supplier, asking(scene).pk])
    if name == "registration-decide":
        return reverse(name, args=[asking(scene).pk])
    return reverse(name, args=[supplier])


def asking(scene) -> Registration:
    """The newest of those who ask to join the scene's supplier."""
    number = scene.contract.supplier.identifiers.first()
    return Registration.objects.filter(scheme=number.scheme, value=number.value, status="waiting").first()


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    return "decided" if page.endswith("decided") else "waiting"


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where pages of this kind show them."""
    people, supplier, council = scene.people, scene.contract.supplier, scene.contract.council
    add_number(supplier, f"{supplier.pk:08d}")
    address = second_address(people["editor"])
    asks = provisional("Asking Ltd", UserFactory())
    for row in range(scene.rows):
        MemberFactory(organisation=supplier, role="viewer", is_restricted=True).contracts.add(scene.contract)
        MemberFactory(organisation=asks)
        invite(f"row{row}@example.com", organisation=supplier, by=people["admin"])
        invite(f"row{row}@example.com", organisation=asks, by=asks.members.first().user)
        MemberFactory(user=people["admin"], role="viewer")
        other = MemberFactory(role="admin")
        invite(address, organisation=other.organisation, by=other.user)
        invite(address, contract=being_set_up(council, people["manager"]), by=people["manager"])
        stranger = UserFactory()
        organisation = asks if row == 0 else provisional(f"Asking {row} Ltd", stranger)
        registration = ask(organisation, f"{supplier.pk:08d}", by=stranger)
        if kind == "decided":
            Registration.objects.filter(pk=registration.pk).update(
                status="declined", decided_at=timezone.now(), decided_by=people["lead"]
            )
        claim(organisation, council, f"claimed-{row}")
    scene.contract.supplier_owner = people["viewer"]
    scene.contract.save()
