"""What the merged releases of one process say that matters to us (domain rules, section 9.2)."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from suppliers.identifiers import (
    MATCHING_ORDER,
    SCHEMES,
    Identifier,
    InvalidIdentifier,
    caution,
    normalise,
    split,
)
from suppliers.models import Contract
from suppliers.ocds.problems import OcdsProblem, Refused
from suppliers.ocds.shape import LONGEST_ID, day, pounds

LEGAL_BASES = {
    ("UKPGA", "2023/54"): Contract.LegalBasis.PA2023,
    ("CELEX", "32014L0024"): Contract.LegalBasis.PCR2015,
}
LIGHT_TOUCH = "lightTouch"
_SCALES = {"sme": True, "large": False}
_LONGEST_NAME = 250


@dataclass(frozen=True)
class Where:
    """The file and process a problem is reported under."""

    file: str
    ocid: str

    def refuse(self, field: str, message: str) -> Refused:
        """The exception to raise for a problem in this field."""
        return Refused(OcdsProblem(self.file, self.ocid, field, message))


@dataclass(frozen=True)
class PartyFacts:
    """An organisation in a notice. Without identifiers it is only a name.

    Suppliers are never matched by name; a buyer that is called like a council is a question for its officers.
    """

    name: str
    identifiers: tuple[Identifier, ...]
    is_sme: bool | None
    is_vcse: bool | None
    field: str


def plain_name(name: str) -> str:
    """A name as names are compared: without capitals, and with one space between words."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True)
class ContractFacts:
    """One contract in a notice, in the words of our own fields."""

    ocds_id: str
    title: str
    description: str
    value_net: Decimal | None
    value_gross: Decimal | None
    starts_on: date | None
    ends_on: date | None
    signed_on: date | None
    legal_basis: str
    is_light_touch: bool
    is_above_threshold: bool | None
    status: str
    suppliers: tuple[PartyFacts, ...]
    field: str


# What of ContractFacts is stored under the same name on a contract.
CONTRACT_FIELDS = tuple(
    field.name for field in fields(ContractFacts) if field.name not in {"ocds_id", "status", "suppliers", "field"}
)


@dataclass(frozen=True)
class ProcessFacts:
    """One contracting process."""

    tender_id: str
    contracts: tuple[ContractFacts, ...]
    cautions: tuple[str, ...]
    removes_a_supplier: bool


def facts(release: dict, where: Where) -> ProcessFacts:
    """Read a merged release. Raises Refused for a bad identifier, amount, currency or date we would have to use."""
    parties = _Parties(release, where)
    tender = release.get("tender", {})
    awards = {str(award.get("id")): (index, award) for index, award in enumerate(release.get("awards", []))}
    contracts = tuple(
        _Reader(where, parties, tender, awards, release["contracts"]).contract(index)
        for index in range(len(release.get("contracts", [])))
    )
    return ProcessFacts(
        tender_id=str(tender.get("id", "")),
        contracts=contracts,
        cautions=tuple(_cautions(contracts)),
        removes_a_supplier=any("removedSupplier" in _texts(party.get("roles")) for party in release.get("parties", [])),
    )


def buyer_of(release: dict, where: Where) -> PartyFacts | None:
    """Who buys, where the release says so. Raises Refused when one of the buyer's numbers cannot be right."""
    return _Parties(release, where).party(release["buyer"], "buyer") if release.get("buyer") else None


def _cautions(contracts: tuple[ContractFacts, ...]) -> list[str]:
    """What looks odd about the suppliers' numbers, each said once."""
    numbers = [number for contract in contracts for supplier in contract.suppliers for number in supplier.identifiers]
    return [text for number in dict.fromkeys(numbers) if (text := caution(number.scheme, number.value))]


def _texts(value: Any) -> list[str]:
    """A code, or a list of codes."""
    return [value] if isinstance(value, str) else value or []


class _Parties:
    """The parties of a release, found by the id that references use."""

    def __init__(self, release: dict, where: Where) -> None:
        self.where = where
        self.by_id: dict[str, tuple[int, dict]] = {
            str(party.get("id")): (index, party) for index, party in enumerate(release.get("parties", []))
        }

    def party(self, reference: dict, field: str) -> PartyFacts:
        """Who is meant by a reference. Raises Refused when one of the organisation's numbers cannot be right."""
        ref = str(reference.get("id", ""))
        index, party = self.by_id.get(ref, (-1, {}))
        where = f"parties[{index}]" if party else field
        identifier = party.get("identifier", {})
        details = party.get("details", {})
        name = identifier.get("legalName") or party.get("name") or reference.get("name") or ""
        return PartyFacts(
            name=name.strip()[:_LONGEST_NAME],
            identifiers=self._identifiers(ref, party, where),
            is_sme=_SCALES.get(details.get("scale")),
            is_vcse=details.get("vcse"),
            field=where,
        )

    def _identifiers(self, ref: str, party: dict, field: str) -> tuple[Identifier, ...]:
        """Its usable numbers, the best to recognise it by first. Schemes we do not know are passed over."""
        named = [("identifier", party.get("identifier", {}))]
        named += [
            (f"additionalIdentifiers[{i}]", item) for i, item in enumerate(party.get("additionalIdentifiers", []))
        ]
        found = [
            (f"{field}.{name}.id", item["scheme"].upper(), str(item["id"]))
            for name, item in named
            if item.get("scheme") and item.get("id") is not None
        ]
        found = found or [(f"{field}.id", *split(ref))]
        numbers = [self._number(*each) for each in found if each[1] in SCHEMES]
        rank = {scheme: position for position, scheme in enumerate(MATCHING_ORDER)}
        return tuple(sorted(dict.fromkeys(numbers), key=lambda number: rank.get(number.scheme, len(rank))))

    def _number(self, field: str, scheme: str, value: str) -> Identifier:
        try:
            return Identifier(scheme, normalise(scheme, value))
        except InvalidIdentifier as error:
            raise self.where.refuse(field, str(error)) from error


