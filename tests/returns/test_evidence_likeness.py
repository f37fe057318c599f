"""Files that are nearly the same have hashes that are nearly the same, and are found by the parts they share."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from returns.evidence.likeness import BITS, NEAR, bands, distance, picture_hash, text_hash

WORDS = [
    "garden",
    "hours",
    "volunteers",
    "charity",
    "school",
    "river",
    "library",
    "month",
    "total",
    "delivered",
    "workshop",
    "training",
    "apprentices",
    "local",
    "supplier",
    "council",
    "young",
    "people",
    "mentoring",
    "visits",
    "places",
    "planting",
    "repair",
    "kitchen",
    "transport",
    "market",
    "community",
    "energy",
    "waste",
    "carbon",
    "meals",
    "sports",
    "music",
    "reading",
    "coaching",
    "careers",
    "interviews",
    "placements",
    "advice",
    "support",
    "partner",
]


def a_letter(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def a_scene(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of a few large shapes."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((left - 90, top - 90, left + 90, top + 90), fill=colour)
    return picture


@pytest.fixture
def hashed(tmp_path):
    def run(picture: Image.Image, format: str = "PNG", **saving) -> str:
        picture.save(tmp_path / "picture", format, **saving)
        return picture_hash(tmp_path / "picture")

    return run


# --- Texts ------------------------------------------------------------------------------------------------------------
def test_text_hash_spaces_capitals_punctuation_and_accents_do_not_count():
    plain = text_hash(" ".join(a_letter(1)))
    assert text_hash("\n\n".join(a_letter(1)).upper()) == plain
    assert text_hash(", ".join(a_letter(1))) == plain
    assert text_hash(" ".join(a_letter(1)).replace("garden", "gardén")) == plain


def test_text_hash_one_word_in_three_hundred_keeps_it_near():
    """Mostly: three of three hundred voices change, and where a vote was close it can turn."""
    far = []
    for seed in range(40):
        words = a_letter(seed)
        changed = [*words[:150], "thirteen", *words[151:]]
        far.append(distance(text_hash(" ".join(words)), text_hash(" ".join(changed))))
    assert sum(one <= NEAR for one in far) >= 34
    assert max(far) <= 2 * NEAR


def test_text_hash_texts_about_other_things_are_far():
    hashes = [text_hash(" ".join(a_letter(seed))) for seed in range(12)]
    far = [distance(a, b) for place, a in enumerate(hashes) for b in hashes[:place]]
    assert min(far) > 2 * NEAR
    assert 24 < sum(far) / len(far) < 40


def test_text_hash_short_texts_have_none():
    assert text_hash(" ".join(a_letter(1, 29))) == ""
    assert len(text_hash(" ".join(a_letter(1, 30)))) == 16


def test_text_hash_the_order_of_words_counts():
    words = a_letter(1)
    assert distance(text_hash(" ".join(words)), text_hash(" ".join(sorted(words)))) > NEAR


def test_text_hash_what_is_said_twice_counts_once():
    words = " ".join(a_letter(1))
    assert distance(text_hash(words), text_hash(f"{words} {words}")) <= NEAR


def test_text_hash_is_the_same_in_every_process():
    """Python's own hash is not; a hash in the database must be."""
    code = "from returns.evidence.likeness import text_hash; print(text_hash('a b c ' * 20 + 'garden hours'))"
    here = text_hash("a b c " * 20 + "garden hours")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == here


# --- Pictures ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(5))
def test_picture_hash_smaller_lighter_and_poorer_copies_are_near(hashed, seed):
    picture = a_scene(seed)
    original = hashed(picture)
    assert distance(original, hashed(picture.resize((320, 240)))) <= NEAR
    assert distance(original, hashed(picture, "JPEG", quality=40)) <= NEAR
    assert distance(original, hashed(ImageEnhance.Brightness(picture).enhance(0.9))) <= NEAR


def test_picture_hash_other_pictures_are_far(hashed):
    hashes = [hashed(a_scene(seed)) for seed in range(10)]
    assert min(distance(a, b) for place, a in enumerate(hashes) for b in hashes[:place]) > NEAR


@pytest.mark.parametrize("colour", ["white", "black", "steelblue"])
def test_picture_hash_of_one_shade_is_none(hashed, colour):
    assert hashed(Image.new("RGB", (300, 200), colour)) == ""


def test_picture_hash_of_a_single_pixel_is_none(hashed):
    assert hashed(Image.new("L", (1, 1), 200)) == ""


# --- Parts ------------------------------------------------------------------------------------------------------------
HASHES = st.integers(0, 2**BITS - 1)


def test_bands_are_six_parts_and_nothing_has_none():
    assert bands("") == []
    assert bands("ffffffffffffffff") == [2047, 2047, 2047, 2047, 1023, 1023]
    assert bands("0000000000000001") == [0, 0, 0, 0, 0, 1]
    assert bands("8000000000000000") == [1024, 0, 0, 0, 0, 0]


@given(HASHES, st.sets(st.integers(0, BITS - 1), max_size=NEAR))
def test_bands_near_hashes_share_one(value, flipped):
    """Five differences cannot spoil six parts, wherever they are."""
    other = value ^ sum(1 << bit for bit in flipped)
    a, b = f"{value:016x}", f"{other:016x}"
    assert distance(a, b) == len(flipped) <= NEAR
    assert any(mine == theirs for mine, theirs in zip(bands(a), bands(b), strict=True))


@given(HASHES, HASHES)
def test_bands_say_the_whole_hash(a, b):
    assert (bands(f"{a:016x}") == bands(f"{b:016x}")) == (a == b)


@given(HASHES, HASHES, HASHES)
def test_distance_is_one(a, b, c):
    a, b, c = (f"{each:016x}" for each in (a, b, c))
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, c) <= distance(a, b) + distance(b, c)


def test_distance_nothing_is_like_nothing():
    assert distance("", "") == distance("", "0000000000000000") == BITS


@given(st.text(max_size=2000))
def test_text_hash_any_text_has_one_or_none(text):
    found = text_hash(text)
    assert found == "" or (len(found) == 16 and int(found, 16) >= 0)
