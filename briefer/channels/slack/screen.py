"""One story within one screen of Slack: its first lines, and who says so in one line; the rest waits behind it.

A screen is about forty lines of 75 characters. Where a story has more, its lower sections move to the thread or the
evidence page, whole lines at a time, and the message says how many.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.channels.document import Chapter, MasterBlock, Stretch, is_aside, label, lines
from briefer.channels.literal import shorten
from briefer.channels.wording import Wording

WIDTH = 75  #: characters of a line
MOST_LINES = 40  #: of a story, its heading and its sources included
_FOOT = 2 + 0.5  # lines: the sources, the way to the evidence, and the space above them
_SPACE = 0.5  # of a line, above a heading or a paragraph
_INDENT = 4  # characters that a list takes
_LONGEST_NAME = 40
_DIGITS = 6
_NUMBERS = re.compile(r"(?<=\w) \[\d[\d–, ]*\]")  # which articles: no number stands before a source here


@dataclass(frozen=True, slots=True)
class Screen:
    """A story, divided."""

    shown: tuple[MasterBlock, ...]
    after: tuple[MasterBlock, ...]  #: asides that end what is shown, such as what the evidence page has more
    moved: tuple[MasterBlock, ...]  #: lines without room, under their sections' headings

    @property
    def left(self) -> int:
        """How many lines have no room."""
        return sum(block.kind != "heading" for block in self.moved)


def screen(story: Chapter) -> Screen:
    """What of a story fits one screen; the first line in any case, and all of what is no brief."""
    if not story.details:
        return Screen(story.shown, (), ())
    end = len(story.shown)
    while end and is_aside(story.shown[end - 1]):
        end -= 1
    body, after = story.shown[:end], story.shown[end:]
    head = (story.heading,) if story.heading else ()
    room = MOST_LINES - _FOOT - sum(map(height, (*head, *after)))
    cut = _cut(body, room)
    moved = body[cut:]
    if moved and moved[0].kind == "item":
        moved = (*[block for block in body[:cut] if block.kind == "heading"][-1:], *moved)
    return Screen(tuple(map(unnumbered, body[:cut])), after, moved)


def _cut(body: Sequence[MasterBlock], room: float) -> int:
    """How many blocks fit, never a heading last; what is first after the asides is shown in any case."""
    if sum(map(height, body)) <= room:
        return len(body)
    room -= 1  # for the line that says how many more there are
    least = next((i for i, block in enumerate(body, 1) if not is_aside(block) and block.kind != "heading"), len(body))
    for number, block in enumerate(body):
        room -= height(block)
        if room < 0 and number >= least:
            return number - (body[number - 1].kind == "heading")
    return len(body)


def height(block: MasterBlock) -> float:
    """The lines that a block takes, with the space above it."""
    if block.kind == "item":
        width = WIDTH - _INDENT * (block.level + 1)
        return sum(_wrapped("".join(run.text for run in line), width) for line in lines(block))
    return _wrapped(block.text, WIDTH) + (0 if is_aside(block) else _SPACE)


def _wrapped(text: str, width: int) -> int:
    return sum(max(1, len(textwrap.wrap(line, width))) for line in text.split("\n"))


def unnumbered(block: MasterBlock) -> MasterBlock:
    """A line whose tails count outlets without the numbers of their articles."""
    bare = (replace(run, text=_NUMBERS.sub("", run.text)) if run.em and not run.href else run for run in block.runs)
    return replace(block, runs=tuple(bare))


def sources(story: Chapter, words: Wording) -> tuple[MasterBlock, ...]:
    """The outlets in one line, each with a link to its article: "Sources: Courier · Plain Freight · 3 more"."""
    end = next((i for i, b in enumerate(story.details) if i and b.kind == "heading"), len(story.details))
    found = dict[str, str | None]()
    further = 0
    for block in story.details[:end]:
        if block.kind == "item":
            name, href = _outlet(block)
            found[name] = found.get(name) or href
        elif is_aside(block):
            further += _further(block.text, words)
    if not found:
        return ()
    opening = f"{words.say('sources')}: "
    runs = [Stretch(opening)]
    room = WIDTH - len(opening) - len(f" · {words.count('others', len(found) + further)}")
    shown = 0
    for name, href in found.items():
        room -= len(name) + (len(" · ") if shown else 0)
        if room < 0 and shown:
            break
        runs += [*([Stretch(" · ")] if shown else []), Stretch(name, href)]
        shown += 1
    left = len(found) + further - shown
    more = [Stretch(f" · {words.count('others', left)}")] if left else []
    return (MasterBlock("paragraph", (*runs, *more)),)


def _further(said: str, words: Wording) -> int:
    """How many articles a list of sources leaves out, if that is what this line says."""
    number = "".join(re.findall(r"\d", said)[:_DIGITS])
    return int(number) if number and words.count("further", int(number)) == said else 0


def _outlet(block: MasterBlock) -> tuple[str, str | None]:
    bold, _rest = label(block)
    name = "".join(run.text for run in bold) or block.text
    return shorten(name, _LONGEST_NAME), next((run.href for run in block.runs if run.href), None)
