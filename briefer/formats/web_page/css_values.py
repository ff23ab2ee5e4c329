"""Values as style sheets write them: lengths, colours, and whether one colour can be read on another."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

Colour = tuple[int, int, int]

WHITE: Final[Colour] = (255, 255, 255)

#: Below this contrast (WCAG 2.2, 1.4.3 asks for 4.5) nobody reads a text; light grey on white has 1.5.
_UNREADABLE: Final = 1.15
_TRANSPARENT: Final = 0.05  # alpha

_NAMED: Final[dict[str, Colour]] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "navy": (0, 0, 128), "teal": (0, 128, 128), "maroon": (128, 0, 0), "purple": (128, 0, 128), "lime": (0, 255, 0),
    "aqua": (0, 255, 255), "cyan": (0, 255, 255), "fuchsia": (255, 0, 255), "magenta": (255, 0, 255),
    "olive": (128, 128, 0), "orange": (255, 165, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250), "azure": (240, 255, 255), "seashell": (255, 245, 238), "linen": (250, 240, 230),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "gainsboro": (220, 220, 220),
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
_RGB = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_WORD = re.compile(r"[a-z]+")

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|em|rem|ex|ch|vw|vh|vmin|vmax|pt|pc|cm|mm|in|%)?(?![\w.])")
#: How many pixels a unit is, for an ordinary screen and letter size.
_PIXELS: Final = {
    "px": 1, "em": 16, "rem": 16, "ex": 8, "ch": 8, "vw": 14, "vh": 8, "vmin": 8, "vmax": 14,
    "pt": 1.33, "pc": 16, "cm": 38, "mm": 3.8, "in": 96, "%": 14,
}  # fmt: skip


class Length(NamedTuple):
    """A number with its unit, which is a pixel where none is written."""

    number: float
    unit: str

    @property
    def pixels(self) -> float:
        """How long it is on an ordinary screen."""
        return self.number * _PIXELS[self.unit]


def length(value: str) -> Length | None:
    """The first length in *value*, or None."""
    found = _LENGTH.search(value)
    return Length(float(found.group(1)), found.group(2) or "px") if found else None


def numbers(value: str) -> list[float]:
    """All lengths in *value*, their units left out."""
    return [float(number) for number, _ in _LENGTH.findall(value)]


def pixels(value: str | None) -> float:
    """The first length in *value*, in pixels; 0 where there is none."""
    found = length(value or "")
    return found.pixels if found else 0.0


def fraction(value: str | None, otherwise: float) -> float:
    """The number or percentage that *value* begins with, 1 being the whole; or else *otherwise*."""
    found = _LENGTH.match(value or "")
    return float(found.group(1)) / (100 if found.group(2) == "%" else 1) if found else otherwise


def colour(value: str) -> Colour | None:
    """The first colour in *value* (a `color` or `background`), or None when it has none that is known and opaque."""
    if any(word in value for word in ("var(", "url(", "gradient")):  # not told by the words inside
        return None
    found = _with_alpha(value)
    return found[0] if found and found[1] > _TRANSPARENT else None


def is_transparent(value: str) -> bool:
    """Whether a text of this colour cannot be seen on anything."""
    found = _with_alpha(value)
    return value == "transparent" or bool(found and found[1] <= _TRANSPARENT)


def unreadable(text: Colour, background: Colour) -> bool:
    """Whether the contrast is too small to see that there is a text at all."""
    light, dark = sorted((_luminance(text), _luminance(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _UNREADABLE


def _with_alpha(value: str) -> tuple[Colour, float] | None:
    if found := _HEX.search(value):
        digits = found.group(1)
        pairs = [c * 2 for c in digits] if len(digits) <= 4 else [digits[i : i + 2] for i in range(0, len(digits), 2)]  # noqa: PLR2004 - "#abc" and "#abcd"
        numbers = [int(pair, 16) for pair in pairs]
        return (numbers[0], numbers[1], numbers[2]), numbers[3] / 255 if len(numbers) == 4 else 1.0  # noqa: PLR2004
    if found := _RGB.search(value):
        red, green, blue = (min(255, int(_number(part, 255))) for part in found.groups()[:3])
        return (red, green, blue), _number(found.group(4), 1) if found.group(4) else 1.0
    return next(((_NAMED[word], 1.0) for word in _WORD.findall(value[:200]) if word in _NAMED), None)


def _number(written: str, whole: float) -> float:
    try:
        return float(written[:-1]) / 100 * whole if written.endswith("%") else float(written)
    except ValueError:
        return 0.0


def _luminance(of: Colour) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in of)  # noqa: PLR2004 - 0.04045 × 255
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
