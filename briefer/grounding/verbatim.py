"""Whether a claim is its source's own words: then nobody's reading of them can take it away."""

from __future__ import annotations

from briefer import checks
from briefer.language import lexicon
from briefer.language.sentence import Sentence
from briefer.records import Evidence


def is_verbatim(claim: str, said: Evidence) -> bool:
    """Whether one cited sentence says all words of a claim in a row, and nothing around them takes them back.

    "Orr stole the car" stands in "Police think Orr stole the car" and in "Orr stole the car, prosecutors alleged" as
    well, and neither sentence says so. So only a circumstance may stand before, and no "if" and no "he said" after.

    Args:
        claim: one sentence.
        said: what it cites.
    """
    cited = checks.Cited(claim, said)
    mine = [word.low for word in cited.said.words]
    return bool(mine) and any(_says(one, mine) for found in cited.sentences for one in found)


def _says(one: Sentence, words: list[str]) -> bool:
    told = [word.low for word in one.words]
    size = len(words)
    starts = (at for at in range(len(told) - size + 1) if told[at : at + size] == words)
    return any(_is_whole(one, one.words[at].start, at + size) for at in starts)


def _is_whole(one: Sentence, start: int, end: int) -> bool:
    """Whether a sentence holds its words from *start* (code points) up to the word number *end* to be so."""
    before, after = one.text[:start].strip(), one.words[end:]
    taken_back = lexicon.listed(one.language, "saying", "say", "claim", "announce")
    hedged = {word.start for word in one.hedges}
    rest = one.text[after[0].start :] if after and after[0].part == one.words[end - 1].part else ""
    stands_first = not any(map(str.isalnum, before)) or before.endswith(",")
    front = lexicon.pattern(one.language, "connectives", "front", case=True).match(one.text)
    joined = front is not None and front.end() == start
    verb = lexicon.pattern(one.language, "finite_verbs", case=True)
    return (
        (joined or stands_first)
        and not (verb.search(before) or verb.search(rest))
        and not any(word.low in taken_back or word.start in hedged for word in after)
    )
