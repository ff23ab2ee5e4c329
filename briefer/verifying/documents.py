"""A brief read back from Markdown that briefer wrote, perhaps edited by hand since; for GitHub, with footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag

from briefer.channels import captions, document
from briefer.channels.document import MasterBlock, Stretch
from briefer.errors import UsageError
from briefer.verifying.written import WrittenArticle, WrittenBrief, WrittenCitation, WrittenClaim

_SECTIONS = {title: section.value for section, title in captions.SECTIONS.items()}
_FURNITURE = {*_SECTIONS, captions.DISAGREEMENTS, captions.SOURCES, captions.WITHHELD, captions.COVERAGE}
_NUMBER = re.compile(r"\[\^?(\d+)\]")
_NUMBERS = re.compile(r"(?:\s*\[\^?\d+\])+")
_TEXTS = "Texts as read (sha256): "
_FOOTNOTE = re.compile(r"^\[\^(\d+)\]: (.*)$", re.MULTILINE)
_WORD_JOINER = "\u2060"  # set into names and addresses for GitHub, so that they are no links


@dataclass(frozen=True, slots=True)
class _Footnote:
    """A quotation at the end of a document."""

    quote: str  #: empty when there is none between quotation marks
    addresses: frozenset[str]  #: without their fragments


@dataclass(slots=True)
class _Open:
    """The brief that is being read."""

    headline: str
    section: str = ""
    question: str | None = None
    questions: list[str] = field(default_factory=list)
    claims: list[tuple[WrittenClaim, list[int]]] = field(default_factory=list)
    articles: list[WrittenArticle] = field(default_factory=list)
    evidence: dict[int, WrittenCitation] = field(default_factory=dict)

    def close(self, notes: dict[int, _Footnote]) -> WrittenBrief:
        """The finished value: numbers become the citations they stand for; a number without one cites nothing."""
        none = WrittenCitation(None, "")
        self.evidence |= {number: _noted(note, self.articles) for number, note in notes.items()}
        claims = (
            replace(claim, citations=tuple(self.evidence.get(number, none) for number in numbers))
            for claim, numbers in self.claims
        )
        questions = tuple(self.questions)
        return WrittenBrief(self.headline, tuple(claims), tuple(self.articles), questions=questions)


def from_markdown(text: str) -> tuple[WrittenBrief, ...]:
    """The briefs in a Markdown document that briefer wrote, perhaps edited by hand since.

    A citation whose number has no quotation under "Sources" comes back with no article and an empty quote.

    Raises:
        UsageError: there is no claim in it.
    """
    text, notes = _without_footnotes(text)
    blocks = document.parse(text).blocks
    level = min((b.level for b in blocks if b.kind == "heading" and b.text in _FURNITURE), default=2)
    briefs = [_Open("")]
    for block in blocks:
        if block.kind == "heading" and block.level < level:
            briefs.append(_Open(block.text))
        else:
            _read(block, briefs[-1])
    found = tuple(brief.close(notes) for brief in briefs if brief.claims)
    if not found:
        raise UsageError("There is no claim in this document.", hint="Give a brief made with --format md or json.")
    return found


def _read(block: MasterBlock, brief: _Open) -> None:
    if block.kind == "heading":
        brief.section, brief.question = block.text, None
    elif block.kind == "paragraph" and block.text.startswith(_TEXTS):
        _read_digests(block.text.removeprefix(_TEXTS), brief)
    elif brief.section == captions.SOURCES:
        _read_source(block, brief)
    elif brief.section in {captions.WITHHELD, captions.COVERAGE}:
        return
    elif block.kind == "item":
        said, numbers = _split(block.runs)
        section = _SECTIONS.get(brief.section)
        claim = WrittenClaim(f"C{len(brief.claims) + 1}", said, (), section, brief.question)
        brief.claims.append((claim, numbers))
    elif brief.section == captions.DISAGREEMENTS:
        brief.question = document.sentence_and_tail(block.runs)[0]
        brief.questions.append(brief.question)


def _split(runs: tuple[Stretch, ...]) -> tuple[str, list[int]]:
    """The sentence of a list item, and the numbers it cites: in the italics that end it, else at its very end."""
    said, end = document.sentence_and_tail(runs)
    tail = "".join(run.text for run in runs[end:])
    marks = _NUMBERS.match(tail)
    if not marks:
        said += tail
        marks = re.search(rf"{_NUMBERS.pattern}\s*$", said)
        said = said[: marks.start()] if marks else said
    return said.strip(), [int(number) for number in _NUMBER.findall(marks.group())] if marks else []


def _read_source(block: MasterBlock, brief: _Open) -> None:
    """An article's line in bold and words, or a numbered quotation under it."""
    if block.kind == "item" and brief.articles:
        number, quote = _NUMBER.match(block.text), _quoted(block.text)
        if number and quote:
            brief.evidence[int(number[1])] = WrittenCitation(brief.articles[-1].id, quote)
    elif block.runs and block.runs[0].strong:
        rest = block.runs[1:]
        url = next((run.href for run in rest if run.href), None)
        parts = "".join(run.text for run in rest).strip().split(" · ")
        source = None if url or len(parts) == 1 else parts[-1]
        brief.articles.append(WrittenArticle(block.runs[0].text, parts[0], source, url))


def _noted(note: _Footnote, articles: list[WrittenArticle]) -> WrittenCitation:
    """The citation in a footnote: of the article with its address, else of any, for several may have one name."""
    named = [a.id for a in articles if a.url and urldefrag(a.url).url in note.addresses]
    return WrittenCitation(named[0] if len(named) == 1 else None, note.quote)


def _read_digests(listed: str, brief: _Open) -> None:
    pairs = (pair.rpartition(" ") for pair in listed.split(", "))
    digests = {name: sha256 for name, _, sha256 in pairs if name}
    known = {article.id for article in brief.articles}
    brief.articles = [replace(article, sha256=digests.get(article.id)) for article in brief.articles]
    brief.articles += [WrittenArticle(name, sha256=sha) for name, sha in digests.items() if name not in known]


def _without_footnotes(text: str) -> tuple[str, dict[int, _Footnote]]:
    """The document without its footnotes, and these by number; a document without any stays as it is."""
    if not _FOOTNOTE.search(text):
        return text, {}
    text = text.replace(_WORD_JOINER, "")
    return _FOOTNOTE.sub("", text), {int(note[1]): _footnote(note[2]) for note in _FOOTNOTE.finditer(text)}


def _footnote(line: str) -> _Footnote:
    runs = [run for block in document.parse(line).blocks for run in block.runs]
    addresses = frozenset(urldefrag(run.href).url for run in runs if run.href)
    return _Footnote(_quoted("".join(run.text for run in runs)), addresses)


def _quoted(line: str) -> str:
    """What stands between the outermost quotation marks of a line, or an empty string."""
    return line[line.find("“") + 1 : line.rfind("”")] if 0 <= line.find("“") < line.rfind("”") else ""
