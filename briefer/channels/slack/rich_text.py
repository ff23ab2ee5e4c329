"""Blocks of a document as Slack's rich text: units, the smallest things that a message can hold, and messages of them.

Rich text is used because nothing in it is parsed: `<!channel>` or `<url|label>` in an article's title stays what it is.
Slack's own Markdown blocks, and every converter to its mrkdwn tried, let such text ping a whole channel.

Limits: 50 blocks a message and 150 characters a header are documented; all blocks together have been refused from
about 11,300 characters on, so a message here stays below 45 blocks and 9,000 characters, counted as Slack does, in
UTF-16 units. A list item is never split between messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefer.channels.document import MasterBlock, Stretch, is_aside, lines

MOST_BLOCKS = 45
MOST_CHARACTERS = 9_000
MOST_IN_HEADER = 150
MOST_IN_ADDRESS = 3_000
_MOST_IN_NOTE = 2_000

Element = dict[str, Any]

DIVIDER: Element = {"type": "divider"}


# --- blocks of the document -> units --------------------------------------------------------------------------


def units(found: Iterable[MasterBlock]) -> Iterator[Element]:
    """The units of a document's blocks."""
    for block in (piece for whole in found for piece in _parts_of(whole)):
        if block.kind == "rule":
            yield DIVIDER
        elif _is_note(block):
            yield {"type": "context", "elements": [{"type": "plain_text", "text": block.text, "emoji": False}]}
        elif block.text.strip():
            yield _unit(block)


def _unit(block: MasterBlock) -> Element:
    if block.kind == "heading":
        return {"type": "rich_text_section", "elements": [{**_text(block.text), "style": {"bold": True}}]}
    if block.kind == "item":
        ordered = block.number is not None
        unit: Element = {"type": "rich_text_list", "style": "ordered" if ordered else "bullet", "indent": block.level}
        if ordered and block.number:
            unit["offset"] = block.number - 1
        told = [run for line in lines(block) for run in (Stretch("\n"), *line)][1:]
        return {**unit, "elements": [{"type": "rich_text_section", "elements": _elements(told)}]}
    kind = {"quote": "rich_text_quote", "code": "rich_text_preformatted"}.get(block.kind, "rich_text_section")
    return {"type": kind, "elements": [_text(block.text)] if block.kind == "code" else _elements(block.runs)}


def _elements(runs: Iterable[Stretch]) -> list[Element]:
    made: list[Element] = []
    for run in runs:
        if not run.text:
            continue
        linked = run.href and len(run.href) <= MOST_IN_ADDRESS
        element: Element = {"type": "link", "url": run.href, "text": run.text} if linked else _text(run.text)
        style = {"bold": run.strong, "italic": run.em, "code": run.code}
        if any(style.values()):
            element["style"] = {name: True for name, on in style.items() if on}
        made.append(element)
    return made


def _text(text: str) -> Element:
    return {"type": "text", "text": text}


def _is_note(block: MasterBlock) -> bool:
    """Whether a paragraph is an aside without a link: shown small."""
    return is_aside(block) and not any(run.href for run in block.runs) and _units_of(block.text) <= _MOST_IN_NOTE


def _parts_of(block: MasterBlock) -> Iterator[MasterBlock]:
    """The block, or, when no message could hold it, its text in pieces: better cut than lost."""
    if _units_of(block.text) < MOST_CHARACTERS // 2:
        yield block
        return
    text, limit = block.text, MOST_CHARACTERS // 4
    while text:
        cut = len(text) if len(text) <= limit else (text.rfind(" ", limit // 2, limit) + 1 or limit)
        yield replace(block, runs=(Stretch(text[:cut]),))
        text = text[cut:]


def _units_of(text: str) -> int:
    """Length in UTF-16 code units, as Slack counts."""
    return len(text.encode("utf-16-le")) // 2


# --- units -> messages ----------------------------------------------------------------------------------------


def pack(groups: Iterable[Sequence[Element]]) -> list[list[Element]]:
    """Units in messages: as many groups as fit, cut only where no message could hold one, a heading never the last."""
    messages: list[list[Element]] = []
    for group in groups:
        for piece in [group] if _fit(group) else glued(group):
            if messages and _fit([*messages[-1], *piece]):
                messages[-1] += piece
            else:
                messages.append([*(piece[1:] if piece[0] == DIVIDER else piece)])
    return messages


def _fit(some: Sequence[Element]) -> bool:
    """Whether the units and a header stay within one message."""
    fits = sum(map(_size, some)) <= MOST_CHARACTERS - MOST_IN_HEADER
    return fits and (len(some) < MOST_BLOCKS or len(joined(some)) < MOST_BLOCKS)


def glued(some: Iterable[Element]) -> Iterator[list[Element]]:
    """Units that stay together: a line that begins in bold, such as a heading or a question, and what follows it."""
    group: list[Element] = []
    for unit in some:
        group.append(unit)
        if not _is_bold(unit):
            yield group
            group = []
    if group:
        yield group


def _is_bold(unit: Element) -> bool:
    return unit["type"] == "rich_text_section" and bool(unit["elements"][0].get("style", {}).get("bold"))


def halves(of: Iterable[Element]) -> list[list[Element]]:
    """Slack's blocks in two, about as long, cut between list items; nothing where there is no such place."""
    groups = list(glued(_parted(of)))
    half, size, whole = 0, 0, sum(_size(unit) for group in groups for unit in group)
    while half < len(groups) - 1 and size < whole / 2:
        size += sum(map(_size, groups[half]))
        half += 1
    pieces = [groups[:half], groups[half:]]
    return [joined(unit for group in piece for unit in group) for piece in pieces] if all(pieces) else []


def _size(unit: Element) -> int:
    """The characters that a unit shows."""
    inner = sum(_size(element) for element in unit.get("elements", ()))
    return inner + (_units_of(unit["text"]) if isinstance(unit.get("text"), str) else 0)


# --- units <-> Slack's blocks ---------------------------------------------------------------------------------


def joined(some: Iterable[Element]) -> list[Element]:
    """Slack's blocks: a line opens a block of its own, the list behind it joins it, list items share a list."""
    blocks: list[Element] = []
    for unit in some:
        inside: list[Element] = blocks[-1]["elements"] if blocks and blocks[-1]["type"] == "rich_text" else []
        if not unit["type"].startswith("rich_text"):
            blocks.append(unit)
        elif unit["type"] != "rich_text_list" or not inside:
            blocks.append({"type": "rich_text", "elements": [unit]})
        elif inside[-1]["type"] == "rich_text_list" and _same_list(inside[-1], unit):
            inside[-1] = {**inside[-1], "elements": [*inside[-1]["elements"], *unit["elements"]]}
        else:
            inside.append(unit)
    return blocks


def _same_list(last: Element, unit: Element) -> bool:
    return bool(last["style"] == unit["style"] == "bullet" and last["indent"] == unit["indent"])


def _parted(of: Iterable[Element]) -> Iterator[Element]:
    """The units of Slack's blocks: each list item a list of its own again."""
    for block in of:
        if block["type"] != "rich_text":
            yield block
            continue
        for element in block["elements"]:
            if element["type"] == "rich_text_list":
                yield from ({**element, "elements": [item]} for item in element["elements"])
            else:
                yield element
