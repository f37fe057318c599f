"""What can happen to organisations and their teams, contracts and commitments."""

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from audit.events import Event
from suppliers.fetching.troubles import Trouble
from suppliers.models import Contract, ContractParty, Member, Organisation
from suppliers.remedies import LABELS


class SupplierEvent(Event):
    """Events of the suppliers room: code, sentence, and the e-mail that goes out (None: no e-mail)."""

    CONTRACT_CREATED = "contract.created", _("{actor} added the contract"), None
    CONTRACT_CHANGED = "contract.changed", _("{actor} changed the contract: {changed}"), None
    SUPPLIER_CHOSEN = "supplier.chosen", _("{actor} chose the supplier of the contract"), "supplier_chosen"
    PARTY_ADDED = "party.added", _("{actor} added an organisation to the contract as {role}"), "party_added"
    PARTY_INVITED = "party.invited", _("{actor} invited {role} by email"), "invitation_sent"
    PARTY_JOINED = "party.joined", _("{actor} accepted for an organisation that takes part as {role}"), "party_joined"
    PARTY_REMOVED = "party.removed", _("{actor} took {role} out of the contract"), None
    MANAGER_NAMED = "manager.named", _("{actor} named the contract manager"), "manager_named"
    HANDED_OVER = (
        "contract.handed_over",
        _("{actor} handed the contract over to another contract manager"),
        "contracts_handed_over",
    )
    DEPUTY_NAMED = "deputy.named", _("{actor} named a deputy of the contract manager"), "deputy_named"
    DEPUTY_REMOVED = "deputy.removed", _("{actor} decided that the contract has no deputy"), None
    OWNER_NAMED = "owner.named", _("{actor} named who looks after the contract at the supplier"), "owner_named"
    REMEDIES_SET = (
        "remedies.set",
        _("{actor} set what the contract allows when a promise falls short: {remedies}"),
        "remedies_set",
    )
    REASON_GIVEN = "proportion.explained", _("{actor} said why the contract asks for more than usual: {reason}"), None
    BANDS_SET = "proportion_bands.set", _("{actor} set how much contracts of each value are asked for"), None
    KPIS_MARKED = "kpis.marked", _("{actor} marked the statutory KPIs of the contract: commitments {numbers}"), None
    NO_KPIS_EXPLAINED = "no_kpis.explained", _("{actor} said why the contract has no statutory KPIs: {reason}"), None
    RATINGS_SET = (
        "ratings.set",
        _(
            "{actor} set from which share of the target promises are on track, slightly behind and behind: "
            "{met}%, {slightly_below}%, {below}%"
        ),
        None,
    )
    DEPARTMENTS_SET = "departments.set", _("{actor} changed the departments that contracts are put under"), None
    AREAS_SET = "areas.set", _("{actor} changed the areas that contracts are put under"), None
    NEED_SET = "need.set", _("{actor} set how great the need of {area} is: {indicator}, {year}"), None
    LOCAL_POSTCODES_SET = "local_postcodes.set", _("{actor} changed which postcodes count as local"), None
    CLAIM_MADE = "claim.made", _("{actor} asked for a contract by its reference"), "claim_made"
    CLAIM_ACCEPTED = "claim.accepted", _("{actor} gave the organisation the contract it asked for"), "claim_decided"
    CLAIM_DECLINED = "claim.declined", _("{actor} declined to give the contract: {reason}"), "claim_decided"
    CLAIM_WITHDRAWN = "claim.withdrawn", _("{actor} asks for the contract no longer"), None
    CONTRACT_CLAIMED = "contract.claimed", _("{actor} accepted the organisation that asked for the contract"), None
    CONTRACT_ACTIVATED = "contract.activated", _("{actor} started reporting on the contract"), "contract_started"
    CONTRACT_EXTENDED = "contract.extended", _("{actor} moved the end of the contract to {ends_on}: {reason}"), None
    CONTRACT_ENDED = "contract.ended", _("{actor} ended the contract: {reason}"), "contract_ended"
    COMMITMENT_PROPOSED = (
        "commitment.proposed",
        _("{actor} proposed commitment {line}, {measure}"),
        "proposal_made",
    )
    COMMITMENT_AGREED = "commitment.agreed", _("{actor} agreed commitment {line}"), "proposal_accepted"
    COMMITMENT_DECLINED = "commitment.declined", _("{actor} declined commitment {line}: {reason}"), "proposal_declined"
    VARIATION_PROPOSED = (
        "variation.proposed",
        _("{actor} proposed to change commitment {line}: {reason}"),
        "proposal_made",
    )
    SUBSTITUTION_PROPOSED = (
        "substitution.proposed",
        _("{actor} proposed another promise in place of commitment {line}: {reason}"),
        "proposal_made",
    )
    WITHDRAWAL_PROPOSED = (
        "withdrawal.proposed",
        _("{actor} proposed to end commitment {line}: {reason}"),
        "proposal_made",
    )
    PROPOSAL_COUNTERED = (
        "proposal.countered",
        _("{actor} answered about commitment {line} with other terms: {reason}"),
        "proposal_made",
    )
    PROPOSAL_DECLINED = (
        "proposal.declined",
        _("{actor} declined what was proposed about commitment {line}: {reason}"),
        "proposal_declined",
    )
    PROPOSAL_TAKEN_BACK = (
        "proposal.taken_back",
        _("{actor} took back what was proposed about commitment {line}"),
        "proposal_taken_back",
    )
    COMMITMENT_VARIED = "commitment.varied", _("{actor} agreed the change to commitment {line}"), "proposal_accepted"
    COMMITMENT_REPLACED = (
        "commitment.replaced",
        _("{actor} agreed that commitment {new_line} takes the place of commitment {line}"),
        "proposal_accepted",
    )
    COMMITMENT_WITHDRAWN = (
        "commitment.withdrawn",
        _("{actor} agreed to end commitment {line}"),
        "proposal_accepted",
    )
    CONTRACT_IMPORTED = "contract.imported", _("{actor} brought the contract in from notice {release}"), None
    CONTRACT_UPDATED = "contract.updated", _("{actor} brought the contract up to date with notice {release}"), None
    CONTRACT_CONTRADICTED = (
        "contract.contradicted",
        _("Notice {release}, brought in by {actor}, differs from the contract: an officer must decide"),
        None,
    )
    CONTRACT_REGISTERED = "contract.registered", _("{actor} took the contract in from a register, row {row}"), None
    REGISTER_BROUGHT = "register.brought", _("{actor} brought a register to be looked through"), None
    REGISTER_LOOKED_THROUGH = (
        "register.looked_through",
        _("{actor} looked a register through: {new} new, {changed_rows} changed, {wrong} not right"),
        "register_looked_through",
    )
    REGISTER_REFUSED = "register.refused", _("{actor} could not read a register"), "register_refused"
    REGISTER_CONFIRMED = "register.confirmed", _("{actor} had the rows of a register taken in: {right}"), None
    REGISTER_TAKEN_IN = "register.taken_in", _("{actor} took a register in, {taken} rows"), "register_taken_in"
    REGISTER_LEFT = "register.left", _("{actor} left a register and took nothing in"), None
    NOTICE_RECORDED = "notice.recorded", _("{actor} recorded notice {release}"), None
    NOTICE_HELD = "notice.held", _("{actor} fetched notice {release} and kept it for a person to look at"), None
    NOTICE_LEFT_OUT = "notice.left_out", _("{actor} left notice {release} out"), None
    NOTICES_FETCHED = (
        "notices.fetched",
        _("{actor} asked for published notices: {count} came for councils here"),
        None,
    )
    NOTICES_ASKED_FROM = "notices.asked_from", _("{actor} was told to ask for published notices since {since}"), None
    NOTICES_NOT_FETCHED = "notices.not_fetched", _("{actor} could not fetch published notices ({why})"), None
    ORGANISATION_CREATED = "organisation.created", _("{actor} added the organisation"), None
    ORGANISATION_IDENTIFIED = "organisation.identified", _("{actor} added to what is known of the organisation"), None
    SIGN_OFF_REQUIRED = "sign_off.required", _("{actor} decided that returns are signed off before they are sent"), None
    SIGN_OFF_LIFTED = "sign_off.lifted", _("{actor} decided that returns are sent without sign-off"), None
    CATEGORIES_ADDED = "categories.added", _("{actor} added the service categories {codes}"), None
    ORGANISATION_LOOKED_UP = "organisation.looked_up", _("{actor} looked an organisation up by a number"), None
    ORGANISATION_REGISTERED = "organisation.registered", _("{actor} signed the organisation up"), None
    ORGANISATION_CHANGED = (
        "organisation.changed",
        _("{actor} changed what the organisation says of itself: {changed}"),
        None,
    )
    REGISTRATION_ASKED = (
        "registration.asked",
        _("{actor} asked for the organisation to be confirmed"),
        "registration_asked",
    )
    REGISTRATION_PASSED_ON = (
        "registration.passed_on",
        _("{actor} told the admins that somebody asks to join the organisation"),
        "join_asked",
    )
    COUNCIL_CALLED = (
        "council.called",
        _("{actor} told the council that it is its turn to decide who somebody is"),
        "council_called",
    )
    REGISTRATION_CONFIRMED = (
        "registration.confirmed",
        _("{actor} confirmed the organisation"),
        "registration_confirmed",
    )
    REGISTRATION_VOUCHED_FOR = (
        "registration.vouched_for",
        _("{actor} let the people in by the word of the council, whose invitation they had accepted"),
        "registration_joined",
    )
    REGISTRATION_JOINED = (
        "registration.joined",
        _("{actor} let the people in: the organisation was here before"),
        "registration_joined",
    )
    REGISTRATION_DECLINED = (
        "registration.declined",
        _("{actor} did not confirm the organisation: {reason}"),
        "registration_declined",
    )
    NUMBER_ASKED = "number.asked", _("{actor} asked for a further official number to be confirmed"), "number_asked"
    NUMBER_CONFIRMED = "number.confirmed", _("{actor} confirmed a further official number"), "number_confirmed"
    NUMBER_DECLINED = (
        "number.declined",
        _("{actor} did not confirm a further official number: {reason}"),
        "number_declined",
    )
    REGISTRATION_WITHDRAWN = "registration.withdrawn", _("{actor} took back the wish to be confirmed"), None
    ORGANISATION_JOINED = "organisation.joined", _("{actor} let in {people} who asked to join, as {role}"), None
    MEMBER_INVITED = "member.invited", _("{actor} invited somebody to the team as {role}"), "invitation_sent"
    SUPPLIER_INVITED = "supplier.invited", _("{actor} invited the supplier by email"), "invitation_sent"
    INVITATION_RESENT = "invitation.resent", _("{actor} sent an invitation again"), "invitation_sent"
    INVITATION_WITHDRAWN = "invitation.withdrawn", _("{actor} withdrew an invitation"), None
    INVITATION_DECLINED = "invitation.declined", _("{actor} declined an invitation"), "invitation_declined"
    MEMBER_JOINED = "member.joined", _("{actor} accepted an invitation to the team as {role}"), "invitation_accepted"
    SUPPLIER_JOINED = "supplier.joined", _("{actor} took the contract on for the supplier"), "supplier_joined"
    MEMBER_CHANGED = "member.changed", _("{actor} made a member {role}, {reach}"), "member_changed"
    MEMBER_REMOVED = "member.removed", _("{actor} removed a member from the team"), "member_removed"
    MEMBER_LEFT = "member.left", _("{actor} left the team"), "member_left"
    HOST_ADDED = "host.added", _("{actor} added a host to the opportunity log"), None
    HOST_CHANGED = "host.changed", _("{actor} changed what the opportunity log says of a host"), None
    HOST_RETIRED = "host.retired", _("{actor} retired a host from the opportunity log"), None
    HOSTS_REMINDED = (
        "hosts.reminded",
        _("{actor} reminded both sides of checks or insurance of hosts: {count}"),
        "hosts_reminded",
    )
    OPPORTUNITY_ADDED = "opportunity.added", _("{actor} added an opportunity with {places} places"), None
    OPPORTUNITY_CHANGED = "opportunity.changed", _("{actor} changed an opportunity"), None
    OPPORTUNITY_RECORDED = (
        "opportunity.recorded",
        _("{actor} recorded of an opportunity: offered {offered}, taken up {taken_up}, not taken up {not_taken_up}"),
        None,
    )
    OPPORTUNITY_ENDED = "opportunity.ended", _("{actor} ended an opportunity"), None
    CONTRACT_OWNER_LEFT = (
        "contract.owner_left",
        _("Nobody at the supplier looks after the contract now, after a change that {actor} made"),
        "owner_left",
    )

    def parts(self, data: dict) -> dict:
        """As recorded, with words for fields and roles, for what a member sees, and for how many people."""
        parts = dict(data)
        if "fields" in data:
            parts["changed"] = get_text_list([_field_words(name) for name in data["fields"]], gettext("and"))
        if "kinds" in data:
            parts["remedies"] = _remedies(data["kinds"])
        if "trouble" in data:
            parts["why"] = _TROUBLES.get(data["trouble"], data["trouble"])
        if "lines" in data:
            parts["numbers"] = get_text_list([str(line) for line in data["lines"]], gettext("and"))
        if "role" in data:
            parts["role"] = _ROLES.get(data["role"], data["role"])
        if "contracts" in data:
            parts["reach"] = _reach(data["contracts"])
        if "count" in data:
            parts["people"] = ngettext("%(count)d person", "%(count)d people", data["count"]) % {"count": data["count"]}
        return parts


_TROUBLES = dict(Trouble.choices)
_ROLES = {
    Member.Role.ADMIN: _("an admin"),
    Member.Role.EDITOR: _("an editor"),
    Member.Role.VIEWER: _("a viewer"),
    ContractParty.Role.CONSORTIUM: _("a consortium member"),
    ContractParty.Role.SUBCONTRACTOR: _("a subcontractor"),
}


def _remedies(kinds: list[str]) -> str:
    """The remedies a contract grants in words."""
    return "; ".join(str(LABELS.get(kind, kind)) for kind in kinds) or gettext("nothing")


def _field_words(name: str) -> str:
    """What people call a field of an organisation or of a contract; its code where it is neither's."""
    for model in (Organisation, Contract):
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.name == name:
                return str(field.verbose_name)
    return name


def _reach(contracts: int | None) -> str:
    """How far a member sees."""
    if contracts is None:
        return gettext("for all contracts")
    words = ngettext("for %(count)d contract", "for %(count)d contracts", contracts)
    return words % {"count": contracts}
