"""Names: which words of a text are names, and in which forms a text mentions a name."""

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.language.mentions import abbreviated, mentioned, mentions, together
from briefer.language.name_words import is_ordinary
from briefer.language.names import Name, NamePart, acts, covers, fold, names
from briefer.records import Span


def written(name):
    """A name as a case file has it."""
    return " ".join(part.text + "?" * part.doubtful for part in name.parts)


def name_of(words):
    """A name whose words are surely names."""
    return Name(Span(0, len(words)), words, tuple(NamePart(word, doubtful=False) for word in words.split()))


@pytest.mark.parametrize("case", cases("names/found"), ids=str)
def test_names_are_found_by_their_capitals(case):
    """A capital inside a sentence is a name; one that its place explains is doubtful."""
    assert [written(name) for name in names(case.given)] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases("names/mentioned"), ids=str)
def test_names_are_mentioned_in_many_forms(case):
    """Possessives, demonyms, acronyms and accents make no other name; a small letter does."""
    found = {}
    for line in case.given.splitlines():
        name, text = line.split(" <= ")
        index, (claimed,) = mentions(text), names(f"The {name} case")
        level = min(mentioned(part, index) for part in claimed.parts)
        found[line] = "named" if abbreviated(claimed, index) else level.name.lower()
    assert found == dict.fromkeys(found, case.expected)


def test_a_name_of_several_words_may_stand_as_its_acronym():
    """The text has "WHO" where the claim has the words."""
    assert abbreviated(name_of("World Health Organization"), mentions("It asked WHO staff."))
    assert abbreviated(name_of("United States"), mentions("It asked the US."))
    assert not abbreviated(name_of("World Health Organization"), mentions("Who knew?"))


def test_words_of_a_name_stand_together_or_not():
    """Two people's names do not make a third person."""
    text = mentions("Dov Castellin met Ilsabet Korhane.")
    dov, castellin, korhane = (NamePart(word, doubtful=False) for word in ("Dov", "Castellin", "Korhane"))
    assert together(dov, castellin, text)
    assert not together(dov, korhane, text)


def test_spans_index_into_the_text():
    """A name's span is where its text stands, after characters of any width."""
    text = "😀 The Zoë Müller case"
    (found,) = names(text)
    assert found.span.of(text) == found.text == "Zoë Müller"


def test_folding_leaves_what_two_spellings_share():
    """Case, accents, dots and possessives are folded away."""
    assert {fold(word) for word in ("U.S.", "US", "us")} == {"us"}
    assert fold("BEIRUT’S") == fold("Beirut") == "beirut"
    assert fold("Ibrahimović") == fold("IBRAHIMOVIC")


def test_languages_without_capitals_for_names_are_not_covered():
    """German capitalises every noun and Japanese nothing: there are no rules for their names."""
    assert [covers(language) for language in ("en", "fr", None, "de", "ja", "xx")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_an_unknown_first_word_is_a_name_unless_it_is_ordinary():
    """What opens a sentence is told by lists and endings."""
    assert all(map(is_ordinary, ("Hundreds", "People", "Inflation", "Twenty", "Former", "Heavy")))
    assert not any(map(is_ordinary, ("Veltrano", "Microsoft", "Norway", "Castellin")))


def test_subjects_act():
    """A first word with a verb, a possessive or a comma after it stands like a name."""
    acting = ("Veltrano bought it.", "Veltrano’s plan", "Veltrano, a start-up, grew.", "Veltrano announced it.")
    assert all(acts(text, names(text)[0]) for text in acting)
    assert not acts("Veltrano shares fell.", names("Veltrano shares fell.")[0])


@given(st.text(max_size=200))
def test_any_text_has_names_or_none(text):
    """Nothing raises on any text, and every span is inside it."""
    for name in names(text):
        assert name.span.of(text) == name.text != ""
        assert name.parts


@given(
    st.lists(
        st.sampled_from(["Ada", "Bo", "of", "the", "The", "U.S.", "-", "'s", "&", ".", "\n", "J", "ran", "7", "al"]),
        max_size=10,
    )
)
def test_a_text_mentions_its_own_names(pieces):
    """Every name of a text is mentioned in that text."""
    text = " ".join(pieces)
    index = mentions(text)
    assert all(mentioned(part, index) > 0 for name in names(text) for part in name.parts)
