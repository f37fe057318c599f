"""What people see of a file beside what it supports, that each look is on record, and why some files stay shut."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse

from audit.models import AuditEvent
from returns.evidence import access, tokens
from returns.evidence.queries import openable_evidence
from returns.evidence.tokens import SECONDS
from returns.evidence.viewing import why_shut
from returns.models import Evidence, EvidenceAccess, Revision
from tests.factories import (
    A_MOMENT,
    EvidenceFactory,
    EvidenceUseFactory,
    MemberFactory,
    OfficerRoleFactory,
    UserFactory,
)
from tests.returns.pages import browser, pictures_of, shown

pytestmark = pytest.mark.django_db
NOW = "2026-07-10T09:00:00Z"
PICTURE = b"\xff\xd8\xff\xe0 a small picture"


def make_use(sent: bool = True, previews: dict[str, bytes] | None = None, **evidence):
    """A file of a line, with what was made of it to look at; sent to the council or still in a draft."""
    previews = previews or {}
    use = EvidenceUseFactory(
        **{f"evidence__{name}": value for name, value in evidence.items() if not name.startswith("answer")},
        **{name: value for name, value in evidence.items() if name.startswith("answer")},
        evidence__previews=sorted(previews),
    )
    for name, content in previews.items():
        storages["evidence"].save(f"{use.evidence.storage_name}.{name}", ContentFile(content))
    if sent:
        send(use)
    return use


def send(use) -> None:
    Revision.objects.filter(pk=use.answer.revision_id).update(
        submitted_at=A_MOMENT, submitted_by=use.evidence.uploaded_by
    )


def officer(use, role="contract_manager"):
    return OfficerRoleFactory(council=use.evidence.contract.council, role=role).user


def member(use, role="editor"):
    return MemberFactory(organisation=use.evidence.organisation, role=role).user


def look(user, evidence, **query):
    return browser(user).get(reverse("evidence-view", args=[evidence.pk]), query)


def picture_address(evidence, name: str, user) -> str:
    """The address of a picture by an opening of this moment."""
    row = access.record_access(evidence=evidence, by=user, kind="view", reason="checking")
    return tokens.picture_address(evidence, name, user, tokens.opening_of(row))


PAGES = {"page-1.jpg": PICTURE + b"1", "page-2.jpg": PICTURE + b"2", "thumbnail.jpg": PICTURE}


# --- What is shown ----------------------------------------------------------------------------------------------------
def test_viewer_shows_the_pages_of_a_document_in_order():
    previews = {f"page-{number}.jpg": PICTURE for number in (1, 2, 3, 10)}
    use = make_use(previews=previews, original_name="letter.pdf")
    page = look(officer(use), use.evidence)
    assert [re.search("page-[0-9]+", address)[0] for address in pictures_of(page)] == [
        "page-1", "page-2", "page-3", "page-10",
    ]  # fmt: skip
    assert 'alt="Page 10 of letter.pdf"' in page.content.decode()


@pytest.mark.parametrize(
    ("notes", "said"), [(["pages:7"], True), (["pages:2"], False), (["pages:x"], False), ([], False)]
)
def test_viewer_says_when_a_document_has_more_pages(notes, said):
    use = make_use(previews=PAGES, notes=notes)
    words = shown(look(officer(use), use.evidence))
    assert ("Only 2 of 7 pages are shown. Download the file to see the rest." in words) is said
    assert ("pages are shown" in words) is said


def test_viewer_shows_a_picture_large_and_not_as_a_page():
    use = make_use(previews={"page-1.jpg": PICTURE, "thumbnail.jpg": PICTURE}, media_type="image/jpeg")
    page = look(officer(use), use.evidence)
    assert len(pictures_of(page)) == 1 and "page-1.jpg" in pictures_of(page)[0]
    assert "Page 1" not in shown(page)


def test_viewer_shows_the_thumbnail_where_there_is_nothing_larger():
    use = make_use(previews={"thumbnail.jpg": PICTURE}, media_type="image/png")
    assert "thumbnail.jpg" in pictures_of(look(officer(use), use.evidence))[0]


def test_viewer_shows_the_first_rows_of_each_sheet_as_they_were_typed():
    sheets = [[["Month", "Hours"], ["May", "=1+1"], ["<script>alert(1)</script>", ""]], [], [["Ward", "People"]]]
    use = make_use(previews={"rows.json": json.dumps(sheets).encode()})
    page = look(officer(use), use.evidence)
    words = shown(page)
    assert "Sheet 1 Month Hours May =1+1 <script>alert(1)</script>" in words
    assert "Sheet 2 is empty." in words and "Sheet 3 Ward People" in words
    assert "<script>alert" not in page.content.decode()


def test_viewer_shows_no_more_rows_columns_and_sheets_than_fit():
    sheets = [[["x" * 600] + ["many"] * 30] * 60] * 7
    use = make_use(previews={"rows.json": json.dumps(sheets).encode()})
    page = look(officer(use), use.evidence).content.decode()
    assert (page.count("sv-viewer__rows"), page.count("many<"), page.count("x" * 500 + "<")) == (5, 5 * 50 * 19, 5 * 50)
    assert "x" * 501 not in page
    assert "Only the first sheets, rows and columns are shown." in page


def test_viewer_does_not_speak_of_more_where_there_is_no_more():
    use = make_use(previews={"rows.json": json.dumps([[["Ward", "People"]] * 49] * 4).encode()})
    assert "Only the first" not in shown(look(officer(use), use.evidence))


@pytest.mark.parametrize("odd", [b"", b"{", b"7", b"[[7]]", b'{"0": []}', b"\xff\xfe", b"[" * 5000])
def test_viewer_shows_no_table_where_the_rows_are_not_rows(odd):
    """What the sandbox wrote came of a stranger's file, so it is not believed."""
    use = make_use(previews={"rows.json": odd or b" "})
    words = shown(look(officer(use), use.evidence))
    assert "There is no preview of this file. Download it to look at it." in words


