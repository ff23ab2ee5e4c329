"""A "first", "only" or "largest" that the evidence does not say, or says with a limit that the claim lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.ranks import Rank, are_alike, is_superlative, ranks
from briefer.language.sentence import Sentence
from briefer.language.stems import stems_of
from briefer.language.word_kinds import WordKind
from briefer.records import Finding, Severity

NAME, NEEDS = "superlatives", ("superlatives",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject a rank that the evidence shares with others or counts lower; flag one that it limits or has no word for.

    What a claim says in other words is let pass: the evidence need only have another superlative, or a word by which
    a "first since" or an "only" may be said differently.
    """
    if not cited.has_rules(*NEEDS):
        return
    theirs = [rank for found in cited.around for one in found for rank in ranks(one)]
    for rank in ranks(claim):
        alike = [other for other in theirs if are_alike(rank, other, cited.language)]
        if alike:
            yield from _limited(rank, alike, cited)
        elif is_superlative(rank.word.low, cited.language) and not _is_said(claim, rank, theirs, cited):
            yield Finding(NAME, Severity.FLAG, f'"{rank.word.low}" is not in the evidence')


def _limited(rank: Rank, alike: Sequence[Rank], cited: Cited) -> Iterator[Finding]:
    """What every such rank of the evidence says and the claim's does not."""
    same = [other for other in alike if rank.nouns & other.nouns] or alike
    level = cited.hard if any(rank.nouns & other.nouns for other in same) else Severity.FLAG
    if not rank.shared and all(other.place != rank.place for other in same):
        yield Finding(NAME, level, f'the source says "{same[0].text}"; the claim "{rank.text}"')
    elif not rank.shared and all(other.shared for other in same):
        yield Finding(NAME, level, f'the source says "{same[0].text}"; the claim "{rank.text}" alone')
    elif not rank.time and all(other.time and not other.always for other in same):
        theirs = f"{same[0].text} {same[0].time}"
        yield Finding(NAME, Severity.FLAG, f'the source says "{theirs}"; the claim has no such limit')
    elif not rank.bar and all(other.bar for other in same):
        yield Finding(
            NAME, Severity.FLAG, f'the source says "{same[0].text} … {same[0].bar}"; the claim has no such limit'
        )
    elif rank.always and not rank.field and all(other.field and not other.always for other in same):
        theirs = f"{same[0].text} {same[0].where}"
        yield Finding(NAME, Severity.FLAG, f'the source says "{theirs}"; the claim "{rank.text} … {rank.always}"')
    elif rank.field and all(other.field for other in same) and _is_wider(rank, same, cited):
        theirs, mine = (f'"{each.text} {each.where}"' for each in (same[0], rank))
        yield Finding(NAME, Severity.FLAG, f"the source says {theirs}; the claim {mine}")


def _is_wider(rank: Rank, others: Sequence[Rank], cited: Cited) -> bool:
    """Whether something ranks in more than the evidence says: in a country for its north, in the world for a county."""
    if all(rank.field < other.field for other in others):
        return True
    listed = stems_of(cited.language, "ranking", "area")
    areas = rank.field & listed
    is_known = any(areas & one.content for found in cited.around for one in found)
    are_others = all(other.field.isdisjoint(rank.field) or other.field & listed for other in others)
    return bool(areas) and not is_known and are_others


def _is_said(claim: Sentence, rank: Rank, theirs: Sequence[Rank], cited: Cited) -> bool:
    """Whether evidence may say in other words what the claim's superlative says."""
    known = {word.low for found in cited.around for one in found for word in one.words}
    if _is_repeated(rank, known, cited.language):
        return False
    known = known.union(*(group for group in lexicon.groups(cited.language, "superlatives") if group & known))
    if rank.word.low in known:
        return True
    at = claim.words.index(rank.word)
    alone, exceptions, again = (
        lexicon.listed(cited.language, "ranking", key) for key in ("alone", "exceptions", "again")
    )
    if any(other.bar for other in theirs):  # "only Sunde is larger" for "the largest after Sunde"
        return True
    if rank.word.low not in alone:
        return bool(theirs) or not known.isdisjoint(again)
    if at and claim.kinds[at - 1] in (WordKind.DETERMINER, WordKind.OWNER):  # "the only member"
        return not known.isdisjoint(alone)
    return _is_small(claim, at) or not known.isdisjoint(alone | exceptions)


def _is_repeated(rank: Rank, known: set[str], language: str | None) -> bool:
    """Whether evidence has again what a claim has "for the first time"."""
    repeated, unheard = (lexicon.listed(language, "ranking", key) for key in ("repeated", "unheard"))
    is_time = bool(rank.nouns & stems_of(language, "ranking", "time")) and not rank.time
    return is_time and not known.isdisjoint(repeated) and known.isdisjoint(unheard)


def _is_small(claim: Sentence, at: int) -> bool:
    """Whether an "only" makes little of a figure: "only 52 percent"."""
    figures = {place for q in claim.quantities for place in range(q.span.start, q.span.end)}
    return any(word.start in figures for word in claim.words[at + 1 : at + 3])
