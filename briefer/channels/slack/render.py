"""A document as Slack messages: a header, then each story within one screen, in which every character is literal.

What stands behind the sentences comes by a link to the published page, where the target names one, else in the thread.
It is a link and no button: of a button Slack tells the app, also where it only opens an address, and shows a warning
beside it unless the app answers, which a webhook's cannot. Outlets stand in rich text and not in a small "context"
line, since links there need Slack's mrkdwn, in which their names would be parsed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefer.channels import markdown
from briefer.channels.delivery import Outgoing, Part, page_name, part_key
from briefer.channels.document import Chapter, MasterBlock, MasterDocument, Stretch, chapters, parse, spoken
from briefer.channels.literal import clean, escape, shorten
from briefer.channels.markdown_sources import Sources
from briefer.channels.slack import SlackTarget, rich_text
from briefer.channels.slack.rich_text import DIVIDER, MOST_IN_HEADER, Element
from briefer.channels.slack.screen import Screen, screen, sources
from briefer.channels.targets import Secret
from briefer.channels.wording import Wording
from briefer.records import Brief


def render(brief: Brief) -> str:
    """The payloads that a webhook would get, one JSON object a line."""
    outgoing = Outgoing(markdown.render(brief), "", brief.provenance.created, (brief,))
    made = parts(outgoing, SlackTarget("slack", webhook=Secret("SLACK_WEBHOOK_URL")))
    return "".join(part.body.decode() + "\n" for part in made)


def parts(outgoing: Outgoing, target: SlackTarget) -> tuple[Part, ...]:
    """The messages of one delivery: each story within a screen, then its details.

    Where the target names the published page, that has the details. Else they answer the first message in its thread
    with a bot token; with a webhook they are sent as further messages only if the target asks for them.
    """
    doc = parse(outgoing.markdown, links=outgoing.links)
    title = clean(outgoing.title or doc.title) or "Brief"
    told = [(story, screen(story)) for story in chapters(doc)]
    where = _Whereabouts(outgoing, doc, target)
    follows = not target.page and (target.token is not None or target.details)
    main = rich_text.pack(_groups(told, where))
    details = rich_text.pack(_details(told, outgoing)) if follows else []
    made: list[Part] = []
    for messages, reply in ((main, False), (details, target.token is not None)):
        for number, units in enumerate(messages, 1):
            count = f" ({number} of {len(messages)})" if len(messages) > 1 else ""
            made.append(
                Part(
                    key=part_key(outgoing, target.name, len(made) + 1),
                    body=_payload(
                        shorten(title, MOST_IN_HEADER - len(count)) + count,
                        clean(outgoing.subject or title) + count,
                        units,
                        target,
                    ),
                    media_type="application/json",
                    summary=f"{len(made) + 1} of {len(main) + len(details)}: {title}",
                    reply=reply,
                )
            )
    return tuple(made)


def halve(part: Part) -> tuple[Part, ...]:
    """A part that Slack found too long as two, cut between list items; nothing when there is no such place."""
    payload = json.loads(part.body)
    header, rest = payload["blocks"][:1], payload["blocks"][1:]
    pieces = rich_text.halves(rest)
    return tuple(
        replace(
            part,
            key=part.key + mark,
            body=_dump({**payload, "blocks": [*header, *piece]}),
            summary=f"{part.summary} ({mark})",
        )
        for mark, piece in zip("ab", pieces, strict=False)
    )


def _payload(name: str, news: str, units: Sequence[Element], target: SlackTarget) -> bytes:
    header = {"type": "header", "text": {"type": "plain_text", "text": name, "emoji": False}}
    # `text` is what notifications and screen readers get, and the one field here that Slack parses.
    fallback = news.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    payload = {
        "text": fallback,
        "blocks": [header, *rich_text.joined(units)],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if target.token:
        payload["channel"] = target.channel
    return _dump(payload)


def _dump(payload: dict[str, object]) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


# --- what is shown ----------------------------------------------------------------------------------------------


class _Whereabouts:
    """Where a reader finds what has no room, and the words for it."""

    def __init__(self, outgoing: Outgoing, doc: MasterDocument, target: SlackTarget) -> None:
        self.words: Wording = spoken(doc)
        self._is_whole = outgoing.is_digest or len(chapters(doc)) > 1
        self._page = f"{target.page.rstrip('/')}/{page_name(outgoing, doc.title)}.html" if target.page else None
        if target.page or not (target.token or target.details):
            self._place = "whole" if self._is_whole else "page"
        else:
            self._place = "thread" if target.token else "below"

    def rest(self, found: Screen) -> tuple[MasterBlock, ...]:
        """What is not shown of a story, in one line, which leads to the page where there is one."""
        if not found.left:
            return found.after
        said = Stretch(self.words.count(f"line_{self._place}", found.left), self._page, em=True)
        more = (run for block in found.after for run in (Stretch(" ", em=True), *block.runs))
        return (MasterBlock("paragraph", (said, *more)),)

    def page(self) -> MasterBlock | None:
        """The way to the evidence, in a line of its own."""
        said = self.words.say("see_whole" if self._is_whole else "see_page")
        return MasterBlock("paragraph", (Stretch(said, self._page),)) if self._page else None


def _groups(told: Sequence[tuple[Chapter, Screen]], where: _Whereabouts) -> Iterator[list[Element]]:
    """Units that belong together: a story each; of what is no brief, each line."""
    for number, (story, found) in enumerate(told):
        head = (story.heading,) if story.heading and number else ()  # the first is the message's header
        if not story.details:
            yield from rich_text.glued(rich_text.units((*head, *found.shown)))
            continue
        shown = (*head, *found.shown, *where.rest(found), *sources(story, where.words))
        yield [*([DIVIDER] if number else []), *rich_text.units(shown)]
    if page := where.page():
        yield list(rich_text.units((page,)))


def _details(told: Sequence[tuple[Chapter, Screen]], outgoing: Outgoing) -> Iterator[list[Element]]:
    """What has no room, the sources, and where the briefs are known the words behind each sentence."""
    briefs = [pair for pair in told if pair[0].details]
    known = outgoing.briefs if len(outgoing.briefs) == len(briefs) else ()
    for number, (story, found) in enumerate(briefs):
        head = (story.heading,) if story.heading and len(briefs) > 1 else ()
        evidence = _evidence(known[number]) if known else ()
        yield from rich_text.glued(rich_text.units((*head, *found.moved, *story.details, *evidence)))


def _evidence(brief: Brief) -> tuple[MasterBlock, ...]:
    style = markdown.Style(evidence=True)
    return parse(markdown.pieces(brief, Sources(brief, escape), style=style)["evidence"], links=()).blocks
