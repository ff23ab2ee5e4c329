"""Normal forms of a text that remember where every character came from.

A quote and its source are compared in the same form; what is found there is mapped back to the untouched source:

    typographic    entities, misread UTF-8, NFKC, quotes, dashes, spaces, ellipses, zero-width characters
    loose          that, without case, punctuation and hyphens inside words

Neither form may make two different statements equal. A character that carries meaning (a digit, a decimal point, a
minus, a percent or currency sign, an apostrophe inside a word) survives both.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, groupby
from operator import add

from briefer.language.characters import CANONICAL, ELLIPSIS, EM_DASH, EN_DASH, HIDDEN, KINDS, PUNCTUATION
from briefer.records import Span

#: Scripts written without spaces (a regular expression's character ranges): Thai to Lao, Myanmar, Khmer, kana, Han.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
#: Currency signs that stand directly before or after a number.
CURRENCY = "$€£¥₹₽₩₺₴₦₫₪₱฿₿¢"

_REMEMBERED = 512  # source texts whose forms are kept


# --- the way back -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """The edits that made one text from another, as parallel arrays: what lies between two edits is unchanged."""

    starts: array[int]  #: in the new text, ascending
    ends: array[int]
    old_starts: array[int]
    old_ends: array[int]

    def old(self, at: int, *, end: bool = False) -> int:
        """Where the character at *at* of the new text begins, or ends, in the old one."""
        edit = bisect_right(self.starts, at) - 1
        if edit < 0:
            return at + end
        if at >= self.ends[edit]:
            return self.old_ends[edit] + at - self.ends[edit] + end
        length, old_length = self.ends[edit] - self.starts[edit], self.old_ends[edit] - self.old_starts[edit]
        within = at - self.starts[edit] + end
        return self.old_starts[edit] + (-(-within * old_length // length) if end else within * old_length // length)


@dataclass(frozen=True, slots=True)
class Folded:
    """A normal form of a source text, and the way back."""

    text: str
    steps: tuple[Step, ...] = ()  #: in the order in which they were taken

    def span(self, start: int, end: int, since: int = 0) -> Span:
        """The characters of the source that became `text[start:end]`; part of a character counts as all of it.

        Args:
            start: first code point, in `text`.
            end: after the last one, in `text`.
            since: how many of the first steps had made the text in which they are wanted.
        """
        end = max(start, end)
        for step in reversed(self.steps[since:]):
            old = step.old(start)
            end = step.old(end - 1, end=True) if end > start else old
            start = old
        return Span(start, end)


#: start, end, replacement
Edit = tuple[int, int, str]


def rewritten(folded: Folded, edits: Iterable[Edit]) -> Folded:
    """The text with each (start, end, replacement) carried out; edits ascend and do not overlap."""
    if not (done := list(edits)):
        return folded
    text = folded.text
    old_starts, old_ends, news = zip(*done, strict=True)
    shifts = accumulate((len(new) - (end - start) for start, end, new in done), initial=0)
    starts = array("q", map(add, old_starts, shifts))
    ends = array("q", map(add, starts, map(len, news)))
    kept = (text[end:start] for end, start in zip((0, *old_ends), old_starts, strict=False))
    parts = chain.from_iterable(zip(kept, news, strict=True))
    step = Step(starts, ends, array("q", old_starts), array("q", old_ends))
    return Folded("".join(parts) + text[old_ends[-1] :], (*folded.steps, step))


def _replaced(folded: Folded, pattern: str | re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Folded:
    """The text with another one in the place of each match."""
    found = re.finditer(pattern, folded.text)
    return rewritten(folded, [(*m.span(), replacement) for m in found if (replacement := new(m)) != m[0]])


# --- the typographic form ---------------------------------------------------------------------------------

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# UTF-8 that was read as Windows-1252: only the sequences that mean nothing else in any language.
_MISREAD = re.compile("[ÂÃ][\xa1-\xaa\xac-\xba\xbc-\xbf]|Â\xa0|â‚¬|â„¢|â[€\x80][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_ODD = re.compile(r"[.XS]?Z*M[MZ]{0,30}|X+(?!Z*M)|S+(?!Z*M)|Z+")
_MARKS = re.compile(rf"''+|[.{ELLIPSIS}](?:[ \n]*[.{ELLIPSIS}])+|{ELLIPSIS}")
_BLANKS = re.compile(rf"[ \n{EN_DASH}{EM_DASH}-]{{2,}}|[{EN_DASH}{EM_DASH}]")
_UNSPACED_GAP = re.compile(rf"(?<=[{UNSPACED}])[ \n]+(?=[{UNSPACED}])")


def _reread(misread: re.Match[str]) -> str:
    octets = b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in misread[0])
    return octets.decode("utf-8", "replace")


def _composed(text: str) -> Iterator[Edit]:
    """NFKC a character with its marks at a time, since only then does each result have one place of origin."""
    for odd in _ODD.finditer(text.translate(KINDS)):
        start, end = odd.span()
        piece = text[start:end]
        if odd[0][0] == "Z":
            yield start, end, ""
        elif odd[0][0] == "S" and odd[0][-1] == "S" and text[start - 1 : start].isdigit():
            continue  # "10²" must never become "102"
        elif odd[0][-1] in "XS":
            for char, run in groupby(piece):
                length = len(list(run))
                expanded = unicodedata.normalize("NFKC", char).replace("\u2044", "/").translate(CANONICAL)
                yield start, start + length, expanded * length
                start += length
        elif (new := unicodedata.normalize("NFKC", piece.replace(HIDDEN, ""))) != piece:
            yield start, end, new


def _single_mark(marks: re.Match[str]) -> str:
    """One quotation mark for several, one ellipsis for points and for its own sign."""
    run = marks[0]
    return "'" if run[0] == "'" else "..." if ELLIPSIS in run or run.count(".") >= len("...") else run


def _blank(blanks: re.Match[str]) -> str:
    """One space for many; a dash between clauses becomes " - ", a hyphen stays "-", a minus keeps the space before."""
    run = blanks[0]
    dash = run.strip(" \n")
    if not dash:
        return " "
    before, after = run[0] in " \n", run[-1] in " \n"
    if len(dash) > 1 or dash == EM_DASH or (before and after):
        return " - "
    if after and "\n" in run:
        return "-"  # a word broken at the end of a line
    return " " * before + "-" + " " * after


def fold_typographic(text: str) -> Folded:
    """The form in which straight and curly, composed and decomposed, wrapped and unwrapped text are the same.

    >>> typographic("“Prices rose 5 %—again”").text
    "'Prices rose 5 % - again'"

    Args:
        text: a quote, or any text whose form is not remembered; that of a source is: see `typographic`.
    """
    folded = Folded(text)
    if "&" in text:
        folded = _replaced(folded, _ENTITY, lambda entity: html.unescape(entity[0]))
    if "Â" in text or "Ã" in text or "â" in text:
        folded = _replaced(folded, _MISREAD, _reread)
    folded = Folded(folded.text.translate(CANONICAL), folded.steps)
    if not folded.text.isascii():
        folded = rewritten(folded, _composed(folded.text))
        folded = _replaced(folded, _UNSPACED_GAP, lambda _: "")
    folded = _replaced(folded, _MARKS, _single_mark)
    folded = _replaced(folded, _BLANKS, _blank)
    return Folded(folded.text.replace("\n", " "), folded.steps)


# --- the loose form ---------------------------------------------------------------------------------------

_PUNCTUATION = r"!()*,/:;?\[\]_{}\\|^"
_AMOUNT = rf"[{CURRENCY}]?\.?\d"
_IDLE = rf"[{_PUNCTUATION}' ]*(?:(?:\.(?!\d)|-(?!{_AMOUNT}))[{_PUNCTUATION}' ]*)*"
# No space between a number and its percent or currency sign, nor inside a range or score.
_UNITS = re.compile(rf" - (?<=\d - )(?=\d)| %(?<=\d %)|[{CURRENCY}] (?=\d)")
# All looks behind from the second character on: a first character that is in a set is found fastest.
_LOOSENED = re.compile(
    rf"""
    [{_PUNCTUATION}.'-]
    (?! (?<=\d[.,:/-])(?=\d) | (?<=\w')(?=\w) | (?<!\w-)(?<=-)(?={_AMOUNT}) | (?<!\w\.)(?<=\.)(?=\d) )  # those stay
    (?: (?P<joint> (?<=[^\W\d_][{_PUNCTUATION}.-])(?<!\bre-)(?=[^\W_]) | (?<=\bre-)(?=e)  # never "resigned"
                 | (?<=\d[{_PUNCTUATION}.-])(?=[^\W\d_]) )
      | {_IDLE} )
    """,
    re.VERBOSE,
)


def fold_loose(folded: Folded, joint: str = "") -> Folded:
    """The loose form of a typographic form, not remembered (for quotes)."""
    if len(folded.text.casefold()) != len(folded.text):
        wide = "".join(re.escape(char) for char in set(folded.text) if len(char.casefold()) > 1)
        folded = _replaced(folded, f"([{wide}])\\1*", lambda run: run[0].casefold())
    folded = Folded(folded.text.casefold(), folded.steps)
    if not folded.text.isascii():
        folded = Folded(folded.text.translate(PUNCTUATION), folded.steps)
    folded = _replaced(folded, _UNITS, lambda spaced: spaced[0].replace(" ", ""))

    def loosened(mark: re.Match[str]) -> str:
        return joint if mark.lastgroup else "" if mark.string[mark.start() - 1 : mark.start()] == " " else " "

    return _replaced(folded, _LOOSENED, loosened)


# --- the remembered forms ---------------------------------------------------------------------------------


#: The typographic form of a source, remembered.
typographic = lru_cache(maxsize=_REMEMBERED)(fold_typographic)


@lru_cache(maxsize=2 * _REMEMBERED)
def loose(text: str, joint: str = "") -> Folded:
    """The typographic form without case and punctuation, numbers untouched.

    >>> loose("The U.S.-based co-operative lost $14.3 billion!").text.strip()
    'the us based cooperative lost $14.3 billion'
    >>> loose("The U.S.-based co-operative lost $14.3 billion!", joint=" ").text.strip()
    'the u s based co operative lost $14.3 billion'

    Args:
        text: a source; its form is remembered.
        joint: what takes the place of a hyphen, point or comma between two letters: nothing or a space.
    """
    return fold_loose(typographic(text), joint)
