"""Whether words in quotation marks are somebody's very words, and whether it is that one who says them."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.checks.cited import Cited
from briefer.grounding.ground import Grounds
from briefer.grounding.support import evidence
from briefer.language import lexicon
from briefer.language.exonyms import exonyms
from briefer.language.large_nouns import has_nouns, is_noun
from briefer.language.sentence import sentence
from briefer.language.tokens import quotations
from briefer.records import Citation, DraftEntry


def fault(entry: DraftEntry, citations: Sequence[Citation], on: Grounds, *, verbatim: bool) -> str | None:
    """What is wrong with an entry's speaker or with its quotation marks; None where nothing is.

    Args:
        entry: whom a writer lets speak.
        citations: where the words were found.
        on: the prepared story.
        verbatim: whether the words stand in quotation marks.
    """
    if verbatim and not any(_is_spoken(c, on) for c in citations):
        return "these words stand in no quotation marks in the source: they are the writer's, not the speaker's"
    if (
        entry.who
        and not _is_named(entry.who, citations, on)
        and not _is_told_abroad(entry, citations, on, verbatim=verbatim)
    ):
        return f"{entry.who} is not named near these words"
    return None


def _is_spoken(citation: Citation, on: Grounds) -> bool:
    text = on.library[citation.article].article.text
    return any(span.start <= citation.start and citation.end <= span.end for span in quotations(text))


def _is_told_abroad(entry: DraftEntry, citations: Sequence[Citation], on: Grounds, *, verbatim: bool) -> bool:
    """Whether an entry in another language than its source tells a post or a body, which its source cannot name so.

    A name stays what it is in every language, and whether the source has it is another check's question.
    """
    own_words = (entry.who, entry.about, "" if verbatim else entry.claim.text)
    said = Cited(", ".join(filter(None, own_words)), evidence(citations, on.library))
    if not said.is_foreign:
        return False
    code, last = lexicon.code(said.language), entry.who.split()[-1]
    is_word = last.islower() or (has_nouns(code) and is_noun(last, code))
    return is_word or bool(exonyms(entry.who, code, [lexicon.code(language) for language in said.languages]))


def _is_named(who: str, citations: Sequence[Citation], on: Grounds) -> bool:
    words = [word.low for word in sentence(who).words]
    around = {word.low for word in sentence(evidence(citations, on.library).around).words}
    return bool(words) and words[-1] in around
