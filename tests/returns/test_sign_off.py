"""An organisation's own sign-off: an editor asks, a signatory sends or says why not, and meanwhile nothing changes."""

import pytest
from django.core.exceptions import PermissionDenied

from returns.actions.answering import answer_words, confirm_pairs, declare_nil, finish_evidence, tell_story
from returns.actions.evidence import add_evidence, remove_evidence
from returns.actions.signing import ask_sign_off, decline_sign_off, take_back_sign_off
from returns.actions.submitting import submit_return
from returns.models import Revision, SignOff
from suppliers.actions.sign_off import set_sign_off
from suppliers.checks import NotReady, sign_off_has_signatory
from suppliers.models import Member, Organisation
from suppliers.workflow import InvalidTransition
from tests.factories import MemberFactory
from tests.returns.files import an_upload
from tests.returns.partners import add_partner, file_on
from tests.returns.road import DECLARED, answer, answer_all, ask, codes, last_event, open_road, post, send_back, take
from tests.returns.together import failures, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return signed_road()


def signed_road():
    """A return of a supplier that has its returns signed off, all answered."""
    road = open_road("count", "money")
    Organisation.objects.filter(pk=road.contract.supplier_id).update(needs_sign_off=True)
    road.contract.supplier.refresh_from_db()
    answer_all(road)
    return road


@pytest.fixture
def signatory(road):
    return signatory_of(road)


def signatory_of(road, **more):
    return MemberFactory(organisation=road.contract.supplier, is_signatory=True, **more).user


def give(road):
    """The editor asks for sign-off."""
    return ask_sign_off(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)


def send(road, by, sign_off=None):
    return submit_return(supplier_return=road.fresh(), declarations=DECLARED, sign_off=sign_off, by=by)


# --- Asking -----------------------------------------------------------------------------------------------------------
def test_editor_who_does_not_sign_asks_and_cannot_send(road, signatory):
    with pytest.raises(PermissionDenied):
        send(road, road.editor)
    since = last_event()
    post()
    sign_off = give(road)
    assert codes(road, since) == ["sign_off.asked"]
    assert post() == [(signatory.email, "A return waits for your sign-off")]
    assert (sign_off.status, sign_off.asked_by, road.fresh().status) == ("asked", road.editor, "draft")


def test_return_that_is_not_ready_is_not_given_to_a_signatory(road, signatory):
    with pytest.raises(NotReady, match="Tick all the declarations"):
        ask_sign_off(supplier_return=road.fresh(), declarations=[], by=road.editor)
    road.sheet().revision.answers.update(words_done=False)
    with pytest.raises(NotReady, match="Answer commitment 1"):
        give(road)
    assert not SignOff.objects.exists()


def test_declarations_are_for_the_signatory_to_tick(road, signatory):
    confirm_pairs(revision=road.sheet().revision, pairs=[], declarations=DECLARED, by=road.editor)
    give(road)
    assert road.sheet().revision.declarations == []


def test_signatories_of_other_contracts_are_not_asked(road, signatory):
    elsewhere = MemberFactory(organisation=road.contract.supplier, is_signatory=True, is_restricted=True).user
    post()
    give(road)
    assert elsewhere.email not in dict(post())


@pytest.mark.parametrize("who", ["viewer", "signatory", "stranger", "partner", "officer"])
def test_nobody_else_asks(road, signatory, who):
    people = {
        "viewer": MemberFactory(organisation=road.contract.supplier, role="viewer").user,
        "signatory": signatory,
        "stranger": MemberFactory().user,
        "partner": add_partner(road, 2).editor,
        "officer": road.officer,
    }
    with pytest.raises(PermissionDenied):
        ask_sign_off(supplier_return=road.fresh(), declarations=DECLARED, by=people[who])


