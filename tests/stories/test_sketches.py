import pytest
from newsroom import prose

from briefer.stories.shingles import TokenHashes, shingle_arrays, shingles
from briefer.stories.sketches import SIZE, Index, bands_for, candidates, sketch
from briefer.stories.words import tokens

np = pytest.importorskip("numpy")


def arrays(*texts):
    """The shingles of texts."""
    return shingle_arrays([tokens(text) for text in texts])


def test_shingles_are_the_same_one_by_one_and_all_at_once():
    """Both ways to make shingles give the same numbers."""
    text = prose(80, 1)
    assert sorted(shingles(tokens(text), TokenHashes())) == arrays(text)[0].tolist()


def test_a_sketch_is_the_same_in_every_process():
    """Sketches are kept and compared later, so their values are part of the format."""
    [shingled] = arrays("the ferry to velm sank off the coast of orre on thursday evening")
    assert sketch(shingled)[:3].tolist() == [710241462, 273586370, 543232047]


def test_the_share_of_equal_values_estimates_what_texts_have_in_common():
    """Half a text in common gives about a third of equal values (Jaccard similarity)."""
    both, first, second = prose(400, 1), prose(400, 2), prose(400, 3)
    a, b = arrays(f"{both} {first}", f"{both} {second}")
    equal = float(np.mean(sketch(a) == sketch(b)))
    assert abs(equal - len(np.intersect1d(a, b)) / len(np.union1d(a, b))) < 4 / SIZE**0.5


def test_copies_meet_in_a_band_and_strangers_do_not():
    """Of three texts the two with half in common are compared."""
    whole = prose(400, 1)
    assert candidates(arrays(whole, prose(400, 2), whole[: len(whole) // 2])) == [(0, 2)]


@pytest.mark.parametrize(("texts", "rows"), [(10, 2), (100_000, 2), (100_001, 3), (1_000_000, 3), (5_000_000, 4)])
def test_more_texts_get_stricter_bands(texts, rows):
    """Every size keeps within the sketch."""
    assert bands_for(texts).rows == rows
    assert bands_for(texts).number * rows <= SIZE


def test_texts_that_come_in_turn_meet_the_copies_before_them():
    """The index says which earlier texts share shingles with a new one, and how many."""
    index = Index()
    whole = prose(400, 1)
    assert index.add(whole) == []
    assert index.add(prose(400, 2)) == []
    [(number, shared)] = index.add(whole[: len(whole) // 2])
    assert (number, shared) == (0, index.size(2) - 1) or shared == index.size(2)


def test_an_empty_text_meets_nobody():
    """Texts without words have nothing in common."""
    index = Index()
    assert [index.add(""), index.add(""), index.add("...")] == [[], [], []]
