"""What a model is shown of articles, drafts and failing claims: nothing in it could pass for our own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefer.grounding.locate import quote_problem
from briefer.language import lexicon
from briefer.records import Article, Draft, DraftClaim, DraftEntry, Quote, Story
from briefer.writers import Failing

#: What a passage may not look like: our references, our headings, and the control tokens of chat templates, which a
#: local server may read as its own. Each is changed by the least that breaks it.
_MARKERS = tuple(
    (re.compile(marker), harmless)
    for marker, harmless in (
        (r"\[(\s*[Aa]\d+(?:\.\d+)?\s*)\]", r"(\1)"),
        (r"<(?=\||[|/]?[A-Za-z_]{1,20}[|>])", "‹"),
        (r"(?<=\|)>", "›"),
        (r"\[(/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)[^\]]{0,20})\]", r"(\1)"),
        (r"-{4,}|={4,}|#{3,}|`{3,}", "–"),
    )
)
_GONE = ("Cc", "Cf", "Cs", "Co", "Cn")
#: A figure with its separators and sign, a word, or a sign that is more than punctuation ("$", "%").
_TOKEN = re.compile(r"[-−]?\d(?:[\d.,:/]*\d)?|\w+|[^\w\s\"'“”‘’«».,;:!()\[\]–—-]")
#: Small words that may differ between two passages that say the same, in whatever language.
_HARMLESS = lexicon.words(lexicon.DEFAULT, "harmless")
#: A copy with this share of the longest one's length is no shortened one.
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """A passage as a model sees it."""

    ref: str  #: "A1.3"
    text: str  #: one line, neutralised
    article: str
    twins: tuple[str, ...] = ()  #: refs of passages that say the same in almost the same words, and are not shown

    def __str__(self) -> str:
        return f"[{self.ref}] {self.text}"


def neutral(text: str) -> str:
    """*text* as one line without control or format characters, and without anything that looks like our markers."""
    line = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _GONE)
    for pattern, harmless in _MARKERS:
        line = pattern.sub(harmless, line)
    return " ".join(line.split())


def header(article: Article) -> str:
    """The line above an article's passages: id, title, and who published it when."""
    where = ", ".join(neutral(part)[:80] for part in (article.publisher, article.published) if part)
    title = neutral(article.title)[:160] or "untitled"
    return f"Article {article.id}: {title}" + (f" ({where})" if where else "")


def lines(story: Story) -> tuple[Line, ...]:
    """The citable passages of *story* in reading order, near-identical ones once.

    One article of each group of copies speaks for it: the others add only the passages that it lacks. A passage too
    short to be quoted is not shown, since it could not be cited.
    """
    shown: dict[str, Line] = {}
    words: dict[str, tuple[str, ...]] = {}
    by_edge: dict[frozenset[str], list[str]] = {}
    for article in _speakers_first(story):
        for passage in article.content:
            text = neutral(passage.text)
            if quote_problem(text):
                continue
            mine = tuple(_TOKEN.findall(text.casefold()))
            met = (ref for key in _keys(mine) for ref in by_edge.get(key, ()))
            twin = next((ref for ref in met if _same(mine, words[ref])), None)
            if twin is not None:
                shown[twin] = replace(shown[twin], twins=(*shown[twin].twins, passage.ref))
                continue
            shown[passage.ref], words[passage.ref] = Line(passage.ref, text, article.id), mine
            for key in _keys(mine):
                by_edge.setdefault(key, []).append(passage.ref)
    return tuple(shown[p.ref] for article in story.articles for p in article.content if p.ref in shown)


def passages(story: Story, shown: Iterable[Line]) -> str:
    """Lines grouped under the header of their article, as a prompt holds them."""
    by_article: dict[str, list[Line]] = {}
    for line in shown:
        by_article.setdefault(line.article, []).append(line)
    return "\n".join(
        "\n".join((header(article), *map(str, by_article[article.id])))
        for article in story.articles
        if article.id in by_article
    )


def told(sentences: Iterable[str]) -> str:
    """What the readers know already, as the last lines of a prompt's data: without references, so not to be cited."""
    listed = [f"- {neutral(sentence)}" for sentence in sentences]
    return "\n".join(["Told before", *listed]) if listed else ""


def drafts(listed: Sequence[Draft]) -> str:
    """Drafts, every claim with its section and then its quotes."""
    shown: list[str] = []
    for number, draft in enumerate(listed, 1):
        shown.append(f"Draft {number}: {neutral(draft.headline)}")
        shown += [_claim(f"({claim.section})", claim) for claim in draft.claims]
        for disagreement in draft.disagreements:
            shown.append(f"(disagreement) {neutral(disagreement.question)}")
            shown += [_claim("(position)", position) for position in disagreement.positions]
        shown += [_claim(f"(voice: {_who(voice)})", voice.claim) for voice in draft.voices]
        shown += [_claim(f"(quote: {_who(quote)})", replace(quote.claim, text="")) for quote in draft.quotes]
        shown += [_claim(f"(timeline: {neutral(event.day or '')})", event.claim) for event in draft.timeline]
        for answer in draft.questions:
            shown.append(f"(question) {neutral(answer.question)}")
            shown += [_claim("(answer)", claim) for claim in answer.claims]
    return "\n".join(shown)


