"""Which part of a claim that several origins back only one of them tells.

An origin counts when it states the claim's main clause: a reason or a second deed that the sentence adds may stand in
one origin only. The count stays, since the fact itself is told by all; the part is named.
"""

from __future__ import annotations

from briefer.grounding.ground import Grounds
from briefer.grounding.support import evidence
from briefer.language import lexicon
from briefer.language.compare import held
from briefer.language.informative import informative_terms
from briefer.language.quantities import QuantityKind, states
from briefer.language.sentence import Sentence, sentence
from briefer.language.word_kinds import WordKind
from briefer.records import Claim, Finding, Severity

NAME = "part"

_LEAST = 4  # content words of a part
_HELD = 0.4  # of them


def told_by_one(claim: Claim, on: Grounds) -> tuple[Finding, ...]:
    """A flag for every part of a claim that only one of several origins tells.

    Args:
        claim: a grounded claim.
        on: its story, prepared.
    """
    if claim.corroboration < 2:  # noqa: PLR2004 - several
        return ()
    tellers = [_around(claim, origin, on) for origin in claim.origins]
    said = sentence(claim.text, tellers[0].language, tellers[0].published)
    alone = [part.text for part in _parts(said) if sum(_tells(told, part) for told in tellers) == 1]
    alone += [figure for figure in _figures(said.main) if sum(_gives(told, figure) for told in tellers) == 1]
    return tuple(Finding(NAME, Severity.FLAG, f"only one of these sources says “{words}”") for words in alone)


def _around(claim: Claim, origin: str, on: Grounds) -> Sentence:
    """What an origin says where it is cited, and beside."""
    cited = [c for c in claim.citations if on.origins[c.article] == origin]
    pieces = evidence(cited, on.library).pieces
    return sentence("\n".join(piece.around for piece in pieces), pieces[0].language, pieces[0].published)


def _parts(one: Sentence) -> list[Sentence]:
    """The reasons, circumstances and further deeds of a sentence; quoted words and who says so are left alone.

    What only describes ("the largest maker of …", "who leads …") is no part: it would be named in every second claim,
    and no reader takes it for the news.
    """
    cues = lexicon.listed(one.language, "saying", "say", "claim")
    parts = [sentence(span.of(one.text).strip(" ,.;"), one.language, one.published) for span in one.sides]
    return [part for part in parts if _is_further(part) or not any(word.low in cues for word in part.words)]


def _is_further(part: Sentence) -> bool:
    """Whether it is a further deed of the one who does the first: "and said that …"."""
    return bool(part.words) and part.kinds[0] is WordKind.AND


def _tells(told: Sentence, part: Sentence) -> bool:
    terms, figures = informative_terms(part.text, part.language), _figures(part)
    if len(terms) < _LEAST and not figures:
        return True  # too little to be missed
    return len(held(told, terms)) >= _HELD * len(terms) and all(_gives(told, figure) for figure in figures)


def _figures(one: Sentence) -> list[str]:
    """The figures of a sentence as it writes them, without days and bare counts up to twelve."""
    figures = [q for q in one.quantities if q.kind is not QuantityKind.DATE and not q.is_small_count]
    return [q.span.of(one.text) for q in figures]


def _gives(told: Sentence, figure: str) -> bool:
    return all(states(told.quantities, quantity) for quantity in sentence(figure, told.language).quantities)
