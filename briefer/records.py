"""Every value that flows through briefer, in the order in which it flows.

All of them are frozen. Offsets are Unicode code points into `Article.text`, end-exclusive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple


class Span(NamedTuple):
    """A stretch of a text: code points, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of *text* that this span covers."""
        return text[self.start : self.end]


# --- what came in -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as it came: bytes or text, and where from."""

    source: str  #: path or URL, as a person would name it
    body: bytes | str
    media_type: str = "text/plain"  #: text/plain, text/markdown, text/html, …
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  #: as written by the source; `reading` makes it ISO 8601
    source_id: str | None = None  #: the `id` a JSON line gave


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no article, and why, in words for a person."""

    source: str
    reason: str


# --- what was read ----------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a passage is. Only CONTENT (and, for a person, HEADING) may be cited or shown to a model."""

    CONTENT = "content"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"
    HIDDEN = "hidden"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, list item or heading of an article."""

    ref: str  #: "A1.3": article id, then the passage's number from 1
    span: Span
    text: str  #: always `span.of(article.text)`
    kind: Kind = Kind.CONTENT
    reason: str = ""  #: why it was marked; empty for content
    paragraph: int = 0  #: number of the block of text that it stands in, from 0


@dataclass(frozen=True, slots=True)
class Article:
    """A readable article. `text` is never rewritten: every span indexes into it."""

    id: str  #: "A1"
    source: str
    title: str
    text: str
    sha256: str  #: hexadecimal, of `text` as UTF-8
    passages: tuple[Passage, ...] = ()
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  #: ISO 8601 date or date-time; None when unknown
    language: str | None = None  #: ISO 639-1 code; None when unknown
    source_id: str | None = None

    @property
    def content(self) -> tuple[Passage, ...]:
        """The passages that may be cited."""
        return tuple(p for p in self.passages if p.kind is Kind.CONTENT)


# --- what belongs together --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """The unit of independence: articles that go back to one text or one publisher family."""

    id: str  #: "O1"
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two articles were put together, in words: "78 % of its text is in A2"."""

    a: str
    b: str
    kind: Literal["copy", "origin", "story"]
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event."""

    id: str  #: "S1"
    articles: tuple[Article, ...]
    copies: tuple[tuple[str, ...], ...] = ()  #: groups of article ids with the same text, singletons included
    origins: tuple[Origin, ...] = ()  #: every article is in exactly one
    overlaps: tuple[tuple[str, ...], ...] = ()  #: groups (two or more) of passage refs that state one fact
    links: tuple[Link, ...] = ()

    def article(self, article_id: str) -> Article | None:
        """The article with that id, or None."""
        return next((a for a in self.articles if a.id == article_id), None)

    def origin_of(self, article_id: str) -> str:
        """The id of the origin that the article belongs to.

        Raises:
            KeyError: for an article that is not in this story.
        """
        return {name: origin.id for origin in self.origins for name in origin.articles}[article_id]


# --- what a writer is asked, and says (not yet believed) ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader asked of a writer. None of them may drop a grounded claim except `max_claims`."""

    length: Literal["short", "standard", "long"] = "standard"
    language: str | None = None  #: ISO 639-1 code of the brief; None for the sources' own
    focus: str | None = None
    max_claims: int | None = None
    audience: str | None = None  #: for whom it is written, in the person's own words
    told: tuple[str, ...] = ()  #: sentences that the reader was told on other days: what is new is wanted
    questions: int = 0  #: so many questions that a reader would ask, answered
    sections: tuple[str, ...] = ()  #: names of the sections that are shown, in order; all of them where empty


class Section(StrEnum):
    """The parts of a brief, in reading order."""

    BOTTOM_LINE = "bottom_line"
    KEY_FACTS = "key_facts"
    CONTEXT = "context"
    OUTLOOK = "outlook"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a writer says stand in a passage."""

    passage: str  #: "A1.3", or "A1" for anywhere in that article
    text: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence a writer proposes, with its quotes."""

    text: str
    quotes: tuple[Quote, ...]
    section: Section = Section.KEY_FACTS


@dataclass(frozen=True, slots=True)
class DraftDisagreement:
    """A question on which a writer says that the sources differ."""

    question: str
    positions: tuple[DraftClaim, ...]
    latest: str | None = None  #: id of the article whose position is the most recent, where that is known


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """What somebody holds, somebody's very words, or what happened on a day, as a writer says it."""

    claim: DraftClaim  #: what is held, the words without quotation marks, or what happened
    who: str = ""  #: the speaker, for a position or a quotation
    about: str = ""  #: the speaker's position, or the occasion of the words; empty where nothing says so
    day: str | None = None  #: of an event: ISO 8601 day, month ("2026-03") or year


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """A question that a reader would ask, and sentences that answer it."""

    question: str
    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a writer says about a story."""

    headline: str
    claims: tuple[DraftClaim, ...]
    disagreements: tuple[DraftDisagreement, ...] = ()
    voices: tuple[DraftEntry, ...] = ()  #: who says what
    quotes: tuple[DraftEntry, ...] = ()
    timeline: tuple[DraftEntry, ...] = ()
    questions: tuple[DraftAnswer, ...] = ()


# --- what code found --------------------------------------------------------------------------------------


class Match(StrEnum):
    """How a quote was found. There is no fuzzy match."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    LOOSE = "loose"
    ELIDED = "elided"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quote stands in a text."""

    start: int
    end: int
    match: Match
    segments: tuple[Span, ...]  #: the quoted stretches; more than one only for ELIDED


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that code located: `article.text[start:end] == text`."""

    article: str
    start: int
    end: int
    text: str
    match: Match
    segments: tuple[Span, ...]


