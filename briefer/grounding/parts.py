"""Which part of a claim that several origins back only one of them tells.

An origin counts when it alone passes every check, and checks look for what is wrong: a reason or a second deed that a
sentence adds may stand in one origin only. The count stays, since the fact itself is told by all; the part is named.
"""

from __future__ import annotations

from itertools import pairwise

from briefer.grounding.ground import Grounds
from briefer.grounding.support import evidence
from briefer.language import lexicon
from briefer.language.compare import held
from briefer.language.informative import informative_terms
from briefer.language.sentence import sentence
from briefer.language.tokens import quotations
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
    tellers = {}
    for origin in claim.origins:
        cited = [c for c in claim.citations if on.origins[c.article] == origin]
        pieces = evidence(cited, on.library).pieces
        tellers[origin] = sentence("\n".join(piece.around for piece in pieces), pieces[0].language if pieces else None)
    found = []
    for part in _parts(claim.text):
        terms = informative_terms(part)
        if len(terms) < _LEAST:
            continue
        if sum(len(held(told, terms)) >= _HELD * len(terms) for told in tellers.values()) == 1:
            words = part.strip(" ,.;")
            found.append(Finding(NAME, Severity.FLAG, f"only one of the sources was found to say “{words}”"))
    return tuple(found)


def _parts(text: str) -> list[str]:
    """The reasons, circumstances and further deeds of a sentence; quoted words and who says so are left alone.

    What only describes ("the largest maker of …", "who leads …") is no part: it would be named in every second claim,
    and no reader takes it for the news.
    """
    whole = text
    for span in quotations(text):
        whole = whole[: span.start] + "\N{NO-BREAK SPACE}" * (span.end - span.start) + whole[span.end :]
    opening = lexicon.pattern(None, "openings", case=True).match(whole)
    starts = [match.end() for match in lexicon.pattern(None, "parts", case=True).finditer(whole)]
    spans = [*([opening.span()] if opening else []), *pairwise([*starts, len(whole)])]
    cues = lexicon.listed(None, "saying", "say", "claim")
    return [text[a:b] for a, b in spans if not any(word.low in cues for word in sentence(text[a:b]).words)]
