"""Names in a claim that is written in another language than what it cites.

A name stays as it is in every language, but for the endings that it takes; a place or a body that has a name of its own
in the claim's language (`exonyms.txt`) is looked for under what the sources call it. Where every noun has a capital
(`nouns.txt`), a word is a name that is no noun and stands where a name does.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import outlets
from briefer.checks.cited import Cited, language_of
from briefer.language import lexicon
from briefer.language.exonyms import bare, exonyms, is_named, knows
from briefer.language.large_nouns import has_nouns, is_noun
from briefer.language.mentions import Mentioned, Mentions, abbreviated, mentioned
from briefer.language.name_words import GENERIC
from briefer.language.names import NamePart, fold, is_capital, starts_sentence
from briefer.language.sentence import Sentence
from briefer.language.tokens import Token, quotations, tokenise
from briefer.records import Finding, Severity, Span

NAME = "names"
_LETTERS = 2  #: of the shortest name


def applies(cited: Cited) -> bool:
    """Whether some source is in another language than the claim, and how each calls what they share is known."""
    languages = {lexicon.code(cited.language), *map(lexicon.code, cited.languages)}
    has_rules = cited.has_names or has_nouns(cited.language)
    return cited.hard is Severity.FLAG and has_rules and knows(languages)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject a name that no cited article has, in its own language or as it is; flag a word that may be one."""
    language = lexicon.code(cited.language)
    codes = [lexicon.code(language_of(piece)) for piece in cited.evidence.pieces]
    places = exonyms(claim.text, language, codes)
    skipped = [*quotations(claim.text), *(quantity.span for quantity in claim.quantities)]
    texts = [*zip(cited.sources, codes, strict=True), *zip(cited.near, codes, strict=True)]
    for place in places:
        if any(span.start <= place.span.start < span.end for span in skipped):
            continue
        written = place.span.of(claim.text)
        as_written = any(text.capitals.issuperset(map(fold, written.split())) for text, _ in texts)  # "Bayern Munich"
        if not as_written and not any(is_named(place.english, text, code) for text, code in texts):
            yield _missing(written)
    skipped += [place.span for place in places]
    look = _among_nouns if has_nouns(language) else _by_capitals
    yield from look(claim, cited, skipped)


def _missing(name: str, severity: Severity = Severity.REJECT) -> Finding:
    return Finding(NAME, severity, f'"{name}" is named nowhere in the cited sources')


def _stands(word: str, cited: Cited) -> bool:
    """Whether a word stands in the cited articles, as a name or not, or what it is a form of."""
    languages = [lexicon.code(cited.language), *map(lexicon.code, cited.languages)]
    endings = {ending for code in languages for ending in lexicon.listed(code, "noun_endings", "name")}
    form = fold(bare(word))
    forms = {form, *(form.removesuffix(ending) for ending in endings if form.endswith(ending))}
    known = [form for form in forms if len(form) >= _LETTERS]
    return any(_has(form, word, text) for text in (*cited.sources, *cited.near) for form in known)


def _has(form: str, word: str, text: Mentions) -> bool:
    if form in text.capitals or form in text.small:
        return True
    written = word if word.isupper() else form
    return mentioned(NamePart(written, doubtful=False), text) is not Mentioned.NOWHERE


def _by_capitals(claim: Sentence, cited: Cited, skipped: list[Span]) -> Iterator[Finding]:
    """By the capitals of a language in which only names have them; a word that opens the sentence may be any word."""
    common = _common(cited)
    for name in claim.names:
        if outlets.publishes(name, cited.evidence) or any(abbreviated(name, text) for text in cited.sources):
            continue
        end, missing = name.span.start, []
        for part in name.parts:
            at = claim.text.find(part.text, end)
            end = at + len(part.text)
            known = any(span.start < end and at < span.end for span in skipped) or fold(bare(part.text)) in common
            if (
                not known
                and not bare(part.text).islower()
                and not all(_stands(piece, cited) for piece in part.text.split("-"))
            ):
                missing.append(part)
        if any(not part.doubtful for part in missing) or (missing and len(name.parts) > 1):
            yield _missing(name.text)


def _common(cited: Cited) -> frozenset[str]:
    """Folded words of the claim's language whose capital makes no name."""
    code = lexicon.code(cited.language)
    words = lexicon.words(code, "small", "frequent") | lexicon.listed(code, "large") | lexicon.words(None, "titles")
    return frozenset(map(fold, words)) | GENERIC


def _among_nouns(claim: Sentence, cited: Cited, skipped: list[Span]) -> Iterator[Finding]:
    """By what stands beside a word that is no noun: another name, or the noun that tells what it is the name of."""
    code = lexicon.code(cited.language)
    common = _common(cited)
    tokens = tokenise(claim.text)

    def is_large(token: Token) -> bool:
        return is_capital(token) and not any(span.start <= token.start < span.end for span in skipped)

    def is_strange(token: Token) -> bool:
        known = fold(token.low) in common or is_noun(token.low, code)
        return is_large(token) and not known and not _stands(token.text, cited)

    for index, token in enumerate(tokens):
        opens = starts_sentence(claim.text, tokens, index)
        if not is_strange(token) or (opens and (claim.text.endswith("?") or not is_large(tokens.at(index + 1)))):
            continue
        before, after = tokens.at(index - 1), tokens.at(index + 1)
        if is_strange(before):
            continue  # told already
        beside = [one for one in (before, after) if is_large(one) and fold(one.low) not in common]
        if opens:
            beside = [one for one in beside if not is_noun(one.low, code)]
        beside = [one for one in beside if one is before or not is_noun(one.low, code)]
        if beside or (token.text.isupper() and len(token.text) > _LETTERS):
            first, last = min((token, *beside)), max((token, *beside))
            yield _missing(claim.text[first.start : last.end])
        elif before.low in lexicon.listed(code, "large", "before"):
            yield _missing(token.text, Severity.FLAG)
