"""Who an organisation is, who acts for it, whom it invited, and what it asked of councils."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit.models import AuditEvent
from audit.queries import actor_name, sentence_for
from reports.everything.columns import Column, Part, Seen, told
from suppliers.models import (
    ContractClaim,
    Endorsement,
    Invitation,
    Member,
    Organisation,
    OrganisationIdentifier,
    Registration,
)
from suppliers.queries import (
    claims_visible_to,
    endorsements_visible_to,
    members_visible_to,
    organisations_visible_to,
    own_registrations_visible_to,
    sent_invitations_visible_to,
)


def _organisation(seen: Seen) -> QuerySet[Organisation]:
    return organisations_visible_to(seen.user).filter(pk=seen.organisation.pk).order_by("pk")


def _numbers(seen: Seen) -> QuerySet[OrganisationIdentifier]:
    return OrganisationIdentifier.objects.filter(organisation__in=_organisation(seen)).order_by("pk")


def _members(seen: Seen) -> QuerySet[Member]:
    members = members_visible_to(seen.user).filter(organisation=seen.organisation)
    return members.select_related("user").prefetch_related("contracts").order_by("pk")


def _registrations(seen: Seen) -> QuerySet[Registration]:
    return own_registrations_visible_to(seen.user).filter(organisation=seen.organisation).order_by("pk")


def _invitations(seen: Seen) -> QuerySet[Invitation]:
    sent = sent_invitations_visible_to(seen.user).filter(organisation=seen.organisation)
    return sent.select_related("invited_by").prefetch_related("contracts").order_by("invited_at", "pk")


def _claims(seen: Seen) -> QuerySet[ContractClaim]:
    claims = claims_visible_to(seen.user).filter(organisation=seen.organisation)
    return claims.select_related("council", "asked_by").order_by("pk")


def _endorsements(seen: Seen) -> QuerySet[Endorsement]:
    endorsements = endorsements_visible_to(seen.user).filter(supplier=seen.organisation)
    return endorsements.select_related("answered_by").order_by("pk")


def _events(seen: Seen) -> QuerySet[AuditEvent]:
    """What its own people did in its history. What councils and the portal did is told by the other tables."""
    people = _members(seen).prefetch_related(None).order_by().values("user")
    events = AuditEvent.objects.filter(trail=seen.organisation.audit_trail, actor__in=people)
    return events.select_related("actor").order_by("pk")


def _contracts_of(_seen: Seen, row: Member | Invitation) -> list[str]:
    return [str(contract.pk) for contract in row.contracts.all()]


COUNCIL = Column("council_name", _("Council"), lambda _seen, row: row.council.name, field="council")
SOME_CONTRACTS = Column("contract_ids", _("Ids of the contracts"), _contracts_of, "array", field="contracts")

PARTS = (
    Part(
        "organisation",
        _("Organisation"),
        Organisation,
        _organisation,
        told(
            Organisation,
            *("id", "name", "is_sme", "is_vcse", "vcse_kind", "is_mission_led", "needs_sign_off", "is_provisional"),
        ),
    ),
    Part(
        "official_numbers",
        _("Official numbers"),
        OrganisationIdentifier,
        _numbers,
        told(OrganisationIdentifier, "id", "organisation", "scheme", "value", "verified_on"),
        keys=(("organisation_id", "organisation"),),
    ),
    Part(
        "members",
        _("People of the team and their roles"),
        Member,
        _members,
        (
            *told(Member, "id", "organisation", "user"),
            Column("email", _("Email address"), lambda _seen, row: row.user.email),
            *told(Member, "role", "is_signatory", "is_restricted"),
            SOME_CONTRACTS,
        ),
        keys=(("organisation_id", "organisation"),),
    ),
    Part(
        "invitations",
        _("Invitations to the team"),
        Invitation,
        _invitations,
        (
            *told(Invitation, "id", "organisation", "email", "role", "is_signatory", "is_restricted"),
            SOME_CONTRACTS,
            *told(Invitation, "status", "expires_on", "invited_at", "invited_by", "answered_at"),
        ),
        keys=(("organisation_id", "organisation"),),
    ),
    Part(
        "registrations",
        _("Official numbers that were given to be confirmed"),
        Registration,
        _registrations,
        told(
            Registration,
            *("id", "organisation", "scheme", "value", "status", "asked_at", "asked_by", "decided_at", "reason"),
        ),
        keys=(("organisation_id", "organisation"),),
    ),
    Part(
        "claims",
        _("Contracts that were asked for by their reference"),
        ContractClaim,
        _claims,
        (
            *told(ContractClaim, "id", "organisation"),
            COUNCIL,
            *told(ContractClaim, "reference", "note", "status", "asked_at", "asked_by", "decided_at", "reason"),
            *told(ContractClaim, "contract"),
        ),
        keys=(("organisation_id", "organisation"),),
    ),
    Part(
        "endorsements",
        _("Endorsements by councils"),
        Endorsement,
        _endorsements,
        (
            *told(Endorsement, "id", "contract"),
            COUNCIL,
            *told(Endorsement, "reason", "status", "decided_at", "valid_to", "answered_at", "answered_by"),
            *told(Endorsement, "withdrawn_at", "withdrawn_reason"),
        ),
        keys=(("contract_id", "contracts"),),
    ),
    Part(
        "events",
        _("What the organisation’s own people did for it"),
        AuditEvent,
        _events,
        (
            *told(AuditEvent, "id", "at"),
            Column("actor", _("By"), lambda _seen, row: actor_name(row), field="actor"),
            *told(AuditEvent, "event"),
            Column("sentence", _("In words"), lambda _seen, row: sentence_for(row)),
        ),
    ),
)
