"""How much, and for how long: a part told as the whole, and limits that were left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.belongings import distance
from briefer.language.portions import Extent, Portion, portions
from briefer.language.quantities import Bound, QuantityKind, states
from briefer.language.ranks import ranks
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, stems_of
from briefer.language.word_kinds import VERBS, WordKind
from briefer.records import Finding, Severity

NAME, NEEDS = "extent", ("extent", "limits", "associates")
_OWNED = 5  # words between an owner and what is his
_ABOUT = 0.5  # share of a claim's words that a sentence about the same thing has
_BETWEEN = (WordKind.PREPOSITION, WordKind.NUMBER, WordKind.RELATIVE, WordKind.ADVERB, WordKind.AUXILIARY)
_LESS = (Extent.PART, Extent.EXCEPT, Extent.LIKE, Extent.ONLY)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim that says of all or for good what the evidence says of a part or for a time."""
    if not cited.has_rules(*NEEDS):
        return
    theirs = [one for found in cited.sentences for one in found]
    found = chain(
        islice(_as_whole(claim, cited), 1),
        _as_many(claim, theirs),
        _as_kin(claim, theirs),
        _exact(claim, theirs),
        _unlimited(claim, theirs),
        _turned(claim, theirs),
        _totalled(claim, theirs),
        _alone(claim, theirs),
        islice(_always(claim, theirs), 1),
    )
    yield from (Finding(NAME, Severity.FLAG, message) for message in found)


def _as_whole(claim: Sentence, cited: Cited) -> Iterator[str]:
    """A part of something that the claim tells as all of it, or with no word for the part."""
    mine = portions(claim)
    known = [portion for found in cited.around for one in found for portion in portions(one)]
    wholes = [portion for portion in known if portion.extent is Extent.WHOLE]
    for found in cited.sentences:
        for one in found:
            for part in portions(one):
                if part.extent not in _LESS or any(part.nouns & other.nouns or not other.nouns for other in wholes):
                    continue
                whole = next((each for each in mine if _is_whole_of(each, part, claim, one)), None)
                if whole and not any(each.extent in _LESS and each.nouns & part.nouns for each in mine):
                    yield f'the source says "{part.text}"; the claim "{whole.text}"'
                elif not whole and not _has_rest(one) and _is_dropped(part, one, claim):
                    yield f'the source says "{part.text}"; the claim leaves out that it is a part'


def _is_whole_of(whole: Portion, part: Portion, claim: Sentence, one: Sentence) -> bool:
    """Whether the claim's whole is of the evidence's part, or of what examples ("items like lamps") only belong to."""
    if whole.extent is not Extent.WHOLE:
        return False
    if part.extent is Extent.LIKE and whole.nouns and whole.nouns <= one.stems:
        return True
    return bool(whole.nouns & part.nouns) if whole.nouns else not part.nouns.isdisjoint(claim.stems)


def _has_rest(one: Sentence) -> bool:
    """Whether a sentence tells of the other part as well: "some to schools, the rest to hospitals"."""
    return any(word.low in lexicon.listed(one.language, "extent", "rest") for word in one.words)


def _is_dropped(part: Portion, one: Sentence, claim: Sentence) -> bool:
    """Whether a claim says of a thing, with no word for a part, what the evidence says of a part of it."""
    if part.extent is not Extent.PART or not part.nouns <= claim.stems or any(each.nouns for each in portions(claim)):
        return False
    if any(part.start <= rank.word.start < part.start + len(part.text) for rank in ranks(one)):
        return False  # "one of the oldest" is for `superlatives`
    clause = next((each for each in one.clauses if each.span.start <= part.start < each.span.end), None)
    same = [each for each in claim.clauses if clause and each.did == clause.did]
    return any(part.nouns & (each.doer | each.object) for each in same) and not _is_counted(part, one, claim)