def test_viewer_shows_the_words_of_a_text_and_says_when_there_are_more():
    use = make_use(previews={"words.txt": "Dear council,\n\nfour <b>young</b> people – began.".encode()})
    page = look(officer(use), use.evidence)
    assert "Dear council, four <b>young</b> people – began." in shown(page)
    assert "<b>young" not in page.content.decode()
    assert "These are the words alone" in shown(page)
    long = make_use(previews={"words.txt": ("ŵ" * 30_000).encode()})
    page = shown(look(officer(long), long.evidence))
    assert "ŵ" * 20_000 in page and "ŵ" * 20_001 not in page
    assert "only the beginning of the words" in page


def test_viewer_says_what_is_known_of_the_file():
    use = make_use(
        media_type="application/pdf",
        scanned=A_MOMENT,
        scanned_with="ClamAV 1.4/27800/today",
        notes=["hidden_sheets", "comments_removed", "of another age"],
        findings={"email": 2},
    )
    words = shown(look(officer(use), use.evidence))
    assert "Type PDF" in words
    assert "Added 1 July 2026 at 10:30am by Person" in words
    assert "No virus found, 1 July 2026 at 10:30am ClamAV 1.4/27800/today" in words
    assert "It has hidden sheets." in words and "We took out the comments." in words and "another age" not in words
    assert "Email address: found 2 times" in words
    assert "Nobody has confirmed that it names nobody" in words


def test_viewer_says_who_confirmed_that_a_file_names_nobody():
    use = make_use(findings={"email": 1}, confirmed_at=A_MOMENT, confirmed_by=UserFactory(last_name="Confirming"))
    words = shown(look(officer(use), use.evidence))
    assert "Confirming looked at it on 1 July 2026 at 10:30am" in words
    assert "found 1 time" in words


