"""A document as Slack messages: a header and rich text, in which every character is literal.

Rich text is used because nothing in it is parsed: `<!channel>` or `<url|label>` in an article's title stays what it is.
Slack's own Markdown blocks, and every converter to its mrkdwn tried, let such text ping a whole channel.

Limits: 50 blocks a message and 150 characters a header are documented; all blocks together have been refused from
about 11,300 characters on, so a message here stays below 45 blocks and 9,000 characters, counted as Slack does, in
UTF-16 units. A list item is never split between messages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefer.channels import markdown
from briefer.channels.delivery import Outgoing, Part, part_key
from briefer.channels.document import MasterBlock, Stretch, condense, parse
from briefer.channels.literal import clean, shorten
from briefer.channels.slack import SlackTarget
from briefer.channels.targets import Secret
from briefer.records import Brief

MOST_BLOCKS = 45
MOST_CHARACTERS = 9_000
MOST_IN_HEADER = 150
MOST_IN_ADDRESS = 3_000

Element = dict[str, Any]


def render(brief: Brief) -> str:
    """The payloads that a webhook would get, one JSON object a line."""
    outgoing = Outgoing(markdown.render(brief), "", brief.provenance.created, (brief,))
    made = parts(outgoing, SlackTarget("slack", webhook=Secret("SLACK_WEBHOOK_URL")))
    return "".join(part.body.decode() + "\n" for part in made)


def parts(outgoing: Outgoing, target: SlackTarget) -> tuple[Part, ...]:
    """The messages of one delivery: the document condensed, then its details.

    With a bot token the details answer the first message in its thread; with a webhook they are sent as further
    messages only if the target asks for them.
    """
    doc = parse(outgoing.markdown, links=outgoing.links)
    title = clean(outgoing.title or doc.title) or "Brief"
    follows = target.token is not None or target.details
    main, details = condense(doc)
    messages = [(units, False) for units in _pack(main)]
    if follows:
        messages += [(units, target.token is not None) for units in _pack(details)]
    total = len(messages)
    return tuple(
        Part(
            key=part_key(outgoing, target.name, number),
            body=_payload(title, number, total, units, target),
            media_type="application/json",
            summary=f"{number} of {total}: {title}",
            reply=reply,
        )
        for number, (units, reply) in enumerate(messages, 1)
    )


def halve(part: Part) -> tuple[Part, ...]:
    """A part that Slack found too long as two, cut between list items; nothing when there is no such place."""
    payload = json.loads(part.body)
    header, rest = payload["blocks"][:1], payload["blocks"][1:]
    units = list(_units(rest))
    groups = list(_glued(units))
    half, size = 0, 0
    while half < len(groups) - 1 and size < sum(map(_size, units)) / 2:
        size += sum(map(_size, groups[half]))
        half += 1
    pieces = [groups[:half], groups[half:]]
    if not all(pieces):
        return ()
    made = []
    for mark, piece in zip("ab", pieces, strict=True):
        blocks = header + _blocks([unit for group in piece for unit in group])
        body = _dump({**payload, "blocks": blocks})
        made.append(replace(part, key=part.key + mark, body=body, summary=f"{part.summary} ({mark})"))
    return tuple(made)


def _payload(title: str, number: int, total: int, units: Sequence[Element], target: SlackTarget) -> bytes:
    count = f" ({number} of {total})" if total > 1 else ""
    name = shorten(title, MOST_IN_HEADER - len(count)) + count
    header = {"type": "header", "text": {"type": "plain_text", "text": name, "emoji": False}}
    blocks = [header, *_blocks(units)]
    # `text` is what notifications and screen readers get, and the one field here that Slack parses.
    fallback = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    payload: dict[str, Any] = {"text": fallback, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}
    if target.token:
        payload["channel"] = target.channel
    return _dump(payload)


def _dump(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


# --- blocks of the document -> units, the smallest things that a message can hold ----------------------------


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


def _unit(block: MasterBlock) -> Element:
    elements = _elements(block.runs)
    if block.kind == "heading":
        return {"type": "rich_text_section", "elements": [{**_text(block.text), "style": {"bold": True}}]}
    if block.kind == "item":
        ordered = block.number is not None
        unit: Element = {"type": "rich_text_list", "style": "ordered" if ordered else "bullet", "indent": block.level}
        if ordered and block.number:
            unit["offset"] = block.number - 1
        return {**unit, "elements": [{"type": "rich_text_section", "elements": elements}]}
    kind = {"quote": "rich_text_quote", "code": "rich_text_preformatted"}.get(block.kind, "rich_text_section")
    return {"type": kind, "elements": [_text(block.text)] if block.kind == "code" else elements}


def _is_note(block: MasterBlock) -> bool:
    """Whether a paragraph is an aside in italics, without a link: shown small."""
    plain = all(run.em and not run.href for run in block.runs)
    return block.kind == "paragraph" and plain and _units_of(block.text) <= 2_000  # noqa: PLR2004 - Slack's limit


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


def _size(unit: Element) -> int:
    """The characters that a unit shows."""
    inner = sum(_size(element) for element in unit.get("elements", ()))
    return inner + (_units_of(unit["text"]) if isinstance(unit.get("text"), str) else 0)


def _pack(blocks: Sequence[MasterBlock]) -> list[list[Element]]:
    """Units in messages: as many as fit, a heading never the last of one."""
    units: list[Element] = []
    for block in (piece for whole in blocks for piece in _parts_of(whole)):
        if block.kind == "rule":
            units.append({"type": "divider"})
        elif _is_note(block):
            note = {"type": "plain_text", "text": block.text, "emoji": False}
            units.append({"type": "context", "elements": [note]})
        elif block.text.strip():
            units.append(_unit(block))
    messages: list[list[Element]] = []
    size = 0
    for group in _glued(units):
        more = sum(map(_size, group))
        if messages and size + more <= MOST_CHARACTERS - MOST_IN_HEADER and _fit([*messages[-1], *group]):
            messages[-1] += group
            size += more
        else:
            messages.append(group)
            size = more
    return messages


def _fit(units: Sequence[Element]) -> bool:
    """Whether the units and a header stay within a message's blocks."""
    return len(units) < MOST_BLOCKS or len(_blocks(units)) < MOST_BLOCKS


def _glued(units: Sequence[Element]) -> Iterator[list[Element]]:
    """Units that stay together: a line that begins in bold, such as a heading or a question, and what follows it."""
    group: list[Element] = []
    for unit in units:
        group.append(unit)
        if not _is_bold(unit):
            yield group
            group = []
    if group:
        yield group


def _is_bold(unit: Element) -> bool:
    return unit["type"] == "rich_text_section" and bool(unit["elements"][0].get("style", {}).get("bold"))


# --- units <-> Slack's blocks --------------------------------------------------------------------------------


def _blocks(units: Iterable[Element]) -> list[Element]:
    """Slack's blocks: a line opens a block of its own, the list behind it joins it, list items share a list."""
    blocks: list[Element] = []
    for unit in units:
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


def _units(blocks: Iterable[Element]) -> Iterator[Element]:
    """The units of Slack's blocks: each list item a list of its own again."""
    for block in blocks:
        if block["type"] != "rich_text":
            yield block
            continue
        for element in block["elements"]:
            if element["type"] == "rich_text_list":
                yield from ({**element, "elements": [item]} for item in element["elements"])
            else:
                yield element
