"""Which sentences can be lifted out of an article and still be understood, and how they read when lifted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.language.words import unspaced

_SHORTEST_UNSPACED, _LONGEST_UNSPACED = 10, 160  # characters, in scripts that write no spaces
_SHORTEST, _LONGEST = 6, 60  # words: below lies a fragment, above a paragraph in one breath
_PICTOGRAPHS = "\U0001f000"

_CONNECTIVE = re.compile(
    r"(?:(?:However|Meanwhile|Moreover|Furthermore|Additionally|In addition|Nevertheless|Nonetheless|Still|Instead|Also|Indeed|"
    r"In fact|Of course|Plus|Thus|Therefore|Hence|Then|Finally|Besides|Likewise|Similarly|Notably|Overall|Again|"
    r"For example|For instance|As a result|Even so|That said|On the other hand|By contrast|In contrast|At the same time|"
    r"In other words|To be sure|Separately|In turn|Now|And|But|So|Yet|Or), |(?:But|And|So|Yet|Or|Still) )(?=\S)"
)
_LABEL = re.compile(r"^(?:[A-Z][\w’'-]+(?: [\w’'-]+){0,6}: )(?=[A-Z])")
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?: \"[^\"]*\")?\)")
_MARKDOWN_MARK = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")

_OPENERS = re.compile(
    r"(?:he|she|it|they|we|i|you|this|these|that|those|such|his|her|hers|its|their|our|my|your|him|them|both|neither|either|"
    r"another|others?|none|here|there|which|who|whom|whose|what|why|how|when asked|asked|one|"
    r"doing so|because|yes|no|ok|okay|well|oh|look|maybe|perhaps|sure|let|translation|expect|imagine|remember|note|"
    r"consider|ask|see|read|click|morning|hello|hey|hi|sorry|please|thanks|welcome|enough|second|third|secondly|thirdly|"
    r"next|(?:some|many|most|all|several|few) (?:of (?:them|these|those)|say|said|believe|argue|think|are|were|have|had)|"
    r"the (?:former|latter|same|other|pair|duo|trio|two|result|reason|answer|point|truth|problem|question|company|companies|"
    r"firm|firms|startup|start-up|organi[sz]ation|move|moves|decision|shift|step|split|breakup|changes?|dynamic|approach|"
    r"collaboration|trend|timing|sentiment|incident|man|woman|couple|author|comments?|remarks?|news|development|"
    r"arrangement|process|effort|idea|theory|message|post|article|paper|newspaper|price|video|interview|story)(?:['’]s)?)(?![\w’'-])",
    re.IGNORECASE,
)
_DISTRIBUTIVE = re.compile(
    r"(?:[Bb]oth|[Oo]ne|[Nn]one|[Nn]either|[Ee]ither|[Oo]thers?|[Aa]nother) (?:of (?:the )?)?[A-Z0-9]"
)
_CONCRETE = re.compile(r"\d|(?<=[\s“\"(—-])[A-Z][\w&.’'-]+")
_VAGUE = re.compile(
    r"(?:the (?:bill|document|letter|memo|plan|proposal|measure|order|ruling|case|suit|lawsuit|statement|announcement|report|"
    r"deal|agreement|investment|termination|vote|law|rule|policy|program|group|agency|department|team|suspect|victims?|officials?)"
    r" (?!of\b|by\b|that\b|between\b|to\b|against\b|in\b|on\b|from\b))",
    re.IGNORECASE,
)
_THIRD_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|theirs|(?-i:[Ii]t)|its)\b", re.IGNORECASE)
# Not "a coal mine", "ME" (an illness, a state) or "IT".
_FIRST_PERSON = re.compile(
    r"\b(?:(?-i:I(?![-.])|I['’](?:m|ve|d|ll))|(?-i:[Mm]e)|my|(?<=\bof )mine|(?<=\bis )mine|(?<=\bwas )mine|we|we['’]\w+|us|our|ours|you|you['’]\w+|your|yours|let['’]s)\b",
    re.IGNORECASE,
)
_COUNTRY_US = re.compile(r"\bUS\b|\bU\.S\.")
_CHATTER = re.compile(
    r"\b(?:yep|nope|yeah|gonna|wanna|kinda|ghosted|hey|wow|btw|lol|no kidding|guess what|stay tuned|spoiler|"
    r"in this (?:article|blog|post|piece|guide|column|video|newsletter)|this (?:article|blog|post|piece|column) |read on|"
    r"as (?:mentioned|noted|discussed) (?:above|earlier)|click here|sign up|subscribe|here(?:['’]s| is| are) (?:what|why|how|the|some)|"
    r"let me|truth is|wild(?:est)? part|rings? a bell)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”“]*[\"”]|(?<!\w)['‘][^'’]{3,}['’](?!\w)")
_ANTECEDENT = re.compile(
    r"(?<![\w])[A-Z][\w.&’'-]+|\b(?:a|an|the|its|their|some|many|most|several|\d[\d,.]*) +[\w’'-]+", re.UNICODE
)
_DETERMINER = re.compile(r"^(?:The|An?) ")
_PERSON = re.compile(
    r"[A-Z][\w.&’'-]+|\b(?:man|woman|boy|girl|person|officer|official|spokes\w+|leader|president|minister|chief|judge|"
    r"businessman|businesswoman|gunman|\w+(?:er|or|ist|ian|ant|man))\b"
)
_FULL_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. [A-Z]")
_PERSON_NEXT = re.compile(r",\s+(?:even )?(?:Mr\.|Ms\.|[A-Z])")
_THING_NEXT = re.compile(r",\s+(?:even )?(?:[Tt]he )?[A-Z]")
_OPENING = re.compile(
    r"(?:as|while|when|after|before|since|if|although|though|because|despite|with|without|by|in|on|at|for|from|following|"
    r"according to|unlike|like|until|once|under|amid|given|during|over|even|just|ahead of|to|earlier|later|last|"
    r"noting|citing|saying|asked|speaking|pressed|so it (?:is|was))\b",
    re.IGNORECASE,
)
_DANGLING_QUOTE = re.compile(r"^[\"“](?:it|that|this|he|she|they|those|these)\b", re.IGNORECASE)
_OF_A_PERSON = frozenset({"he", "she", "him", "her", "his", "hers"})
_POINTS_BACK = re.compile(
    r"\b(?:(?:said|did|does|do|says|saying) (?:just |exactly )?(?:that|so|this|as much)[.,]|in doing so|as such|the same (?:day|thing)|"
    r"(?:^|, )(?:the|that) (?:latter|former)\b|^The \w+(?: \w+)?['’]s (?:action|decision|move|comments?|remarks?|announcement|statement) )",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.…。][\"'”’)\]]*$|[.!?][\"”’']$")
_VERBISH = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|should|says?|said|\w{3,}(?:ed|es)|\w{3,}s|"
    r"\w+n['’]t|made|took|gave|went|came|saw|got|put|set|cut|hit|won|lost|led|left|held|kept|began|became|told|found|met|paid|sold|bought|"
    r"sent|spent|built|brought|broke|chose|drew|fell|felt|fought|flew|grew|heard|knew|lay|let|lit|meant|ran|rose|sat|shot|shut|"
    r"spoke|stood|struck|swore|taught|thought|threw|wore|wrote)\b"
)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A sentence as it would be published, and how many code points of the passage it leaves out at the start."""

    text: str
    dropped: int