class Severity(StrEnum):
    """What a finding does to a claim."""

    REJECT = "reject"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has against a claim, in plain words."""

    check: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """What one cited article offers for a claim, at growing distance from the cited characters."""

    article: str
    sentences: str  #: the enclosing sentence(s) of every span, elided gaps included
    around: str  #: those, and one sentence either side
    source: str  #: the whole article: title and text
    published: str | None = None  #: ISO 8601
    language: str | None = None
    publisher: str | None = None  #: so that "Reuters reported" names nobody new when the article is Reuters' own


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a claim is checked against: one piece a cited article."""

    pieces: tuple[EvidencePiece, ...]

    @property
    def sentences(self) -> str:
        """The cited sentences of all pieces, a line each."""
        return "\n".join(p.sentences for p in self.pieces)

    @property
    def around(self) -> str:
        """The cited sentences and their neighbours, of all pieces."""
        return "\n".join(p.around for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Claim:
    """A published sentence: grounded, with nothing that rejects it."""

    id: str  #: "C1"
    text: str
    section: Section
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...] = ()  #: flags only
    origins: tuple[str, ...] = ()  #: ids of the origins each of which alone passes every reject check

    @property
    def corroboration(self) -> int:
        """How many independent origins back the claim, each by itself."""
        return len(self.origins)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposed claim that is withheld, and why."""

    text: str
    quotes: tuple[str, ...]
    findings: tuple[Finding, ...]
    passages: tuple[str, ...] = ()  #: refs of what it was to cite


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question, two or more grounded positions."""

    question: str
    positions: tuple[Claim, ...]
    latest: str | None = None  #: id of the article whose position is the most recent, where that is known


@dataclass(frozen=True, slots=True)
class Labelled:
    """What somebody holds, somebody's very words, or what happened on a day.

    Its claim's text is the whole line, as it is read and checked: "Ada Lund, governor: the dam will stand",
    "“It is a folly” — Mico Stoll, at a party dinner", "4 March 2026: the plan was unveiled".
    """

    claim: Claim
    who: str = ""  #: the speaker
    about: str = ""  #: the speaker's position, or the occasion of the words
    day: str | None = None  #: of an event: ISO 8601 day, month ("2026-03") or year


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that a reader would ask, answered by grounded claims."""

    question: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One fact that a brief tells otherwise than an earlier brief did."""

    now: Claim
    before: Claim  #: it cites articles of the earlier brief
    since: str  #: ISO 8601: when the story was last told
    values: tuple[str, str] | None = None  #: the old value and the new one, as written, where they are all that differs


# --- what is published and delivered ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one article."""

    article: str
    origin: str
    use: Literal["cited", "duplicate", "unused"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that several origins state and the brief does not."""

    passage: str  #: ref of its first statement
    text: str
    origins: int  #: how many state it
    reason: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a brief was made."""

    writer: Literal["extractive", "model"]
    created: str  #: ISO 8601 in UTC, "…Z"
    briefer: str  #: version
    model: str | None = None
    prompt_sha256: str | None = None
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    note: str | None = None  #: why the built-in writer stood in for a model, when it did
    judge_model: str | None = None  #: who was asked a second time; what that took is counted above


@dataclass(frozen=True, slots=True)
class NewsDays:
    """The days of which the news are, as the articles and what they say have it; both ISO 8601, equal for one day."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class BriefForm:
    """How much of a brief a text shows, and in which order; the evidence page and the JSON always have all of it."""

    length: Literal["short", "standard", "long"] = "standard"
    sections: tuple[str, ...] = ()  #: names of sections, in order; all of them where empty
    language: str | None = None  #: ISO 639-1 code that was asked for; None for the sources' own


@dataclass(frozen=True, slots=True)
class Brief:
    """One consolidated, grounded brief."""

    headline: str
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    coverage: tuple[Coverage, ...]  #: one for each article, in the same order
    provenance: Provenance
    disagreements: tuple[Disagreement, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    failures: tuple[Failure, ...] = ()
    not_checked: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  #: the most widely told facts that are not in it
    revisions: tuple[Revision, ...] = ()  #: what it tells otherwise than an earlier brief did
    when: NewsDays | None = None  #: None where nothing says so
    voices: tuple[Labelled, ...] = ()  #: who says what
    quotes: tuple[Labelled, ...] = ()
    timeline: tuple[Labelled, ...] = ()  #: the earliest first
    questions: tuple[Answered, ...] = ()
    form: BriefForm = BriefForm()
    _repr_markdown_: ClassVar[Callable[[Brief], str] | None] = None  #: for notebooks; `app` sets it, knowing channels

    @property
    def entries(self) -> tuple[Labelled, ...]:
        """Who says what, the quotations and the events."""
        return (*self.voices, *self.quotes, *self.timeline)

    @property
    def published(self) -> tuple[Claim, ...]:
        """Every claim that it publishes of its own articles: facts, positions, entries and answers."""
        positions = (position for one in self.disagreements for position in one.positions)
        answers = (claim for one in self.questions for claim in one.claims)
        return (*self.claims, *positions, *(entry.claim for entry in self.entries), *answers)

    def article(self, article_id: str) -> Article | None:
        """The article with that id, or None."""
        return next((a for a in self.articles if a.id == article_id), None)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message at one target."""

    channel: str
    target: str
    id: str | None
    state: Literal["sent", "failed", "unknown"]
    detail: str = ""
