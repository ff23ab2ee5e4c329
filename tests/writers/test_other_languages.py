"""A brief in another language than its articles: what is true of it is published, and what is not is withheld."""

import pytest
from casefile import CASES, cases
from model_server import OK, ModelServer

from briefer import briefing, reading, stories
from briefer.grounding.ground import ground, grounds
from briefer.llm import ModelOptions, OpenAIModel
from briefer.records import DraftClaim, Quote, RawArticle, Wishes
from briefer.writers.model import ModelWriter
from briefer.writers.prompts import Prompts

MAKING = briefing.Making("2026-11-22T07:00:00Z", "0.1.0")
ARTICLES = {
    "bridge": ("2026-03-05", "The Courier"),
    "dam": ("2026-03-11", "Tarrow Herald"),
    "club": ("2026-07-15", "Post"),
}


def story(name):
    """The story of one article of `tests/cases/abroad/`."""
    published, publisher = ARTICLES[name]
    text = (CASES / "abroad" / f"{name}.txt").read_text(encoding="utf-8")
    articles, failures = reading.read([RawArticle(f"{name}.txt", text, published=published, publisher=publisher)])
    assert not failures
    return stories.story(articles)


ON = {name: grounds(story(name)) for name in ARTICLES}


def standing(line):
    """Whether the claim of a line of a case stands, and what is said against it."""
    place, text = line.split(": ", 1)
    name, number = place.split()
    passage = ON[name].story.articles[0].content[int(number) - 1]
    found = ground(DraftClaim(text, (Quote(passage.ref, passage.text),)), ON[name])
    return found.claim, found.rejected and [finding.message for finding in found.rejected.findings]


@pytest.mark.parametrize("case", cases("abroad/claims"), ids=str)
def test_figures_days_and_names_hold_across_languages(case):
    """A true sentence stands in every language; one with another figure, day, name or place is withheld."""
    lines = case.given.splitlines()
    assert len(lines) >= 10
    for line in lines:
        claim, against = standing(line)
        assert bool(claim) == (case.expected == "stand"), (line, against)


def test_true_sentences_in_another_language_get_few_notes():
    """A note on one honest sentence in ten is what readers bear."""
    lines = [line for case in cases("abroad/claims") if case.expected == "stand" for line in case.given.splitlines()]
    noted = [line for line in lines if standing(line)[0].findings]
    assert len(noted) * 10 <= len(lines), noted


def said(text, number, **parts):
    """A sentence of an answer with the cited sentence of the dam's article as its evidence."""
    passage = ON["dam"].story.articles[0].content[number - 1]
    return {**parts, "text": text, "evidence": [{"passage": passage.ref, "quote": passage.text}]}


GERMAN = {
    "headline": "Neun Tote bei Dammbruch in Tarrow",
    "claims": [
        said("Beim Bruch des Tarrow-Damms starben am 8. März 2026 neun Menschen.", 1, section="bottom_line"),
        said("Mehr als 3.200 Anwohner mussten ihre Häuser verlassen.", 8, section="key_facts"),
        said("Mehr als 3.700 Anwohner mussten ihre Häuser verlassen.", 8, section="key_facts"),
        said("Innenminister Viktor Kovac kündigte am Dienstag Hilfen an.", 6, section="key_facts"),
        said("Das Parlament berät am 25. März über ein neues Gesetz.", 14, section="outlook"),
    ],
    "disagreements": [],
    "voices": [
        said("die Vorwürfe seien haltlos", 4, who="Priya Nandakumar", about="Anwältin von Hugo Brackwing"),
        said("die Vorwürfe seien haltlos", 4, who="Leonie Haas", about="Anwältin von Hugo Brackwing"),
        said("der Damm habe Risse in der Ostmauer", 5, who="Prüfbericht", about="vom Mai 2024"),
    ],
    "quotes": [
        {
            "who": "Josefine Arlt",
            "about": "58-jährige Landwirtin",
            "words": "I lost everything in ten minutes",
            "passage": "A1.12",
        },
        {
            "who": "Josefine Arlt",
            "about": "Landwirtin",
            "words": "Ich habe in zehn Minuten alles verloren",
            "passage": "A1.12",
        },
        {
            "who": "Clara Vogt",
            "about": "58-jährige Landwirtin",
            "words": "I lost everything in ten minutes",
            "passage": "A1.12",
        },
    ],
    "timeline": [
        said("Veltrano Energy baut den Damm.", 2, day="1958"),
        said("Der Damm bricht.", 1, day="2026-03-08"),
        said("Die Regierung kündigt Soforthilfe an.", 6, day="2026-03-09"),
    ],
    "questions": [
        {"question": "Wer ermittelt?", "answers": [said("Die Staatsanwaltschaft Quissel ermittelt.", 3)]},
        {
            "question": "Was kostet es den Konzern Kaldvik?",
            "answers": [said("Die Regierung gibt 120 Millionen Euro.", 6)],
        },
    ],
}


def test_a_brief_in_german_of_an_english_article():
    """Over a real server: every true line of it is published, and every wrong one withheld."""
    with ModelServer(lambda asked: GERMAN if asked.purpose == "brief" else OK) as server:
        writer = ModelWriter(OpenAIModel(ModelOptions("m", server.url)), Prompts.load())
        made = briefing.brief(story("dam"), writer, Wishes(language="de", questions=2), MAKING)
    assert "ISO 639-1 code de" in server.requests[0].system
    assert made.headline == GERMAN["headline"]
    assert [c.text for c in made.claims] == [said["text"] for said in GERMAN["claims"][:2]]
    assert [entry.claim.text for entry in made.voices] == [
        "Priya Nandakumar, Anwältin von Hugo Brackwing: die Vorwürfe seien haltlos",
        "Prüfbericht, vom Mai 2024: der Damm habe Risse in der Ostmauer",
    ]
    assert [entry.claim.text for entry in made.quotes] == [
        "“I lost everything in ten minutes” — Josefine Arlt, 58-jährige Landwirtin"
    ]
    assert [entry.claim.text for entry in made.timeline] == [
        "1958: Veltrano Energy baut den Damm.",
        "8. März 2026: Der Damm bricht.",
    ]
    assert [(a.question, len(a.claims)) for a in made.questions] == [("Wer ermittelt?", 1)]
    assert all(c.citations for entry in (*made.voices, *made.quotes, *made.timeline) for c in [entry.claim])
    assert len(made.rejected) == 8
