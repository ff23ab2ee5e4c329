import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from newsroom import prose

from briefer.language.stems import tokens
from briefer.stories.shingles import SCHEME, TokenHashes, shared, shingle_arrays, shingles
from briefer.stories.sketches import SIZE, WITH_NUMPY, Index, bands_for, candidates, fastest, with_rensa

np = pytest.importorskip("numpy")


def arrays(*texts):
    """The shingles of texts."""
    return shingle_arrays([tokens(text) for text in texts])


TYPOGRAPHY = "A “big” ferry’s wreck – off Velm—sank… 1,200 people • £3 café naïve\u00a0x ½ _a_b -- C++ ﬁre 渡轮"


@pytest.mark.parametrize("text", [TYPOGRAPHY, TYPOGRAPHY[:50], TYPOGRAPHY.encode("ascii", "ignore").decode(), "’", ""])
def test_tokens_do_not_depend_on_the_way_they_are_found(text):
    """What is quick for plain text gives what the general rule gives: runs of letters, digits and underscores."""
    words = re.findall(r"[^\W渡轮]+|[渡轮]", unicodedata.normalize("NFKC", text).casefold())
    assert tokens(text) == words


@given(st.text(alphabet=st.characters(max_codepoint=0x2030), max_size=80))
def test_tokens_of_any_western_text_are_its_words(text):
    """Whatever typography stands between them."""
    assume(not set(text) & set(map(chr, range(0xE00, 0x1800))))
    assert tokens(text) == re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def test_shared_shingles_are_counted():
    """As sets would."""
    a, b = arrays(prose(90, 1), f"{prose(60, 1)} {prose(30, 4)}")
    assert shared(a, b) == len(set(a.tolist()) & set(b.tolist())) > 30


def test_shingles_are_the_same_one_by_one_and_all_at_once():
    """Both ways to make shingles give the same numbers."""
    text = prose(80, 1)
    assert sorted(shingles(tokens(text), TokenHashes())) == arrays(text)[0].tolist()


METHODS = [WITH_NUMPY, *([found] if (found := with_rensa()) else [])]
FIRST_VALUES = {
    f"minhash32x128-1/{SCHEME}": [710241462, 273586370, 543232047],
    f"rensa-r2x128/{SCHEME}": [3242141672, 3341095798, 3279378354],
}


@pytest.fixture(params=METHODS, ids=lambda method: method.tag.split("/")[0])
def method(request):
    """Each way to make sketches that is installed."""
    return request.param


def test_a_sketch_is_the_same_in_every_process(method):
    """Sketches are kept and compared later, so the values that belong to a tag never change."""
    made = method.sketches(arrays("the ferry to velm sank off the coast of orre on thursday evening"))
    assert made.shape == (1, SIZE)
    assert made[0, :3].tolist() == FIRST_VALUES[method.tag]


def test_each_method_has_a_tag_of_its_own():
    """Sketches of two methods are told apart, and an index says which made its own."""
    assert len({one.tag for one in METHODS}) == len(METHODS)
    assert Index(method=WITH_NUMPY).tag == WITH_NUMPY.tag
    assert Index().tag == fastest().tag == METHODS[-1].tag


def test_the_sketch_of_a_text_does_not_depend_on_the_others(method):
    """Texts are sketched together for speed, and come out as alone."""
    texts = arrays(prose(300, 1), "", prose(40, 2), "one")
    together = method.sketches(texts)
    assert [row.tolist() for row in together] == [method.sketches([text])[0].tolist() for text in texts]


def test_the_share_of_equal_values_estimates_what_texts_have_in_common(method):
    """Half a text in common gives about a third of equal values (Jaccard similarity)."""
    both, first, second = prose(400, 1), prose(400, 2), prose(400, 3)
    texts = arrays(f"{both} {first}", f"{both} {second}")
    a, b = method.sketches(texts)
    assert abs(float(np.mean(a == b)) - shared(*texts) / len(np.union1d(*texts))) < 4 / SIZE**0.5


def test_copies_meet_in_a_band_and_strangers_do_not(method):
    """Of three texts the two with half in common are compared."""
    whole = prose(400, 1)
    assert candidates(arrays(whole, prose(400, 2), whole[: len(whole) // 2]), method=method) == [(0, 2)]


def test_no_texts_have_no_candidates(method):
    """An empty run is a run."""
    assert method.sketches([]).shape == (0, SIZE)


@pytest.mark.parametrize(("texts", "rows"), [(10, 2), (100_000, 2), (100_001, 3), (1_000_000, 3), (5_000_000, 4)])
def test_more_texts_get_stricter_bands(texts, rows):
    """Every size keeps within the sketch."""
    assert bands_for(texts).rows == rows
    assert bands_for(texts).number * rows <= SIZE


def test_texts_that_come_in_turn_meet_the_copies_before_them(method):
    """The index says which earlier texts share shingles with a new one, and how many."""
    index = Index(method=method)
    whole = prose(400, 1)
    assert index.add(whole) == []
    assert index.add(prose(400, 2)) == []
    [(number, shared)] = index.add(whole[: len(whole) // 2])
    assert (number, shared) == (0, index.size(2) - 1) or shared == index.size(2)


def test_an_empty_text_meets_nobody(method):
    """Texts without words have nothing in common."""
    index = Index(method=method)
    assert [index.add(""), index.add(""), index.add("...")] == [[], [], []]
