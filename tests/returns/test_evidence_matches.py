"""Files that were claimed with before are found, whoever's they are."""

import io
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw

from returns.actions.evidence import add_evidence
from returns.evidence import matches
from returns.models import Evidence, EvidenceBand, EvidenceMatch
from tests.factories import A_MOMENT, AnswerFactory, EvidenceFactory, MemberFactory
from tests.returns import files
from tests.returns.road import examine_all

pytestmark = pytest.mark.django_db
LETTER = (
    "We thank the company for the work it did in our gardens this spring. Twelve of its people came on four days, "
    "cleared the paths, planted two hundred young trees along the brook and mended the fence behind the hall. "
    "Visitors have told us how much lighter the place has become, and the school now walks there every week. "
    "In May the same people came back with tools of their own and showed our wardens how to lay a hedge, how to keep a "
    "drain free and what to cut when. They brought bread and soup for everybody who helped, and stayed until dark. We "
    "counted their hours on a sheet at the gate, signed by the warden each evening, and the total agrees with what the "
    "company told us in June. We would gladly work with them again next spring, when the orchard is to be replanted."
)


def add(content: bytes, name: str, **line) -> Evidence:
    """A file of a supplier and a council of its own, examined."""
    answer = AnswerFactory(**line)
    by = MemberFactory(organisation=answer.line.supplier_return.supplier).user
    evidence = add_evidence(answer=answer, upload=files.an_upload(content, name), by=by)
    assert examine_all() == 1
    evidence.refresh_from_db()
    assert evidence.status == "available"
    return evidence


def found() -> list[tuple]:
    return list(EvidenceMatch.objects.values_list("evidence", "earlier", "likeness"))


def a_scene(size=(800, 600), format="JPEG", **saving) -> bytes:
    picture = Image.new("RGB", (800, 600), "skyblue")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 400, 800, 600), fill="darkgreen")
    draw.rectangle((150, 200, 420, 450), fill="firebrick")
    draw.ellipse((560, 60, 700, 200), fill="yellow")
    out = io.BytesIO()
    picture.resize(size).save(out, format, **saving)
    return out.getvalue()


def a_table(words: str) -> bytes:
    return f"What they wrote\r\n{words}\r\n".encode()


def test_same_file_of_another_council_is_found():
    first = add(a_table(LETTER), "letter.csv")
    second = add(a_table(LETTER), "another name.csv")
    assert found() == [(second.pk, first.pk, "same")]


def test_same_photo_smaller_and_of_another_format_is_found():
    first = add(a_scene(), "garden.jpg")
    second = add(a_scene((400, 300), "PNG"), "spring.png")
    assert found() == [(second.pk, first.pk, "picture")]


def test_nearly_the_same_words_are_found():
    first = add(a_table(LETTER), "letter.csv")
    second = add(a_table(LETTER.replace("Twelve", "Fourteen")), "letter.csv")
    assert found() == [(second.pk, first.pk, "text")]


def test_other_files_are_not_alike():
    add(a_scene(), "garden.jpg")
    add(a_table(LETTER), "letter.csv")
    add(a_table("A list of the tools that were lent, with the days on which they came back. " * 5), "tools.csv")
    add(files.a_picture(), "flat.jpg")
    assert found() == []


def test_refused_and_removed_files_claim_nothing():
    for status in ("quarantined", "removed"):
        EvidenceFactory(content=a_table(LETTER), status=status)
    add(a_table(LETTER), "letter.csv")
    assert found() == []


def test_file_that_was_disposed_of_is_still_known():
    first = EvidenceFactory(content=a_table(LETTER), status="disposed")
    second = add(a_table(LETTER), "letter.csv")
    assert found() == [(second.pk, first.pk, "same")]


def test_later_file_that_was_examined_first_is_the_one_that_is_claimed_again():
    later = add(a_scene(), "garden.jpg")
    earlier = EvidenceFactory(picture_hash=later.picture_hash, uploaded_at=later.uploaded_at - timedelta(days=1))
    matches.remember_likeness(earlier)
    matches.remember_matches(earlier)
    assert found() == [(later.pk, earlier.pk, "picture")]


def test_bands_of_an_attempt_before_are_replaced():
    evidence = EvidenceFactory(picture_hash="0123456789abcdef", text_hash="")
    for _attempt in range(2):
        matches.remember_likeness(evidence)
    assert EvidenceBand.objects.filter(evidence=evidence).count() == 6


def test_twenty_matches_are_enough_and_the_same_file_comes_first():
    same = EvidenceFactory(content=a_table(LETTER))
    evidence = EvidenceFactory(content=a_table(LETTER), uploaded_at=A_MOMENT + timedelta(days=1), picture_hash="f" * 16)
    for number in range(30):
        other = EvidenceFactory(picture_hash=f"{'f' * 15}{number % 2:x}", uploaded_at=A_MOMENT)
        matches.remember_likeness(other)
    matches.remember_matches(evidence)
    assert len(found()) == 20
    assert EvidenceMatch.objects.get(likeness="same").earlier == same
