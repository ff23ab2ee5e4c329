"""A model's claims on their way: judged all at once over a real server, repaired with its words, or withheld."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from model_server import ModelServer, Raw

from briefer import app, briefing, reading, sources, stories
from briefer.llm import ModelOptions, OpenAIModel
from briefer.records import RawArticle, Wishes
from briefer.writers.judge import ModelJudge, about
from briefer.writers.model import ModelWriter
from briefer.writers.prompts import Prompts

CASES = Path(__file__).resolve().parents[1] / "cases" / "judge"
MAKING = briefing.Making("2031-04-09T07:00:00Z", "0.1.0")
#: Ten claims of an invented event, seven of them distortions with true quotes, and a good judge's words against those.
LIBRARY = json.loads((CASES / "library.answer.json").read_text(encoding="utf-8"))
OBJECTIONS = {one["claim"]: one for one in LIBRARY["objections"]}
LINE = re.compile(r'^(\d+)\. (?:On (?:the same|"[^"]*"): )?(.*?) \[[\d, ]+\](?: \(look at: [^)]*\))?$', re.MULTILINE)
FAILING = re.compile(r"^Claim \d+ \(.*?\): (.*)$", re.MULTILINE)


def story(*texts):
    """A story of some texts, or that of the library."""
    if not texts:
        return stories.story(reading.read(sources.load([str(CASES / "library.jsonl")])[0])[0])
    raws = [RawArticle(f"{n}.txt", t, title="A report", publisher=f"Courier {n}") for n, t in enumerate(texts)]
    return stories.story(reading.read(raws)[0])


def claim(text, *cited, section="key_facts"):
    """A claim as a model answers it: its text, then passage and quote by turns."""
    pairs = zip(cited[::2], cited[1::2], strict=True)
    return {"section": section, "text": text, "evidence": [{"passage": p, "quote": q} for p, q in pairs]}


def answer(*claims, headline="", disagreements=()):
    """A model's answer."""
    return {"headline": headline, "claims": list(claims), "disagreements": list(disagreements)}


def listed(asked):
    """The claims that a request to the judge lists, by number."""
    return {int(number): text for number, text in LINE.findall(asked.user.rpartition("\nClaims\n")[2])}


class Played:
    """A model that writes, judges and repairs as it is told.

    Args:
        draft: the answer to a request for a brief.
        objections: by the claim's text, the words objected to and those of the evidence.
        repairs: by the failing claim's text, what takes its place: claims, numbered by us.
    """

    def __init__(self, draft, objections=None, repairs=None):
        self.draft, self.objections, self.repairs = draft, objections or {}, repairs or {}

    def __call__(self, asked):
        """The answer to a request."""
        if asked.purpose == "judge":
            return self.judge(listed(asked))
        if asked.purpose == "repair":
            found = enumerate(FAILING.findall(asked.user), 1)
            mended = [(n, new) for n, text in found for new in self.repairs.get(text, [claim(text)])]
            return answer(*({**new, "text": f"{n}. {new['text']}"} for n, new in mended))
        return self.draft

    def judge(self, claims):
        """Objections to what is in the list, and the rest stated."""
        against = {n: self.objections[text] for n, text in claims.items() if text in self.objections}
        objections = [{"claim": n, "words": words, "evidence": said} for n, (words, said) in against.items()]
        return {"objections": objections, "stated": [n for n in claims if n not in against]}


def made(played, told=None, which="all"):
    """A brief that a played model writes and judges, and the requests that it took."""
    with ModelServer(played) as server:
        model = OpenAIModel(ModelOptions("m", server.url, backoff=0.01))
        judging = about(ModelJudge(model, Prompts.load()), which) if which != "off" else None
        writer = ModelWriter(model, Prompts.load())
        brief = briefing.brief(told or story(), writer, Wishes(), MAKING, judge=judging)
    return brief, server.requests


def texts(claims):
    """What some claims say."""
    return [one.text for one in claims]


