"""What an officer is told of other claims with the same file, or one like it (domain rules, section 6.6, check 6)."""

import pytest
from django.urls import reverse

from returns.actions.reviewing import Decision
from returns.evidence.earlier import other_claims
from returns.models import Evidence, EvidenceMatch, EvidenceUse
from tests.factories import EvidenceFactory, OfficerRoleFactory
from tests.returns.road import Road, answer_all, decide, open_road, send, take

pytestmark = pytest.mark.django_db
WHY = "The letter speaks of two periods."


def sent_with(evidence: Evidence, *, road: Road, lines: tuple[int, ...] = (1,)) -> None:
    """Send the return with this file for these lines."""
    answer_all(road)
    for number in lines:
        EvidenceUse.objects.create(answer=road.row(number).answer, evidence=evidence, again_reason=WHY)
    send(road)


def told(road: Road, number: int = 1, user=None) -> list[tuple[str, str]]:
    """Likeness and address of every other claim that the officer is told of."""
    row = road.row(number, sent=True)
    return [(claim.likeness, claim.href) for file in other_claims(row, user or road.officer) for claim in file.claims]


def alike(evidence: Evidence, earlier: Evidence, likeness: str = "picture") -> None:
    EvidenceMatch.objects.create(evidence=evidence, earlier=earlier, likeness=likeness)


def page(road: Road) -> str:
    return reverse("line-review", args=[road.supplier_return.pk, 1])


def test_other_claims_of_a_file_used_once_are_none():
    road = open_road()
    sent_with(EvidenceFactory(contract=road.contract), road=road)
    assert told(road) == []


def test_other_claims_of_a_line_without_files_ask_nothing(django_assert_num_queries):
    road = open_road()
    send(road)
    row = road.row(sent=True)
    with django_assert_num_queries(0):
        assert other_claims(row, road.officer) == []


def test_other_claims_name_another_line_of_the_same_return():
    road = open_road("count", "hours")
    sent_with(EvidenceFactory(contract=road.contract), road=road, lines=(1, 2))
    assert told(road) == [("This file", reverse("line-review", args=[road.supplier_return.pk, 2]))]


@pytest.mark.parametrize(
    ("likeness", "words"),
    [("same", "The same file, added again"), ("picture", "Nearly the same picture"), ("text", "Nearly the same words")],
)
def test_other_claims_name_another_contract_of_the_council(client, likeness, words):
    first = open_road()
    second = open_road(council=first.contract.council)
    earlier = EvidenceFactory(contract=first.contract, original_name="minutes.pdf")
    sent_with(earlier, road=first)
    later = EvidenceFactory(contract=second.contract, original_name="notes.pdf")
    alike(later, earlier, likeness)
    sent_with(later, road=second)
    assert told(second) == [(words, page(first))]
    client.force_login(second.officer)
    said = client.get(page(second)).content.decode()
    assert "Also claimed with elsewhere" in said and page(first) in said and WHY in said
    assert first.contract.supplier.name in said


@pytest.mark.parametrize("added_first", ["sent first", "sent second"])
def test_officer_of_either_claim_sees_the_other_whichever_file_was_added_first(added_first):
    first = open_road()
    second = open_road(council=first.contract.council)
    one, other = EvidenceFactory(contract=first.contract), EvidenceFactory(contract=second.contract)
    alike(*((other, one) if added_first == "sent first" else (one, other)))
    sent_with(one, road=first)
    assert told(first) == []
    sent_with(other, road=second)
    assert told(second) == [("Nearly the same picture", page(first))]
    assert told(first, user=second.officer) == [("Nearly the same picture", page(second))]


def test_other_claims_of_another_council_reveal_nothing_of_it(client):
    first, second = open_road(), open_road()
    earlier = EvidenceFactory(contract=first.contract, original_name="minutes.pdf")
    sent_with(earlier, road=first)
    later = EvidenceFactory(contract=second.contract, original_name="notes.pdf")
    alike(later, earlier)
    sent_with(later, road=second)
    assert told(second) == [("Nearly the same picture", "")]
    client.force_login(second.officer)
    said = client.get(page(second)).content.decode()
    assert "a return to another council" in said
    for secret in (first.contract.supplier.name, first.contract.title, page(first), "minutes.pdf"):
        assert secret not in said


def test_other_claims_of_another_council_are_named_to_its_own_officers():
    first, second = open_road(), open_road()
    earlier = EvidenceFactory(contract=first.contract)
    sent_with(earlier, road=first)
    later = EvidenceFactory(contract=second.contract)
    alike(later, earlier)
    sent_with(later, road=second)
    both = OfficerRoleFactory(council=first.contract.council).user
    OfficerRoleFactory(council=second.contract.council, user=both)
    assert told(second, user=both) == [("Nearly the same picture", page(first))]


def test_other_claims_leave_out_drafts_and_the_earlier_file_itself():
    first = open_road()
    second = open_road(council=first.contract.council)
    earlier = EvidenceFactory(contract=first.contract)
    answer_all(first)
    EvidenceUse.objects.create(answer=first.row().answer, evidence=earlier)
    later = EvidenceFactory(contract=second.contract)
    alike(later, earlier)
    sent_with(later, road=second)
    assert told(second) == []


def test_other_claims_are_found_in_one_query(django_assert_num_queries):
    first, second = open_road(), open_road("count", "hours")
    earlier, later = EvidenceFactory(contract=first.contract), EvidenceFactory(contract=second.contract)
    sent_with(earlier, road=first)
    alike(later, earlier)
    sent_with(later, road=second, lines=(1, 2))
    row = second.row(sent=True)
    told(second)  # the officer's roles are known by now, as on every page
    with django_assert_num_queries(1):
        [file] = other_claims(row, second.officer)
    assert (file.evidence, len(file.claims), file.reason) == (later, 2, WHY)


def test_officer_sees_what_was_decided_of_each_line_that_a_file_is_used_for(client):
    """A file has no status for being enough: for one line it may be, and for another not."""
    road = open_road("count", "hours", "count")
    sent_with(EvidenceFactory(contract=road.contract), road=road, lines=(1, 2, 3))
    take(road)
    decide(road, 2)
    decide(road, 3, Decision("not_verified", reason="The letter is about another contract."))
    [file] = other_claims(road.row(1, sent=True), road.officer)
    assert {claim.number: claim.decided for claim in file.claims} == {2: "Verified", 3: "Not verified"}
    client.force_login(road.officer)
    said = client.get(page(road)).content.decode().partition("Also claimed with elsewhere")[2]
    assert "Not verified</strong>" in said.partition("commitment 3 of this return")[2].partition("</li>")[0]
    assert "Verified</strong>" in said.partition("commitment 2 of this return")[2].partition("</li>")[0]


def test_officer_is_told_no_decision_of_another_council():
    first, second = open_road(), open_road()
    first_file = EvidenceFactory(contract=first.contract)
    sent_with(first_file, road=first)
    take(first)
    decide(first, 1)
    later = EvidenceFactory(contract=second.contract)
    alike(later, first_file)
    sent_with(later, road=second)
    [file] = other_claims(second.row(1, sent=True), second.officer)
    assert [(claim.href, claim.decision) for claim in file.claims] == [("", "")]
