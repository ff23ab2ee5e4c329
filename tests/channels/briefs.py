"""Briefs built by hand, from articles invented for these tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from briefer.records import (
    Answered,
    Article,
    Brief,
    Citation,
    Claim,
    Coverage,
    Disagreement,
    Failure,
    Finding,
    Labelled,
    Match,
    NewsDays,
    Provenance,
    Rejected,
    Section,
    Severity,
    Span,
)

CRIER = """Harbour crane collapses in Tarn Mouth

A loading crane fell across the east quay of Tarn Mouth on Tuesday morning, the harbour master said. Nobody was hurt.

The port will stay shut until Friday. “We will not open one berth before every bolt has been looked at,” said the \
harbour master, Ines Quillfeather 🏗️. Damage may reach 3.2 million crowns, she added.
"""
LEDGER = """East quay shut after crane falls

The east quay at Tarn Mouth is closed until Friday after a 40-metre crane toppled on Tuesday. No one was injured. \
Repairs are expected to cost 4.5 million crowns, insurers estimate.

The crane, built in 1987, passed an inspection in May & was due to be replaced next spring.
"""
WIRE = CRIER + "\n(Distributed by Northquay Wire)\n"
BLOG = "# My week at sea\n\nFog, mostly. I saw the crane lying there like a tired heron.\n"


def article(number: int, text: str, **more: str | None) -> Article:
    """An article with the digest of its text."""
    title = text.split("\n", 1)[0].lstrip("# ")
    fields = {"source": f"articles/{number:02}.txt", "title": title, **more}
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=f"A{number}", text=text, sha256=sha256, **fields)


def cite(source: Article, *fragments: str, match: Match = Match.EXACT) -> Citation:
    """The citation of those words, in order, where they stand first."""
    segments = []
    at = 0
    for fragment in fragments:
        start = source.text.index(fragment, at)
        at = start + len(fragment)
        segments.append(Span(start, at))
    start, end = segments[0].start, segments[-1].end
    return Citation(source.id, start, end, source.text[start:end], match, tuple(segments))


def claim(number: int, text: str, *citations: Citation, section: Section = Section.KEY_FACTS, **more: object) -> Claim:
    """A claim with as many origins as it cites articles, unless told."""
    origins = tuple(f"O{i + 1}" for i in range(len({c.article for c in citations})))
    return Claim(f"C{number}", text, section, citations, **{"origins": origins, **more})


def sample() -> Brief:
    """A small brief with one of everything: links, copies, an elided quote, a flag, a disagreement, refusals."""
    crier = article(1, CRIER, url="https://crier.example/crane", publisher="The Tarn Crier", published="2026-03-10")
    ledger = article(2, LEDGER, publisher="Shipping Ledger", published="2026-03-10T16:30:00Z")
    wire = article(3, WIRE, url="https://wire.example/q?id=7", publisher="Northquay Wire")
    blog = article(4, BLOG)
    flag = Finding("hedging", Severity.FLAG, "the source says “may reach”, the claim does not")
    fallen = ("A loading crane fell across the east quay of Tarn Mouth", "Nobody was hurt")
    claims = (
        claim(
            1,
            "A crane fell across the east quay of Tarn Mouth on Tuesday; nobody was hurt.",
            cite(crier, *fallen, match=Match.ELIDED),
            cite(ledger, "a 40-metre crane toppled on Tuesday. No one was injured"),
            section=Section.BOTTOM_LINE,
        ),
        claim(
            2,
            "The quay stays shut until Friday.",
            cite(crier, "The port will stay shut until Friday"),
            cite(wire, "The port will stay shut until Friday"),
            cite(ledger, "The east quay at Tarn Mouth is closed until Friday"),
            origins=("O1", "O2"),
        ),
        claim(3, "The crane was built in 1987.", cite(ledger, "The crane, built in 1987"), section=Section.CONTEXT),
        claim(
            4,
            "It was due to be replaced next spring.",
            cite(ledger, "was due to be replaced next spring"),
            section=Section.OUTLOOK,
        ),
    )
    may_reach = cite(crier, "Damage may reach 3.2 million crowns")
    positions = (
        claim(5, "The damage is 3.2 million crowns.", may_reach, findings=(flag,)),
        claim(
            6,
            "Repairs will cost 4.5 million crowns, insurers estimate.",
            cite(ledger, "Repairs are expected to cost 4.5 million crowns, insurers estimate"),
            origins=("O2",),
        ),
    )
    reject = Finding("numbers", Severity.REJECT, "“14” is not in the cited sentences")
    return Brief(
        headline="Crane collapse shuts Tarn Mouth's east quay until Friday",
        claims=claims,
        articles=(crier, ledger, wire, blog),
        coverage=(
            Coverage("A1", "O1", "cited"),
            Coverage("A2", "O2", "cited"),
            Coverage("A3", "O1", "cited"),
            Coverage("A4", "O3", "unused", "no sentence about the event that another claim does not already cover"),
        ),
        provenance=Provenance("extractive", "2026-03-11T07:00:00Z", "0.1.0"),
        disagreements=(Disagreement("What will it cost?", positions, latest="A2"),),
        rejected=(Rejected("The port lost 14 ships.", ("lost 14 ships",), (reject,)),),
        failures=(Failure("articles/05.pdf", "it is empty"),),
        not_checked=("names: no rules for language xx",),
    )


def full() -> Brief:
    """The sample with one of everything else: positions, a quotation, three events, a question, days of the news."""
    brief = sample()
    crier, ledger, wire, _ = brief.articles
    shut = cite(crier, "The port will stay shut until Friday")
    bolt = "We will not open one berth before every bolt has been looked at"
    whose = "Ines Quillfeather, harbour master"
    voices = (
        Labelled(claim(7, f"{whose}: the port stays shut until Friday", shut), "Ines Quillfeather", "harbour master"),
        Labelled(
            claim(
                8,
                "Insurers: repairs are expected to cost 4.5 million crowns",
                cite(ledger, "Repairs are expected to cost 4.5 million crowns, insurers estimate"),
                origins=("O2",),
            ),
            "Insurers",
        ),
    )
    said = claim(9, f"“{bolt}” — {whose}", cite(crier, bolt), cite(wire, bolt), origins=("O1",))
    quotes = (Labelled(said, "Ines Quillfeather", "harbour master"),)
    timeline = (
        Labelled(claim(10, "1987: The crane was built.", cite(ledger, "built in 1987"), origins=("O2",)), day="1987"),
        Labelled(
            claim(
                11,
                "May 2025: The crane passed an inspection.",
                cite(ledger, "passed an inspection in May"),
                origins=("O2",),
            ),
            day="2025-05",
        ),
        Labelled(
            claim(
                12,
                "10 March 2026: The crane fell across the east quay.",
                cite(crier, "A loading crane fell across the east quay of Tarn Mouth on Tuesday"),
                cite(ledger, "a 40-metre crane toppled on Tuesday"),
            ),
            day="2026-03-10",
        ),
    )
    answer = claim(13, "Nobody was hurt.", cite(crier, "Nobody was hurt"), cite(ledger, "No one was injured"))
    return replace(
        brief,
        when=NewsDays("2026-03-10", "2026-03-11"),
        voices=voices,
        quotes=quotes,
        timeline=timeline,
        questions=(Answered("Was anybody hurt?", (answer,)),),
    )


def large(claims: int = 60, sources: int = 40) -> Brief:
    """A brief of that size: two citations a claim, every second source on the web, one disagreement."""
    texts = [
        f"Report {n} of the harbour office\n\n"
        + " ".join(
            f"On day {n}.{k} the crew of ship {n * 100 + k} counted {k * 7 + n} crates of oranges on the east quay, "
            f"said the clerk of berth {n + k}."
            for k in range(6)
        )
        for n in range(1, sources + 1)
    ]
    articles = tuple(
        article(n, text, url=f"https://port{n}.example/reports/{n}" if n % 2 else None, publisher=f"Quay Report {n}")
        for n, text in enumerate(texts, 1)
    )
    made = []
    for number in range(1, claims + 1):
        cited = (articles[number % sources], articles[(number * 7 + 3) % sources])
        quotes = tuple(
            cite(one, one.text[one.text.index(f"On day {one.id[1:]}.{number % 6}") :].partition(", said")[0])
            for one in cited
        )
        text = f"Claim {number}: the crews counted crates of oranges on the east quay, berth by berth, all day long."
        made.append(claim(number, text, *quotes, section=list(Section)[number * 4 // (claims + 1)]))
    positions = tuple(
        claim(claims + n, f"Position {n} holds that there were {n}00 crates.", *made[n].citations) for n in (1, 2)
    )
    return Brief(
        headline="Harbour counts its oranges: every berth, every day, and no two clerks agree on the sum",
        claims=tuple(made),
        articles=articles,
        coverage=tuple(Coverage(a.id, f"O{n}", "cited") for n, a in enumerate(articles, 1)),
        provenance=Provenance("extractive", "2026-03-11T07:00:00Z", "0.1.0"),
        disagreements=(Disagreement("How many crates were there?", positions),),
    )