def purposes(requests):
    """What each request was for."""
    return [one.purpose for one in requests]


GOOD = {text: (one["words"], one["evidence"]) for text, one in OBJECTIONS.items()}
HONEST = [one["text"] for one in LIBRARY["answer"]["claims"] if one["text"] not in GOOD]


def test_with_a_good_judge_no_distortion_is_published_and_no_honest_claim_is_lost():
    """Seven true quotes under seven false sentences: each is withheld with a check's finding or the judge's."""
    brief, requests = made(Played(LIBRARY["answer"], GOOD))
    assert texts(brief.claims) == HONEST
    withheld = {one.text: one for one in brief.rejected}
    assert set(GOOD) <= set(withheld)
    judged = {text for text in GOOD if any(found.check == "judge" for found in withheld[text].findings)}
    assert len(judged) > len(GOOD) // 2
    for text in judged:
        assert any(GOOD[text][0] in found.message for found in withheld[text].findings), text
    assert purposes(requests)[:2] == ["brief", "repair"]  # the position that the checks refuse comes first
    assert purposes(requests).count("judge") == 1


def test_without_a_judge_the_same_claims_are_those_of_the_checks():
    """What the judge is there for: code alone lets some of them pass."""
    brief, requests = made(Played(LIBRARY["answer"], GOOD), which="off")
    assert "judge" not in purposes(requests)
    assert set(HONEST) <= set(texts(brief.claims))


def test_the_judge_sees_every_claim_and_position_in_one_request():
    """With both sources of a claim that merges them, what stands beside them, and each position's question."""
    sides = [claim("The library has 48 rooms.", "A1.1", "The library of Harle has 48 rooms"),
             claim("The library has 47 rooms.", "A2.1", "The library of Harle has 47 rooms")]  # fmt: skip
    merged = claim("Orr met Lind in May and left in June.", "A1.3", "Orr met Lind in the town hall in May",
                   "A2.2", "Orr left the town for good in June")  # fmt: skip
    told = story(
        "The library of Harle has 48 rooms. Nobody knows why. Orr met Lind in the town hall in May.",
        "The library of Harle has 47 rooms. Orr left the town for good in June. It rained.",
    )
    dispute = {"question": "How many rooms has the library?", "positions": sides}
    brief, requests = made(Played(answer(merged, disagreements=[dispute])), told)
    (asked,) = [one for one in requests if one.purpose == "judge"]
    assert listed(asked) == {1: merged["text"], 2: sides[0]["text"], 3: sides[1]["text"]}
    assert asked.user.count('"How many rooms has the library?"') == 1
    assert {c.article for c in brief.claims[0].citations} == {"A1", "A2"}
    for sentence in (
        "Nobody knows why.",
        "met Lind in the town hall",
        "left the town",
        "It rained.",
        "Courier 0",
        "Courier 1",
    ):
        assert asked.user.count(sentence) == 1


def test_an_objection_is_repaired_with_the_judge_s_words():
    """The writer is shown them; its repair goes through every tier again, the judge included, and is published."""
    text = "Teel will receive a sentence of 8 to 10 months in prison."
    true = claim(
        "Prosecutors recommended a sentence of 8 to 10 months for Teel.",
        "A1.4",
        "Prosecutors recommended that Teel receive a sentence of 8 to 10 months in prison",
    )
    brief, requests = made(Played(LIBRARY["answer"], GOOD, {text: [true]}))
    assert true["text"] in texts(brief.claims)
    assert text not in texts(brief.rejected)
    first, *more = [one for one in requests if one.purpose == "judge"]
    assert text in listed(first).values()
    assert [list(listed(one).values()) for one in more] == [[true["text"]]]
    shown = "\n".join(one.user for one in requests if one.purpose == "repair")
    assert '"will receive" is not what the source says: "Prosecutors recommended that Teel receive"' in shown


