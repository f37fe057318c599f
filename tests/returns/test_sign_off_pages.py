"""The pages of sign-off, as browsers without scripts see them."""

import pytest
from django.urls import reverse

from returns.actions.signing import ask_sign_off, decline_sign_off, take_back_sign_off
from returns.models import SignOff
from suppliers.models import Member, Organisation
from tests.factories import MemberFactory
from tests.returns.pages import address, browser, shown
from tests.returns.partners import add_partner
from tests.returns.road import DECLARED, answer_all, open_road

pytestmark = pytest.mark.django_db
SEND = {"declarations": DECLARED}


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road("count", "money")
    Organisation.objects.filter(pk=road.contract.supplier_id).update(needs_sign_off=True)
    answer_all(road)
    return road


@pytest.fixture
def signatory(road):
    return MemberFactory(organisation=road.contract.supplier, is_signatory=True, user__first_name="Sian").user


def give(road):
    return ask_sign_off(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)


def home(user):
    return shown(browser(user).get(reverse("supplier-home")))


# --- The journey ------------------------------------------------------------------------------------------------------
def test_journey_editor_asks_signatory_declines_editor_mends_signatory_sends(road, signatory):
    editor, signs = browser(road.editor), browser(signatory)
    check = shown(editor.get(address(road, "return-check")))
    assert "Now ask for sign-off" in check and "Send return" not in check
    assert editor.post(address(road, "return-check"), SEND).url == address(road, "return-detail")
    tasks = shown(editor.get(address(road, "return-detail")))
    assert f"gave it to {signatory} for sign-off" in tasks and "Take it back to change it" in tasks
    assert "With a signatory" in home(road.editor) and "You have nothing to do now" in home(road.editor)

    assert "To sign off" in home(signatory)
    assert "For you to sign off" in shown(signs.get(address(road, "return-detail")))
    page = signs.get(address(road, "return-check"))
    assert "Sign it off and send it" in shown(page) and "Change" not in shown(page)
    decline = address(road, "return-decline")
    assert "Say what has to change" in shown(signs.post(decline, {"reason": ""}))
    assert signs.post(decline, {"reason": "The spend looks too high."}).url == address(road, "return-detail")

    tasks = shown(editor.get(address(road, "return-detail")))
    assert "The spend looks too high." in tasks and f"{signatory} did not sign this return off" in tasks
    assert "With a signatory" not in home(road.editor)
    editor.post(address(road, "line-figure", 2), {"figure": "20"})
    editor.post(address(road, "return-check"), SEND)
    assert "The spend looks too high." not in shown(editor.get(address(road, "return-detail")))

    asked = SignOff.objects.get(status="asked")
    sent = signs.post(address(road, "return-check"), {**SEND, "sign_off": asked.pk})
    assert sent.url == address(road, "return-sent") and road.fresh().submitted_by == signatory


def test_missing_declarations_are_said_to_whoever_asks_and_to_whoever_signs(road, signatory):
    error = "Tick all the declarations"
    assert error in shown(browser(road.editor).post(address(road, "return-check"), {"sign_off": ""}))
    sign_off = give(road)
    signs = browser(signatory)
    page = signs.post(address(road, "return-check"), {"sign_off": sign_off.pk, "declarations": DECLARED[:1]})
    assert error in shown(page) and page.content.decode().count(" checked") == 1
    assert road.fresh().status == "draft"


def test_signatory_does_not_send_what_was_taken_back_and_asked_again_meanwhile(road, signatory):
    read = give(road)
    take_back_sign_off(sign_off=read, by=road.editor)
    data = {**SEND, "sign_off": read.pk}
    signs = browser(signatory)
    for _once_open_and_once_asked_again in range(2):
        response = signs.post(address(road, "return-check"), data, follow=True)
        assert "Read it again before you go on" in shown(response)
        assert road.fresh().status == "draft"
        if not SignOff.objects.filter(status="asked").exists():
            give(road)


def test_pages_of_answers_are_shut_while_it_is_asked_and_say_so(road, signatory):
    partner = add_partner(road, 2)
    give(road)
    for user, pages in (
        (road.editor, [("line-figure", 1), ("line-words", 1), ("line-evidence", 1), ("return-story", None)]),
        (signatory, [("line-figure", 1), ("return-nil", None)]),
        (partner.editor, [("line-figure", 2), ("line-evidence", 2)]),
    ):
        client = browser(user)
        for name, number in pages:
            assert client.get(address(road, name, number)).url == address(road, "return-detail")
        response = client.post(address(road, *pages[0]), {"figure": "9"}, follow=True)
        assert "is with a signatory, so nothing was changed" in shown(response)
    assert browser(road.editor).get(address(road, "return-check")).url == address(road, "return-detail")
    assert road.row(1).answer.claimed == 20
    tasks = shown(partner.browser().get(address(road, "return-detail")))
    assert "checks the return before it is sent" in tasks and str(signatory) not in tasks
    assert "With a signatory" in home(partner.editor)