def _who(entry: DraftEntry) -> str:
    return neutral(f"{entry.who} | {entry.about}")


def failing(story: Story, listed: Sequence[Failing]) -> str:
    """Failing claims with what is wrong with each, and the passages they name."""
    shown: list[str] = []
    for number, one in enumerate(listed, 1):
        refs, hint = {q.passage for q in one.claim.quotes}, one.hint
        named = [p for a in story.articles for p in a.content if p.ref in refs or (hint and hint in p.text)]
        place = f'position on "{neutral(one.question)}"' if one.question else one.claim.section
        entry = [
            f"Claim {number} ({place}): {neutral(one.claim.text)}",
            *(f'  quoted from {neutral(q.passage) or "nowhere"}: "{neutral(q.text)}"' for q in one.claim.quotes),
            *(f"  problem: {neutral(f.message)}" for f in one.findings),
            *([f'  nearest true words: "{neutral(hint)}"'] if hint else []),
            *(f"[{p.ref}] {neutral(p.text)}" for p in named),
        ]
        shown.append("\n".join(entry))
    return "\n\n".join(shown)


def with_twins(draft: Draft, story: Story, shown: Iterable[Line]) -> Draft:
    """*draft*, with a quote from each other origin whose passage was not shown because it says the same.

    Only quotes that stand in that passage too are added: they are grounded like all others.
    """
    twins = {line.ref: line.twins for line in shown if line.twins}
    if not twins:
        return draft
    texts = {p.ref: neutral(p.text).casefold() for a in story.articles for p in a.content}
    origin = {p.ref: origins(story)[a.id] for a in story.articles for p in a.content}

    def widened(claim: DraftClaim) -> DraftClaim:
        quotes, known = list(claim.quotes), {origin.get(q.passage) for q in claim.quotes}
        for quote in claim.quotes:
            for twin in twins.get(quote.passage, ()):
                if origin[twin] not in known and neutral(quote.text).casefold() in texts[twin]:
                    quotes.append(Quote(twin, quote.text))
                    known.add(origin[twin])
        return DraftClaim(claim.text, tuple(quotes), claim.section)

    return _mapped(draft, widened)


def _mapped(draft: Draft, change: Callable[[DraftClaim], DraftClaim]) -> Draft:
    """*draft* with every sentence of it changed in the same way."""

    def entries(listed: Iterable[DraftEntry]) -> tuple[DraftEntry, ...]:
        return tuple(replace(entry, claim=change(entry.claim)) for entry in listed)

    return Draft(
        draft.headline,
        tuple(map(change, draft.claims)),
        tuple(replace(d, positions=tuple(map(change, d.positions))) for d in draft.disagreements),
        entries(draft.voices),
        entries(draft.quotes),
        entries(draft.timeline),
        tuple(replace(answer, claims=tuple(map(change, answer.claims))) for answer in draft.questions),
    )


def origins(story: Story) -> dict[str, str]:
    """The origin of each article, by their ids; the article itself where the story knows none."""
    return {a.id: a.id for a in story.articles} | {a: o.id for o in story.origins for a in o.articles}


def _speakers_first(story: Story) -> list[Article]:
    """The articles, the speaker of each group of copies before the others of its group."""
    silent: set[str] = set()
    for group in story.copies:
        copies = [article for article in story.articles if article.id in group]
        longest = max((len(article.text) for article in copies), default=0)
        whole = [article for article in copies if len(article.text) >= _WHOLE * longest]
        # The first published of those that were not shortened is the original, as far as one can tell.
        speaker = min(whole, key=lambda a: a.published or "9999", default=None)
        silent |= {article.id for article in copies if article is not speaker}
    return sorted(story.articles, key=lambda a: a.id in silent)


def _keys(words: Sequence[str]) -> set[frozenset[str]]:
    """Two keys, so that passages that differ at their start or at their end only still meet."""
    telling = [word for word in words if word not in _HARMLESS]
    return {frozenset(telling[:4]), frozenset((*telling[-4:], "$"))}


def _same(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two passages differ, if at all, in small words that carry no fact."""
    if words == other:
        return True
    common = set(words) & set(other)
    # Order counts: the same words in another order may tell who did what to whom the other way round.
    return (set(words) ^ set(other)) <= _HARMLESS and [w for w in words if w in common] == [
        w for w in other if w in common
    ]


def _claim(label: str, claim: DraftClaim) -> str:
    quotes = [f"[{neutral(q.passage)}] {neutral(q.text)}" for q in claim.quotes]
    return "\n".join((f"{label} {neutral(claim.text)}".rstrip(), *quotes))
