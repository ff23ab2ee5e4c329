"""robots.txt: which of a site's pages a program may read (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

MOST_BYTES: Final = 512_000  #: RFC 9309 asks for at least 500 KiB
_MOST_RULES: Final = 5_000
_LINE = re.compile(r"\s*([A-Za-z-]{2,20})\s{0,9}:([^#]{0,2000})")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a path pattern, and whether it allows."""

    pattern: str
    allows: bool

    def matches(self, target: str) -> bool:
        """Whether it speaks of a path: `*` is any stretch, `$` at the end the end."""
        anchored = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        for n, part in enumerate(others):
            is_last = n == len(others) - 1
            found = target.rfind(part, at) if anchored and is_last else target.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return not anchored or at == len(target)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for us."""

    rules: tuple[Rule, ...] = ()

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be read: the longest matching rule says; of equals, the one that allows."""
        target = _normal(target)
        matching = [(len(rule.pattern), rule.allows) for rule in self.rules if rule.matches(target)]
        return max(matching, default=(0, True))[1]


def parse(text: str, product: str) -> Robots:
    """The rules for a program.

    Args:
        text: the file.
        product: the program's name, as in its User-Agent.
    """
    groups: dict[str, list[Rule]] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.splitlines()[:_MOST_RULES]:
        found = _LINE.match(line)
        if not found:
            continue
        field, value = found.group(1).lower(), found.group(2).strip()
        if field == "user-agent":
            agents = [*([] if in_rules else agents), value.partition("/")[0].strip().lower()]
            in_rules = False
            groups.setdefault(agents[-1], [])
        elif field in ("allow", "disallow"):
            in_rules = True
            if value:
                for agent in agents:
                    groups[agent].append(Rule(_normal(value), field == "allow"))
    return Robots(tuple(groups.get(product.lower(), groups.get("*", ()))))


def _normal(path: str) -> str:
    """Percent-encoding made one: "/a%3cd" and "/a<d" are the same path."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?&=:@!'()+,;~-._", errors="surrogateescape")
