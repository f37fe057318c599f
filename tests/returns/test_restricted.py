"""Members of large suppliers who see some contracts only: everywhere, whatever else they are."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from returns.actions.answering import answer_words
from returns.actions.submitting import submit_return
from tests.factories import ContractPartyFactory, EvidenceFactory, MeasureFactory, MemberFactory, OfficerRoleFactory
from tests.returns.pages import address, browser, shown
from tests.returns.partners import add_partner, file_on, shared_road
from tests.returns.road import (
    DECLARED,
    answer,
    answer_all,
    correct,
    decide_all,
    finish,
    next_period,
    open_road,
    post,
    send,
    send_back,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def roads(time_machine):
    """Two contracts of one supplier: the first is in reach of the restricted member, the second is not."""
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    near = open_road("count", title="Parks in reach")
    far = open_road("count", supplier=near.contract.supplier, title="Roads out of reach")
    return near, far


@pytest.fixture
def member(roads):
    """An editor of the supplier who may see the first contract only."""
    near, _far = roads
    return restricted(near)


def restricted(road, user=None, organisation=None, role="editor"):
    more = {"user": user} if user else {}
    organisation = organisation or road.contract.supplier
    found = MemberFactory(organisation=organisation, role=role, is_restricted=True, **more)
    found.contracts.add(road.contract)
    return found.user


def test_restricted_member_finds_only_the_listed_contract_in_every_list(roads, member):
    near, far = roads
    for road in roads:
        answer_all(road)
        file_on(road, 1, road.contract.supplier, "letter.pdf")
    client = browser(member)
    for name in ("supplier-home", "return-list"):
        page = shown(client.get(reverse(name)))
        assert near.contract.title in page and far.contract.title not in page
    # With a single contract the list leads straight on.
    assert client.get(reverse("commitment-list")).url == reverse("contract-progress", args=[near.contract.pk])


def test_restricted_member_works_on_the_listed_contract_as_anybody(roads, member):
    near, _far = roads
    client = browser(member)
    for name in ("return-detail", "return-story", "return-nil", "return-check"):
        assert client.get(address(near, name)).status_code == 200
    client.post(address(near, "line-figure", 1), {"figure": "20"})
    assert near.row().answer.claimed == 20
    answer_all(near)
    submit_return(supplier_return=near.fresh(), declarations=DECLARED, by=member)
    assert near.fresh().status == "submitted"


def test_restricted_member_finds_nothing_of_another_contract(roads, member):
    _near, far = roads
    answer_all(far)
    file = file_on(far, 1, far.contract.supplier, "letter.pdf")
    client = browser(member)
    for name in ("return-detail", "return-story", "return-nil", "return-check", "return-sent"):
        assert client.get(address(far, name)).status_code == 404
    for name in ("line-record", "line-figure", "line-words", "line-evidence"):
        assert client.get(address(far, name, 1)).status_code == 404
    for name in ("evidence-view", "evidence-open", "evidence-report"):
        assert client.get(reverse(name, args=[file.pk])).status_code == 404
    assert client.get(reverse("contract-progress", args=[far.contract.pk])).status_code == 404
    assert client.get(reverse("commitment-detail", args=[far.commitments[0].pk])).status_code == 404


def test_restricted_member_writes_nothing_of_another_contract_by_any_action(roads, member):
    _near, far = roads
    answer_all(far)
    for act in (
        lambda: answer_words(answer=far.row().answer, narrative="Us", by=member),
        lambda: submit_return(supplier_return=far.fresh(), declarations=DECLARED, by=member),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_listing_a_contract_or_taking_it_away_counts_at_once(roads, member):
    near, far = roads
    place = member.memberships.get()
    place.contracts.add(far.contract)
    assert browser(member).get(address(far, "return-detail")).status_code == 200
    place.contracts.remove(near.contract)
    assert browser(member).get(address(near, "return-detail")).status_code == 404
    place.contracts.clear()
    home = shown(browser(member).get(reverse("supplier-home")))
    assert "You have nothing to do now" in home and near.contract.title not in home


def test_officer_who_is_a_restricted_member_gains_nothing_on_contracts_out_of_reach(roads):
    near, far = roads
    answer_all(far)
    user = restricted(near, OfficerRoleFactory(council=far.contract.council).user)
    file = file_on(far, 1, far.contract.supplier, "draft letter.pdf")
    client = browser(user)
    assert client.get(address(far, "return-detail")).url == reverse("return-review", args=[far.supplier_return.pk])
    for name in ("return-story", "return-check"):
        assert client.get(address(far, name)).status_code == 403
    for name in ("line-record", "line-figure"):
        assert client.get(address(far, name, 1)).status_code == 403
    assert client.get(reverse("contract-progress", args=[far.contract.pk])).status_code == 403
    assert client.get(reverse("evidence-view", args=[file.pk])).status_code == 404
    # Separation of duties holds however little of the supplier they see.
    send(far)
    assert client.post(address(far, "return-take")).status_code == 403
    assert client.get(reverse("evidence-view", args=[file.pk])).status_code == 200


def test_officer_who_is_a_restricted_member_out_of_reach_says_why_a_sensitive_file_is_opened(roads):
    near, _far = roads
    measure = MeasureFactory(sensitivity="looked-after children", photos="no")
    far = open_road(measure, supplier=near.contract.supplier, framework_version=measure.version)
    file = file_on(far, 1, far.contract.supplier, "totals.pdf")
    send(far)
    user = restricted(near, OfficerRoleFactory(council=far.contract.council).user)
    assert (
        browser(user)
        .get(reverse("evidence-view", args=[file.pk]))
        .url.startswith(reverse("evidence-ask", args=[file.pk]))
    )


def test_emails_about_a_contract_go_to_those_who_see_it(roads, member):
    near, far = roads
    for road in roads:
        send(road)
        take(road)
    post()
    send_back(far)
    assert member.email not in dict(post())
    send_back(near)
    assert (member.email, "Your return needs changes") in post()
    for road in roads:
        answer(road)
        send(road)
        take(road)
        decide_all(road)
    post()
    finish(far)
    correct(far, value=-1)
    assert member.email not in dict(post())
    finish(near)
    correct(near, value=-1)
    assert [subject for to, subject in post() if to == member.email] == [
        "A verified figure was corrected", "Your return has been decided",
    ]  # fmt: skip


def test_earlier_returns_out_of_reach_are_not_named_when_a_file_is_used_again(roads, member):
    near, far = roads
    content = b"What,Total\nVisits,12\n"
    old = EvidenceFactory(contract=far.contract, content=content, media_type="text/csv")
    far.row().answer.evidence_uses.create(evidence=old)
    send(far)
    new = EvidenceFactory(contract=near.contract, content=content, media_type="text/csv")
    new.matches.create(earlier=old, likeness="same")
    near.row().answer.evidence_uses.create(evidence=new)
    page = shown(browser(member).get(address(near, "line-evidence", 1)))
    assert "has been used before" in page and far.contract.title not in page
    answer_all(near)
    check = shown(browser(member).get(address(near, "return-check")))
    assert "has been used before" in check and far.contract.title not in check
    assert far.contract.title in shown(browser(near.editor).get(address(near, "return-check")))


def test_next_return_is_that_of_a_contract_in_reach(roads, member, time_machine):
    _near, far = roads
    for road in roads:
        send(road)
    far.contract.periods.filter(number=2).update(starts_on="2026-06-25", opened_on=None)
    home = shown(browser(member).get(reverse("supplier-home")))
    assert "It opens on 1 July 2026" in home and far.contract.title not in home


def test_restricted_member_of_a_partner_sees_its_lines_in_listed_contracts_only(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    near, partner = shared_road(2)
    far = open_road("count", "count", title="Roads out of reach")
    ContractPartyFactory(contract=far.contract, organisation=partner.organisation)
    far.contract.commitments.update(deliverer=partner.organisation)
    user = restricted(near, organisation=partner.organisation)
    assert browser(partner.editor).get(address(far, "return-detail")).status_code == 200
    client = browser(User.objects.get(pk=user.pk))
    assert client.get(address(near, "line-figure", 2)).status_code == 200
    assert client.get(address(far, "return-detail")).status_code == 404
    assert client.get(address(far, "line-figure", 2)).status_code == 404
    assert far.contract.title not in shown(client.get(reverse("supplier-home")))
    with pytest.raises(PermissionDenied):
        answer_words(answer=far.row(2).answer, narrative="Us", by=user)


def test_restricted_member_of_the_supplier_without_the_contract_is_no_partner_of_it(time_machine):
    """Whoever may not see a contract of the supplier does not see it through a line that another delivers either."""
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road("count", "count")
    add_partner(road, 2)
    other = open_road(supplier=road.contract.supplier)
    user = restricted(other)
    assert browser(user).get(address(road, "return-detail")).status_code == 404
    next_period(other, other.contract.periods.order_by("number")[1].starts_on)
    assert browser(user).get(address(other, "return-detail")).status_code == 200
