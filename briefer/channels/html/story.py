"""What a brief says, section by section, each sentence followed by a quiet mark of who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from briefer.channels import captions
from briefer.channels.html.page_lines import Page, PageLine, literal, told
from briefer.channels.literal import clean
from briefer.records import Claim, Disagreement, Labelled, Section

_JUMPS = ("differ", "timeline", "questions")
_CHIPS = 8  # outlets to filter by that are shown at once; the others are folded


def head(page: Page) -> str:
    """Headline, the days of the news, and what the brief is made of."""
    brief = page.brief
    when = page.words.days(brief.when)
    news = f'<span class="when">{literal(when)}</span>' if when else ""
    return (
        f'<header><h1 dir="auto">{literal(brief.headline) or "Brief"}</h1>\n'
        f'<p class="dateline">{news}<span>{_made_of(page)}</span></p></header>\n'
    )


def _made_of(page: Page) -> str:
    """From how many articles the brief is made; what only an earlier brief was made of does not count."""
    brief = page.brief
    earlier = {citation.article for one in brief.revisions for citation in one.before.citations}
    own = [cover for cover in brief.coverage if cover.article not in earlier]
    origins = len({cover.origin for cover in own})
    words = page.words
    said = words.count("articles", len(own)) + (
        f", {words.count('independent', origins)}" if origins != len(own) else ""
    )
    older = {id(one.before) for one in brief.revisions}
    claims = [claim for claim in told(brief) if id(claim) not in older]
    backed = sum(claim.corroboration > 1 for claim in claims)
    shown = words.say("backed", a=str(backed or words.say("none")), b=words.count("sentences", len(claims)))
    return f"{said} · {shown}"


def sections(page: Page) -> Iterator[str]:
    """The sections of a brief that have something to tell, in reading order, one string each."""
    brief = page.brief

    def chosen(section: Section) -> list[Claim]:
        return [claim for claim in brief.claims if claim.section is section]

    lead = " ".join(_line(page, claim) for claim in chosen(Section.BOTTOM_LINE))
    if lead:
        yield f'<p class="lead">{lead}</p>\n'
    yield _section(page, "facts", _listed(page, chosen(Section.KEY_FACTS)))
    yield _section(page, "differ", "".join(_difference(page, one) for one in brief.disagreements))
    yield _section(page, "voices", _entries(page, brief.voices, _voice))
    yield _section(page, "quotes", _entries(page, brief.quotes, _quotation))
    yield _section(page, "timeline", _entries(page, brief.timeline, _event, "ol"))
    yield _section(page, "background", _listed(page, chosen(Section.CONTEXT)))
    yield _section(page, "outlook", _listed(page, chosen(Section.OUTLOOK)))
    answers = (_under(one.question, _listed(page, one.claims)) for one in brief.questions)
    yield _section(page, "questions", "".join(answers))
    told = (page.words.say("now"), page.words.say("before"))
    changes = (_under(captions.revised(one), _sides(page, (one.now, one.before), told)) for one in brief.revisions)
    title = page.words.say("changed", a=page.words.day(brief.revisions[0].since)) if brief.revisions else ""
    yield _section(page, "changed", "".join(changes), title)


def _section(page: Page, name: str, inside: str, title: str = "") -> str:
    if not inside:
        return ""
    heading = f'<h2 id="{page.prefix}-{name}">{literal(title or page.words.say(name))}</h2>'
    return f'<section class="{name}">{heading}\n{inside}</section>\n'


def _under(question: str, inside: str) -> str:
    return f'<div class="asked"><h3 dir="auto">{literal(question)}</h3>\n{inside}</div>\n'


def _listed(page: Page, claims: Iterable[Claim]) -> str:
    items = "".join(f"<li>{_line(page, claim)}</li>\n" for claim in claims)
    return f'<ul class="told">\n{items}</ul>\n' if items else ""


# --- one sentence ---------------------------------------------------------------------------------------------


def _line(page: Page, claim: Claim, shown: str = "") -> str:
    """A sentence and its mark.

    Args:
        page: of which it is the next sentence.
        claim: what it says.
        shown: the same text as HTML, where its parts look different.
    """
    said = page.sentence(claim)
    return _wrapped(
        page, said, f'<span class="said" dir="auto">{shown or literal(claim.text)}</span> {_mark(page, said)}'
    )


def _wrapped(page: Page, said: PageLine, inside: str, tag: str = "span") -> str:
    """A sentence with all that the script has to know of it."""
    words = " ".join(str(quote.number) for quote in said.quotes)
    who = " ".join(str(page.outlet(name)) for name in said.outlets)
    alone = " data-alone" if said.is_alone else ""
    return (
        f'<{tag} class="line" id="{page.prefix}-s{said.number}" data-n="{said.number}" data-e="{words}" '
        f'data-o="{who}"{alone}>{inside}</{tag}>'
    )


def _mark(page: Page, said: PageLine) -> str:
    """Who says it, as a link to the words; on paper with the number of its endnote."""
    label = literal(page.words.say("mark", a=str(said.number), b=", ".join(said.named)))
    return (
        f'<a class="by" href="#{page.prefix}-n{said.number}" aria-label="{label}">'
        f"{', '.join(f'<span>{literal(name)}</span>' for name in said.named)}<sup>{said.number}</sup></a>"
    )


# --- sections of a form of their own --------------------------------------------------------------------------


def _difference(page: Page, one: Disagreement) -> str:
    newest = page.brief.article(one.latest) if one.latest else None
    when = page.words.day(newest.published) if newest else ""
    latest = ", ".join(part for part in (page.words.say("latest"), when) if part)
    labels = [latest if one.latest in {c.article for c in claim.citations} else "" for claim in one.positions]
    return _under(one.question, _sides(page, one.positions, labels))


def _sides(page: Page, claims: Sequence[Claim], labels: Sequence[str]) -> str:
    """Claims that differ, side by side, each under who says it."""
    listed = "".join(f"<li>{_side(page, *side)}</li>\n" for side in zip(claims, labels, strict=True))
    return f'<ul class="sides">\n{listed}</ul>\n'


def _side(page: Page, claim: Claim, label: str) -> str:
    said = page.sentence(claim)
    note = f' <span class="latest">{literal(label)}</span>' if label else ""
    inside = f'<p class="who">{_mark(page, said)}{note}</p>\n<p class="said" dir="auto">{literal(claim.text)}</p>'
    return _wrapped(page, said, inside, "div")


def _entries(page: Page, entries: Iterable[Labelled], drawn: Callable[[Labelled], str], tag: str = "ul") -> str:
    items = "".join(f"<li>{_line(page, entry.claim, drawn(entry))}</li>\n" for entry in entries)
    return f"<{tag}>\n{items}</{tag}>\n" if items else ""


def _voice(entry: Labelled) -> str:
    """The name in bold: "Ada Lund, governor: the dam will stand"."""
    text, who = clean(entry.claim.text), clean(entry.who)
    if not who or not text.startswith(who):
        return escape(text)
    return f"<strong>{escape(who)}</strong>{escape(text[len(who) :])}"


def _quotation(entry: Labelled) -> str:
    """The words, and under them whose they are: "“It is a folly” — Mico Stoll, at a party dinner"."""
    text, who = clean(entry.claim.text), clean(entry.who)
    whose = ", ".join(part for part in (who, clean(entry.about)) if part)
    if not who or not text.endswith(f" — {whose}"):
        return f"<q>{escape(text)}</q>"
    about = escape(whose[len(who) :])
    words = escape(text.removesuffix(f" — {whose}"))
    return f'<q>{words}</q><span class="speaker"> — <strong>{escape(who)}</strong>{about}</span>'


def _event(entry: Labelled) -> str:
    """The day apart from what happened: "4 March 2026: The plan was unveiled"."""
    day, colon, event = clean(entry.claim.text).partition(": ")
    if not entry.day or not colon:
        return f'<span class="event">{escape(day + colon + event)}</span>'
    return (
        f'<time datetime="{literal(entry.day)}">{escape(day)}</time><span class="unseen">: </span>'
        f'<span class="event">{escape(event)}</span>'
    )


# --- what to read of it ---------------------------------------------------------------------------------------


def tools(page: Page) -> str:
    """Where to jump, and what to keep bright; to be written when all sentences are known."""
    brief, words = page.brief, page.words
    there = {"differ": brief.disagreements, "timeline": brief.timeline, "questions": brief.questions}
    jumps = (*(name for name in _JUMPS if there[name]), "sources")
    links = "".join(f'<a href="#{page.prefix}-{name}">{words.say(name)}</a> ' for name in jumps)
    often = {name: sum(name in s.outlets for s in page.sentences) for name in dict.fromkeys(page.names.values())}
    ranked = sorted((name for name, times in often.items() if times), key=lambda name: -often[name])
    chips = [_chip(name, often[name], f'data-o="{page.outlet(name)}"') for name in ranked]
    alone = sum(s.is_alone for s in page.sentences)
    shown, folded = "".join(chips[:_CHIPS]), "".join(chips[_CHIPS:])
    if folded:
        shown += f"<details><summary>{words.count('more_outlets', len(chips) - _CHIPS)}</summary>{folded}</details>"
    only = _chip(words.say("alone"), alone, f'data-alone title="{words.say("alone_meant")}"') if alone else ""
    filters = f'<div class="filters" role="group" aria-label="{words.say("keep_bright")}">{only}{shown}</div>'
    status = words.say("shown", a="{n}", b=words.count("sentences", len(page.sentences)))
    return (
        f'<nav class="tools" aria-label="{words.say("contents")}"><p class="jumps">{links}</p>\n'
        f"{filters if len(chips) > 1 else ''}</nav>\n"
        f'<div class="filtered" role="status" data-shown="{status}"><span></span>'
        f'<button type="button">{words.say("show_all")}</button></div>\n'
    )


def _chip(name: str, times: int, about: str) -> str:
    return (
        f'<button type="button" class="chip" aria-pressed="false" {about}>{literal(name)}'
        f' <span class="times" aria-hidden="true">{times}</span></button>'
    )
