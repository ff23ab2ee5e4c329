"""A digest as its master document: Markdown that reads well, sends to every channel and can be verified again.

Only claims are list items, as everywhere in briefer's Markdown: what stands beside the stories is in paragraphs, so
that nobody takes it for a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from briefer.channels import captions, markdown
from briefer.channels.literal import clean, escape, shorten, web_url
from briefer.channels.numbering import Numbering
from briefer.digest.delta import Change, Earlier
from briefer.digest.telling import CHECK
from briefer.digest.values import Digest, Edit, Fault, News
from briefer.language.words import counted
from briefer.records import Article, Brief, Claim, Coverage, Disagreement, Finding, Severity

CHANGED = "Changed since"
ALSO = "Also reported"
EDITED = "Edited since they were read"
ABOUT = "About this digest"

_MOST_LISTED = 20  # titles of further stories, sources that failed, headlines of quiet stories
_MOST_SENTENCES = 3  # of an edit, on each side
_TITLE = 160


def title(digest: Digest) -> str:
    """The digest's heading and subject."""
    return f"{digest.title}: {digest.day}"


def document(digest: Digest) -> str:
    """The whole digest as Markdown."""
    parts = [f"# {escape(title(digest))}", escape(lead(digest))]
    ends: list[str] = []
    first = 1
    following = [captions.provenance(news.brief) for news in digest.news[1:]]
    for news, after in zip_longest(digest.news, following):
        brief = shown(news)
        numbering = Numbering(brief, first)
        first = numbering.next
        parts += _story(news, brief, numbering, by_the_way=captions.provenance(news.brief) == after)
        ends += markdown.definitions(numbering.all, brief)
    parts += [*_further(digest.further), *_edits(digest.edits), *_about(digest), "\n".join(ends)]
    return "\n\n".join(part for part in parts if part) + "\n"


def lead(digest: Digest) -> str:
    """One sentence on what the digest is made of."""
    since = f" since {captions.date(digest.since)}" if digest.since else ""
    if digest.is_unread:
        return f"No source could be read{since}."
    if digest.is_empty:
        return f"Nothing new{since}."
    stories = f"{len(digest.news)} {'story' if len(digest.news) == 1 else 'stories'}"
    return f"{stories} from {counted(digest.articles, 'new article')}{since}."


def shown(news: News) -> Brief:
    """The brief with what changed as questions with two answers, the new one first, and the articles of both."""
    brief = news.brief
    articles, covers = list(brief.articles), list(brief.coverage)
    ids: dict[str, str] = {}
    questions: list[Disagreement] = []
    for change in news.changes:
        if change.kind != "changed" or not change.earlier:
            continue
        for article in change.earlier.articles.values():
            if article.sha256 not in ids:
                ids[article.sha256] = f"A{len(articles) + 1}"
                articles.append(replace(article, id=ids[article.sha256]))
                covers.append(Coverage(ids[article.sha256], f"{CHECK}{len(articles)}", "cited"))
        questions.append(_question(change, _before(change.earlier, ids, len(questions))))
    changed = {question.positions[0].id for question in questions}
    return replace(
        brief,
        claims=tuple(claim for claim in brief.claims if claim.id not in changed),
        disagreements=(*questions, *brief.disagreements),
        articles=tuple(articles),
        coverage=tuple(covers),
    )


def told(news: News) -> Brief:
    """The brief for those who take values, not Markdown: what changed is named as such, since it is no disagreement."""
    brief = shown(news)
    count = len(brief.disagreements) - len(news.brief.disagreements)
    since = f"{CHANGED} {captions.date(news.since)}"
    changed = tuple(replace(d, question=f"{since}: {d.question}") for d in brief.disagreements[:count])
    return replace(brief, disagreements=(*changed, *brief.disagreements[count:]))


def _question(change: Change, before: Claim) -> Disagreement:
    said = " → ".join(change.values) if change.values else "Told differently before"
    return Disagreement(said, (change.claim, before))


