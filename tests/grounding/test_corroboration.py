"""The count of origins: the maker's and that of `verify` are one, for every brief that this suite makes."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
import tolvane
from casefile import cases
from hypothesis import given, settings
from hypothesis import strategies as st

import briefer
from briefer import app, briefing, disagreements, reading, stories
from briefer.briefing.entries import KINDS
from briefer.channels import json as as_json
from briefer.records import Draft, DraftClaim, Quote, RawArticle, Wishes
from briefer.verifying.written import load
from briefer.writers import ExtractiveWriter

ROOT = Path(__file__).resolve().parents[2]
MAKING = briefing.Making("2026-11-22T07:00:00Z", "0.1.0")
ARTICLE = re.compile(r"^=== ([^,\n]*)(?:, (\S+))?$", re.MULTILINE)
TOLVANE = tolvane.story()


class Says:
    """A writer that says what it is told to say."""

    name = "model"

    def __init__(self, *claims):
        self.draft = Draft("", claims)

    def write(self, _story, _wishes):
        """The draft it was given."""
        return self.draft


def made(story, writer=None):
    """A brief of a story."""
    return briefing.brief(story, writer or ExtractiveWriter(), Wishes(), MAKING, find=disagreements.find)


def story_of(*articles):
    """A story of articles, each (publisher, date, text)."""
    raws = [RawArticle(f"{n}.txt", text, title="", publisher=p, published=d) for n, (p, d, text) in enumerate(articles)]
    return stories.story(reading.read(raws)[0])


def of_disagreement(path):
    """The brief of a case of `disagreements`."""
    _, *parts = ARTICLE.split(path.read_text(encoding="utf-8"))
    told = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return made(story_of(*((publisher, date, text.strip()) for publisher, date, text in told)))


def of_claim(case):
    """The brief of a claim of `grounding/claims`."""
    text, *quotes = case.given.splitlines()
    return made(TOLVANE, Says(DraftClaim(text, tuple(Quote(*line.split("|", 1)) for line in quotes))))


def of_pair(case):
    """The brief of a claim that cites two outlets, of which the second may tell of another deed or of less."""
    claim, other = case.given.splitlines()[-1], case.given.splitlines()[1]
    one = case.given.splitlines()[0]
    story = story_of(("The Courier", None, one), ("The Herald", None, other))
    quotes = [Quote(f"{a.id}.1", a.content[0].text) for a in story.articles]
    return made(story, Says(*(DraftClaim(text, tuple(quotes)) for text in dict.fromkeys((claim, one)))))


MAKERS = {
    "seeds": lambda: app.make(app.gather([str(ROOT / "seeds")]), app.Order())[0],
    "tolvane": lambda: made(TOLVANE),
    "golden": lambda: load((ROOT / "tests" / "golden" / "brief.json").read_text(encoding="utf-8"))[0],
    **{
        f"{path.parent.name}/{path.stem}": lambda path=path: of_disagreement(path)
        for path in sorted((ROOT / "tests" / "cases" / "disagreements").glob("*/*.txt"))
    },
    **{f"claims/{case}": lambda case=case: of_claim(case) for case in cases("grounding/claims")},
    **{f"{n}/{case}": lambda case=case: of_pair(case) for n in ("deeds", "parts") for case in cases(f"grounding/{n}")},
}


@cache
def brief_of(name):
    """The brief of that name, made once."""
    return MAKERS[name]()


def claims_in(value):
    """Every claim, position and entry of a brief's JSON."""
    entries = [entry["claim"] for kind in KINDS for entry in value[kind]]
    return [*value["claims"], *(p for d in value["disagreements"] for p in d["positions"]), *entries]


def counts(value):
    """What `verify` says about the counts of a brief's JSON: a line of problems and notes for every claim."""
    verdicts = briefer.verify(json.dumps(value), {}).verdicts
    return [[said for said in (*v.problems, *v.notes) if said.startswith("corroboration")] for v in verdicts]


@pytest.mark.parametrize("name", MAKERS)
def test_maker_and_verifier_count_alike(name):
    """What a published brief says of its origins is what `verify` counts, no more and no less."""
    assert not any(counts(as_json.as_dict(brief_of(name))))


@pytest.mark.parametrize("name", MAKERS)
def test_a_count_that_is_raised_by_one_does_not_verify(name):
    """Whichever claim or position boasts of one origin more, `verify` says so of it."""
    value = as_json.as_dict(brief_of(name))
    for claim in claims_in(value):
        claim["corroboration"] += 1
    assert all("it is said to be" in line for (line,) in counts(value))
    assert not claims_in(value) or not briefer.verify(json.dumps(value), {}).holds


def test_the_briefs_that_are_counted_say_something():
    """Most of these briefs publish claims, and dozens of claims are backed by several origins."""
    found = [claims_in(as_json.as_dict(brief_of(name))) for name in MAKERS]
    assert sum(map(bool, found)) > 0.9 * len(found)
    assert sum(claim["corroboration"] > 1 for claims in found for claim in claims) > 30


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_claim_with_any_quotes_is_counted_alike(data):
    """Whatever a writer says and cites for it, what is published of it verifies with its own count alone."""
    passages = [p for a in TOLVANE.articles for p in a.content]
    chosen = data.draw(st.lists(st.sampled_from(passages), min_size=1, max_size=4))
    text = data.draw(st.sampled_from(passages)).text
    value = as_json.as_dict(made(TOLVANE, Says(DraftClaim(text, tuple(Quote(p.ref, p.text) for p in chosen)))))
    assert not any(counts(value))
    for claim in claims_in(value):
        claim["corroboration"] += 1
    assert all(counts(value))


def test_another_deed_is_not_counted_by_either():
    """Two outlets with the same names, day and figure, of which one released the man and one charged him, are one."""
    text = "Police released a 34-year-old man on Saturday."
    story = story_of(("Courier", None, text), ("Herald", None, "Police charged a 34-year-old man on Saturday."))
    value = as_json.as_dict(made(story, Says(DraftClaim(text, (Quote("A1.1", text),)))))
    (claim,) = value["claims"]
    other = story.articles[1].text
    claim["citations"].append({"article": "A2", "start": 0, "end": len(other), "text": other, "match": "exact",
                               "segments": [[0, len(other)]]})  # fmt: skip
    claim["corroboration"] = 2
    assert counts(value)[0] == ["corroboration: it is said to be 2, and 1 back it alone"]


def test_where_nothing_can_be_counted_again_it_is_said_why():
    """Without the articles' texts or origins a count above one does not hold, and the reason is given in words."""
    value = as_json.as_dict(brief_of("claims/Two independent origins that each back it are both counted"))
    assert value["claims"][0]["corroboration"] == 2
    unnamed = {**value, "articles": [{**article, "origin": None} for article in value["articles"]]}
    assert "does not name the origins" in counts(unnamed)[0][0]
    without = {**value, "articles": [{k: v for k, v in a.items() if k != "text"} for a in value["articles"]]}
    assert "not all that it cites is there" in counts(without)[0][0]
