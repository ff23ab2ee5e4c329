"""What a page hides from its readers: found, taken out of the tree, and kept aside.

A sentence that no reader of the page sees must not be quoted, whoever put it there: a template, a menu that opens
later, or somebody who writes to machines. Told by attributes, inline styles and the page's own sheets. Where only
an external sheet decides, class names that mean one thing everywhere are believed, and nothing else is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from briefer.formats.web_page.css_values import (
    WHITE,
    Colour,
    colour,
    fraction,
    is_transparent,
    length,
    numbers,
    pixels,
    unreadable,
)
from briefer.formats.web_page.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements whose content no browser with scripts shows as text.
NEVER_SHOWN: Final = frozenset(
    (
        *("audio", "canvas", "datalist", "embed", "head", "iframe", "map", "math", "noembed", "noframes", "noscript"),
        *("object", "param", "picture", "rp", "script", "style", "svg", "template", "title", "video"),
    )
)
#: Text in these is part of the page's machinery, not hidden from anybody: it is dropped without a word.
_SILENT: Final = NEVER_SHOWN - {"noscript", "template", "noembed", "noframes"}
_HIDDEN_CLASSES: Final = frozenset(
    (
        *("sr-only", "sronly", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"),
        *("screenreader-only", "a11y-hidden", "u-visually-hidden", "is-visually-hidden", "assistive-text"),
        *("d-none", "is-hidden", "u-hidden", "display-none"),
    )
)
_SHOWN_AT_SOME_SIZE: Final = r"d-\w+-(?!none)|:(?:block|flex|inline|grid)"
_FAR: Final = 500.0  # pixels off the screen's edge; nothing is placed there to be seen
_TINY: Final = 2.0  # pixels: of a letter's height, or of a clipped box
_FAINT: Final = 0.05  # opacity
_KEPT: Final = 2_000  # code points of one hidden text, for the report

_TRANSFORM = re.compile(r"(translate|scale)(?:3d|[xyz])?\(([^()]*)\)")
_CLIPPED = re.compile(
    r"inset\(\s*(?:50|[6-9]\d|100)%|circle\(\s*0(?:px|%)?\s*[\s)a]|polygon\(\s*0[^,)]*(?:,\s*0[^,)]*)*\)"
)


class _Inherited(NamedTuple):
    """What an element hands down to the texts in it."""

    ink: Colour | None = None
    paper: Colour | None = None
    transparent: bool = False
    invisible: bool = False  # visibility: hidden
    tiny: bool = False

    @property
    def unseen(self) -> bool:
        """Whether nobody can read a text that stands directly in the element."""
        same = self.ink is not None and self.paper is not None and unreadable(self.ink, self.paper)
        return self.invisible or self.tiny or self.transparent or same


def remove_hidden(root: _Element) -> tuple[str, ...]:
    """Take out of the tree what a reader cannot see, and give back those texts.

    Args:
        root: the page; it is changed.

    Raises:
        briefer.formats.extracted.Unreadable: when the page's sheets are too large to tell.
    """
    sheets = [
        sheet.text or ""
        for sheet in root.iter("style")
        if (sheet.get("media") or "all").lower().strip() in ("all", "screen", "only screen")
    ]
    outside = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    styles = Styles(sheets)
    stack = [(root, _Inherited(paper=None if outside else WHITE))]
    doomed: list[_Element] = []
    hidden: list[str] = []
    while stack:
        element, inherited = stack.pop()
        style = styles.of(element)
        # A page that hides all of itself shows it later by script: that says nothing about any part of it.
        if element.tag not in ("html", "body") and _is_hidden(element, style, outside=outside):
            doomed.append(element)
            continue
        own = _inherit(element, style, inherited)
        if own.unseen:
            hidden += _blanked(element)
        stack += ((child, own) for child in reversed(element))
    for element in doomed:
        if element.tag not in _SILENT:
            hidden.append("".join(map(str, element.itertext())))
        element.drop_tree()  # type: ignore[attr-defined]  # an HtmlElement keeps its tail
    return tuple(dict.fromkeys(text for part in hidden if (text := " ".join(part.split())[:_KEPT])))


def _is_hidden(element: _Element, style: Mapping[str, str], *, outside: bool) -> bool:
    """Whether nothing of an element is seen; *outside*: an external sheet has a say too."""
    if element.tag in NEVER_SHOWN or element.get("hidden") is not None:
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    classes = element.get("class") or ""
    named = outside and not _HIDDEN_CLASSES.isdisjoint(classes.split())
    if named and not ("display" in style or re.search(_SHOWN_AT_SOME_SIZE, classes)):
        return True  # neither the page's own sheet nor another class says otherwise
    return bool(style) and hides(style)


def _blanked(element: _Element) -> list[str]:
    """Take out, and give back, the texts that stand directly in an element."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    element.text = None
    for child in element:
        child.tail = None
    return texts


