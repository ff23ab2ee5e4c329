"""The sources of a brief in Markdown: their numbers and names, a line for each, and what is said at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefer.channels import captions, outlets
from briefer.channels.literal import clean, shorten, web_url
from briefer.channels.only_here import only_here
from briefer.channels.wording import Wording, wording
from briefer.records import Article, Brief, Citation, Claim

_MOST_NAMED = 2  # outlets that are named behind a sentence; more are counted
_MOST_LISTED = 12  # articles under "Sources"; the others are counted
_MOST_NOTES = 3
_MOST_FAILURES = 5
_TITLE, _NOTED = 90, 40  # characters


@dataclass(frozen=True)
class Sources:
    """The articles of one brief as its document shows them.

    Args:
        brief: the brief.
        escape: foreign text as literal characters.
        first: the number of its first article, for a document that holds several briefs.
        brief_number: of the brief in its document, from 1.
    """

    brief: Brief
    escape: Callable[[str], str]
    first: int = 1
    brief_number: int = 1

    @cached_property
    def words(self) -> Wording:
        """The words that stand around."""
        return wording(self.brief)

    @cached_property
    def _names(self) -> dict[str, str]:
        return outlets.names(self.brief)

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
        if len(named) <= _MOST_NAMED:
            return ", ".join(self._linked(self._names[a.id], a) for a in reversed(named.values()))
        numbers = sorted(self._numbers[article.id] for article in cited)
        return f"{self.words.count('outlets', len(named))} [{_ranges(numbers)}]"

    def _linked(self, words: str, article: Article) -> str:
        said = self.escape(words)
        return f"[{said}][{self._numbers[article.id]}]" if web_url(article.url) else said

    def links(self) -> str:
        """The addresses, which no viewer shows."""
        found = ((self._numbers[a.id], web_url(a.url)) for a in self.brief.articles)
        return "\n".join(f"[{number}]: <{url}>" for number, url in sorted(found) if url)

    # --- the list ---------------------------------------------------------------------------------------------

    def listed(self, heading: str) -> str:
        """A line for every article, numbered."""
        if not self.brief.articles:
            return ""
        ordered = sorted(self.brief.articles, key=lambda article: self._numbers[article.id])
        lines = [self._source(article) for article in ordered[:_MOST_LISTED]]
        further = len(ordered) - _MOST_LISTED
        more = f"\n\n*{self.words.count('further', further)}*" if further > 0 else ""
        return f"{heading}{self.words.say('sources')}\n\n" + "\n".join(lines) + more

    def _source(self, article: Article) -> str:
        title = clean(article.title)
        named = self._linked(shorten(title, _TITLE), article) if title else ""
        cover = next((c for c in self.brief.coverage if c.article == article.id), None)
        aside = ""
        if cover and cover.use == "duplicate":
            other = (cover.reason or "").removeprefix("the same text as ").partition(":")[0]
            aside = self.words.say("same_text", a=self._names.get(other, other))
        elif cover and cover.use == "unused":
            aside = self.words.say("not_used")
        facts = (named, self.escape(self.words.day(article.published)), self.escape(aside))
        alone = only_here(article, self.brief) if cover and cover.use == "cited" else ()
        adds = f" {self.escape(self.words.say('only_here', a=', '.join(alone)))}" if alone else ""
        said = ", ".join(fact for fact in facts if fact)
        return f"{self._numbers[article.id]}. **{self.escape(self._names[article.id])}**{f': {said}' if said else ''}.{adds}"

    # --- the end ----------------------------------------------------------------------------------------------

    def notes(self) -> str:
        """What a reader should know of single sentences and of what could not be done, each in a line."""
        return "\n\n".join(f"*{self.escape(note)}*" for note in self._notes())

    def _notes(self) -> Iterator[str]:
        words, brief = self.words, self.brief
        noted = [c for c in captions.claims_in_order(brief) if c.findings and not _is_delta(c)]
        flagged = sum(any(f.check != "corroboration" for f in c.findings) for c in noted)
        told = [words.count("notes", flagged)] if flagged else []
        told += [words.count("withheld", len(brief.rejected))] if brief.rejected else []
        if told:
            yield " ".join([*told, words.say("reasons")])
        for failure in brief.failures[:_MOST_FAILURES]:
            yield words.say("not_read", a=clean(failure.source), b=clean(failure.reason).rstrip("."))
        if brief.not_checked:
            yield words.say("not_checked", a=clean("; ".join(brief.not_checked)).rstrip("."))

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


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in a few characters: "1–4, 6"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > _MOST_NAMED else ", ".join(map(str, run)) for run in runs)


def _is_delta(claim: Claim) -> bool:
    return all(finding.check == "delta" for finding in claim.findings)
