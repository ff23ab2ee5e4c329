"""Who says what in one sentence, and whose nobody can be sure."""

from pathlib import Path

import pytest

from briefer.language.speech import quoted_words, speeches

CASES = Path(__file__).resolve().parents[1] / "cases" / "language" / "speech.txt"
SENTENCES = [block.split("\n") for block in CASES.read_text(encoding="utf-8").strip().split("\n\n")[1:]]


def told(text):
    """Who says what in a sentence, a line a speech."""
    lines = []
    for speech in speeches(text, "en"):
        about = f" ({speech.speaker.about.of(text)})" if speech.speaker.about else ""
        said = [speech.said.of(text)] if speech.said else []
        quoted = [f"“{span.of(text)}”" for span in speech.quoted]
        occasion = [f"[{speech.occasion.of(text)}]"] if speech.occasion else []
        lines.append(" | ".join([speech.speaker.name.of(text) + about, *said, *quoted, *occasion]))
    return lines or ["nothing"]


@pytest.mark.parametrize(("text", "expected"), [(first, rest) for first, *rest in SENTENCES])
def test_a_sentence_gives_its_words_to_whoever_says_them(text, expected):
    """Every speech of which it is sure whose it is, and none else."""
    assert told(text) == [line.strip() for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said.', ["One,"]),
        ('"One, he said.', []),
        ("„Eins“, sagte er. »Zwei«", ["Eins", "Zwei"]),
        ("He said “one” and ‘two of them’ more.", ["one", "two of them"]),
        ("“One, he said.", []),
    ],
)
def test_words_are_quoted_between_two_marks_that_belong_together(text, expected):
    """A mark without its other half makes no quotation, and makes the others of the text doubtful."""
    assert [span.of(text) for span in quoted_words(text)] == expected


def test_a_language_whose_verbs_of_saying_are_not_known_has_no_speeches():
    """Nothing is guessed there."""
    assert speeches("« Le barrage restera », a dit Karl Dorn.", "xx") == ()
