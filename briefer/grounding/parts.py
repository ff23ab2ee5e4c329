"""Which part of a claim that several origins back only one of them tells.

An origin counts when it alone passes every check, and checks look for what is wrong: a reason or a second deed that a
sentence adds may stand in one origin only. The count stays, since the fact itself is told by all; the part is named.
"""

from __future__ import annotations

import re
from itertools import pairwise

from briefer.grounding.ground import Grounds
from briefer.grounding.support import evidence
from briefer.language.statements import canonical, holds, statement
from briefer.records import Claim, Finding, Severity

NAME = "part"

# Where a reason, a circumstance or a further deed begins. What only describes ("the largest maker of …", "who leads …")
# is no part: it would be named in every second claim, and no reader takes it for the news.
_JOINT = re.compile(
    r",?\s+(?=(?:since|because|after|before|while|although|though|whereas|but|citing|considering|adding|leaving|making|"
    r"responding|and (?:\w+ly )?\w{2,}(?:ed|es))\b)"
)
_OPENING = re.compile(r"^((?:After|Before|Since|While|Although|Responding|Citing|Because)\b[^,]{10,}),\s+")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_ATTRIBUTION = re.compile(r"\b(?:said|says|told|according to|reported|reports)\b")
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
        tellers[origin] = statement("\n".join(piece.around for piece in pieces), pieces[0].language if pieces else None)
    found = []
    for part in _parts(claim.text):
        terms = frozenset(term for term, _ in canonical(part, None))
        if len(terms) < _LEAST:
            continue
        holding = [o for o, told in tellers.items() if sum(holds(told, t) for t in terms) >= _HELD * len(terms)]
        if len(holding) == 1:
            words = part.strip(" ,.;")
            found.append(Finding(NAME, Severity.FLAG, f"only one of the sources was found to say “{words}”"))
    return tuple(found)


def _parts(text: str) -> list[str]:
    """The reasons, circumstances and further deeds of a sentence; quoted words are left alone."""
    whole = _QUOTED.sub(lambda quoted: "\N{NO-BREAK SPACE}" * len(quoted[0]), text)
    spans = [m.span(1) for m in [_OPENING.match(whole)] if m]
    starts = [m.end() for m in _JOINT.finditer(whole)]
    spans += list(pairwise([*starts, len(whole)]))
    return [text[a:b] for a, b in spans if not _ATTRIBUTION.search(text[a:b])]
