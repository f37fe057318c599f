"""Files that a consortium member or subcontractor adds are its own; the supplier who sends them sees them too."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from returns.actions.evidence import add_evidence, remove_evidence, use_evidence
from returns.actions.evidence_answers import confirm_evidence, explain_use
from returns.models import Evidence, EvidenceUse
from tests.factories import OfficerRoleFactory
from tests.returns.files import an_upload
from tests.returns.pages import address, browser, shown
from tests.returns.partners import add_partner, file_on, shared_road
from tests.returns.road import answer_all, next_period, send

pytestmark = pytest.mark.django_db


def a_table(words: str, name: str = "totals"):
    """A small table as an upload."""
    return an_upload(f"What,Total\n{words},12\n".encode(), name=f"{name}.csv", declared_type="text/csv")


@pytest.fixture
def shared(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return shared_road(2, 3)


def test_file_belongs_to_the_organisation_whose_people_add_it(shared):
    road, partner = shared
    theirs = add_evidence(answer=road.row(2).answer, upload=a_table("one"), by=partner.editor)
    ours = add_evidence(answer=road.row(2).answer, upload=a_table("two"), by=road.editor)
    assert theirs.organisation == partner.organisation and ours.organisation == road.contract.supplier


def test_same_content_of_two_organisations_is_two_files_and_tells_neither(shared):
    """Otherwise a file could be guessed: whoever adds it again would be given the other's, with its name."""
    road, partner = shared
    content = "the same table"
    first = add_evidence(answer=road.row(1).answer, upload=a_table(content, "ours"), by=road.editor)
    second = add_evidence(answer=road.row(2).answer, upload=a_table(content, "theirs"), by=partner.editor)
    assert first.pk != second.pk and first.sha256 == second.sha256
    page = shown(partner.browser().get(address(road, "line-evidence", 2)))
    assert "theirs.csv" in page and "ours.csv" not in page
    again = add_evidence(answer=road.row(3).answer, upload=a_table(content, "again"), by=partner.editor)
    assert again == second


def test_partners_file_is_seen_by_its_people_and_the_supplier_and_once_sent_by_the_council(shared):
    road, partner = shared
    file = file_on(road, 2, partner.organisation, "letter of the partner.pdf")
    other = add_partner(road, 4, name="Quay Training Ltd")
    officer = OfficerRoleFactory(council=road.contract.council).user
    path = reverse("evidence-view", args=[file.pk])
    people = {"partner": partner.viewer, "supplier": road.editor, "other": other.editor, "officer": officer}
    assert {who: browser(user).get(path).status_code for who, user in people.items()} == {
        "partner": 200, "supplier": 200, "other": 404, "officer": 404,
    }  # fmt: skip
    send(road)
    assert browser(officer).get(path).status_code == 200
    assert browser(other.editor).get(path).status_code == 404


def test_suppliers_file_on_the_partners_line_is_counted_and_not_shown(shared):
    road, partner = shared
    file = file_on(road, 2, road.contract.supplier, "accounts of the supplier.pdf")
    for name in ("line-evidence", "line-record"):
        page = shown(partner.browser().get(address(road, name, 2)))
        assert "accounts of the supplier.pdf" not in page
        assert f"{road.contract.supplier.name} has added 1 more file" in page
    for name in ("evidence-view", "evidence-open", "evidence-report"):
        assert partner.browser().get(reverse(name, args=[file.pk])).status_code == 404


def test_partner_is_offered_its_own_files_again_and_no_others(shared):
    road, partner = shared
    file_on(road, 2, partner.organisation, "own letter.pdf")
    file_on(road, 2, road.contract.supplier, "accounts on that line.pdf")
    file_on(road, 1, road.contract.supplier, "accounts.pdf")
    page = shown(partner.browser().get(address(road, "line-evidence", 3)))
    assert "own letter.pdf" in page and "accounts" not in page
    supplier = shown(browser(road.editor).get(address(road, "line-evidence", 4)))
    assert "own letter.pdf" in supplier and "accounts.pdf" in supplier