def test_what_the_judge_refuses_twice_more_is_withheld():
    """Two rounds for a claim, whoever objects: then it is not shown to the writer again."""
    told = story("The town may buy the mill in May, Orr said. Orr has owned it for ten years.")
    quoted = ("A1.1", "The town may buy the mill in May")
    versions = [f"The town {verb} the mill in May." for verb in ("will buy", "is to buy", "is buying", "buys")]
    repairs = {old: [claim(new, *quoted)] for old, new in pairwise(versions)}
    objections = {text: (text.removesuffix("."), "may buy") for text in versions}
    brief, requests = made(Played(answer(claim(versions[0], *quoted)), objections, repairs), told)
    assert brief.claims == ()
    assert texts(brief.rejected) == [versions[2]]
    assert brief.rejected[0].findings[0].check == "judge"
    assert purposes(requests) == ["brief", "judge", "repair", "judge", "repair", "judge"]


def test_of_two_halves_the_one_that_stands_is_kept():
    """A claim of which the judge misses a part is repaired as two; the half that fails again is withheld alone."""
    told = story("Orr sold the mill to Lind in May, the town said. Lind has two ferries in Harle.")
    whole = "Orr sold the mill to Lind in May and lost money on it."
    sold = claim("Orr sold the mill to Lind in May.", "A1.1", "Orr sold the mill to Lind in May")
    lost = claim("Orr lost money on the mill.", "A1.1", "Orr sold the mill to Lind in May")
    objections = {whole: ("lost money on it", ""), lost["text"]: ("lost money", "")}
    brief, _requests = made(Played(answer({**sold, "text": whole}), objections, {whole: [sold, lost]}), told)
    assert texts(brief.claims) == [sold["text"]]
    assert texts(brief.rejected) == [lost["text"]]


def test_halves_are_offered_for_what_the_checks_refuse_as_well():
    """A figure that stands in one clause only costs that clause."""
    told = story("Orr sold the mill to Lind in May, the town said. Lind has two ferries in Harle.")
    whole = claim(
        "Orr sold the mill to Lind in May for 900,000 crowns.",
        "A1.1",
        "Orr sold the mill to Lind in May, the town said",
    )
    sold = claim("Orr sold the mill to Lind in May.", "A1.1", "Orr sold the mill to Lind in May")
    paid = claim("Lind paid 900,000 crowns.", "A1.1", "Orr sold the mill to Lind in May")
    brief, requests = made(Played(answer(whole), {}, {whole["text"]: [sold, paid]}), told)
    assert texts(brief.claims) == [sold["text"]]
    assert texts(brief.rejected) == [paid["text"]]
    assert purposes(requests) == ["brief", "repair", "repair", "judge"]


def test_a_claim_in_its_source_s_own_words_is_kept_with_a_note():
    """The judge and the checks differ, and the words are there for all to see."""
    told = story("Orr sold the mill to Lind in May. Lind has two ferries in Harle.")
    own = claim("Orr sold the mill to Lind in May.", "A1.1", "Orr sold the mill to Lind in May")
    brief, requests = made(Played(answer(own), {own["text"]: ("in May", "")}), told)
    (kept,) = brief.claims
    assert kept.text == own["text"]
    assert [f.check for f in kept.findings] == ["judge"]
    assert purposes(requests) == ["brief", "judge"]


@pytest.mark.parametrize(
    "fault",
    [Raw(status=404), "I find all of it fine.", '{"objections": [{"claim": 1}], "stated": []}', {"objections": []}],
    ids=["down", "prose", "malformed", "empty"],
)
def test_a_judge_that_fails_changes_nothing(fault):
    """The claims stand, flagged as before; what the judge used is counted all the same."""
    played = Played(LIBRARY["answer"], GOOD)
    before, _ = made(played, which="off")
    brief, requests = made(lambda asked: fault if asked.purpose == "judge" else played(asked))
    assert "judge" in purposes(requests)
    assert [(c.text, c.findings) for c in brief.claims] == [(c.text, c.findings) for c in before.claims]