# --- Beside what it supports ------------------------------------------------------------------------------------------
def test_viewer_stands_beside_the_claim_and_leads_back_to_decide():
    use = make_use(answer__claimed=25, answer__narrative="They began.", answer__line__commitment__promise="Apprentices")
    line = use.answer.line
    page = look(officer(use), use.evidence, line=line.pk)
    assert "Commitment 1. Apprentices" in shown(page)
    assert "Claimed 25 people" in shown(page) and "They began." in shown(page)
    back = reverse("line-review", args=[line.supplier_return_id, line.number])
    assert page.content.decode().count(f'href="{back}"') == 2


def test_viewer_stands_beside_the_line_that_was_asked_for():
    use = make_use(answer__line__commitment__promise="Apprentices")
    other = EvidenceUseFactory(
        evidence=use.evidence,
        answer__line__supplier_return=use.answer.line.supplier_return,
        answer__line__commitment__promise="Work experience",
    )
    assert "2. Work experience" in shown(look(officer(use), use.evidence, line=other.answer.line_id))
    assert "1. Apprentices" in shown(look(officer(use), use.evidence, line=use.answer.line_id))


@pytest.mark.parametrize("line", ["0", "99999", "9" * 30, "-1", "x", "1; DROP", "²"])
def test_viewer_asked_for_a_line_that_is_not_the_files_shows_one_that_is(line):
    use = make_use(answer__line__commitment__promise="Apprentices")
    stranger = EvidenceUseFactory(answer__line__commitment__promise="Secret promise")
    line = str(stranger.answer.line_id) if line == "99999" else line
    words = shown(look(officer(use), use.evidence, line=line))
    assert "1. Apprentices" in words and "Secret promise" not in words


def test_viewer_shows_officers_the_words_that_were_sent_and_not_the_draft():
    use = make_use(answer__narrative="As sent.")
    newer = Revision.objects.create(supplier_return=use.answer.line.supplier_return, number=2)
    EvidenceUseFactory(
        evidence=use.evidence, answer__line=use.answer.line, answer__revision=newer, answer__narrative="Being written."
    )
    assert "As sent." in shown(look(officer(use), use.evidence))
    assert "Being written." in shown(look(member(use), use.evidence))


def test_viewer_leads_to_the_other_files_of_the_line():
    use = make_use()
    other = EvidenceUseFactory(answer=use.answer, evidence__original_name="second.pdf").evidence
    EvidenceUseFactory(answer=use.answer, evidence__original_name="gone.pdf", evidence__status="removed")
    page = look(officer(use), use.evidence)
    assert "Look at second.pdf" in shown(page) and "gone.pdf" not in shown(page)
    assert f'href="{reverse("evidence-view", args=[other.pk])}?line={use.answer.line_id}"' in page.content.decode()


def test_viewer_leads_the_suppliers_people_back_to_where_they_write():
    use = make_use(sent=False)
    line = [use.answer.line.supplier_return_id, use.answer.line.number]
    page = look(member(use), use.evidence)
    assert f'href="{reverse("line-evidence", args=line)}"' in page.content.decode()
    assert "This is the cleaned copy, which the council gets." in shown(page)
    assert f'href="{reverse("line-record", args=line)}"' in look(member(use, "viewer"), use.evidence).content.decode()


def test_viewer_of_a_file_that_supports_nothing_still_shows_it_to_its_owner():
    evidence = EvidenceFactory()
    page = shown(look(evidence.uploaded_by, evidence))
    assert "About the file" in page and "What it supports" not in page


def test_viewer_shows_officers_who_opened_the_file_and_why_and_the_supplier_not_who():
    use = make_use()
    reader = officer(use)
    reader.first_name, reader.last_name = "Reading", "Officer"
    reader.save()
    look(reader, use.evidence)
    assert "Reading Officer Looked at" in shown(look(officer(use), use.evidence))
    assert "Reading Officer" not in shown(look(member(use), use.evidence))


