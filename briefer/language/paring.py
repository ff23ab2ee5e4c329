"""A long sentence without what only describes: ", who is not allowed to speak for the company,", ", escalating a row".

What is left says nothing else: a clause behind "which" or "who", and a participle at the end, add to what stands before
them. A part with a figure or quoted words is never taken out, nor a participle with a denial or a doubt: somebody may
miss just that.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefer.language import lexicon
from briefer.language.main_clause import beside
from briefer.language.sentence import Sentence, sentence
from briefer.language.tokens import quotations
from briefer.language.word_kinds import VERBS, WordKind
from briefer.records import Span

_LONG = 25  # words, from which on it pays
_LEAST = 8  # words that must be left
_TELLING = 4  # letters of a stem
_HEADLINE = 16  # words


def pared(text: str, language: str | None = None, *, keep: str = "") -> str:
    """A sentence without its asides where it is long; itself where it is not, or where there are none.

    >>> pared("The ferry line, which has lost money for years, will close its last office at the end of June, the"
    ... " operator said on Monday, ending a long dispute with the town.")
    'The ferry line will close its last office at the end of June, the operator said on Monday.'

    Args:
        text: one sentence.
        language: ISO 639-1 code; English where unknown.
        keep: what is asked of it; an aside that shares a word with that is its answer, and stays.
    """
    if len(text.split()) < _LONG:
        return text
    one, asked = sentence(text, language), sentence(keep, language).stems
    verbs = {
        word.start for word, kind in zip(one.words, one.kinds, strict=True) if kind in (*VERBS, WordKind.AUXILIARY)
    }
    left, at = "", 0
    for span in _asides(one):
        if asked & {stem for stem in sentence(span.of(text), language).content if len(stem) >= _TELLING}:
            continue
        left, at = (left + text[at : span.start]).rstrip(" ,"), span.end
        following = next((word.start for word in one.words if word.start >= at), None)
        at += text[at : at + 1] == "," and following in verbs  # "Orr, who …, said", but "According to Orr, who …, the"
    left = (left + text[at:]).strip(" ,")
    if left[-1:] not in text[-1:]:
        left += text[-1]
    return left if len(left.split()) >= _LEAST else text


def brief_words(text: str, language: str | None = None) -> str:
    """A sentence as a headline: pared, of a long one the main clause, without a full stop.

    Args:
        text: one sentence.
        language: ISO 639-1 code; English where unknown.
    """
    short = pared(text, language)
    if len(short.split()) > _HEADLINE:
        short = sentence(short, language).main.text
    return short.removesuffix(".")


def _asides(one: Sentence) -> Iterator[Span]:
    endings = tuple(lexicon.listed(one.language, "grammar", "during"))
    last = len(one.text.rstrip(".!? "))
    for span, key in beside(one):
        words = span.of(one.text).strip(" ,")
        goes_on = span.end >= last and bool(endings) and words.partition(" ")[0].lower().endswith(endings)
        part = sentence(words, one.language, one.published)
        is_doubted = goes_on and bool(part.denials or part.hedges)
        is_closed = span.end >= last or one.text[span.end] == ","
        has_no_end = not is_closed or (span.end >= last and ", " in words)  # who can say where it ends
        is_told = bool(part.quantities or quotations(words) or is_doubted or has_no_end)
        if (goes_on or key == "describing") and not is_told:
            yield span