def test_only_flagged_claims_are_asked_about_where_that_is_wanted():
    """As `--judge flagged` has it."""
    played = Played(LIBRARY["answer"], GOOD)
    flagged = [c.text for c in made(played, which="off")[0].claims if c.findings]
    _brief, requests = made(played, which="flagged")
    (asked,) = [one for one in requests if one.purpose == "judge"]
    assert set(listed(asked).values()) == set(flagged)
    assert 0 < len(flagged) < len(LIBRARY["answer"]["claims"])


def test_what_a_judge_finds_stated_is_no_longer_flagged():
    """A flag of a check asks for a second look; without an opinion it stays."""
    played = Played(LIBRARY["answer"])
    flagged = [c.text for c in made(played, which="off")[0].claims if c.findings]
    silent = made(lambda asked: answer() if asked.purpose == "judge" else played(asked))[0]
    assert flagged
    assert [c.text for c in silent.claims if c.findings] == flagged
    assert not [c.text for c in made(played)[0].claims if c.findings]


# --- positions without their opposite -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("position", "stands"),
    [
        ("The indictment against Orr has 48 pages.", True),
        ("Orr's indictment runs to 48 pages.", True),
        ("It runs to 48 pages.", False),
        ("The Courier says it runs to 48 pages.", False),
        ("His lawyers said that the indictment has 48 pages.", False),
        ("They counted 48 pages.", False),
        ("The document has 48 pages.", False),
    ],
)
def test_a_position_left_alone_stands_alone_or_goes(position, stands):
    """Without its question and its opposite it must name what it is about; else it is reported as withheld, and why."""
    told = story("The indictment against Orr has 48 pages, his lawyers said to the Courier. It was read in Harle.")
    quoted = ("A1.1", "The indictment against Orr has 48 pages, his lawyers said to the Courier")
    sides = [claim(position, *quoted), claim("The indictment has 47 pages.", *quoted)]
    other = claim("The indictment was read in Harle.", "A1.2", "It was read in Harle.")
    dispute = {"question": "How long is the indictment?", "positions": sides}
    brief, _requests = made(Played(answer(other, disagreements=[dispute])), told)
    assert brief.disagreements == ()
    assert (position in texts(brief.claims)) is stands
    reasons = {one.text: one.findings[0] for one in brief.rejected}
    assert (position in reasons) is not stands
    assert stands or (reasons[position].check == "position" and "other side" in reasons[position].message)


# --- what became of what was withheld -------------------------------------------------------------------------

SHARED = "Tolvane ended its contract with the glass maker Oriel on Monday, the company said."
TWO = (
    f"{SHARED}\n\nThe plant in Harle has 300 workers in two shifts, according to the town.",
    "Tolvane said it ended the contract with its glass maker Oriel on Monday.\n\nBramwick paid 40 million crowns.",
)


@pytest.mark.parametrize(
    "quoted",
    ["Tolvane ended its contract with the glass maker Oriel", SHARED, "Tolvane ended its contract with Oriel and Lind"],
    ids=["a part", "all of it", "an invented quote"],
)
def test_what_briefer_withheld_is_never_called_the_writer_s_choice(quoted):
    """Told by the passage that the claim names or quotes, however little of it the quote has."""
    plant = claim("The plant in Harle has 300 workers.", "A1.2", "The plant in Harle has 300 workers in two shifts")
    lie = claim("Tolvane ended its contract with Oriel for 90 million crowns.", "A1.1", quoted)
    (fact,) = made(Played(answer(plant, lie)), story(*TWO))[0].left_out
    assert fact.reason == "the claim about it was withheld"
    (fact,) = made(Played(answer(plant)), story(*TWO))[0].left_out
    assert fact.reason == "the writer chose other facts"