def test_line_of_the_review_leads_to_the_viewer_of_each_file():
    use = make_use(original_name="letter.pdf")
    supplier_return = use.answer.line.supplier_return
    type(supplier_return).objects.filter(pk=supplier_return.pk).update(
        status="submitted",
        sent_revision=use.answer.revision,
        submitted_at=A_MOMENT,
        submitted_by=use.evidence.uploaded_by,
        queue_place=A_MOMENT,
        queue_reasons={},
    )
    user = officer(use)
    page = browser(user).get(reverse("line-review", args=[supplier_return.pk, 1]))
    assert "Look at letter.pdf" in shown(page)
    assert (
        f'href="{reverse("evidence-view", args=[use.evidence.pk])}?line={use.answer.line_id}"' in page.content.decode()
    )


# --- On record --------------------------------------------------------------------------------------------------------
def test_each_look_is_on_record_once_however_many_pictures_it_shows():
    use = make_use(previews=PAGES)
    user = officer(use)
    client = browser(user)
    page = client.get(reverse("evidence-view", args=[use.evidence.pk]))
    answers = [client.get(address) for address in pictures_of(page)]
    assert [b"".join(answer.streaming_content) for answer in answers] == [PICTURE + b"1", PICTURE + b"2"]
    row = EvidenceAccess.objects.get()
    assert (row.evidence, row.accessed_by, row.kind, row.reason) == (use.evidence, user, "view", "")
    assert AuditEvent.objects.filter(event="evidence.opened").get().data == {"kind": "view"}


@pytest.mark.parametrize("name", ["evidence-view", "evidence-open"])
def test_head_is_refused_so_that_nothing_is_read_without_a_row(name):
    use = make_use()
    assert browser(officer(use)).head(reverse(name, args=[use.evidence.pk])).status_code == 405
    assert not EvidenceAccess.objects.exists()


# --- Pictures ---------------------------------------------------------------------------------------------------------
def test_picture_is_shown_as_a_picture_and_as_nothing_else():
    use = make_use(previews=PAGES)
    client = browser(officer(use))
    page = client.get(reverse("evidence-view", args=[use.evidence.pk]))
    answer = client.get(pictures_of(page)[0])
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'inline; filename="page-1.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_picture_needs_the_token_of_just_this_person_file_and_picture():
    use, other = make_use(previews=PAGES), make_use(previews=PAGES, content=b"other")
    user = officer(use)
    OfficerRoleFactory(council=other.evidence.contract.council, user=user)
    colleague = officer(use)
    wanted = reverse("evidence-preview", args=[use.evidence.pk, "page-1.jpg"])
    own = picture_address(use.evidence, "page-1.jpg", user)
    row = EvidenceAccess.objects.get(accessed_by=user).pk
    until = own.partition(f"token={row}.")[2].partition(".")[0]
    wrong = {
        "none": wanted,
        "of nobody": f"{wanted}?token=",
        "made up": f"{wanted}?token=1.9999999999.2def",
        "odd": f"{wanted}?token=1abc:2def",
        "of another opening": own.replace(f"token={row}.", f"token={row + 1}."),
        "made to last": own.replace(f".{until}.", f".{int(until) + 60}."),
        "of a colleague": picture_address(use.evidence, "page-1.jpg", colleague),
        "of another picture": f"{wanted}?{picture_address(use.evidence, 'page-2.jpg', user).split('?')[1]}",
        "of another file": f"{wanted}?{picture_address(other.evidence, 'page-1.jpg', user).split('?')[1]}",
    }
    assert {whose: browser(user).get(address).status_code for whose, address in wrong.items()} == dict.fromkeys(
        wrong, 403
    )
    assert browser(user).get(own).status_code == 200


def test_picture_is_let_out_for_five_minutes(time_machine):
    time_machine.move_to(NOW, tick=False)
    use = make_use(previews=PAGES)
    user = officer(use)
    address = picture_address(use.evidence, "page-1.jpg", user)
    time_machine.shift(SECONDS)
    assert browser(user).get(address).status_code == 200
    time_machine.shift(1)
    assert browser(user).get(address).status_code == 403