def test_no_sign_off_is_asked_where_none_is_needed(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road()
    answer_all(road)
    with pytest.raises(PermissionDenied):
        give(road)


# --- While it is asked ------------------------------------------------------------------------------------------------
def test_nothing_is_written_by_anybody_while_a_signatory_has_it(road, signatory):
    partner = add_partner(road, 2)
    file = file_on(road, 1, road.contract.supplier, "letter.pdf")
    give(road)
    row, revision = road.row(1), road.sheet().revision
    for act in (
        lambda: answer_words(answer=row.answer, narrative="New", by=road.editor),
        lambda: answer_words(answer=row.answer, narrative="New", by=signatory),
        lambda: answer_words(answer=road.row(2).answer, narrative="New", by=partner.editor),
        lambda: finish_evidence(answer=row.answer, no_evidence_reason="New", by=road.editor),
        lambda: add_evidence(answer=row.answer, upload=an_upload(b"a,b\n1,2\n", "a.csv", "text/csv"), by=road.editor),
        lambda: remove_evidence(answer=row.answer, evidence=file, by=road.editor),
        lambda: tell_story(revision=revision, story="New", by=road.editor),
        lambda: declare_nil(revision=revision, reason="New", by=road.editor),
        lambda: confirm_pairs(revision=revision, pairs=[], declarations=[], by=road.editor),
        lambda: give(road),
        lambda: send(road, signatory),
    ):
        with pytest.raises(InvalidTransition):
            act()
    assert road.row(1).answer.narrative == "It helped." and road.row(1).evidence == [file]


def test_signatory_sends_what_was_asked_and_signs_with_it(road, signatory):
    sign_off = give(road)
    since = last_event()
    post()
    sent = send(road, signatory, sign_off)
    assert codes(road, since) == ["sign_off.signed", "return.submitted"]
    assert (sent.status, sent.submitted_by) == ("submitted", signatory)
    assert SignOff.objects.get().status == "signed"
    assert Revision.objects.get(supplier_return=sent).declarations == DECLARED
    letters = post()
    assert (signatory.email, "Return sent") in letters
    assert (road.editor.email, "A return was signed off and sent") in letters


def test_whoever_signs_what_they_asked_for_gets_one_email_about_it(road, signatory):
    sign_off = give(road)
    SignOff.objects.update(asked_by=signatory)
    post()
    send(road, signatory, SignOff.objects.get(pk=sign_off.pk))
    assert [subject for to, subject in post() if to == signatory.email] == ["Return sent"]


def test_signatory_who_prepared_it_sends_at_once(road, signatory):
    assert send(road, signatory).status == "submitted"
    assert not SignOff.objects.exists()


def test_signatory_declines_with_a_reason_and_the_return_opens_again(road, signatory):
    sign_off = give(road)
    since = last_event()
    post()
    decline_sign_off(sign_off=sign_off, reason="The spend looks too high.", by=signatory)
    assert codes(road, since) == ["sign_off.declined"]
    assert post() == [(road.editor.email, "A return was not signed off")]
    assert road.sheet().sign_off.reason == "The spend looks too high."
    answer(road, 2)
    again = give(road)
    assert send(road, signatory, again).status == "submitted"


def test_editor_does_not_decline_and_viewer_does_not_take_back(road, signatory):
    sign_off = give(road)
    with pytest.raises(PermissionDenied):
        decline_sign_off(sign_off=sign_off, reason="No", by=road.editor)
    with pytest.raises(PermissionDenied):
        take_back_sign_off(sign_off=sign_off, by=MemberFactory(organisation=road.contract.supplier, role="viewer").user)
    with pytest.raises(PermissionDenied):
        take_back_sign_off(sign_off=sign_off, by=add_partner(road, 2).editor)


def test_any_writer_takes_it_back(road, signatory):
    sign_off = give(road)
    since = last_event()
    take_back_sign_off(sign_off=sign_off, by=MemberFactory(organisation=road.contract.supplier, role="admin").user)
    assert codes(road, since) == ["sign_off.taken_back"]
    answer(road, 1)
    with pytest.raises(InvalidTransition):
        send(road, signatory, sign_off)


def test_return_that_comes_back_is_signed_off_anew(road, signatory):
    send(road, signatory, give(road))
    take(road)
    ask(road)
    send_back(road)
    answer(road)
    with pytest.raises(PermissionDenied):
        send(road, road.editor)
    send(road, signatory, give(road))
    assert SignOff.objects.filter(status="signed").count() == 2


# --- The setting ------------------------------------------------------------------------------------------------------
def test_setting_needs_somebody_who_signs(time_machine):
    road = open_road()
    supplier = road.contract.supplier
    admin = MemberFactory(organisation=supplier, role="admin").user
    with pytest.raises(NotReady, match="Choose at least one person"):
        set_sign_off(organisation=supplier, needs_sign_off=True, by=admin)
    signatory_of(road)
    set_sign_off(organisation=supplier, needs_sign_off=True, by=admin)
    supplier.refresh_from_db()
    assert supplier.needs_sign_off


def test_setting_is_the_admins_and_each_change_is_on_record(road, signatory):
    supplier = road.contract.supplier
    admin = MemberFactory(organisation=supplier, role="admin").user
    for by in (road.editor, signatory, MemberFactory(role="admin").user, road.officer):
        with pytest.raises(PermissionDenied):
            set_sign_off(organisation=supplier, needs_sign_off=False, by=by)
    trail = type(road)(supplier, *[None] * 4)
    for wanted in (True, False, False, True):
        set_sign_off(organisation=supplier, needs_sign_off=wanted, by=admin)
    assert codes(trail) == ["sign_off.lifted", "sign_off.required"]


def test_setting_that_is_switched_off_lets_any_writer_send_what_waits(road, signatory):
    sign_off = give(road)
    Organisation.objects.filter(pk=road.contract.supplier_id).update(needs_sign_off=False)
    assert send(road, road.editor, sign_off).status == "submitted"
    assert SignOff.objects.get().answered_by == road.editor


def test_last_signatory_may_go_and_then_admins_send(road, signatory):
    member = Member.objects.get(user=signatory)
    assert "only admins can send" in next(sign_off_has_signatory.without(member))
    other = MemberFactory(organisation=road.contract.supplier, is_signatory=True)
    assert list(sign_off_has_signatory.without(member)) == []
    other.delete()
    admin = MemberFactory(organisation=road.contract.supplier, role="admin").user
    with pytest.raises(PermissionDenied):
        send(road, admin)
    member.delete()
    post()
    sign_off = give(road)
    assert (admin.email, "A return waits for your sign-off") in post()
    with pytest.raises(PermissionDenied):
        send(road, road.editor, sign_off)
    assert send(road, admin, sign_off).status == "submitted"


# --- Several at once --------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_sending_and_taking_back_at_once_one_wins_and_nothing_is_half_done():
    for _each in range(3):
        road = signed_road()
        signatory = signatory_of(road)
        sign_off = give(road)
        again = SignOff.objects.select_related("revision__supplier_return").get(pk=sign_off.pk)
        results = together(
            [
                lambda road=road, by=signatory, sign_off=sign_off: send(road, by, sign_off),
                lambda road=road, sign_off=again: take_back_sign_off(sign_off=sign_off, by=road.editor),
            ]
        )
        assert failures(results) == [InvalidTransition]
        stands = SignOff.objects.get(pk=sign_off.pk).status
        assert (road.fresh().status, stands) in {("submitted", "signed"), ("draft", "taken_back")}
        assert Revision.objects.get(supplier_return=road.supplier_return).submitted_at is None or stands == "signed"


@pytest.mark.django_db(transaction=True)
def test_two_editors_asking_at_once_ask_once():
    road = signed_road()
    signatory_of(road)
    results = together([lambda: give(road), lambda: give(road)])
    assert failures(results) == [InvalidTransition]
    assert SignOff.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answering_and_asking_at_once_never_change_what_a_signatory_reads():
    road = signed_road()
    signatory_of(road)
    row = road.row(1)
    results = together(
        [lambda: give(road), lambda: answer_words(answer=row.answer, narrative="Written last", by=road.editor)]
    )
    assert not isinstance(results[0], Exception)
    written = not isinstance(results[1], Exception)
    assert (road.row(1).answer.narrative == "Written last") == written