def test_nor_is_what_the_limit_of_claims_left_no_place_for():
    """`--max-claims` is the reader's own wish."""
    plant = claim("The plant in Harle has 300 workers.", "A1.2", "The plant in Harle has 300 workers in two shifts",
                  section="bottom_line")  # fmt: skip
    ended = claim("Tolvane ended its contract with Oriel.", "A1.1", "Tolvane ended its contract with the glass maker")
    with ModelServer(answer(plant, ended)) as server:
        writer = ModelWriter(OpenAIModel(ModelOptions("m", server.url)), Prompts.load())
        brief = briefing.brief(story(*TWO), writer, Wishes(max_claims=1), MAKING)
    (fact,) = brief.left_out
    assert "most claims" in fact.reason


def test_an_article_whose_claims_were_withheld_says_so():
    """Its entry in the coverage gives that reason, not that nothing in it was chosen."""
    told = story("Orr sold the mill to Lind in May.", "The town of Harle hired twelve teachers, the mayor said.")
    plain = claim("Orr sold the mill to Lind in May.", "A1.1", "Orr sold the mill to Lind in May")
    lie = claim("The town of Harle hired 90 teachers.", "A2.1", "The town of Harle hired twelve teachers")
    brief, _requests = made(Played(answer(plain, lie)), told)
    assert brief.coverage[1].reason == "what was to be cited from it was withheld"


# --- who is asked, and what it costs --------------------------------------------------------------------------


def ordered(played, **changes):
    """A brief as a person orders it, over a real server; its requests and what the person is told."""
    warned = []
    with ModelServer(played) as server:
        order = app.Order(writer="m", base_url=server.url, options={"backoff": 0.01}, **changes)
        (brief,) = app.make(app.gather([str(CASES / "library.jsonl")]), order, warn=warned.append)
    return brief, server.requests, warned


def test_by_default_the_writer_s_model_judges_everything():
    """And its tokens and requests are in the brief's provenance."""
    brief, requests, _warned = ordered(Played(LIBRARY["answer"], GOOD))
    assert {one.body["model"] for one in requests} == {"m"}
    assert len([one for one in requests if one.purpose == "judge"]) == 1
    assert texts(brief.claims) == HONEST
    assert brief.provenance.requests == len(requests)
    read = sum((len(one.system) + len(one.user)) // 4 + 1 for one in requests)
    assert brief.provenance.input_tokens == read
    assert brief.provenance.judge_model == "m"
    off, requests, _warned = ordered(Played(LIBRARY["answer"], GOOD), judge="off")
    assert off.provenance.judge_model is None
    assert "judge" not in purposes(requests)


def test_another_model_may_judge():
    """It alone is asked to judge; the writer writes and repairs; both are counted."""
    brief, requests, _warned = ordered(Played(LIBRARY["answer"], GOOD), judge_model="careful")
    assert {(one.purpose, one.body["model"]) for one in requests} == {
        ("brief", "m"), ("repair", "m"), ("judge", "careful")
    }  # fmt: skip
    assert texts(brief.claims) == HONEST
    assert (brief.provenance.model, brief.provenance.judge_model) == ("m", "careful")
    assert brief.provenance.requests == len(requests)


def test_a_judge_that_fails_is_told_of():
    """A line for the person; the brief is the writer's, with the judge's tokens."""
    played = Played(LIBRARY["answer"])
    brief, _requests, warned = ordered(lambda a: Raw(status=404) if a.purpose == "judge" else played(a))
    assert len(brief.claims) > len(HONEST)
    assert any("the judge had no opinion on" in line for line in warned)


def test_a_remembered_opinion_is_not_paid_for_again(tmp_path):
    """The response cache holds the judge's answers too: the second run asks nobody."""
    played = Played(LIBRARY["answer"], GOOD)
    with ModelServer(played) as server:
        order = app.Order(writer="m", base_url=server.url, cache=tmp_path)
        found = [app.make(app.gather([str(CASES / "library.jsonl")]), order)[0] for _ in range(2)]
    assert texts(found[0].claims) == texts(found[1].claims) == HONEST
    assert found[1].provenance.requests == 0