def test_picture_of_a_file_that_was_hidden_meanwhile_is_gone():
    use = make_use(previews=PAGES)
    user = officer(use)
    address = picture_address(use.evidence, "page-1.jpg", user)
    Evidence.objects.filter(pk=use.evidence.pk).update(status="hidden")
    assert browser(user).get(address).status_code == 404


@pytest.mark.parametrize("name", ["rows.json", "words.txt", "clean", "page-9.jpg", "..%2Fx.jpg"])
def test_picture_of_another_name_is_never_let_out(name):
    use = make_use(previews={**PAGES, "rows.json": b"[]", "words.txt": b"words"})
    user = officer(use)
    assert browser(user).get(picture_address(use.evidence, name, user)).status_code == 404


def test_lists_show_the_thumbnail_only_to_who_opened_the_file_in_this_session():
    use = make_use(previews=PAGES)
    other = EvidenceUseFactory(answer=use.answer)
    user = officer(use)
    client = browser(user)
    beside = reverse("evidence-view", args=[other.evidence.pk])
    assert pictures_of(client.get(beside)) == []
    client.get(reverse("evidence-view", args=[use.evidence.pk]))
    addresses = pictures_of(client.get(beside))
    assert len(addresses) == 1 and "thumbnail.jpg" in addresses[0]
    assert client.get(addresses[0]).status_code == 200
    assert pictures_of(browser(user).get(beside)) == [], "another session"


def test_lists_show_no_thumbnail_once_the_opening_on_record_is_minutes_old(time_machine):
    time_machine.move_to(NOW, tick=False)
    use = make_use(previews=PAGES)
    other = EvidenceUseFactory(answer=use.answer)
    client = browser(officer(use))
    beside = reverse("evidence-view", args=[other.evidence.pk])
    client.get(reverse("evidence-view", args=[use.evidence.pk]))
    opened = EvidenceAccess.objects.get(evidence=use.evidence)
    time_machine.shift(SECONDS - 1)
    [address] = pictures_of(client.get(beside))
    assert f"token={opened.pk}." in address
    time_machine.shift(2)
    assert client.get(address).status_code == 403, "a list never makes an opening last longer"
    assert pictures_of(client.get(beside)) == []
    assert EvidenceAccess.objects.filter(evidence=use.evidence).count() == 1


# --- Shut -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("uploaded", "still being checked"),
        ("scanning", "still being checked"),
        ("quarantined", "refused when it was checked"),
        ("hidden", "Somebody reported a problem"),
        ("removed", "The file was removed"),
        ("disposed", "the time for keeping it was over"),
    ],
)
def test_viewer_says_why_a_file_is_shut_and_shows_nothing_of_it(status, words):
    use = make_use(previews={**PAGES, "words.txt": b"secret words"}, status=status)
    for user in (officer(use), member(use)):
        page = look(user, use.evidence)
        assert words in shown(page)
        assert pictures_of(page) == [] and "secret words" not in shown(page) and "Download" not in shown(page)
    assert not EvidenceAccess.objects.exists()


def test_file_that_was_not_scanned_is_open_to_who_added_it_and_nobody_else():
    use = make_use(previews=PAGES, scan="not_scanned")
    for user in (officer(use), member(use), officer(use, "social_value_lead")):
        page = look(user, use.evidence)
        assert "not scanned for viruses, because this installation has no virus scanner" in shown(page)
        assert pictures_of(page) == []
        assert browser(user).get(reverse("evidence-open", args=[use.evidence.pk])).status_code == 404
        assert browser(user).get(picture_address(use.evidence, "page-1.jpg", user)).status_code == 404
    page = look(use.evidence.uploaded_by, use.evidence)
    assert len(pictures_of(page)) == 2 and "Not scanned for viruses" in shown(page)


@pytest.mark.parametrize("scan", ["clean", "not_scanned"])
@pytest.mark.parametrize("status", Evidence.Status.values)
def test_file_is_shut_on_the_page_exactly_when_it_is_not_served(status, scan):
    is_examined = status not in ("uploaded", "scanning", "quarantined")
    use = make_use(status=status, **{"scan": scan} if is_examined else {})
    for user in (officer(use), member(use), use.evidence.uploaded_by):
        assert (why_shut(use.evidence, user) == "") is openable_evidence(user).filter(pk=use.evidence.pk).exists()