def _before(earlier: Earlier, ids: dict[str, str], number: int) -> Claim:
    """The earlier claim, its citations leading to the articles under their new ids."""
    named = {old: ids[article.sha256] for old, article in earlier.articles.items()}
    citations = tuple(replace(c, article=named[c.article]) for c in earlier.claim.citations if c.article in named)
    flag = Finding(CHECK, Severity.FLAG, f"told on {captions.date(earlier.at)}")
    return replace(earlier.claim, id=f"B{number + 1}", citations=citations, findings=(flag,))


def _story(news: News, brief: Brief, numbering: Numbering, *, by_the_way: bool) -> Iterator[str]:
    """The parts of one story, what changed before what the sources disagree on.

    Args:
        news: the story.
        brief: as it is shown.
        numbering: of its citations.
        by_the_way: whether the next story says who wrote it, in the same words.
    """
    count = len(brief.disagreements) - len(news.brief.disagreements)
    whole = replace(brief, disagreements=brief.disagreements[:count])
    with_earlier = markdown.pieces(whole, numbering, level=2)
    # Headline, numbers and coverage speak of the new articles alone; what no check has rules for is told once, below.
    own = markdown.pieces(replace(news.brief, claims=brief.claims, not_checked=()), numbering, level=2)
    own["masthead"] = f"*{escape(captions.masthead(news.brief))}*"
    for name, piece in own.items():
        if name == "disagreements" and count:
            yield f"### {CHANGED} {captions.date(news.since)}\n\n" + with_earlier[name].partition("\n\n")[2]
        yield _short(name, with_earlier[name] if name == "provenance" else piece, by_the_way=by_the_way)
        if name == "masthead":
            yield _running(news)


def _short(name: str, piece: str, *, by_the_way: bool) -> str:
    """A part without what twenty stories in a row need not say: that all is cited, and who wrote it."""
    if name == "coverage" and "\n- " not in piece:
        return ""
    if name == "provenance" and by_the_way:
        return piece[piece.rindex("*Texts as read") :] if "*Texts as read" in piece else ""
    return piece


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


def _further(articles: Iterable[Article]) -> Iterator[str]:
    listed = list(articles)
    if not listed:
        return
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


def _edits(edits: Iterable[Edit]) -> Iterator[str]:
    listed = list(edits)
    if listed:
        yield f"## {EDITED}"
    for edit in listed[:_MOST_LISTED]:
        yield f"**{_named(edit.after)}**, read on {escape(captions.date(edit.before.at))}"
        for name, sentences in (("No longer there", edit.removed), ("Now there", edit.added)):
            if sentences:
                quoted = " ".join(f"“{escape(sentence)}”" for sentence in sentences[:_MOST_SENTENCES])
                more = len(sentences) - _MOST_SENTENCES
                yield f"{name}: {quoted}" + (f" and {counted(more, 'further sentence')}" if more > 0 else "")


def _about(digest: Digest) -> Iterator[str]:
    said = list(_notes(digest))
    if said:
        yield f"## {ABOUT}"
        yield from said


def _notes(digest: Digest) -> Iterator[str]:
    yield from (escape(note) for note in digest.notes)
    if digest.quiet:
        named = "; ".join(escape(shorten(headline, _TITLE)) for headline in digest.quiet[:_MOST_LISTED])
        count = len(digest.quiet)
        yield f"Nothing new in {count} {'story' if count == 1 else 'stories'} that ran before: {named}."
    if digest.reprints:
        what = "article is a reprint" if digest.reprints == 1 else "articles are reprints"
        yield f"{digest.reprints} {what} of texts that were read before."
    unchecked = dict.fromkeys(line for news in digest.news for line in news.brief.not_checked)
    if unchecked:
        yield f"Not checked: {escape('; '.join(unchecked))}."
    faults = sorted(digest.faults, key=lambda fault: (-fault.times, fault.failure.source))
    yield from (_fault(fault) for fault in faults[:_MOST_LISTED])
    if len(faults) > _MOST_LISTED:
        yield f"{len(faults) - _MOST_LISTED} further sources could not be read."


def _fault(fault: Fault) -> str:
    lasting = f" for {fault.times} digests, since {escape(captions.date(fault.since))}" if fault.times > 1 else ""
    return f"Not read{lasting}: {escape(fault.failure.source)}: {escape(fault.failure.reason)}"
