"""One written number: digits or words, with its scale word, as an exact value."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities.conventions import INTERNATIONAL, MEASURES, Conventions
from briefer.language.tokens import Tokens

#: A longer run of digits is a code, not a number anybody states.
_LONGEST = 24
#: "A billion billion billion" is a figure of speech, and more digits than exact decimals have.
_ASTRONOMIC = 10**20
VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.33", "⅔": "0.67", "⅕": "0.2", "⅛": "0.125"}
PARTS_OF_SCALE = {
    word: Decimal(part)
    for code in lexicon.languages()
    for part, words in lexicon.table(code, "scale_parts").items()
    for word in words
}
_AND_A_HALF, _QUARTERS = (lexicon.listed(None, "number_style", key) for key in ("half", "quarters"))
#: Between a part and its scale word, in this order.
_SKIPPED = lexicon.table(None, "number_style")["skipped"]
_DOTTED = lexicon.listed(lexicon.ANY, "marks", "dotted")
#: Scale letters, only right after the digits ("5m", "10k") and, but for money, seldom anything else.
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "mm": 10**6, "cr": 10**7}
#: The words that a number may begin with, besides those of the language.
STARTS = frozenset(PARTS_OF_SCALE)
#: After a length of time that counts back.
_AGO = lexicon.listed(None, "dates", "ago")
_LONGEST_IN_WORDS = 4
_GROUP = 3
#: Indian grouping has pairs above the last three digits: 12,34,567.
_GROUPS = (2, 3)


class Numeral(NamedTuple):
    """A written number."""

    value: Decimal
    step: Decimal  #: what one step of its last written digit is worth
    first: int  #: index of its first token
    end: int  #: index after its last token
    other: Decimal | None = None  #: second reading of an ambiguous separator
    scaled: bool = False  #: whether a scale word or letter belongs to it
    digits: bool = False  #: whether it is written in digits


def read(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    """The number that starts at a token, or None.

    Args:
        tokens: the tokens of a text.
        index: where the number would start.
        conv: how the text's language writes numbers.
    """
    token = tokens.at(index)
    if token.kind == "number":
        found = _in_digits(tokens, index, conv)
    else:
        found = _part_of_scale(tokens, index, conv) or _in_words(tokens, index, conv) if token.kind == "word" else None
    return found if found is not None and found.value < _ASTRONOMIC else None


def _in_digits(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    text, first, end = tokens.at(index).text, index, index + 1
    point = tokens.at(index - 1)
    opens = not point.glued or tokens.at(index - 2).text in "$€£("
    if point.text == "." and tokens.at(index).glued and opens and text.isdecimal():  # ".52"
        text, first = "0." + text, index - 1
    groups = conv.spaced and len(tokens.at(index).text) <= _GROUP  # "14 300"
    while groups and tokens.at(end - 1).text.isdigit() and len(tokens.at(end).text) == _GROUP:
        if tokens.at(end).kind != "number" or tokens.at(end).start - tokens.at(end - 1).end != 1:
            break
        text, end = text + "\u00a0" + tokens.at(end).text, end + 1
    readings = parse_digits(text, "." if first < index else conv.decimal)
    if not readings:
        return None
    value, step = readings[0]
    other = readings[1][0] if len(readings) > 1 else None
    vulgar = VULGAR.get(tokens.at(end).text) if tokens.at(end).glued else None
    if vulgar:
        value, step, other, end = value + Decimal(vulgar), Decimal("0.01"), None, end + 1
    elif _says_and_a_half(tokens, end):
        value, step, other, end = value + Decimal("0.5"), Decimal("0.1"), None, end + 3
    factor, after = _scale(tokens, end, conv)
    other = None if other is None else other * factor
    return Numeral(value * factor, step * factor, first, after, other, scaled=after > end, digits=True)


def parse_digits(text: str, decimal: str) -> list[tuple[Decimal, Decimal]]:
    """The readings of a run of digits and separators: (value, step), the likelier first; empty for a code.

    Args:
        text: digits with ".", ",", "'" or no-break spaces between them.
        decimal: the sign before decimals; "" where the language is unknown.
    """
    plain = text.replace("'", "\u00a0")
    if len(plain) > _LONGEST:
        return []
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        last = "." if plain.rfind(".") > plain.rfind(",") else ","
        return _reading(plain, last)
    if dots + commas != 1:
        return _reading(plain, "")
    sign = "." if dots else ","
    whole, _, rest = plain.partition(sign)
    could_group = len(rest) == _GROUP and 1 <= len(whole) <= _GROUP and not whole.startswith("0")
    if not could_group:
        return _reading(plain, sign)
    if decimal:
        return _reading(plain, sign if sign == decimal else "")
    # English news is the likelier source of a text that is too short to tell its language by.
    return _reading(plain, "." if sign == "." else "") + _reading(plain, "" if sign == "." else ",")


def _reading(plain: str, decimal: str) -> list[tuple[Decimal, Decimal]]:
    whole, _, fraction = plain.rpartition(decimal) if decimal else (plain, "", "")
    groups = whole.replace(",", "\u00a0").replace(".", "\u00a0").split("\u00a0")
    well_grouped = len(groups) == 1 or (
        1 <= len(groups[0]) <= _GROUP and len(groups[-1]) == _GROUP and all(len(g) in _GROUPS for g in groups[1:])
    )
    if not well_grouped or (not fraction.isdecimal() and fraction):
        return []
    number = "".join(groups) + ("." + fraction if fraction else "")
    return [(Decimal(number), Decimal(1).scaleb(-len(fraction)))]


def _in_words(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    """A number in words: "nine", "twenty-three", "two hundred and six thousand", "two and a half million"."""
    total, current, step, place, scaled = Decimal(0), Decimal(-1), Decimal(1), index, False
    while max(total, current) < _ASTRONOMIC:
        start = _skip_joins(tokens, place, conv) if place > index else place
        scale = conv.scales.get(tokens.at(start).low, 0)
        # "hundert" and "mille" need no "one" before them
        if scale and (current >= 0 or total or (scale in (100, 1000) and "a" not in conv.articles)):
            amount = max(current, Decimal(1)) if current >= 0 or not total else Decimal(0)
            if scale in _MULTIPLIERS:
                current, step = max(amount, Decimal(1)) * scale, Decimal(scale)
            else:
                total, current, step = _add(total, amount, scale), Decimal(-1), Decimal(scale)
            place, scaled = start + 1, True
            continue
        is_next = place > index and start == place and _begins_another(tokens, start, conv)
        part = None if is_next else _below_hundred(tokens, start, conv)
        if part is None or (current >= 0 and current % 100) or (current == 0):
            break
        current, place, step = max(current, Decimal(0)) + part[0], part[1], Decimal(1)
        if _says_and_a_half(tokens, place):
            current, place = current + Decimal("0.5"), place + 3
    if place == index:
        return None
    value = total + max(current, Decimal(0))
    if value >= _ASTRONOMIC:
        return None
    return Numeral(value, step if value % step == 0 else step / 10, index, place, scaled=scaled)


def _begins_another(tokens: Tokens, index: int, conv: Conventions) -> bool:
    """Whether a second number begins right behind one: "five million a hundred years ago", "… twenty years ago"."""
    if tokens.at(index).low in conv.articles:
        return True
    place = index
    while place < index + _LONGEST_IN_WORDS and any(
        tokens.at(place).low in words for words in (conv.small, conv.tens, conv.scales)
    ):
        place += 1
    return tokens.at(place).low in MEASURES and tokens.at(place + 1).low in _AGO


#: Scale words that multiply what stands before them without closing it: "three hundred thousand", "two dozen".
_MULTIPLIERS = frozenset({12, 100})


def _add(total: Decimal, amount: Decimal, scale: int) -> Decimal:
    """Close a group: "two million" + "three thousand", but "ten thousand million" multiplies."""
    if not amount:
        return total * scale
    return total + amount * scale if not total or total >= scale else (total + amount) * scale


def _skip_joins(tokens: Tokens, index: int, conv: Conventions) -> int:
    """The next number word after a hyphen or "and"; the same index when none follows."""
    token = tokens.at(index)
    if token.text != "-" and (token.low not in conv.joins or tokens.at(index - 1).low not in conv.scales):
        return index
    following = tokens.at(index + 1).low
    is_number = following in conv.small or following in conv.tens or following in conv.scales
    return index + 1 if is_number else index


def _below_hundred(tokens: Tokens, index: int, conv: Conventions) -> tuple[Decimal, int] | None:
    token = tokens.at(index)
    if token.kind != "word":
        return None
    for word, end in ((_hyphenated(tokens, index), index + 3), (token.low, index + 1)):
        if word in conv.small:
            return Decimal(conv.small[word]), end
        if word in conv.tens:
            return _with_unit(tokens, conv.tens[word], end, conv)
    if token.low in conv.articles and tokens.at(index + 1).low in conv.scales:
        return Decimal(1), index + 1
    return None


def _with_unit(tokens: Tokens, tens: int, index: int, conv: Conventions) -> tuple[Decimal, int]:
    """Tens and what may follow it: "-three", " three", " y tres", "-et-un"."""
    after = index
    joins = conv.joins - lexicon.listed(
        conv.language, "number_style", "loose"
    )  # nobody writes "twenty and three": those are two numbers
    while after - index < 3 and (tokens.at(after).text == "-" or tokens.at(after).low in joins):  # noqa: PLR2004
        after += 1
    unit = conv.small.get(_hyphenated(tokens, after)) or conv.small.get(tokens.at(after).low, 0)
    below = 20 if str(tens) in lexicon.listed(conv.language, "number_style", "twenties") else 10
    if 0 < unit < below:
        return Decimal(tens + unit), after + (3 if _hyphenated(tokens, after) in conv.small else 1)
    return Decimal(tens), index


def _hyphenated(tokens: Tokens, index: int) -> str:
    return f"{tokens.at(index).low}-{tokens.at(index + 2).low}" if tokens.at(index + 1).text == "-" else ""


def _scale(tokens: Tokens, index: int, conv: Conventions) -> tuple[int, int]:
    """The product of the scale words that start at a token, and the index after them."""
    factor, place = 1, index
    while place - index <= 4:  # noqa: PLR2004 - "2 lakh crore", "14-billion"
        start = place + 1 if tokens.at(place).text == "-" and tokens.at(place).glued else place
        token = tokens.at(start)
        letter = _LETTERS.get(token.low, 0) if token.glued and start == index else 0
        here = conv.scales.get(token.low) or INTERNATIONAL.get(token.low) or letter
        if not here or token.kind not in ("word", "ideograph"):
            break
        factor, place = factor * here, start + 1
        dotted = tokens.at(place).text == "." and tokens.at(place).glued and token.low in _DOTTED
        if dotted and tokens.at(place + 1).text[:1].islower():
            place += 1
    return factor, place


def _says_and_a_half(tokens: Tokens, index: int) -> bool:
    return "_".join(tokens.at(index + i).low for i in range(3)) in _AND_A_HALF


def _part_of_scale(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    """Half a million, a quarter of a billion, three quarters of a million."""
    place, times = index, 1
    second = index + 1 + (tokens.at(index + 1).text == "-")
    if f"{tokens.at(place).low}_{tokens.at(second).low}" in _QUARTERS:
        times, place = 3, second
    elif tokens.at(place).low in conv.articles and tokens.at(place + 1).low in PARTS_OF_SCALE:
        place += 1
    part = PARTS_OF_SCALE.get(tokens.at(place).low.removesuffix("s"))
    if part is None:
        return None
    place += 1
    for skipped in _SKIPPED:
        place += tokens.at(place).low == skipped
    scale = conv.scales.get(tokens.at(place).low, 0)
    if scale < 1000:  # noqa: PLR2004 - "half a dozen" is six, "half a hundred" is not news
        return Numeral(Decimal(6), Decimal(1), index, place + 1, scaled=True) if scale == 12 and times == 1 else None  # noqa: PLR2004
    value = part * times * scale
    return Numeral(value, value if times == 1 else part * scale, index, place + 1, scaled=True)