def lift(sentence: str) -> Lifted:
    """The sentence without a leading "However," or list label, and without Markdown's marks.

    Args:
        sentence: a passage's text.
    """
    dropped = 0
    for opener in (_LABEL, _CONNECTIVE):
        if found := opener.match(sentence, dropped):
            dropped = found.end()
    plain = _MARKDOWN_MARK.sub("", _MARKDOWN_LINK.sub(r"\1", sentence[dropped:]))
    plain = " ".join(plain.split())
    return Lifted(plain[:1].upper() + plain[1:] if dropped else plain, dropped)


def obstacle(text: str) -> str | None:
    """Why a sentence does not stand alone, or None where it does.

    The rules are meant to be too strict rather than too lax: an article offers many sentences, and one that begins
    with "He" spoils a brief more than a missing one does.

    Args:
        text: a lifted sentence.
    """
    for reason, holds in _OBSTACLES:
        if holds(text):
            return reason
    return None


def is_vague(text: str) -> bool:
    """Whether a sentence leans on an earlier one: "The report …" without saying which."""
    return bool(_VAGUE.match(text))


def is_concrete(text: str) -> bool:
    """Whether a sentence has a name or a figure in it, beyond its first word."""
    return bool(_CONCRETE.search(text, 1))


def _is_length_odd(text: str) -> bool:
    if unspaced(text):
        return not _SHORTEST_UNSPACED <= len(text) <= _LONGEST_UNSPACED
    return not _SHORTEST <= text.count(" ") + 1 <= _LONGEST


