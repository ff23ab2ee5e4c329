"""The master document: a brief as CommonMark that a person reads, edits and sends on.

A sentence is followed by who says so, in italics; nothing foreign can be in italics, since all of it is escaped, so a
reader (and `verifying.documents`) can tell the two apart. A bullet or a stretch of the lead is a claim, a numbered item
never is. Which characters back which sentence stands in a line that no viewer shows; see `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from string import Template

from briefer.channels import arrangement, captions, spans
from briefer.channels.arrangement import Arrangement, Item
from briefer.channels.literal import clean, escape
from briefer.channels.markdown_sources import Sources
from briefer.channels.wording import Wording
from briefer.errors import UsageError
from briefer.language.words import folded
from briefer.records import Answered, Brief, Claim, Disagreement, Labelled, Revision

__all__ = ["COMMONMARK", "GITHUB", "body", "fill", "pieces", "render", "render_all", "render_github"]

# GitHub turns @name, #12 and bare addresses into links after it has read the Markdown, so a backslash does not help
# there; a word joiner, which has no width, does.
_GITHUB_LINK = re.compile(
    r"(?i)(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=gh-)(?=\d)|(?<=[a-z]:)(?=\\?//)|(?<=[a-z]\\:)(?=//)|(?<=www)(?=\\?\.)"
)
_ENDS = (".", "!", "?", "…", "”", '"', "。")
_MORE = 18  # words that tell what the evidence page has more
_SPANS = 60  # characters that a line takes in the line of spans

Escape = Callable[[str], str]
_Mark = str | tuple[str, int]


def _github_escape(text: str) -> str:
    return _GITHUB_LINK.sub("\u2060", escape(text))


COMMONMARK: Escape = escape
GITHUB: Escape = _github_escape


@dataclass(frozen=True, slots=True)
class Style:
    """How one document is written."""

    escape: Escape = COMMONMARK  #: foreign text as literal characters
    level: int = 1  #: the depth of a brief's headline
    evidence: bool = False  #: whether the quotations behind each sentence are printed at the end


def render(brief: Brief, *, style: Style = Style()) -> str:
    """One brief as a Markdown document."""
    return _document(body(brief, Sources(brief, style.escape), style=style))


def render_github(brief: Brief) -> str:
    """One brief for GitHub: no name, number or address in it becomes a link by itself."""
    return render(brief, style=Style(GITHUB))


def render_all(briefs: Sequence[Brief], *, title: str, lead: str = "", style: Style = Style()) -> str:
    """Several briefs as one Markdown document: each under its own heading, the sources numbered throughout.

    Args:
        briefs: the briefs, in reading order.
        title: the document's heading.
        lead: a sentence under it, plain text; empty for none.
        style: how foreign text is written.
    """
    parts = [f"# {style.escape(title)}", style.escape(lead)]
    first = 1
    for number, brief in enumerate(briefs, 1):
        sources = Sources(brief, style.escape, first, number, alone=False)
        first = sources.next
        parts += body(brief, sources, style=replace(style, level=2))
    return _document(parts)


def fill(template: str, brief: Brief) -> str:
    """A brief in a person's own Markdown template.

    Args:
        template: Markdown with `$headline`, `$sources` and so on, as in `string.Template`; the names are those of
            `pieces`. A piece brings its own heading, and nothing where the brief has none of it.
        brief: the brief.

    Raises:
        UsageError: a name is unknown, or a dollar sign stands alone.
    """
    sources = Sources(brief, COMMONMARK)
    named = pieces(brief, sources)
    try:
        filled = Template(template).substitute(named)
    except KeyError as error:
        raise UsageError(f"The template names ${error.args[0]}.", hint=f"It may name: {', '.join(named)}.") from error
    except ValueError as error:
        raise UsageError(f"The template has a dollar sign by itself: {error}.", hint="Write $$ for one.") from error
    ends = "" if "$links" in template or "${links}" in template else named["links"]
    return _document([filled.strip(), ends])


def body(brief: Brief, sources: Sources, *, style: Style = Style()) -> Iterator[str]:
    """The pieces of one brief that are not empty."""
    return (piece for piece in pieces(brief, sources, style=style).values() if piece)


def pieces(brief: Brief, sources: Sources, *, style: Style = Style()) -> dict[str, str]:
    """The parts of one brief in reading order, by name; each with its heading, empty where there is nothing.

    Args:
        brief: the brief.
        sources: its articles' numbers and names.
        style: how it is written.
    """
    heading = "#" * (style.level + 1) + " "
    before = {
        "headline": f"{'#' * style.level} {style.escape(brief.headline) or 'Brief'}",
        "when": f"*{style.escape(captions.masthead(brief))}*",
    }
    after = {
        "sources": sources.listed(heading, terse=arrangement.is_tight(brief)),
        "notes": sources.notes(brief.published),  # of what is shown it is not more
        "provenance": sources.provenance(),
    }
    titles = _titles(brief, sources.words)
    found = _chosen(brief, sources, titles, [before, after])
    if style.evidence:
        sources = replace(sources, marks={claim.id: number for number, claim in enumerate(found.shown, 1)})
    sections = dict.fromkeys(arrangement.SECTIONS, "")
    told: set[_Mark] = set()
    for name, items in found.sections:
        del sections[name]  # so that those that are shown come in the order in which they are read
        lines = []
        for item in items:
            lines.append(_line(name, item, sources, told))
            told |= {mark for claim in arrangement.claims(item) for mark in _marks(claim)}
        sections[name] = _section(name, lines, heading + titles[name])
    after["notes"] = sources.notes(found.shown)
    after["evidence"] = sources.evidence(heading, found.shown) if style.evidence else ""
    line = spans.written(sources.brief_number, sources.proved, found.shown, found.rest)
    links = "\n".join(part for part in (sources.links(), line) if part)
    return {**before, **sections, "more": _more(found, sources), **after, "links": links}


def _chosen(
    brief: Brief, sources: Sources, titles: Mapping[str, str], around: Sequence[Mapping[str, str]]
) -> Arrangement:
    """The lines that have room between what stands before and after them."""
    measured = []
    for offer in arrangement.offers(brief):
        line = _line(offer.section, offer.item, sources)
        measured.append(replace(offer, words=len(line.split()) + 1, characters=len(line) + _SPANS))
    before, after = (len(" ".join(part.values()).split()) for part in around)
    size = sum(len(text) for part in around for text in part.values()) + len(sources.links())
    space = arrangement.room(brief, before=before + _MORE, after=after, characters=size)
    return arrangement.arranged(
        brief, measured, space, {name: len(title.split()) + 1 for name, title in titles.items()}
    )


def _titles(brief: Brief, words: Wording) -> Mapping[str, str]:
    since = words.day(brief.revisions[0].since) if brief.revisions else ""
    return {"lead": "", **{name: words.say(name, a=since) for name in arrangement.SECTIONS if name != "lead"}}


def _section(name: str, lines: Sequence[str], heading: str) -> str:
    return " ".join(lines) if name == "lead" else heading + "\n\n" + "\n".join(f"- {line}" for line in lines)


def _more(found: Arrangement, sources: Sources) -> str:
    """What the evidence page has more, in one sentence."""
    said = [sources.words.count(f"more_{kind}", n) for kind, n in found.more.items() if n]
    return f"*{sources.words.say('more', a=', '.join(said))}*" if said else ""


def _line(section: str, item: Item, sources: Sources, told: AbstractSet[_Mark] = frozenset()) -> str:
    """One line, without its bullet; *told* are the sentences above it, of which none stands there twice."""
    match item:
        case Claim():
            return _sentence(item, sources, dash=section != "lead")
        case Labelled():
            return _entry(item, sources)
        case Disagreement():
            sides = " ".join(_side(position, item, sources, told) for position in item.positions)
            return f"**{sources.escape(item.question)}** {sides.strip(' ;')}"
        case Answered():
            return f"**{sources.escape(item.question)}** {' '.join(_sentence(c, sources) for c in item.claims)}"
        case Revision():
            said = f"**{sources.escape(captions.revised(item))}** {_sentence(item.now, sources)}"
            return f"{said} *{sources.words.say('before')}:* {_sentence(item.before, sources)}"


def _sentence(claim: Claim, sources: Sources, *, dash: bool = False, note: str = "") -> str:
    said = _behind(claim, sources, note)
    return f"{sources.escape(claim.text)} *{f'— {said}' if dash else f'({said})'}*"


def _behind(claim: Claim, sources: Sources, note: str) -> str:
    """What stands in italics behind a sentence: who says it."""
    return ", ".join(part for part in (sources.tail(claim), note) if part)


def _side(position: Claim, of: Disagreement, sources: Sources, told: AbstractSet[_Mark]) -> str:
    """One side of a disagreement; a semicolon parts it from the next where its sentence has no end of its own."""
    note = sources.words.say("latest") if any(c.article == of.latest for c in position.citations) else ""
    if not told.isdisjoint(_marks(position)):
        return f"*{sources.words.say('as_above')} ({_behind(position, sources, note)})*"
    said = _sentence(position, sources, note=note)
    return said if position.text.endswith(_ENDS) else f"{said};"


def _marks(claim: Claim) -> set[_Mark]:
    """By what a sentence is known to be told already: its words, and where the first ones that it cites begin."""
    first = claim.citations[0]
    return {folded(claim.text), (first.article, first.start)}


def _entry(entry: Labelled, sources: Sources) -> str:
    """A line with its speaker or day in bold, where it begins with it."""
    text, label = clean(entry.claim.text), clean(entry.who)
    if entry.day and not label:
        label = text.partition(":")[0]  # the day, in the language of the line
    said = _sentence(replace(entry.claim, text=text), sources)
    if not label or not text.startswith(label):
        return said
    rest = _sentence(replace(entry.claim, text=text[len(label) :]), sources)
    return f"**{sources.escape(label)}**{rest if text[len(label)] in ',:' else ' ' + rest}"


def _document(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
