"""The sources of a brief in Markdown: their numbers and names, a line for each, and what is said at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefer.channels import captions, outlet_names
from briefer.channels.arrangement import claims_in_order
from briefer.channels.literal import clean, shorten, web_url
from briefer.channels.notes import notes
from briefer.channels.only_here import only_here
from briefer.channels.wording import Wording, wording
from briefer.records import Article, Brief, Citation, Claim

_MOST_NAMED = 2  # outlets that are named behind a sentence; more are counted
_ENDS = (".", "…", "?", "!")
_PLAIN = re.compile(r"\w+(?:[ .&'’-]{1,2}\w+)*")  # a name that needs no escaping wherever it stands
_MOST_LISTED = 12  # articles under "Sources"; the others are counted
_TITLE, _TERSE_TITLE, _NOTED = 90, 50, 40  # characters


@dataclass(frozen=True)
class Sources:
    """The articles of one brief as its document shows them.

    Args:
        brief: the brief.
        escape: foreign text as literal characters.
        first: the number of its first article, for a document that holds several briefs.
        brief_number: of the brief in its document, from 1.
        alone: whether the document holds no other brief.
        marks: the number of each claim's evidence by its id, where that is printed at the end.
    """

    brief: Brief
    escape: Callable[[str], str]
    first: int = 1
    brief_number: int = 1
    alone: bool = True
    marks: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def words(self) -> Wording:
        """The words that stand around."""
        return wording(self.brief)

    @cached_property
    def _names(self) -> dict[str, str]:
        return outlet_names.names(self.brief)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The article's numbers: those that are cited first, so that a list that is cut keeps them."""
        used = {cover.article for cover in self.brief.coverage if cover.use == "cited"}
        ordered = sorted(self.brief.articles, key=lambda article: article.id not in used)
        return {article.id: number for number, article in enumerate(ordered, self.first)}

    @property
    def next(self) -> int:
        """The number after the last."""
        return self.first + len(self._numbers)

    # --- behind a sentence ------------------------------------------------------------------------------------

    def tail(self, claim: Claim) -> str:
        """Who backs a sentence: one or two outlets by name, else how many, with their numbers."""
        cited = [a for i in dict.fromkeys(c.article for c in claim.citations) if (a := self.brief.article(i))]
        named = {self._names[article.id]: article for article in reversed(cited)}
        mark = self.marks.get(claim.id)
        if len(named) <= _MOST_NAMED:
            said = ", ".join(self._linked(self._names[a.id], a) for a in reversed(named.values()))
            return f"{said} [{mark}]" if mark else said
        numbers = _ranges(sorted(self._numbers[article.id] for article in cited))
        return f"{self.words.count('outlets', len(named))} [{mark or numbers}]"

    def _linked(self, words: str, article: Article) -> str:
        said = self.escape(words)
        if not web_url(article.url):
            return said
        label = self._labels[article.id]
        return f"[{said}]" if said == label else f"[{said}][{label}]"

    @cached_property
    def _labels(self) -> dict[str, str]:
        """By what each address is referred to: the outlet's name, or a number where another may have that name."""
        often = Counter(name.casefold() for name in self._names.values())
        own = {i for i, name in self._names.items() if often[name.casefold()] == 1 and _PLAIN.fullmatch(name)}
        return {i: name if self.alone and i in own else f"s{self._numbers[i]}" for i, name in self._names.items()}

    def links(self) -> str:
        """The addresses, which no viewer shows."""
        found = ((self._labels[article.id], web_url(article.url)) for article in self.ordered)
        return "\n".join(f"[{label}]:<{url}>" for label, url in found if url)

    # --- the list ---------------------------------------------------------------------------------------------

    @cached_property
    def ordered(self) -> tuple[Article, ...]:
        """The articles by number."""
        return tuple(sorted(self.brief.articles, key=lambda article: self._numbers[article.id]))

    @property
    def proved(self) -> tuple[Article, ...]:
        """The articles that the line of spans names: those that are listed or cited."""
        cited = {citation.article for claim in claims_in_order(self.brief) for citation in claim.citations}
        return tuple(a for n, a in enumerate(self.ordered) if n < _MOST_LISTED or a.id in cited)

    def listed(self, heading: str, *, terse: bool = False) -> str:
        """A line for every article, numbered; *terse*: without what it alone adds."""
        if not self.ordered:
            return ""
        lines = [self._source(article, terse=terse) for article in self.ordered[:_MOST_LISTED]]
        further = len(self.ordered) - _MOST_LISTED
        more = f"\n\n*{self.words.count('further', further)}*" if further > 0 else ""
        return f"{heading}{self.words.say('sources')}\n\n" + "\n".join(lines) + more

    def _source(self, article: Article, *, terse: bool) -> str:
        """The line of one article: outlet, title, day, and what becomes of it or what it alone adds."""
        title = "" if _is_untitled(article) else clean(article.title)
        # It stands whole where the headline is made of it, so that `verify` finds its words.
        if title != clean(self.brief.headline):
            title = shorten(title, _TERSE_TITLE if terse else _TITLE)
        cover = next((c for c in self.brief.coverage if c.article == article.id), None)
        facts = [f"*{self._linked(title, article)}*" if title else "", self.escape(self.words.day(article.published))]
        if cover and cover.use == "duplicate":
            other = (cover.reason or "").removeprefix("the same text as ").partition(":")[0]
            facts.append(self.escape(self.words.say("same_text", a=self._names.get(other, other))))
        elif cover and cover.use == "unused":
            facts.append(self.escape(self.words.say("not_used")))
        told = ", ".join(fact for fact in facts if fact)
        end = "" if not article.published and title.endswith(_ENDS) and told.endswith("*") else "."
        said = f"**{self.escape(self._names[article.id])}**{f': {told}' if told else ''}{end}"
        alone = only_here(article, self.brief) if cover and cover.use == "cited" and not terse else ()
        adds = f" {self.escape(self.words.say('only_here', a=', '.join(alone)))}" if alone else ""
        return f"{self._numbers[article.id]}. {said}{adds}"

    # --- the end ----------------------------------------------------------------------------------------------

    def notes(self, shown: Sequence[Claim]) -> str:
        """What a reader should know of sentences that are shown and of what could not be done, each in a line."""
        return "\n\n".join(f"*{self.escape(note)}*" for note in notes(self.brief, shown))

    def provenance(self) -> str:
        """Who made it, and what a citation is."""
        return f"*{self.escape(captions.provenance(self.brief))}*"

    def evidence(self, heading: str, shown: Sequence[Claim]) -> str:
        """The words behind every sentence that is shown, numbered, with how independently it is backed."""
        lines = [
            f"{number}. “{self.escape(shorten(claim.text, _NOTED))}”: {captions.corroboration(claim, self.brief)}. "
            + "; ".join(self._quotation(c) for c in claim.citations)
            for number, claim in enumerate(shown, 1)
        ]
        return f"{heading}{self.words.say('evidence')}\n\n" + "\n".join(lines) if lines else ""

    def _quotation(self, citation: Citation) -> str:
        who = self._names.get(citation.article, citation.article)
        return f"{self.escape(who)}: “{self.escape(captions.quotation(citation))}”"


def _is_untitled(article: Article) -> bool:
    """Whether an article's title is only how its first paragraph begins, which nobody wants to read twice."""
    text, title = article.text.lstrip(), article.title.rstrip("… ")
    return bool(title) and text.startswith(title) and text[len(title) : len(title) + 1] not in {"", "\n", "\r"}


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in a few characters: "1–4, 6"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > _MOST_NAMED else ", ".join(map(str, run)) for run in runs)
