"""Which style declarations apply to an element: as much of CSS as it takes to tell what a page hides.

Inline styles and the page's own `<style>` elements, with the cascade's order (importance, specificity, position).
External sheets are not fetched. Selectors with pseudo-classes, siblings or functions are passed over: those that
matter for static hiding are classes, ids, attributes and descendants.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from briefer.formats.extracted import Unreadable
from briefer.formats.web_page.markup import without

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The only properties that are kept: a rule without one of them is dropped at once.
RELEVANT: Final = frozenset(
    (
        *("display", "visibility", "opacity", "content-visibility", "filter"),
        *("font", "font-size", "line-height", "color", "-webkit-text-fill-color", "background", "background-color"),
        *("position", "left", "right", "top", "bottom", "text-indent", "margin", "margin-left", "margin-top"),
        *("clip", "clip-path", "transform", "scale", "translate", "overflow", "overflow-x", "overflow-y"),
        *("width", "height", "max-width", "max-height"),
    )
)
_MOST_MATCHES: Final = 400_000  # of a rule against an element: 0.5 s, ten times what a large news page needs
_MOST_RULES: Final = 10_000  # relevant ones; a large inline sheet has 2,000
_LONGEST_CHAIN: Final = 8  # compounds in one selector

_TOO_LARGE: Final = "its style sheets are too large to tell what a reader of the page can see"

#: Tag, mark and name, or attribute, operator and value.
_SIMPLE = re.compile(
    r"(^[a-zA-Z][\w-]*|^\*)|([.#])([\w-]+)|\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*[\"']?([^\]\"']*)[\"']?\s*)?\]"
)
_TOKEN = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]")
_SCREENS: Final = ("all", "screen", "only all", "only screen")  # media that every screen is, whatever its size

#: How an attribute's value is held against a written one; "#x" and ".x" test attributes too, with weights of their own.
_OPERATORS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "": lambda _, __: True,
    "#": operator.eq,
    ".": lambda actual, value: value in actual.split(),
    "=": operator.eq,
    "~=": lambda actual, value: value in actual.split(),
    "|=": lambda actual, value: actual == value or actual.startswith(f"{value}-"),
    "^=": lambda actual, value: bool(value) and actual.startswith(value),
    "$=": lambda actual, value: bool(value) and actual.endswith(value),
    "*=": lambda actual, value: bool(value) and value in actual,
}
_MARKED: Final = {"#": "id", ".": "class"}


class Declaration(NamedTuple):
    """One property and its value, with what the cascade ranks it by."""

    name: str
    value: str
    important: bool


class Compound(NamedTuple):
    """The part of a selector that speaks of one element: `p.note#top[lang=en]`."""

    tag: str | None
    tests: tuple[tuple[str, str, str], ...]  #: attribute, operator, value

    def matches(self, element: _Element) -> bool:
        """Whether it speaks of *element*."""
        if self.tag and element.tag != self.tag:
            return False
        for name, test, value in self.tests:
            actual = element.get(name)
            if actual is None or not _OPERATORS[test](actual, value):
                return False
        return True

    def values(self, operator: str) -> list[str]:
        """What it asks for by one operator: its ids, or its classes."""
        return [value for _, asked, value in self.tests if asked == operator]

    @property
    def key(self) -> str:
        """What its rule is filed under, as browsers do: the rarest thing that its element must have."""
        ids, classes = self.values("#"), self.values(".")
        return f"#{ids[-1]}" if ids else f".{min(classes)}" if classes else self.tag or "*"


class Rule(NamedTuple):
    """A selector, last compound first with the combinator that leads to the next, and its declarations."""

    chain: tuple[tuple[Compound, str], ...]
    specificity: tuple[int, int, int]
    declarations: tuple[Declaration, ...]


class Styles:
    """The styles of one page.

    Args:
        sheets: the texts of its `<style>` elements, in order.

    Raises:
        Unreadable: when there are too many of them to weigh.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        self._by_key: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        self._matches_left = _MOST_MATCHES
        for position, rule in enumerate(rule for sheet in sheets for rule in rules(sheet)):
            if position == _MOST_RULES:
                raise Unreadable(_TOO_LARGE)
            self._by_key[rule.chain[0][0].key].append((position, rule))

    def of(self, element: _Element) -> Mapping[str, str]:
        """The declarations that win for *element*, by property, in lower case.

        Raises:
            Unreadable: when a page's sheets are so large that telling would take too long.
        """
        found: list[tuple[tuple[bool, bool, tuple[int, int, int], int], Declaration]] = []
        names = [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        for key in (*names, f"#{element.get('id')}", str(element.tag), "*") if self._by_key else ():
            rules_here = self._by_key.get(key, ())
            self._matches_left -= len(rules_here)
            if self._matches_left < 0:
                raise Unreadable(_TOO_LARGE)
            for position, rule in rules_here:
                if _applies(rule.chain, element):
                    found += (((d.important, False, rule.specificity, position), d) for d in rule.declarations)
        inline = element.get("style")
        if inline:
            found += (((d.important, True, (0, 0, 0), n), d) for n, d in enumerate(declarations(inline)))
        return {d.name: d.value for _, d in sorted(found, key=lambda pair: pair[0])}


def declarations(text: str) -> tuple[Declaration, ...]:
    """The relevant declarations of a style attribute or a rule's block."""
    found = []
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in RELEVANT:
            bare, _, mark = value.strip().lower().partition("!")
            found.append(Declaration(name, bare.strip(), mark.strip() == "important"))
    return tuple(found)


def rules(sheet: str) -> Iterator[Rule]:
    """The rules of one sheet that a screen applies whatever its size, and that set a relevant property."""
    for prelude, block in _blocks(without(sheet, "/*", "*/")):
        kept = declarations(block)
        if kept:
            for selector in prelude.split(","):
                chain = _chain(selector)
                if chain:
                    ids = sum(len(compound.values("#")) for compound, _ in chain)
                    tests = sum(len(compound.tests) for compound, _ in chain)
                    tags = sum(compound.tag is not None for compound, _ in chain)
                    yield Rule(chain, (ids, tests - ids, tags), kept)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Each (selectors, block) that applies; the blocks of other at-rules and nested rules are passed over."""
    depth, skipped_from = 0, None  # skipped_from: the depth of the block that is being passed over
    prelude, at = "", 0
    for token in _TOKEN.finditer(sheet):
        mark = token.group()
        if mark == "{":
            head = sheet[at : token.start()].strip()
            depth += 1
            if skipped_from is None and head.startswith("@"):
                skipped_from = None if _applies_to_screens(head) else depth
            elif skipped_from is None:
                prelude = head
            at = token.end()
        elif mark == "}":
            if skipped_from is None and prelude:
                yield prelude, sheet[at : token.start()]
            prelude = ""
            skipped_from = None if skipped_from == depth else skipped_from
            depth = max(0, depth - 1)
            at = token.end()
        elif mark == ";" and not prelude:
            at = token.end()


def _applies_to_screens(head: str) -> bool:
    """Whether the block of an at-rule holds for every screen; where a feature is asked for, browsers have it."""
    name, _, condition = " ".join(head.lower().split()).partition(" ")
    return name.startswith(("@supports", "@layer")) or (name == "@media" and condition in _SCREENS)


def _chain(selector: str) -> tuple[tuple[Compound, str], ...]:
    """The compounds of a selector, last first; empty when it has anything that is not understood."""
    chain: list[tuple[Compound, str]] = []
    combinator = " "
    for word in reversed(selector.replace(">", " > ").split()):
        if word == ">":
            combinator = ">"
            continue
        if _SIMPLE.sub("", word) or len(chain) == _LONGEST_CHAIN:
            return ()
        parts = _SIMPLE.findall(word)
        tests = tuple(
            (_MARKED.get(mark) or attribute.lower(), mark or test, name or value)
            for tag, mark, name, attribute, test, value in parts
            if not tag
        )
        tag = next((tag.lower() for tag, *_ in parts if tag), "*")
        chain.append((Compound(None if tag == "*" else tag, tests), combinator))
        combinator = " "
    return tuple(chain)


def _applies(chain: tuple[tuple[Compound, str], ...], element: _Element | None) -> bool:
    """Whether the last compound speaks of *element* and the others, in order, of its ancestors.

    Without backtracking: the nearest ancestor that fits is taken. Selectors for which that fails do not occur in
    pages; a sheet that is made to have one gets the text in question hidden or shown, never an error.
    """
    first, *rest = chain
    if element is None or not first[0].matches(element):
        return False
    for compound, combinator in rest:
        element = element.getparent()
        if combinator == " ":
            while element is not None and not compound.matches(element):
                element = element.getparent()
        if element is None or not compound.matches(element):
            return False
    return True