# --- Sensitive measures -----------------------------------------------------------------------------------------------
@pytest.fixture
def sensitive():
    return make_use(previews=PAGES, answer__line__commitment__measure__sensitivity="young people")


@pytest.mark.parametrize("name", ["evidence-view", "evidence-open"])
def test_officer_is_asked_why_before_a_sensitive_file_is_opened(sensitive, name):
    client = browser(officer(sensitive))
    page = client.get(f"{reverse(name, args=[sensitive.evidence.pk])}?line={sensitive.answer.line_id}")
    asked = f"{reverse('evidence-ask', args=[sensitive.evidence.pk])}?line={sensitive.answer.line_id}"
    assert (page.status_code, page["Location"]) == (302, asked)
    assert not EvidenceAccess.objects.exists()
    words = shown(client.get(asked))
    assert "Why do you need to open this file?" in words and "To check the return" in words


def test_officer_who_said_why_is_not_asked_again_and_each_row_says_it(sensitive):
    client = browser(officer(sensitive))
    ask = reverse("evidence-ask", args=[sensitive.evidence.pk])
    answer = client.post(ask, {"reason": "question"}, follow=True)
    assert "About the file" in shown(answer)
    assert client.get(reverse("evidence-open", args=[sensitive.evidence.pk])).status_code == 200
    rows = EvidenceAccess.objects.order_by("id").values_list("kind", "reason")
    assert list(rows) == [("view", "question"), ("download", "question")]
    assert AuditEvent.objects.filter(event="evidence.opened").first().data["reason"] == "question"
    assert "To answer a question about the contract" in shown(
        client.get(reverse("evidence-view", args=[sensitive.evidence.pk]))
    )


@pytest.mark.parametrize("data", [{}, {"reason": ""}, {"reason": "curious"}])
def test_officer_who_gives_no_reason_is_shown_what_is_missing(sensitive, data):
    client = browser(officer(sensitive))
    page = client.post(reverse("evidence-ask", args=[sensitive.evidence.pk]), data)
    assert shown(page).count("Select why you need to open this file") == 2
    assert "Error:" in page.content.decode()
    assert not EvidenceAccess.objects.exists()


def test_reason_holds_for_one_file_and_one_session(sensitive):
    user = officer(sensitive)
    other = EvidenceUseFactory(answer=sensitive.answer).evidence
    client = browser(user)
    client.post(reverse("evidence-ask", args=[sensitive.evidence.pk]), {"reason": "checking"})
    assert client.get(reverse("evidence-view", args=[other.pk])).status_code == 302
    assert browser(user).get(reverse("evidence-view", args=[sensitive.evidence.pk])).status_code == 302


def test_suppliers_own_people_are_not_asked(sensitive):
    user = member(sensitive)
    both = officer(sensitive)
    MemberFactory(organisation=sensitive.evidence.organisation, user=both)
    for person in (user, both):
        assert look(person, sensitive.evidence).status_code == 200
        ask = browser(person).get(reverse("evidence-ask", args=[sensitive.evidence.pk]))
        assert ask["Location"] == reverse("evidence-view", args=[sensitive.evidence.pk])


def test_file_of_a_standard_and_a_sensitive_line_is_sensitive(sensitive):
    use = make_use()
    assert look(officer(use), use.evidence).status_code == 200
    EvidenceUseFactory(evidence=use.evidence, answer__line__commitment__measure__sensitivity="care leavers",
                       answer__line__commitment__measure__photos="no")  # fmt: skip
    assert look(officer(use), use.evidence).status_code == 302


def test_question_why_is_not_asked_of_strangers(sensitive):
    for stranger in (UserFactory(), OfficerRoleFactory().user, MemberFactory().user):
        assert browser(stranger).get(reverse("evidence-ask", args=[sensitive.evidence.pk])).status_code == 404
