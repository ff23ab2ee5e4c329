"""What a claim cites, read once for all checks: sentences, their neighbours, whole articles, and their languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from briefer.language import lexicon
from briefer.language.compare import holds
from briefer.language.deed_pairs import Difference
from briefer.language.identify import by_nouns, by_small_words, detect, small_words
from briefer.language.mentions import Mentions, mentions
from briefer.language.names import covers, fold
from briefer.language.relations import differences
from briefer.language.sentence import Sentence, sentence, sentences
from briefer.language.stems import Word
from briefer.language.tokens import tokenise, unquoted
from briefer.records import Evidence, EvidencePiece, Severity

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Cited:
    """The evidence of one claim, ready to be asked."""

    claim: str
    evidence: Evidence

    @cached_property
    def language(self) -> str | None:
        """The language of the claim; that of its evidence when the claim is too short to tell.

        "Nine men died" has a Swedish small word in it. A claim that is written in its source's own words is in its
        source's language, whatever it looks like by itself. What it quotes may be in another one.
        """
        own_words = unquoted(self.claim)
        found, known = _detected(own_words), set(self.languages)
        if found is not None and (found in known or found not in lexicon.languages()):  # or told by its script
            return found
        tokens = [token for token in tokenise(own_words) if token.kind == "word"]
        words = {part for token in tokens for part in token.low.split("'")}
        small = {code: small_words(words, code) for code in known if code}
        texts = [text for text, code in zip(self.sources, self.languages, strict=True) if code or known == {None}]
        held = {t.low for t in tokens if t.text.islower() and any(fold(t.low) in text.small for text in texts)}
        own = len(held.union(*small.values()))
        is_label = own_words != self.claim and not any(token.text.islower() for token in tokens)
        other, votes = (None, 0) if is_label else by_small_words(words, known, found)
        if (votes > own and (votes > 1 or not own)) or (other == found and votes == own > len(held)):
            return other
        if not own and own_words != self.claim:  # who said it, in a word: "Ada Lund, Landwirtin"
            theirs = {token.low for text in texts for token in text.tokens}  # "Speaker" is a word of both
            large = {token.low for token in tokens[1:] if token.text[0].isupper()}
            return by_nouns(large - theirs) or self._only(small)
        return self._only(small)

    def _only(self, small: Mapping[str, Collection[str]]) -> str | None:
        """The one language of the sources; of several, the one that has most of a claim's small words."""
        if len(set(self.languages)) == 1:
            return self.languages[0]
        most = max(map(len, small.values()), default=0)
        told = [code for code, found in small.items() if len(found) == most]
        return told[0] if most and len(told) == 1 else None

    @cached_property
    def languages(self) -> tuple[str | None, ...]:
        """The language of each cited article."""
        return tuple(language_of(piece) for piece in self.evidence.pieces)

    @cached_property
    def hard(self) -> Severity:
        """REJECT for a check that compares words, but FLAG where claim and sources are in different languages."""
        others = set(self.languages) - {None}
        return Severity.REJECT if self.language is None or others <= {self.language} else Severity.FLAG

    @property
    def is_foreign(self) -> bool:
        """Whether no cited article is in the claim's language, so that what they mean cannot be compared."""
        return None not in (self.language, *self.languages) and self.language not in self.languages

    def has_rules(self, *lists: str) -> bool:
        """Whether rules about words apply: the claim's language has their lists, and a source is in that language."""
        mine = lexicon.code(self.language)
        return lexicon.has(mine, *lists) and any(lexicon.code(language) == mine for language in self.languages)

    @property
    def has_clauses(self) -> bool:
        """Whether clauses are read in the claim's language, and in that of a source."""
        return self.has_rules("word_kinds", "moods")

    @property
    def has_names(self) -> bool:
        """Whether there are rules for names in the claim's language."""
        return covers(self.language)

    @cached_property
    def sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """The cited sentences of each article."""
        return tuple(self._read(piece, piece.sentences) for piece in self.evidence.pieces)

    @cached_property
    def around(self) -> tuple[tuple[Sentence, ...], ...]:
        """The cited sentences and their neighbours, of each article."""
        return tuple(self._read(piece, piece.around) for piece in self.evidence.pieces)

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """All that may back a word: the cited sentences, their neighbours and the titles of their articles."""
        pieces = self.evidence.pieces
        titles = (sentence(piece.source.partition("\n")[0], language_of(piece), piece.published) for piece in pieces)
        return (*(one for around in self.around for one in around), *titles)

    def tells(self, word: Word) -> bool:
        """Whether any of these has a word, or one of its root or sense."""
        return any(word.stem in one.stems or holds(one, word.stem) for one in self.told)

    @cached_property
    def nearest(self) -> tuple[Sentence, ...]:
        """For each cited article, the cited sentence that shares most words with the claim."""
        mine = self.said.content
        return tuple(max(found, key=lambda one: len(mine & one.content)) for found in self.sentences if found)

    def in_every_nearest(self, found: Callable[[Sentence], T]) -> T | None:
        """What the first of the nearest sentences has, where each of them has some; None where one has nothing."""
        each = [found(one) for one in self.nearest]
        return each[0] if each and all(each) else None

    @cached_property
    def said(self) -> Sentence:
        """The claim, read."""
        return sentence(self.claim, self.language)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where the claim says otherwise than the cited sentences that tell of the same deeds; English alone."""
        if not self.has_clauses:
            return ()
        return tuple(differences(self.said, [one for found in self.sentences for one in found]))

    @cached_property
    def sources(self) -> tuple[Mentions, ...]:
        """The names in the cited articles, whole."""
        return tuple(mentions(piece.source) for piece in self.evidence.pieces)

    @cached_property
    def near(self) -> tuple[Mentions, ...]:
        """The names in the cited sentences and their neighbours, of each article."""
        return tuple(mentions(piece.around) for piece in self.evidence.pieces)

    def _read(self, piece: EvidencePiece, text: str) -> tuple[Sentence, ...]:
        return sentences(text, language_of(piece), piece.published)


@lru_cache(maxsize=1024)
def _detected(text: str) -> str | None:
    return detect(text)


def language_of(piece: EvidencePiece) -> str | None:
    """The language of a cited article: the one given, else the one it looks like."""
    return piece.language[:2].lower() if piece.language else _detected(piece.source)
