"""Whether words in quotation marks are somebody's very words, and whether it is that one who says them.

Only what the source contradicts is a fault: a speaker of whom nobody can be sure there is left to the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefer.checks.cited import Cited
from briefer.grounding.support import Source, evidence, touched
from briefer.language import lexicon
from briefer.language.exonyms import exonyms
from briefer.language.large_nouns import has_nouns, is_noun
from briefer.language.name_words import TITLES, is_word
from briefer.language.names import fold
from briefer.language.sentence import sentence
from briefer.language.stems import stem, stems_of
from briefer.language.tokens import quotations
from briefer.language.words import folded
from briefer.records import Article, Citation, DraftEntry, Passage, Span
from briefer.stories.heard import Heard, heard, people

_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")


def fault(
    entry: DraftEntry, citations: Sequence[Citation], library: Mapping[str, Source], *, verbatim: bool
) -> str | None:
    """What is wrong with an entry's speaker or with its quotation marks; None where nothing is.

    Args:
        entry: whom a writer lets speak.
        citations: where the words were found.
        library: what is cited, by article id.
        verbatim: whether the words stand in quotation marks.
    """
    if verbatim and not any(_is_spoken(entry.claim.text, citation, library) for citation in citations):
        return "these words stand in no quotation marks in the source: they are the writer's, not the speaker's"
    if (
        entry.who
        and not _is_named(entry.who, citations, library)
        and not _is_told_abroad(entry, citations, library, verbatim=verbatim)
    ):
        return f"{entry.who} is not named near these words"
    others = _others(entry, citations, library, verbatim=verbatim) if entry.who else ()
    return f"in the source it is {others[0]} who says this, not {entry.who}" if others else None


def _is_spoken(words: str, citation: Citation, library: Mapping[str, Source]) -> bool:
    """Whether some words, or each part between dots, stand in quotation marks where they are cited."""
    text = library[citation.article].article.text
    parts = [folded(part) for part in _ELISION.split(words) if folded(part)]
    near = [q.of(text) for q in quotations(text) if q.start < citation.end and citation.start < q.end]
    quoted = [folded(words_there) for words_there in near]
    return bool(parts) and all(any(part in one for one in quoted) for part in parts)


def _is_told_abroad(
    entry: DraftEntry, citations: Sequence[Citation], library: Mapping[str, Source], *, verbatim: bool
) -> bool:
    """Whether an entry in another language than its source tells a post or a body, which its source cannot name so.

    A name stays what it is in every language, and whether the source has it is another check's question.
    """
    own_words = (entry.who, entry.about, "" if verbatim else entry.claim.text)
    said = Cited(", ".join(filter(None, own_words)), evidence(citations, library))
    if not said.is_foreign:
        return False
    code, last = lexicon.code(said.language), entry.who.split()[-1]
    is_word = last.islower() or (has_nouns(code) and is_noun(last, code))
    return is_word or bool(exonyms(entry.who, code, [lexicon.code(language) for language in said.languages]))


def _is_named(who: str, citations: Sequence[Citation], library: Mapping[str, Source]) -> bool:
    words = [fold(word.text) for word in sentence(who).words]
    around = {fold(word.text) for word in sentence(evidence(citations, library).around).words}
    return bool(words) and words[-1] in around


def _others(
    entry: DraftEntry, citations: Sequence[Citation], library: Mapping[str, Source], *, verbatim: bool
) -> tuple[str, ...]:
    """Those who say what is cited, where it is sure that the one who is named does not."""
    found: list[Heard] = []
    for citation in citations:
        article = library[citation.article].article
        for passage in touched(citation, library):
            here = [one for one in heard(article) if _tells(one, passage, article.text, entry, verbatim=verbatim)]
            if not here and not verbatim and _says(passage, article.language):
                return ()  # somebody speaks, and who does is not sure
            found += here
    is_theirs = any(_is_one(entry.who, one) or (not verbatim and _speaks_for_another(one)) for one in found)
    if is_theirs or not _has_name(entry.who):
        return ()
    articles = [library[citation.article].article for citation in citations]
    is_person = any(_is_person(entry.who, article) for article in articles)
    return tuple(one.who for one in found if is_person is one.is_person or (verbatim and one.position is None))


def _speaks_for_another(one: Heard) -> bool:
    """Whether a speaker is a spokesman, whose words may be told as those of whomever he speaks for."""
    words = one.position.text.lower().split() if one.position else []
    return not lexicon.listed(None, "positions", "speaking").isdisjoint(words)


def _is_person(who: str, article: Article) -> bool:
    """Whether an article surely tells of a person of that name: a body speaks through somebody else."""
    return any(name in people(article) and not is_word(name) for name in _names(who))


def _tells(one: Heard, passage: Passage, text: str, entry: DraftEntry, *, verbatim: bool) -> bool:
    """Whether a speech is told in a passage and has the entry's words in quotation marks, where they need them."""
    spans = one.quoted if verbatim else (*one.quoted, *([one.said] if one.said else []))
    if not any(_meet(span, passage.span) for span in spans):
        return False
    words = folded(entry.claim.text)
    return not verbatim or any(words in folded(span.of(text)) for span in one.quoted)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _says(passage: Passage, language: str | None) -> bool:
    saying = lexicon.listed(language, "saying", "say", "announce", "commit", "deny", "judge")
    return any(word.low in saying for word in sentence(passage.text, language).words)


def _has_name(who: str) -> bool:
    """Whether somebody is told by name: "the company" may be anybody."""
    return any(word[0].isupper() and word.lower() not in TITLES for word in who.split()[-1:] if word)


def _is_one(who: str, one: Heard) -> bool:
    """Whether a speaker is the one who is named, or speaks for it; the rival of one does not."""
    mine = set(_names(who))
    if mine & set(_names(one.who)):
        return True
    position = one.position.text if one.position else ""
    lows = [fold(word) for word in position.split()]
    is_beside = any(stem(low) in stems_of(None, "associates", "near") for low in lows)
    return not is_beside and not mine.isdisjoint(lows)


def _names(who: str) -> Iterator[str]:
    words = [fold(word.strip(".,")) for word in who.split()]
    kept = [word for word in words if word not in TITLES and len(word) > 1]
    return iter(kept[-1:] if len(kept) > 1 else kept)
