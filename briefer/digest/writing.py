"""A digest as its master document: Markdown that reads well, sends to every channel and can be verified again.

Only claims are list items, as everywhere in briefer's Markdown: what stands beside the stories is in paragraphs, so
that nobody takes it for a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from briefer.channels import captions, outgoing
from briefer.channels import markdown as channel
from briefer.channels.literal import clean, escape, shorten, web_url
from briefer.channels.markdown_sources import Sources
from briefer.digest.delta import Earlier
from briefer.digest.telling import CHECK
from briefer.digest.values import Digest, EditedArticle, News
from briefer.language.words import counted
from briefer.records import Article, Brief, Claim, Coverage, Finding, Revision, Section, Severity

ALSO = "Also reported"
EDITED = "Edited since they were read"
ABOUT = "About this digest"

_MOST_LISTED = 20  # titles of further stories, sources that failed, headlines of quiet stories
_MOST_SENTENCES = 3  # of an edit, on each side
_TITLE = 160
_NOTED = 60  # characters of a claim that a note is about


def title(digest: Digest) -> str:
    """The digest's heading and subject."""
    return f"{digest.title}: {digest.day}"


def subject(digest: Digest) -> str:
    """What a mail says the news is: "Ports & power: Toll rises to five, and 1 more"; nothing where there is none."""
    told = outgoing.subject([news.brief for news in digest.news])
    return f"{digest.title}: {told}" if told else ""


def markdown(digest: Digest) -> str:
    """The whole digest as Markdown."""
    parts = [f"# {escape(title(digest))}", escape(lead(digest))]
    ends: list[str] = []
    first = 1
    following = [captions.provenance(news.brief) for news in digest.news[1:]]
    for number, (news, after) in enumerate(zip_longest(digest.news, following), 1):
        # What no check has rules for is told once, below.
        sources = Sources(replace(shown(news), not_checked=()), escape, first, number, alone=False)
        first = sources.next
        pieces = channel.pieces(sources.brief, sources, style=channel.Style(level=2))
        ends.append(pieces.pop("links"))
        if captions.provenance(news.brief) == after:  # the next story says who wrote both, in the same words
            del pieces["provenance"]
        told = _told_before(sources, "\n".join(pieces.values()))
        pieces["notes"] = "\n\n".join(part for part in (pieces["notes"], *told) if part)
        parts += _story(news, pieces)
    notes = list(_notes(digest))
    about = [f"## {ABOUT}", *notes] if notes else []
    parts += [*_further(digest.further), *_edits(digest.edits), *about, "\n".join(ends)]
    return "\n\n".join(part for part in parts if part) + "\n"


def lead(digest: Digest) -> str:
    """One sentence on what the digest is made of."""
    since = f" since {captions.date(digest.since)}" if digest.since else ""
    if digest.is_unread:
        return f"No source could be read{since}."
    if digest.is_empty:
        return f"Nothing new{since}."
    return f"{counted(len(digest.news), 'story', 'stories')} from {counted(digest.articles, 'new article')}{since}."


def shown(news: News) -> Brief:
    """The brief as its readers get it: what changed beside what was told, and the articles of both."""
    brief = news.brief
    changes = [(one, one.earlier) for one in news.changes if one.kind == "changed" and one.earlier]
    told = {a.sha256: a for _, before in changes for a in before.articles.values()}
    first = len(brief.articles) + 1
    articles = {sha256: replace(a, id=f"A{n}") for n, (sha256, a) in enumerate(told.items(), first)}
    changed = {change.claim.id for change, _ in changes}
    return replace(
        brief,
        claims=tuple(sorted((_in_place(c) for c in brief.claims if c.id not in changed), key=_is_told)),
        revisions=tuple(
            Revision(change.claim, _before(before, articles, number), news.since or before.at, change.values)
            for number, (change, before) in enumerate(changes, 1)
        ),
        articles=(*brief.articles, *articles.values()),
        coverage=(*brief.coverage, *(Coverage(a.id, f"{CHECK}{a.id[1:]}", "cited") for a in articles.values())),
    )


def _is_told(claim: Claim) -> bool:
    """Whether a claim was told before, and comes again since a further source says so too."""
    return any(finding.check == CHECK for finding in claim.findings)


def _in_place(claim: Claim) -> Claim:
    """A fact that was told before is context of what is new."""
    behind = _is_told(claim) and claim.section is Section.KEY_FACTS
    return replace(claim, section=Section.CONTEXT) if behind else claim


