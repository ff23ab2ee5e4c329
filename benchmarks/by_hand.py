"""What is read by hand beside the kept libraries for it: style sheets and robots.txt, on the same input.

    pip install 'briefer[bench]'
    python benchmarks/by_hand.py

Sheets: tinycss2 parses and cssselect2 matches, filling in for `briefer.formats.web_page.styles.Styles`. Shown
are the CPU time for the whole page and how many of its elements get other winning declarations. The libraries have no
bound on their work, so the sheets made to be slow are smaller than those of `hostile_bodies.py`.
robots.txt: Protego beside `briefer.sources.web.politeness`, with the answers that differ.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import cssselect2
import tinycss2
from protego import Protego

from briefer.formats import Unreadable
from briefer.formats.web_page.markup import parse
from briefer.formats.web_page.styles import RELEVANT, Styles
from briefer.sources.web import politeness

PAGES = Path(__file__).parent.parent / "tests" / "cases" / "formats" / "pages"
SCREENS = ("", "all", "screen", "only screen")


class LibraryStyles:
    """The same answers from the libraries."""

    def __init__(self, sheets: Iterable[str], root: Any) -> None:
        self._matcher = cssselect2.Matcher()
        for sheet in sheets:
            self._add(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
        self._wrapped = {w.etree_element: w for w in cssselect2.ElementWrapper.from_html_root(root).iter_subtree()}

    def _add(self, rules: list[Any]) -> None:
        for rule in rules:
            if rule.type == "at-rule" and rule.content is not None:
                media = tinycss2.serialize(rule.prelude).strip().lower()
                if rule.lower_at_keyword in ("supports", "layer") or (
                    rule.lower_at_keyword == "media" and media in SCREENS
                ):
                    self._add(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
            elif rule.type == "qualified-rule" and (kept := _declared(rule.content)):
                try:
                    selectors = cssselect2.compile_selector_list(rule.prelude)
                except cssselect2.SelectorError:
                    continue
                for selector in selectors:
                    self._matcher.add_selector(selector, kept)

    def of(self, element: Any) -> dict[str, str]:
        """The declarations that win for an element, by property."""
        found = [
            ((important, False, specificity, order), name, value)
            for specificity, order, _, kept in self._matcher.match(self._wrapped[element])
            for name, value, important in kept
        ]
        inline = _declared(element.get("style") or "")
        found += [((important, True, (0, 0, 0), n), name, value) for n, (name, value, important) in enumerate(inline)]
        return {name: value for _, name, value in sorted(found, key=lambda each: each[0])}


def _declared(content: Any) -> list[tuple[str, str, bool]]:
    return [
        (each.lower_name, tinycss2.serialize(each.value).strip().lower(), each.important)
        for each in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
        if each.type == "declaration" and each.lower_name in RELEVANT
    ]


def sheet_pages() -> dict[str, str]:
    """Pages by name: those of the case files, a large news page, and sheets made to be slow."""
    rules = "".join(
        f".c{n % 700} .d{n % 90} > p.e{n}, #i{n} {{ color: #{n:03x}; margin: {n}px }}" for n in range(1_000)
    )
    body = "".join(
        f'<div class="c{n % 700}"><p class="d{n % 90} e{n % 1000}" id="i{n}">x <a>y</a></p></div>' for n in range(1_500)
    )
    styled = "<style>{}</style>" + "<p>x" * 2_000
    return {
        "the case pages": "".join(each.read_text(encoding="utf-8") for each in sorted(PAGES.glob("*.html"))),
        "2,000 rules, 4,500 elements": f"<style>{rules}</style>{body}",
        "rules for everything": styled.format("*{top:0}" * 3_000),
        "style braces": styled.format("{" * 900),
        "a selector of 30,000 parts": styled.format("a " * 30_000 + "{top:0}"),
        "unclosed comments": styled.format("/*" * 50_000),
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of it."""
    start = time.process_time()
    try:
        found = work()
    except (Unreadable, RecursionError) as error:
        found = type(error).__name__
    return time.process_time() - start, found


def styles_of(root: Any, made: Callable[[list[str]], Any]) -> list[Any]:
    styles = made([element.text or "" for element in root.iter("style")])
    return [styles.of(element) for element in root.iter()]


ROBOTS = (
    ("User-agent: *\nDisallow: /", "/a"),
    ("User-agent: briefing-bot\nDisallow: /", "/a"),
    ("User-agent: brief\nDisallow: /", "/a"),
    ("User-agent: a\nUser-agent: briefer/1.0\nDisallow: /x", "/x/y"),
    ("User-agent: *\nDisallow: /a%3cd", "/a<d"),
    ("User-agent: *\nDisallow: /p\nAllow: /p", "/p"),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1"),
    ("User-agent: *\nDisallow /", "/a"),
    ("User-agent: *\nDisalow: /", "/a"),
    ("User-agent: *\nDisallow: /\n\nUser-agent: briefer\nDisallow:", "/a"),
)


def main() -> None:
    print(f"{'sheet':32} {'by hand':>9} {'libraries':>10}  elements that differ")
    for name, page in sheet_pages().items():
        root = parse(page)
        hand, ours = timed(lambda root=root: styles_of(root, Styles))
        kept, theirs = timed(lambda root=root: styles_of(root, lambda sheets: LibraryStyles(sheets, root)))
        whole = isinstance(ours, list) and isinstance(theirs, list)
        said = sum(a != b for a, b in zip(ours, theirs, strict=True)) if whole else f"{_short(ours)} / {_short(theirs)}"
        print(f"{name:32} {hand:8.3f}s {kept:9.3f}s  {said}")
    print(f"\n{'robots.txt':60} by hand  Protego")
    for text, target in ROBOTS:
        ours = politeness.robots(text, "briefer").allows(target)
        theirs = Protego.parse(text).can_fetch(f"https://a.example{target}", "briefer")
        print(f"{text!r:60} {ours!s:8} {theirs!s:8}{'' if ours == theirs else ' differs'}")
    long = "User-agent: *\n" + "".join(f"Disallow: /a{n}*b{n}$\n" for n in range(4_000))
    hand, ours = timed(lambda: [politeness.robots(long, "briefer").allows(f"/a{n}/b{n}") for n in range(10)])
    kept, theirs = timed(
        lambda: [Protego.parse(long).can_fetch(f"https://a.example/a{n}/b{n}", "briefer") for n in range(10)]
    )
    print(f"4,000 rules, read and asked ten times: by hand {hand:.3f}s, Protego {kept:.3f}s, same {ours == theirs}")


def _short(found: Any) -> str:
    return found if isinstance(found, str) else "answers"


if __name__ == "__main__":
    main()