def _is_fragment(text: str) -> bool:
    first = text.lstrip("\"“‘'$£€")[:1]
    begins = first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())
    return not begins or not _ENDS.search(text) or (text.isascii() and not _VERBISH.search(text))


def _opens_dangling(text: str) -> bool:
    if text.startswith(("“", '"')):  # the speaker's "I" and "we" are explained by the speaker's name
        return bool(_DANGLING_QUOTE.match(text))
    opening = text.lstrip("‘'(")
    return bool(_POINTS_BACK.search(text)) or (bool(_OPENERS.match(opening)) and not _DISTRIBUTIVE.match(opening))


def _refers_back(text: str) -> bool:
    """A pronoun in the frame of the sentence with nothing before it that it could stand for."""
    frame = _QUOTED.sub(" “” ", text)
    pronoun = _THIRD_PERSON.search(frame)
    if not pronoun:
        return False
    before, personal = frame[: pronoun.start()], pronoun.group().lower() in _OF_A_PERSON
    opening = _OPENING.match(frame)
    if opening and "," not in before:
        # "As it builds more models, OpenAI …": the name comes right after the comma.
        subject = frame[frame.index(",") :] if "," in frame else ""
        return not (_PERSON_NEXT if personal else _THING_NEXT).match(subject)
    before = before[opening.end() :] if opening else before
    if before.rstrip().endswith(",") and pronoun.group() in {"he", "she", "they"}:
        # "As governor of Arkansas in 2002, he …", "The savings, she said, …": only a person's full name will do.
        return pronoun.group() == "they" or not _FULL_NAME.search(before)
    return not (_PERSON.search(_DETERMINER.sub("", before)) if personal else _ANTECEDENT.search(before))


def _is_personal(text: str) -> bool:
    return bool(_FIRST_PERSON.search(_COUNTRY_US.sub("", _QUOTED.sub(" ", text))))


def _has_open_quote(text: str) -> bool:
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("(") != text.count(")")


def _is_all_quote(text: str) -> bool:
    return len(_QUOTED.sub("", text)) < len(text) * 0.25  # speech without a speaker


def _is_chatter(text: str) -> bool:
    return bool(_CHATTER.search(text)) or any(mark in text for mark in ("!", "?", "...", "…"))


def _has_pictograph(text: str) -> bool:
    return any(c > _PICTOGRAPHS for c in text)


#: What may be overlooked where nothing stands alone: a brief of such sentences is better than none.
BEARABLE = frozenset(
    {"opens with a word that points back", "a pronoun points outside the sentence", "holds a pictograph"}
)
_OBSTACLES = (
    ("too short or too long", _is_length_odd),
    ("no complete sentence", _is_fragment),
    ("chatter", _is_chatter),
    ("holds a pictograph", _has_pictograph),
    ("quotation marks do not pair", _has_open_quote),
    ("only a quotation", _is_all_quote),
    ("speaks as I, we or you", _is_personal),
    ("opens with a word that points back", _opens_dangling),
    ("a pronoun points outside the sentence", _refers_back),
)