def hides(style: Mapping[str, str]) -> bool:
    """Whether these declarations keep an element and all that is in it out of sight."""
    return (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or fraction(style.get("opacity"), 1) <= _FAINT
        or "opacity(0" in style.get("filter", "").replace("opacity(0.", "")
        or _is_off_screen(style)
        or _is_clipped(style)
    )


def _is_off_screen(style: Mapping[str, str]) -> bool:
    if style.get("position") in ("absolute", "fixed", "relative") and any(
        pixels(style.get(side)) <= -_FAR for side in ("left", "top", "right", "bottom")
    ):
        return True
    if style.get("position") in ("absolute", "fixed") and pixels(style.get("left")) >= 10 * _FAR:
        return True
    if abs(pixels(style.get("text-indent"))) >= _FAR:
        return True
    margins = [style.get("margin-left"), style.get("margin-top"), *style.get("margin", "").split()]
    if any(pixels(margin) <= -2 * _FAR for margin in margins):
        return True
    moves = _TRANSFORM.findall(style.get("transform", ""))
    moves += [(name, style[name]) for name in ("scale", "translate") if name in style]
    return any(
        fraction(part, 1) == 0
        if name != "translate"
        # A percentage is of the element's own size: -50 % centres it.
        else (3 * abs(fraction(part, 0)) * 100 if part.endswith("%") else abs(pixels(part))) >= _FAR
        for name, parts in moves
        for part in parts.replace(",", " ").split()[:2]
    )


def _is_clipped(style: Mapping[str, str]) -> bool:
    sides = numbers(style.get("clip", "").partition("rect(")[2])
    if len(sides) == len(("top", "right", "bottom", "left")) and style.get("position") in ("absolute", "fixed"):
        top, right, bottom, left = sides
        if right - left <= _TINY or bottom - top <= _TINY:
            return True
    if _CLIPPED.search(style.get("clip-path", "")[:500]):
        return True
    overflow = " ".join(style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    if not re.search(r"hidden|clip|scroll|auto", overflow):
        return False
    sizes = (length(style.get(name, "")) for name in ("width", "height", "max-width", "max-height"))
    return fraction(style.get("line-height"), 1) == 0 or any(size and 0 <= size.pixels <= _TINY for size in sizes)


def _inherit(element: _Element, style: Mapping[str, str], above: _Inherited) -> _Inherited:
    ink, paper, transparent = above.ink, above.paper, above.transparent
    written = style.get("-webkit-text-fill-color") or style.get("color") or (element.get("color") or "").lower()
    if written and written not in ("inherit", "currentcolor"):
        ink, transparent = colour(written), is_transparent(written)
    background = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "").lower()
    if background and background not in ("none", "inherit", "initial") and not is_transparent(background):
        paper = colour(background)
    if element.tag in ("html", "body"):  # as above: what hides the whole page says nothing about a part of it
        return _Inherited(ink, paper)
    visibility = style.get("visibility")
    invisible = visibility in ("hidden", "collapse") if visibility else above.invisible
    return _Inherited(ink, paper, transparent, invisible, _is_tiny(style, inherited=above.tiny))


def _is_tiny(style: Mapping[str, str], *, inherited: bool) -> bool:
    size = length(style.get("font-size") or style.get("font", "").partition("/")[0])
    if not size:
        return inherited
    if size.unit == "%":
        return inherited or size.number <= 100 * _TINY / 16
    return (inherited and size.unit in ("em", "ex", "ch")) or size.pixels <= _TINY