class _Reader:
    """Reads the contracts of one merged release, with the awards and the tender they belong to."""

    def __init__(
        self,
        where: Where,
        parties: _Parties,
        tender: dict,
        awards: dict[str, tuple[int, dict]],
        contracts: list[dict],
    ) -> None:
        self.where = where
        self.parties = parties
        self.tender = tender
        self.awards = awards
        self.contracts = contracts

    def contract(self, index: int) -> ContractFacts:
        """The facts of one contract. Raises Refused."""
        contract, field = self.contracts[index], f"contracts[{index}]"
        position, award = self._award(contract)
        value, value_field = self._value(contract, field, award, position)
        starts_on, ends_on = self._period(contract, field, award, position)
        ocds_id = str(contract.get("id", ""))
        if not ocds_id:
            raise self.where.refuse(f"{field}.id", _("This is missing."))
        if len(ocds_id) > LONGEST_ID:
            raise self.where.refuse(f"{field}.id", _("This is longer than %(most)s characters.") % {"most": LONGEST_ID})
        return ContractFacts(
            ocds_id=ocds_id,
            title=self._title(contract, award, field),
            description=self._first("description", contract, award),
            value_net=self._pounds(value, "amount", value_field),
            value_gross=self._pounds(value, "amountGross", value_field),
            starts_on=starts_on,
            ends_on=ends_on,
            signed_on=day(contract["dateSigned"]) if contract.get("dateSigned") else None,
            legal_basis=self._legal_basis(),
            is_light_touch=LIGHT_TOUCH in _texts(self.tender.get("specialRegime")),
            is_above_threshold=contract.get("aboveThreshold"),
            status=contract.get("status", ""),
            suppliers=tuple(
                self.parties.party(reference, f"awards[{position}].suppliers[{number}]")
                for number, reference in enumerate(award.get("suppliers", []))
            ),
            field=field,
        )

    def _award(self, contract: dict) -> tuple[int, dict]:
        """The award a contract names; where it names none and there is one only, that one."""
        if contract.get("awardID") is None and len(self.awards) == 1:
            return next(iter(self.awards.values()))
        return self.awards.get(str(contract.get("awardID")), (0, {}))

    def _first(self, name: str, contract: dict, award: dict) -> str:
        """The text from the nearest place that has one: contract, award, tender."""
        texts = (place.get(name, "").strip() for place in (contract, award, self.tender))
        return next((text for text in texts if text), "")

    def _title(self, contract: dict, award: dict, field: str) -> str:
        title = self._first("title", contract, award)
        if not title:
            message = _("Neither the contract nor its award nor the tender has a title.")
            raise self.where.refuse(f"{field}.title", message)
        return title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1]}…"

    def _value(self, contract: dict, field: str, award: dict, position: int) -> tuple[dict, str]:
        """The contract's value, or its award's where the award has led to this contract only."""
        if contract.get("value"):
            return contract["value"], f"{field}.value"
        alone = sum(self._award(other)[1] is award for other in self.contracts) == 1
        return (award.get("value", {}) if alone else {}), f"awards[{position}].value"

    def _pounds(self, value: dict, name: str, field: str) -> Decimal | None:
        if value.get(name) is None:
            return None
        if value.get("currency") != "GBP":
            message = _("Only amounts in pounds can be read. The currency must be GBP.")
            raise self.where.refuse(f"{field}.currency", message)
        return pounds(value[name])

    def _period(self, contract: dict, field: str, award: dict, position: int) -> tuple[date | None, date | None]:
        """First and last day. Raises Refused when they are the wrong way round."""
        name = f"{field}.period" if contract.get("period") else f"awards[{position}].contractPeriod"
        period = {**award.get("contractPeriod", {}), **contract.get("period", {})}
        starts_on = day(period["startDate"]) if period.get("startDate") else None
        ends_on = day(period["endDate"]) if period.get("endDate") else None
        if starts_on and ends_on and ends_on < starts_on:
            message = _("The contract ends on %(ends_on)s, before it starts on %(starts_on)s.") % {
                "ends_on": ends_on.isoformat(),
                "starts_on": starts_on.isoformat(),
            }
            raise self.where.refuse(f"{name}.endDate", message)
        return starts_on, ends_on

    def _legal_basis(self) -> str:
        basis = self.tender.get("legalBasis", {})
        return LEGAL_BASES.get((basis.get("scheme", ""), str(basis.get("id", ""))), Contract.LegalBasis.OTHER)


def notice_kind(release: dict) -> str:
    """The kind of notice (UK1 to UK17) of one release, from the document that is the notice itself; empty if unsaid."""
    places = [release.get("tender") or {}, *(release.get("awards") or []), *(release.get("contracts") or [])]
    documents = [document for place in places for document in place.get("documents") or []]
    documents.sort(key=lambda document: str(document.get("id")) != release["id"])
    kinds = (document.get("noticeType") or "" for document in documents)
    return next((kind for kind in kinds if kind), "")[:10]