@pytest.mark.parametrize("page", ["evidence-remove", "evidence-confirm", "evidence-explain"])
def test_partner_does_nothing_with_a_file_of_another_by_its_number(shared, page):
    road, partner = shared
    file = file_on(road, 2, road.contract.supplier, "accounts.pdf", findings={"email": 1})
    data = {"evidence": str(file.pk), f"again-{file.pk}-reason": "We say so."}
    assert partner.browser().post(address(road, page, 2), data).status_code == 404
    assert EvidenceUse.objects.get(evidence=file).again_reason == ""
    assert Evidence.objects.get(pk=file.pk).confirmed_at is None


def test_partner_uses_no_file_of_another_by_its_number(shared):
    road, partner = shared
    file = file_on(road, 1, road.contract.supplier, "accounts.pdf")
    data = {"action": "add", "reuse": str(file.pk)}
    assert partner.browser().post(address(road, "line-evidence", 2), data).status_code == 200
    assert file.uses.count() == 1


def test_actions_refuse_partners_the_files_of_others(shared):
    road, partner = shared
    file, by = file_on(road, 2, road.contract.supplier, "accounts.pdf"), partner.editor
    answer = road.row(2).answer
    for act in (
        lambda: use_evidence(answer=road.row(3).answer, evidence=file, by=by),
        lambda: remove_evidence(answer=answer, evidence=file, by=by),
        lambda: confirm_evidence(answer=answer, evidence=file, by=by),
        lambda: explain_use(answer=answer, evidence=file, reason="Again", by=by),
        lambda: add_evidence(answer=road.row(1).answer, upload=a_table("x"), by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_supplier_may_use_a_partners_file_for_another_line_and_the_partner_is_shown_nothing_of_it(shared):
    road, partner = shared
    file = file_on(road, 2, partner.organisation, "own letter.pdf")
    answer_all(road)
    use_evidence(answer=road.row(1).answer, evidence=file, by=road.editor)
    first = road.row(1).line
    page = shown(partner.browser().get(f"{reverse('evidence-view', args=[file.pk])}?line={first.pk}"))
    assert "Promise of money" in page and "Promise of count" not in page
    remove_evidence(answer=road.row(2).answer, evidence=file, by=partner.editor)
    page = shown(partner.browser().get(reverse("evidence-view", args=[file.pk])))
    assert "own letter.pdf" in page and "Promise of count" not in page and "What it supports" not in page


def test_viewer_lists_no_other_organisations_files_beside(shared):
    road, partner = shared
    file = file_on(road, 2, partner.organisation, "own letter.pdf")
    file_on(road, 2, road.contract.supplier, "accounts.pdf")
    path = reverse("evidence-view", args=[file.pk])
    assert "accounts.pdf" not in shown(partner.browser().get(path))
    assert "accounts.pdf" in shown(browser(road.editor).get(path))


def test_partner_is_told_only_of_earlier_returns_that_it_sees(shared, time_machine):
    """A file used again is asked about; which returns it was sent with is said of one's own alone."""
    road, partner = shared
    content = "the same every quarter"
    own = add_evidence(answer=road.row(2).answer, upload=a_table(content), by=partner.editor)
    Evidence.objects.filter(pk=own.pk).update(
        status="available", scan="clean", stored_sha256=own.sha256, stored_size=own.size
    )
    send(road)
    time_machine.move_to("2026-07-02T10:00:00+01:00")
    next_period(road, road.contract.periods.order_by("number")[1].starts_on)
    add_evidence(answer=road.row(2).answer, upload=a_table(content), by=partner.editor)
    page = shown(partner.browser().get(address(road, "line-evidence", 2)))
    assert f"You used this file, or one like it, before: {road.contract.title}" in page
    # The supplier uses the partner's file for a line of its own: of that the partner learns nothing.
    EvidenceUse.objects.filter(answer__line__number=2, answer__revision__submitted_at__isnull=True).delete()
    use_evidence(answer=road.row(1).answer, evidence=own, by=road.editor)
    supplier = shown(browser(road.editor).get(address(road, "line-evidence", 1)))
    assert road.contract.title in supplier


def test_quota_is_counted_for_each_organisation(shared, settings):
    road, partner = shared
    settings.EVIDENCE_FILES_A_DAY = 2
    add_evidence(answer=road.row(1).answer, upload=a_table("one"), by=road.editor)
    add_evidence(answer=road.row(2).answer, upload=a_table("two"), by=partner.editor)
    assert Evidence.objects.filter(organisation=partner.organisation).count() == 1
