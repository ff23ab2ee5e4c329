"""What is page litter in plain text: a table of rules, each with its reason in words.

Nothing is deleted: a marked passage keeps its place and its reason. HTML tools (trafilatura, jusText) do not help
here; they live off tags, and drop real sentences of plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Rule:
    """A line is litter when the pattern matches from its start and it has at most `words` words."""

    reason: str
    pattern: re.Pattern[str]
    words: int = 15


RULES = (
    Rule(
        "comment form",
        re.compile(r"(?:post|leave|add|write|join) (?:a |your |the )?(?:comment|reply|conversation)", _I),
    ),
    Rule("comment form", re.compile(r"your e-?mail address will not be published", _I), 20),
    Rule("comment form", re.compile(r"(?:please )?(?:sign|log) ?in (?:to|or)\b", _I)),
    Rule("comment form", re.compile(r"(?:no comments yet|be the first to|\d+ comments?$|comments? \(?\d*\)?$)", _I)),
    Rule("comment form", re.compile(r"required fields are marked", _I)),
    Rule("page navigation", re.compile(r"(?:previous|next|older|newer) (?:post|article|story|page)s?\b", _I)),
    Rule(
        "page navigation",
        re.compile(r"(?:home|menu|search|skip to (?:main )?content|back to top|table of contents)\b(?!.*[.])", _I),
        8,
    ),
    Rule("page navigation", re.compile(r"(?:[\w&' -]{2,20} ?[|›»>/·•] ?){2,}[\w&' -]{2,20}$"), 14),
    Rule(
        "sharing buttons",
        re.compile(r"(?:share|tweet|pin|print|save|copy link|follow us|like us)\b(?!.*[.!?]$)", _I),
        10,
    ),
    Rule(
        "sharing buttons",
        re.compile(
            r"(?:facebook|twitter|linkedin|whatsapp|reddit|e-?mail|x|telegram|pinterest)(?:[\s,|/]+(?:facebook|twitter|linkedin|whatsapp|reddit|e-?mail|x|telegram|pinterest|print|share))+$",
            _I,
        ),
    ),
    Rule("page status", re.compile(r"(?:loading|updating|please wait)\b.{0,20}$", _I), 4),
    Rule(
        "related links",
        re.compile(
            r"(?:also read|read (?:also|more|next|the full)|see also|watch(?: now)?|listen|don['’]t miss|up next|more on|more from|recommended)\b\s*[:|–—>-]",
            _I,
        ),
        30,
    ),
    Rule(
        "related links",
        re.compile(
            r"(?:related|recommended|popular|trending|latest|most read|more) (?:posts?|articles?|stor(?:y|ies)|news|reading|topics|videos?)\b.{0,12}$",
            _I,
        ),
    ),
    Rule(
        "related links",
        re.compile(
            r"(?:you (?:may|might) also (?:like|enjoy)|read more$|more in\b|filed under|tags?\s*:|topics?\s*:|categor(?:y|ies)\s*:)",
            _I,
        ),
    ),
    Rule(
        "related links",
        re.compile(
            r"for (?:more|further|the latest) (?:updates?|news|stories|information|coverage)\b.*\b(?:visit|follow|see|read|subscribe|check)\b",
            _I,
        ),
        30,
    ),
    Rule(
        "picture credit",
        re.compile(
            r"(?:image|photo|picture|photograph|illustration|graphic|video)s? ?(?:credits?|source|courtesy|by|created by|via|:)",
            _I,
        ),
        20,
    ),
    Rule("picture credit", re.compile(r"(?:credits?|getty images|reuters|ap photo|shutterstock|afp)\s*[:/|]", _I)),
    Rule(
        "byline",
        re.compile(
            r"(?:[Bb]y|(?:[Ww]ritten|[Rr]eported|[Ee]dited|[Pp]osted|[Rr]eporting) by|[Aa]uthor)[: ]+(?:[A-Z][\w.'’-]+(?:[ ,/&|·]+|$)(?:and |for |of )?){1,8}(?:(?:\w+ ){0,2}(?:staff|staff writer|reporter|correspondent|editor|columnist|contributor)\b.{0,25})?(?:(?<=[·|,] )\S.*)?$"
        ),
    ),
    Rule("credit line", re.compile(r"\(?(?:reporting|additional reporting|writing|editing|compiled) by [A-Z]", _I), 30),
    Rule(
        "credit line",
        re.compile(
            r"this (?:report|article|story|post) (?:by|was (?:first|originally|shortened|provided|produced)|first appeared|originally appeared|is (?:republished|reprinted))\b",
            _I,
        ),
        40,
    ),
    Rule("reading time", re.compile(r"\d+[ -]?min(?:ute)?s?\.?(?: of)? read(?:ing)?\b", _I), 8),
    Rule(
        "date line",
        re.compile(
            r"(?:published|updated|posted|last (?:updated|modified)|first published|date)\b[: ]*(?:on )?[\w, :./+-]*\d[\w, :./+-]*$",
            _I,
        ),
        14,
    ),
    Rule(
        "date line",
        re.compile(
            r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}?,? ?\d{4}(?:[ ,|at]+\d{1,2}[:.]\d\d.*)?$",
            _I,
        ),
        10,
    ),
    Rule(
        "poll",
        re.compile(
            r"(?:total votes|votes?\s*:|vote now|take (?:our|the) poll|poll\s*:|cast your vote|\d+ votes)\b", _I
        ),
    ),
    Rule(
        "newsletter",
        re.compile(
            r"(?:subscribe|sign up|join (?:our|the|over)|get (?:the|our) (?:latest|best|free|daily|weekly)|enter your e-?mail|unsubscribe)\b(?!.*\bsaid\b)",
            _I,
        ),
        30,
    ),
    Rule(
        "cookie notice",
        re.compile(
            r"(?:we|this (?:site|website)) uses? cookies|accept (?:all )?cookies|cookie (?:policy|settings|preferences)|manage (?:cookies|consent)",
            _I,
        ),
        60,
    ),
    Rule("copyright line", re.compile(r"(?:©|\(c\) \d{4}|copyright (?:©|\d{4}|\(c\))|all rights reserved)", _I), 40),
    Rule(
        "legal line",
        re.compile(
            r"(?:privacy policy|terms (?:of|and) (?:use|service|conditions)|disclaimer\s*:|advertisement|sponsored|affiliate (?:links|disclosure))\b",
            _I,
        ),
        30,
    ),
    Rule(
        "summary label",
        re.compile(
            r"\(?(?:tl;?dr|a summary for busy people|key takeaways?|at a glance|in brief|did you know\??)\)?\s*:?$", _I
        ),
        6,
    ),
    Rule("source list", re.compile(r"(?:sources?|references|footnotes|notes)\s*:?$", _I), 3),
    Rule(
        "about the author",
        re.compile(r"(?:about (?:the )?(?:author|us)|author bio|contact (?:us|the author)|who we are)\b", _I),
        8,
    ),
    Rule("correction note", re.compile(r"(?:editor['’]s note|correction)\s*:", _I), 60),
)

#: Rules after which, in the last quarter of a page, nothing of the article follows.
TAIL_TRIGGERS = frozenset(
    {
        "comment form",
        "related links",
        "poll",
        "source list",
        "about the author",
        "copyright line",
        "newsletter",
        "sharing buttons",
    }
)
TAIL_SHARE = 0.25
STUB_WORDS = 2


def litter(line: str) -> str | None:
    """Why a line of a page is litter, or None where no rule says so.

    Args:
        line: one block of text, trimmed.
    """
    words = line.count(" ") + 1
    for rule in RULES:
        if words <= rule.words and rule.pattern.match(line):
            return rule.reason
    return None


def is_stub(line: str) -> bool:
    """Whether a line is one or two words without a full stop: a button, a site's name, a counter."""
    return line.count(" ") < STUB_WORDS and line[-1:] not in ".!?…。！？"
