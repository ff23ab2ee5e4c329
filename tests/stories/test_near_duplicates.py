import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import prose

from briefer.stories.near_duplicates import near_duplicates, shared_text

module = sys.modules["briefer.stories.near_duplicates"]
BASE = prose(300, 1)
OTHER = prose(300, 2)


def edited(text, share, seed=0):
    """A text with a share of its words replaced."""
    rnd = random.Random(seed)
    words = text.split()
    for place in rnd.sample(range(len(words)), int(len(words) * share)):
        words[place] = f"other{place}"
    return " ".join(words)


EDITS = {
    "white space": BASE.replace(" ", "\n\n"),
    "case": BASE.upper(),
    "headline": f"Live: what we know so far\n\n{BASE}\n\nSign up to our newsletter.",
    "a tenth of the words": edited(BASE, 0.08),
    "first half": BASE[: len(BASE) // 2],
    "first third": BASE[: len(BASE) // 3],
    "sentences in another order": ". ".join(random.Random(3).sample(BASE.split(". "), len(BASE.split(". ")))),
    "a third inserted": BASE + prose(100, 9),
}

#: The ways for few, many and very many texts, by the limits that choose them.
WAYS = {"set by set": {}, "all shingles": {"FEW": 0}, "sketches": {"FEW": 0, "MANY": 0}}


@pytest.mark.parametrize("kind", EDITS)
def test_an_edited_copy_is_found(kind):
    """A reprint is grouped with its original whatever a desk does to it; an unrelated text is not."""
    assert near_duplicates([OTHER, BASE, EDITS[kind]]) == [[0], [1, 2]]


def test_the_share_is_of_the_shorter_text():
    """A truncated copy stands whole in the longer text."""
    [pair] = shared_text([BASE, EDITS["first half"]])
    assert (pair.a, pair.b) == (1, 0)
    assert pair.share > 0.97


def test_less_than_half_in_common_is_no_copy():
    """A paragraph quoted in a long article does not make it a reprint."""
    quoting = f"{BASE[:700]} {prose(300, 5)}"
    assert near_duplicates([BASE, quoting]) == [[0], [1]]
    [pair] = shared_text([BASE, quoting], least=0.1)
    assert 0.2 < pair.share < 0.5


def test_short_texts_are_copies_only_when_equal():
    """A headline has too few words for the rule."""
    assert near_duplicates(["Ferry sinks off Velm", "ferry  sinks off VELM", "Ferry sinks off Orre"]) == [[0, 1], [2]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([], []),
        ([""], [[0]]),
        (["", "…", "\n", BASE], [[0, 1, 2], [3]]),
        ([BASE] * 1000, [list(range(1000))]),
        ([BASE * 2_500, OTHER, BASE], [[0, 2], [1]]),
        (["a" * 5_000_000, BASE, "a" * 5_000_000], [[0, 2], [1]]),
    ],
    ids=["none", "empty", "no words", "a thousand equal", "5 MB of words", "5 MB of a letter"],
)
def test_strange_sizes_are_grouped_whatever_the_way(texts, groups, way, monkeypatch):
    """Nothing, nothing but litter, far too many and far too much are grouped without an exception."""
    for name, value in WAYS[way].items():
        monkeypatch.setattr(module, name, value)
    assert near_duplicates(texts) == groups


def test_a_thousand_reprints_with_their_own_headlines_are_one_group():
    """Shingles that most texts share are not lost, though pairs of them are not all counted."""
    texts = [f"{prose(12, 100 + n)} {BASE}" for n in range(600)]
    assert near_duplicates([*texts, OTHER]) == [list(range(600)), [600]]


def test_a_stock_phrase_joins_nobody():
    """A legal notice at the end of five hundred articles does not make them copies."""
    notice = prose(40, 77)
    texts = [f"{prose(90, 1000 + n)} {notice}" for n in range(500)]
    assert near_duplicates(texts) == [[n] for n in range(500)]


@pytest.mark.parametrize("way", ["all shingles", "sketches"])
def test_every_size_of_run_finds_the_same(way, monkeypatch):
    """The ways for few, many and very many texts group alike."""
    texts = [BASE, OTHER, *EDITS.values(), "", "one", prose(300, 8)]
    few = near_duplicates(texts)
    for name, value in WAYS[way].items():
        monkeypatch.setattr(module, name, value)
    assert near_duplicates(texts) == few


def test_scripts_without_spaces_are_compared_by_character():
    """A Chinese reprint is found too."""
    rnd = random.Random(4)
    text = "".join(chr(rnd.randrange(0x4E00, 0x9000)) for _ in range(200))
    other = "".join(chr(rnd.randrange(0x4E00, 0x9000)) for _ in range(200))
    assert near_duplicates([text, other, text[:120]]) == [[0, 2], [1]]


@pytest.mark.parametrize("limits", WAYS.values(), ids=WAYS)
@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=60), st.sampled_from([BASE, OTHER, *EDITS.values()])), max_size=8), st.randoms()
)
def test_the_order_of_texts_does_not_matter(limits, texts, rnd):
    """Every text is in exactly one group, and shuffling the texts shuffles the groups, whatever the way."""
    order = rnd.sample(range(len(texts)), len(texts))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limits.items():
            patch.setattr(module, name, value)
        found, again = near_duplicates(texts), near_duplicates([texts[i] for i in order])
    assert sorted(i for group in found for i in group) == list(range(len(texts)))
    assert sorted(sorted(order[i] for i in group) for group in again) == sorted(found)