def _is_counted(part: Portion, one: Sentence, claim: Sentence) -> bool:
    """Whether a claim says how many, or "a", before a thing; the number of the whole does not count."""
    end = part.start + len(part.text)
    wholes = [q for q in one.quantities if part.start < q.span.start < end]
    counted = {word.start for word in claim.words if word.low in lexicon.listed(claim.language, "fractions", "one")}
    counted |= {q.span.start for q in claim.quantities if not any(q.value == whole.value for whole in wholes)}
    places = [at for at, word in enumerate(claim.words) if word.stem in part.nouns]
    return any(word.start in counted for at in places for word in claim.words[max(0, at - 4) : at])


def _as_many(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """Of a whole what is said of those who make up a part of it: "a cut for the squad"."""
    for one in theirs:
        if len(claim.content & one.content) < _ABOUT * len(claim.content):
            continue
        for part in (each for each in portions(one) if each.extent is Extent.PART and each.nouns <= claim.stems):
            members = _members(one, part)
            is_whole = members and members.isdisjoint(claim.stems)
            if is_whole and not any(each.nouns & part.nouns for each in portions(claim) if each.extent in _LESS):
                yield f'the source says it of "{part.text}"; the claim leaves out that it is a part'


def _members(one: Sentence, part: Portion) -> frozenset[str]:
    """Of "players over 30, who make up a third of the squad" the players."""
    making = stems_of(one.language, "extent", "makes")
    at = next(place for place, word in enumerate(one.words) if word.start == part.start)
    verb = next((place for place in range(at - 1, max(0, at - _OWNED), -1) if one.words[place].stem in making), 0)
    places = range(verb - 1, -1, -1)
    last = next((place for place in places if one.kinds[place] in (WordKind.NOUN, WordKind.NAME)), None)
    if last is None or not all(one.kinds[place] in _BETWEEN for place in range(last + 1, verb)):
        return frozenset()
    return frozenset((one.words[last].stem,))


def _as_kin(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """What is done to somebody's brother or lawyer, told as done to that person; `order` sees to who does it."""
    kin = stems_of(claim.language, "associates", "near")
    for one in theirs:
        for at, word in enumerate(one.words):
            owner = _owner(one, at) if word.stem in kin and word.stem not in claim.stems else None
            deeds = {clause.did for clause in one.clauses if word.stem in clause.object}
            if owner and any(clause.did in deeds and owner.stem in clause.object for clause in claim.clauses):
                text = one.text[owner.start : word.start + len(word.text)]
                yield f'the source says it of "{text}"; the claim leaves out "{word.text}"'


def _owner(one: Sentence, at: int) -> Word | None:
    """The name whose brother or lawyer stands at a place."""
    before = range(max(0, at - _OWNED), at)
    return next((one.words[place] for place in before if one.kinds[place] is WordKind.OWNER), None)


def _exact(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """An "exactly" before a figure that is a limit in the evidence: "up to 48,000"."""
    exact = lexicon.listed(claim.language, "extent", "exact")
    for word, after in pairwise(claim.words):
        figure = next((q for q in claim.quantities if q.span.start == after.start), None)
        if figure is None or word.low not in exact:
            continue
        same = [q for one in theirs for q in one.quantities if q.value == figure.value]
        if same and all(q.bound is not Bound.EXACT for q in same):
            yield f'"{same[0].text}" is a limit or about so in the source; the claim says "{word.text}"'


def _unlimited(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A "temporarily" or "acting" of the evidence that the claim drops from the same verb or office."""
    for words, _, others in (line.partition(":") for line in lexicon.lines(claim.language, "limits")):
        listed = set(words.split())
        if any(word.low in listed or word.low in others.split() for word in claim.words):
            continue
        for one in (one for one in theirs if len(claim.content & one.content) >= _ABOUT * len(claim.content)):
            for at, word in enumerate(one.words):
                limited = _limited(one, at) if word.low in listed else None
                if limited is not None and _is_told(claim, limited.stem):
                    first, last = sorted((word, limited), key=lambda each: each.start)
                    text = one.text[first.start : last.start + len(last.text)]
                    yield f'the source says "{text}"; the claim leaves out "{word.text}"'


def _limited(one: Sentence, at: int) -> Word | None:
    """The verb beside an adverb, or the noun behind another word."""
    beside = [place for place in (at + 1, at - 1) if 0 <= place < len(one.words)]
    if one.kinds[at] is WordKind.ADVERB:
        return next((one.words[place] for place in beside if one.kinds[place] in VERBS), None)
    return one.words[at + 1] if beside[0] > at and one.kinds[at + 1] is WordKind.NOUN else None


def _is_told(claim: Sentence, stem: str) -> bool:
    """Whether a claim has a verb, or an office that somebody is given."""
    if any(clause.did == stem for clause in claim.clauses):
        return True
    return any(word.stem == stem and kind is WordKind.NOUN for word, kind in zip(claim.words, claim.kinds, strict=True))


def _turned(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """What is there for what is not: "with pay" for "without pay"."""
    mine, others = _with(claim), [_with(one) for one in theirs]
    for noun, (says, text) in mine.items():
        told = [other[noun] for other in others if noun in other]
        if told and all(other != says for other, _ in told):
            yield f'the source says "{told[0][1]}"; the claim "{text}"'


def _with(one: Sentence) -> dict[str, tuple[bool, str]]:
    """What a sentence says is there or is not: the noun, which of both, and the words."""
    listed = lexicon.table(one.language, "extent")
    found: dict[str, tuple[bool, str]] = {}
    for word, after in pairwise(one.words):
        for says, key in ((True, "with"), (False, "without")):
            if word.low in listed[key]:
                found[after.stem] = says, one.text[word.start : after.start + len(after.text)]
    return found


def _totalled(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A figure "in all" that is one "so far" in the evidence."""
    mine = _phrase(claim, "total")
    for one in theirs if mine else ():
        shared = [q for q in claim.quantities if q.kind is not QuantityKind.DATE and states(one.quantities, q)]
        if shared and (yet := _phrase(one, "yet")) and not _phrase(one, "total"):
            yield f'the source says "{yet}"; the claim "{mine}"'
            return


def _phrase(one: Sentence, key: str) -> str:
    """The first phrase of a list that a sentence has."""
    told = f" {' '.join(word.low for word in one.words)} "
    phrases = (entry.replace("_", " ") for entry in lexicon.listed(one.language, "extent", key))
    return next((phrase for phrase in sorted(phrases) if f" {phrase} " in told), "")


def _alone(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A figure of one place that the claim gives without the place: "300 in Orsel alone"."""
    for one in theirs:
        for at, word in enumerate(one.words):
            if not at or word.low not in lexicon.listed(one.language, "extent", "alone"):
                continue
            places = range(max(0, at - _OWNED), at)
            named = [place for place in places if one.kinds[place] is WordKind.NAME]
            figures = [q for q in one.quantities if q.kind is not QuantityKind.DATE]
            nearest = min(figures, key=lambda q: distance(one, at, q), default=None)
            is_told = nearest is not None and states(claim.quantities, nearest)
            if named and nearest and is_told and not any(one.words[place].stem in claim.stems for place in named):
                text = one.text[one.words[named[0]].start : word.start + len(word.text)]
                yield f'the source has "{nearest.text}" for "{text}"; the claim leaves that out'


def _always(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """What is so of one thing or at one time only, told as so of all: "all year" for "only in winter"."""
    whole = next((each for each in portions(claim) if each.extent is Extent.WHOLE), None)
    for one in theirs if whole else ():
        for part in portions(one):
            clause = next((each for each in one.clauses if each.span.start <= part.start < each.span.end), None)
            is_same = clause and any(each.did == clause.did for each in claim.clauses)
            if part.extent is Extent.ONLY and part.nouns and is_same and part.nouns.isdisjoint(claim.stems):
                yield f'the source says "{part.text}"; the claim "{whole.text if whole else ""}"'
