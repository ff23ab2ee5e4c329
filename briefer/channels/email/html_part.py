"""The HTML part of a mail: one column, within what Gmail shows.

It has tables and inline styles, since that is what mail programs keep. Outlook ignores `@media`, Gmail drops local
anchors: so the dark colours are an extra, and an outlet's name links straight to its article. A preview line stands
hidden before everything else, since a mailbox shows the first words of a mail behind its subject, and those would be
the headline once more. In the few programs that show what is hidden it is a sentence of the lead, one pixel high.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from briefer.channels.document import (
    MasterBlock,
    MasterDocument,
    Stretch,
    chapters,
    first_sentence,
    is_aside,
    label,
    lines,
    sentences,
    spoken,
)
from briefer.channels.html import inline, nested
from briefer.channels.literal import shorten
from briefer.channels.wording import Wording, is_furniture, is_sources

MOST_HTML = 80_000  #: bytes; Gmail hides what follows about 102,000
_MOST_PREVIEW = 150  # characters; what a mailbox shows at most
_SECTION = 2  # the level of a brief's sections
_ENGLISH = Wording()


def fitting(title: str, doc: MasterDocument) -> tuple[str, bool]:
    """The HTML part, and whether it holds all that a reader needs: a long document is condensed, then cut.

    Args:
        title: the subject.
        doc: the document.
    """
    words = spoken(doc)
    whole = page(title, doc.blocks, words)
    if len(whole.encode()) <= MOST_HTML:
        return whole, True
    shown = (block for story in chapters(doc) for block in (story.heading, *story.shown) if block)
    blocks = [*shown, _note(words.say("attached_sources"))]
    condensed = page(title, blocks, words)
    if len(condensed.encode()) <= MOST_HTML:
        return condensed, False
    return page(title, [*_cut(title, blocks), _note(words.say("attached_whole"))], words), False


def _cut(title: str, blocks: Sequence[MasterBlock]) -> Sequence[MasterBlock]:
    """As many blocks as fit, ending before a heading where there is one, never inside a block."""
    low, high = 1, len(blocks)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(page(title, blocks[:middle]).encode()) <= MOST_HTML - 500
        low, high = (middle, high) if fits else (low, middle - 1)
    ends = [i for i, block in enumerate(blocks[: low + 1]) if block.kind == "heading" and i > low // 2]
    return blocks[: ends[-1] if ends else low]


def _note(said: str) -> MasterBlock:
    return MasterBlock("paragraph", (Stretch(said, em=True),))


# --- the page -------------------------------------------------------------------------------------------------

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>@media (prefers-color-scheme:dark){{.b{{background:#141618!important}}\
.c{{background:#1e2125!important;color:#e6e6e2!important}}.c a{{color:#8fc0ff!important}}\
.s,.c .s a{{color:#a7adb4!important}}.l{{border-color:#3a3f45!important}}}}</style></head>
<body class="b" style="margin:0;padding:0;background:#f4f4f0">
<div style="display:none;mso-hide:all;font-size:1px;line-height:1px">{preview}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" \
style="padding:12px 0">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="c" style="padding:24px 20px;background:#fff;color:#1d1f21;font-family:Georgia,serif;font-size:17px;\
line-height:1.5;word-break:break-word">
{body}
</td></tr></table></td></tr></table></body></html>
"""
# Unseen and without width, so that a mailbox with room for more does not go on with the headline.
_PADDING = "&#847;&zwnj;&nbsp;" * 80
_SANS = "font-family:Arial,sans-serif"
_MUTED = f"{_SANS};font-size:13px;color:#5b6168"
_ONE_PIECE = 26  # characters of a tail that is not broken, so that no bracket stands alone on a line
_LINK = ' style="color:#1f4e9e"'
_QUIET_LINK = ' style="color:#5b6168"'
_RULE = "border-top:1px solid #dcdcd4"


def page(title: str, blocks: Sequence[MasterBlock], words: Wording = _ENGLISH) -> str:
    """The HTML of a mail.

    Args:
        title: the subject.
        blocks: the document, its heading included.
        words: in which language it is.
    """
    preview = escape(shorten(first_sentence(blocks), _MOST_PREVIEW))
    return _PAGE.format(
        title=escape(title),
        preview=preview + _PADDING if preview else "",
        language=words.language or "en",
        body="\n".join(nested(blocks, _Pen(blocks).draw, _opened)),
    )