def test_taking_back_opens_it_for_changes(road, signatory):
    give(road)
    client = browser(road.editor)
    response = client.post(address(road, "return-take-back"), follow=True)
    assert "open for changes again" in shown(response) and "Take it back" not in shown(
        client.get(response.request["PATH_INFO"])
    )
    assert client.get(address(road, "line-figure", 1)).status_code == 200
    assert client.post(address(road, "return-take-back")).url == address(road, "return-detail")


def test_several_signatories_are_not_named(road, signatory):
    MemberFactory(organisation=road.contract.supplier, is_signatory=True)
    give(road)
    tasks = shown(browser(road.editor).get(address(road, "return-detail")))
    assert "gave it to a signatory for sign-off" in tasks


def test_who_may_not_is_refused(road, signatory):
    sign_off = give(road)
    viewer = MemberFactory(organisation=road.contract.supplier, role="viewer").user
    partner = add_partner(road, 2).editor
    for user, statuses in {
        road.editor: (403, 302), viewer: (403, 403), partner: (403, 403), road.officer: (403, 403),
        MemberFactory().user: (404, 404),
    }.items():  # fmt: skip
        client = browser(user)
        assert client.get(address(road, "return-decline")).status_code == statuses[0]
        assert client.post(address(road, "return-decline"), {"reason": "No"}).status_code == statuses[0]
        if user != road.editor:
            assert client.post(address(road, "return-take-back")).status_code == statuses[1]
    assert SignOff.objects.get(pk=sign_off.pk).status == "asked"
    assert "You can read this return" in shown(browser(viewer).get(address(road, "return-detail")))


def test_declined_twice_shows_the_last_reason_and_there_is_nothing_to_decline_when_nothing_is_asked(road, signatory):
    for reason in ("First reason.", "Second reason."):
        decline_sign_off(sign_off=give(road), reason=reason, by=signatory)
    tasks = shown(browser(road.editor).get(address(road, "return-detail")))
    assert "Second reason." in tasks and "First reason." not in tasks
    assert browser(signatory).get(address(road, "return-decline")).url == address(road, "return-detail")


def test_admin_sees_it_to_sign_off_where_nobody_signs(road, signatory):
    admin = MemberFactory(organisation=road.contract.supplier, role="admin").user
    give(road)
    assert "To sign off" not in home(admin)
    Member.objects.filter(user=signatory).delete()
    assert "To sign off" in home(admin)
    assert browser(admin).get(address(road, "return-check")).status_code == 200


# --- The setting ------------------------------------------------------------------------------------------------------
def test_setting_is_switched_on_and_off_by_admins(time_machine):
    member = MemberFactory(role="admin")
    client, path = browser(member.user), reverse("sign-off-setting", args=[member.organisation_id])
    assert "Nobody yet." in shown(client.get(path))
    refused = shown(client.post(path, {"needs_sign_off": "yes"}))
    assert "Choose at least one person" in refused
    assert "Choose whether somebody signs" in shown(client.post(path, {}))
    signs = MemberFactory(organisation=member.organisation, is_signatory=True).user
    for choice, stands in (("yes", True), ("no", False)):
        page = shown(client.post(path, {"needs_sign_off": choice}, follow=True))
        assert "Saved how your returns are signed off" in page and str(signs) in page
        assert Organisation.objects.get(pk=member.organisation_id).needs_sign_off is stands


def test_setting_warns_where_nobody_signs_any_more(time_machine):
    member = MemberFactory(role="admin", organisation__needs_sign_off=True)
    page = shown(browser(member.user).get(reverse("sign-off-setting", args=[member.organisation_id])))
    assert "only admins can send returns" in page


def test_setting_is_nobody_elses(time_machine):
    member = MemberFactory(role="admin")
    path = reverse("sign-off-setting", args=[member.organisation_id])
    for role in ("editor", "viewer"):
        client = browser(MemberFactory(organisation=member.organisation, role=role).user)
        assert (client.get(path).status_code, client.post(path, {"needs_sign_off": "no"}).status_code) == (403, 403)
    stranger = browser(MemberFactory(role="admin").user)
    assert (stranger.get(path).status_code, stranger.post(path, {"needs_sign_off": "no"}).status_code) == (404, 404)
