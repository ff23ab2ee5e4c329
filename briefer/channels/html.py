"""A brief as one self-contained HTML page."""

from __future__ import annotations

from html import escape

from briefer.channels import document, markdown
from briefer.channels.document import Block, Run
from briefer.records import Brief

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ font: 1.0625rem/1.55 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def render(brief: Brief) -> str:
    """One brief as an HTML page."""
    doc = document.parse(markdown.render(brief))
    lines: list[str] = []
    inside = False
    for block in doc.blocks:
        if (block.kind == "item") != inside:
            lines.append("</ul>" if inside else "<ul>")
            inside = not inside
        lines.append(_block(block))
    if inside:
        lines.append("</ul>")
    return _PAGE.format(title=escape(doc.title), body="\n".join(lines))


def _block(block: Block) -> str:
    if block.kind == "rule":
        return "<hr>"
    tag = {"heading": f"h{block.level}", "item": "li", "quote": "blockquote", "code": "pre"}.get(block.kind, "p")
    return f"<{tag}>{''.join(_run(run) for run in block.runs)}</{tag}>"


def _run(run: Run) -> str:
    words = escape(run.text)
    for on, tag in ((run.code, "code"), (run.em, "em"), (run.strong, "strong")):
        words = f"<{tag}>{words}</{tag}>" if on else words
    return f'<a href="{escape(run.href)}" rel="noopener noreferrer">{words}</a>' if run.href else words