def _before(earlier: Earlier, articles: Mapping[str, Article], number: int) -> Claim:
    """The earlier claim, its citations leading to the articles under their new ids."""
    named = {old: articles[article.sha256].id for old, article in earlier.articles.items()}
    citations = tuple(replace(c, article=named[c.article]) for c in earlier.claim.citations if c.article in named)
    flag = Finding(CHECK, Severity.FLAG, f"told on {captions.date(earlier.at)}")
    return replace(earlier.claim, id=f"B{number}", citations=citations, findings=(flag,))


def _story(news: News, pieces: Mapping[str, str]) -> Iterator[str]:
    """The parts of one story, and under its days what is left out of it."""
    for name, piece in pieces.items():
        yield piece
        if name == "when":
            yield _running(news)


def _running(news: News) -> str:
    """What is left out of a story that ran before."""
    if not news.since:
        return ""
    kinds = [change.kind for change in news.changes]
    named = (("new", "new"), ("changed", "changed"), ("confirmed", "confirmed by a further source"))
    said = [f"{kinds.count(kind)} {word}" for kind, word in named if kind in kinds]
    known = f"{counted(news.known, 'claim')} told before {'is' if news.known == 1 else 'are'} left out"
    left = f"; {known}" if news.known else ""
    return f"*Goes on; last told on {escape(captions.date(news.since))}: {', '.join(said)}{left}.*"


def _told_before(sources: Sources, shown_text: str) -> Iterator[str]:
    """Which of the claims that are shown were told before, and that a further source says so too."""
    for claim in filter(_is_told, sources.brief.claims):
        said = next(finding.message for finding in claim.findings if finding.check == CHECK)
        if escape(claim.text) in shown_text:
            note = sources.words.say("note", a=shorten(claim.text, _NOTED), b=said.rstrip("."))
            yield f"*{escape(note)}*"


def _further(listed: Sequence[Article]) -> Iterator[str]:
    if listed:
        yield f"## {ALSO}"
    yield from (_named(article) for article in listed[:_MOST_LISTED])
    if len(listed) > _MOST_LISTED:
        yield f"And {counted(len(listed) - _MOST_LISTED, 'further story', 'further stories')}."


def _named(article: Article) -> str:
    title, url = escape(shorten(article.title, _TITLE)) or "Untitled", web_url(article.url)
    rest = (clean(article.publisher or ""), captions.date(article.published))
    return " · ".join((f"[{title}](<{url}>)" if url else title, *(escape(part) for part in rest if part)))


def named(digest: Digest) -> tuple[str, ...]:
    """The addresses of the articles that are named without a claim."""
    return tuple(a.url for a in (*digest.further, *(edit.after for edit in digest.edits)) if a.url)


def _edits(listed: Sequence[EditedArticle]) -> Iterator[str]:
    if listed:
        yield f"## {EDITED}"
    for edit in listed[:_MOST_LISTED]:
        yield f"**{_named(edit.after)}**, read on {escape(captions.date(edit.before.at))}"
        for name, sentences in (("No longer there", edit.removed), ("Now there", edit.added)):
            if sentences:
                quoted = " ".join(f"“{escape(sentence)}”" for sentence in sentences[:_MOST_SENTENCES])
                more = len(sentences) - _MOST_SENTENCES
                yield f"{name}: {quoted}" + (f" and {counted(more, 'further sentence')}" if more > 0 else "")


def _notes(digest: Digest) -> Iterator[str]:
    yield from (escape(note) for note in digest.notes)
    if digest.quiet:
        named = "; ".join(escape(shorten(headline, _TITLE)) for headline in digest.quiet[:_MOST_LISTED])
        yield f"Nothing new in {counted(len(digest.quiet), 'story', 'stories')} that ran before: {named}."
    if digest.reprints:
        what = counted(digest.reprints, "article is a reprint", "articles are reprints")
        yield f"{what} of texts that were read before."
    unchecked = dict.fromkeys(line for news in digest.news for line in news.brief.not_checked)
    if unchecked:
        yield f"Not checked: {escape('; '.join(unchecked))}."
    faults = sorted(digest.faults, key=lambda fault: (-fault.times, fault.failure.source))
    for one in faults[:_MOST_LISTED]:
        lasting = f" for {one.times} digests, since {escape(captions.date(one.since))}" if one.times > 1 else ""
        yield f"Not read{lasting}: {escape(one.failure.source)}: {escape(one.failure.reason)}"
    if len(faults) > _MOST_LISTED:
        yield f"{len(faults) - _MOST_LISTED} further sources could not be read."
