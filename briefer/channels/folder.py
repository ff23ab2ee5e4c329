"""A folder as an archive: for every brief a page, its Markdown and JSON; an index with a search; two feeds.

Every brief leaves an item file beside its page, and the index and the feeds are made from all of them each time, so a
brief that is delivered again replaces itself, and two that are delivered at once do not lose one another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from briefer.channels import captions, feeds, html, write_whole
from briefer.channels.delivery import Outgoing, Part, Refused, page_name, part_key
from briefer.channels.document import parse
from briefer.channels.feeds import FeedEntry
from briefer.channels.json import render_all as as_json
from briefer.channels.literal import visible
from briefer.channels.targets import Address, Line, TargetKind
from briefer.language.words import counted
from briefer.records import Receipt

MOST_IN_FEED = 50
_ITEM = ".item.json"


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder that becomes an archive: a page for every brief, an index, feeds."""

    channel_name: ClassVar[str] = "folder"
    name: str
    path: Annotated[Line, Field(description="The folder, relative to this file.")]
    title: Annotated[Line, Field(description="The heading of the archive.")] = "Briefs"
    url: Annotated[
        Address | None, Field(description="Where the folder is published, for the addresses in its feeds.")
    ] = None


KIND = TargetKind(FolderTarget, behind="path")


def parts(outgoing: Outgoing, target: FolderTarget) -> tuple[Part, ...]:
    """One part: the files of one brief, by name, as JSON."""
    key = part_key(outgoing, target.name, 1)
    doc = parse(outgoing.markdown, links=outgoing.links)
    name = page_name(outgoing, doc.title)
    entry = feeds.entry(doc, key=outgoing.key, created=outgoing.created, url=f"{name}.html")
    files = {
        f"{name}.html": html.whole(outgoing, doc, entry.title),
        f"{name}.md": visible(outgoing.markdown),
        f"{name}{_ITEM}": json.dumps(asdict(entry), ensure_ascii=False, indent=2) + "\n",
    }
    if outgoing.briefs:
        files[f"{name}.json"] = as_json(outgoing.briefs)
    return (Part(key, json.dumps(files).encode("ascii"), "application/json", f"{name}.html"),)


def send(part: Part, target: FolderTarget, _environ: Mapping[str, str], _thread: str | None = None) -> Receipt:
    """Write the files, then the index and the feeds anew; each file appears whole or not at all.

    Raises:
        Refused: the folder cannot be written.
    """
    folder = Path(target.path).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in json.loads(part.body).items():
            write_whole(folder / name, content)
        entries = _entries(folder)
        write_whole(folder / "index.html", index(entries, target.title))
        newest = entries[:MOST_IN_FEED]
        write_whole(folder / "feed.atom", feeds.atom(newest, title=target.title, home=target.url))
        write_whole(folder / "feed.json", feeds.json_feed(newest, title=target.title, home=target.url))
    except OSError as error:
        raise Refused(
            f"The folder {target.path} cannot be written: {error.strerror or error}.", hint="Check its owner and space."
        ) from error
    return Receipt("folder", target.name, part.summary, "sent")


def index(entries: Sequence[FeedEntry], title: str) -> str:
    """The page that lists all briefs, newest first, with a search over all their words."""
    items = "\n".join(
        f'<li><h2><a href="{escape(entry.url or "")}" dir="auto">{escape(entry.title)}</a></h2>\n'
        f'<time datetime="{escape(entry.updated)}">{escape(captions.date(entry.updated))}</time>\n'
        f'<p dir="auto">{escape(entry.summary)}</p><span hidden>{escape(entry.text)}</span></li>'
        for entry in entries
    )
    body = f"""<main>
<h1>{escape(title)}</h1>
<p class="feeds">{counted(len(entries), "brief")} · <a href="feed.atom">Atom</a>
· <a href="feed.json">JSON Feed</a></p>
<div class="search"><label>Search the briefs <input type="search" autocomplete="off"></label>
<p class="found" role="status"></p></div>
<ul class="entries">
{items}
</ul>
</main>"""
    return html.page(title, body, dress="index")


def _entries(folder: Path) -> list[FeedEntry]:
    found = [FeedEntry(**json.loads(path.read_text(encoding="utf-8"))) for path in folder.glob(f"*{_ITEM}")]
    return sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)
