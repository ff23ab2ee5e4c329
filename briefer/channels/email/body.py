"""A document as the HTML of a mail: tables and inline styles, since that is what mail programs keep.

Outlook ignores `@media`, Gmail drops local anchors: so the dark colours are an extra, and a citation links straight to
its source. Nothing is loaded from anywhere, and nothing is hidden: some programs would show a hidden preview line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from briefer.channels import captions
from briefer.channels.document import MasterBlock, Stretch, sentence_and_tail
from briefer.channels.html import inline

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>@media (prefers-color-scheme:dark){{.b{{background:#16181b!important}}.c{{background:#1e2125!important;\
color:#e4e4e0!important}}.s{{color:#a2a8af!important}}.c a{{color:#8fc0ff!important}}}}</style></head>
<body class="b" style="margin:0;padding:0;background:#f4f4f0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" \
style="padding:12px 0">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="c" style="padding:24px 20px;background:#fff;color:#1d1f21;font-family:Georgia,serif;font-size:17px;\
line-height:1.5">
{body}
</td></tr></table></td></tr></table></body></html>
"""
_SANS = "font-family:Arial,sans-serif"
_SMALL = f'class="s" style="{_SANS};font-size:13px;color:#5b6168"'
_HEADINGS = {
    1: "margin:0 0 8px;font-size:25px;line-height:1.25",
    2: f"margin:28px 0 10px;padding:0 0 4px;border-bottom:1px solid #ccc;{_SANS};font-size:14px",
}


def page(title: str, blocks: Sequence[MasterBlock]) -> str:
    """The HTML of a mail.

    Args:
        title: the subject.
        blocks: the document, its heading included.
    """
    return _PAGE.format(title=escape(title), body="\n".join(_lines(blocks)))


def _lines(blocks: Sequence[MasterBlock]) -> Iterator[str]:
    """The blocks as HTML; lists open and close as their items come and go, all after the claims is set smaller."""
    depth = 0
    small = False
    for block in blocks:
        wanted = block.level + 1 if block.kind == "item" else 0
        for _ in range(depth - wanted):
            yield "</ul>"
        for _ in range(wanted - depth):
            yield f'<ul style="margin:0 0 14px;padding:0 0 0 20px{";font-size:14px" if small else ""}">'
        depth = wanted
        if block.kind == "heading":
            small = block.text in {captions.SOURCES, captions.WITHHELD, captions.COVERAGE}
        yield _block(block, small=small)
    for _ in range(depth):
        yield "</ul>"


def _block(block: MasterBlock, *, small: bool) -> str:
    match block.kind:
        case "heading":
            level = min(block.level, 3)
            style = _HEADINGS.get(level, f"margin:18px 0 8px;{_SANS};font-size:14px")
            return f'<h{level} style="{style}">{inline(block.runs)}</h{level}>'
        case "item":
            return _item(block, small=small)
        case "rule":
            return '<hr style="border:0;border-top:1px solid #ccc;margin:24px 0 12px">'
        case "quote":
            return f'<p style="margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #ccc">{inline(block.runs)}</p>'
        case "code":
            return f'<pre style="font-size:13px">{escape(block.text)}</pre>'
    if all(run.em for run in block.runs):
        return f'<p {_SMALL[:-1]};margin:0 0 10px">{inline(block.runs, plain=True)}</p>'
    return f'<p style="margin:0 0 8px{";font-size:14px" if small else ""}">{inline(block.runs)}</p>'


def _item(block: MasterBlock, *, small: bool) -> str:
    """A claim, what stands behind it on a line of its own; under Sources a number is not linked a second time."""
    if small:
        unlinked = (Stretch(block.runs[0].text), *block.runs[1:]) if block.runs[0].text.startswith("[") else block.runs
        return f'<li style="margin:0 0 5px">{inline(unlinked)}</li>'
    _, end = sentence_and_tail(block.runs)
    said, tail = inline(block.runs[:end]).rstrip(), inline(block.runs[end:], plain=True).strip()
    return f'<li style="margin:0 0 12px">{said}{f"<br><span {_SMALL}>{tail}</span>" if tail else ""}</li>'