class _Pen:
    """Draws blocks in their order: what stands under Sources is set smaller."""

    def __init__(self, blocks: Sequence[MasterBlock]) -> None:
        levels = (b.level for b in blocks if b.kind == "heading" and is_furniture(b.text))
        self._section = min(levels, default=_SECTION)
        self._stories = set(_stories(blocks, self._section))
        self._is_small = False

    def draw(self, block: MasterBlock) -> str:
        """One block as HTML."""
        match block.kind:
            case "heading":
                return self._heading(block)
            case "item":
                return (
                    f'<li style="margin:0 0 5px">{inline(block.runs, about_links=_LINK)}</li>'
                    if self._is_small
                    else _item(block)
                )
            case "rule":
                return f'<hr class="l" style="border:0;{_RULE};margin:24px 0 12px">'
            case "quote":
                return f'<p class="l" style="margin:0 0 12px;{_side()}">{inline(block.runs)}</p>'
            case "code":
                return f'<pre style="font-size:13px;white-space:pre-wrap">{escape(block.text)}</pre>'
        if is_aside(block):
            return f'<p class="s" style="{_MUTED};margin:0 0 12px">{inline(block.runs, plain=True)}</p>'
        is_lead = any(one.tail for one in sentences(block.runs))
        size = "19px" if is_lead else "14px" if self._is_small else "17px"
        return f'<p style="margin:0 0 12px;font-size:{size}">{_told(block.runs)}</p>'

    def _heading(self, block: MasterBlock) -> str:
        """The document's headline, a story's, or a section's, which is quiet."""
        is_section = block.level >= self._section
        self._is_small = is_sources(block.text) or (self._is_small if is_section else block not in self._stories)
        level, said = min(block.level, 4), _inline(block.runs)
        if block.level == 1:
            self._is_small = False
            return f'<h1 style="margin:0 0 8px;font-size:26px;line-height:1.25">{said}</h1>'
        rule = "" if is_section else f"padding:20px 0 0;{_RULE};"
        if block in self._stories:
            return (
                f'<h{level} class="l" style="margin:32px 0 8px;{rule}font-size:22px;line-height:1.3">{said}</h{level}>'
            )
        quiet = f"margin:24px 0 8px;{rule}{_MUTED};font-weight:bold;letter-spacing:0.3px"
        return f'<h{level} class="{"s" if is_section else "s l"}" style="{quiet}">{said}</h{level}>'


def _stories(blocks: Sequence[MasterBlock], section: int) -> Iterator[MasterBlock]:
    """The headings of stories: those above the level of sections under which somebody says something."""
    heading: MasterBlock | None = None
    for block in blocks:
        if block.kind == "heading":
            heading = block if block.level < section else heading
        elif heading and any(one.tail for one in sentences(block.runs)):
            yield heading
            heading = None


def _opened(first: MasterBlock) -> str:
    style = "margin:0 0 14px;padding:0 0 0 22px"
    if first.number is None:
        return f'<ul style="{style}">'
    return f'<ol start="{first.number}" style="{style};font-size:14px">'


def _item(block: MasterBlock) -> str:
    """A line; below a question, and below what changed, each side with a rule at its left."""
    first, *sides = lines(block)
    if len(sides) > 1:
        below = "".join(f'<div class="l" style="margin:6px 0 0;{_side()}">{_told(side)}</div>' for side in sides)
    else:
        below = "".join(f"<br>{_told(side)}" for side in sides)
    bold, rest = (first, ()) if sides else label(block)
    return f'<li style="margin:0 0 10px">{inline(bold)}{_told(rest)}{below}</li>'


def _side() -> str:
    return "padding:0 0 0 12px;border-left:3px solid #dcdcd4"


def _told(runs: Sequence[Stretch]) -> str:
    """Sentences, each followed by who says so in small letters."""
    return "".join(_inline(one.runs) + (_tail(one.tail) if one.tail else "") for one in sentences(runs))


def _inline(runs: Sequence[Stretch]) -> str:
    return inline(runs, about_links=_LINK)


def _tail(runs: Sequence[Stretch]) -> str:
    words = "".join(run.text for run in runs)
    style = f"{_MUTED};white-space:nowrap" if len(words) <= _ONE_PIECE else _MUTED
    return f'<span class="s" style="{style}">{inline(runs, plain=True, about_links=_QUIET_LINK)}</span>'
