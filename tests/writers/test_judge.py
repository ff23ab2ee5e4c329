"""The judge: all claims in one request, objections that name their words, and nothing lost where it fails."""

import json
import re
from dataclasses import replace

import pytest
import tolvane
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st
from model_server import ModelServer, Raw
from scripted import ScriptedModel

from briefer import reading, stories
from briefer.errors import BudgetExceeded, ModelUnavailable, ReplyError
from briefer.grounding.ground import ground, grounds
from briefer.grounding.support import evidence
from briefer.grounding.verbatim import is_verbatim
from briefer.llm import ModelOptions, OpenAIModel
from briefer.llm.chat import CutOff
from briefer.records import DraftClaim, Evidence, EvidencePiece, Finding, Quote, RawArticle, Severity
from briefer.writers import Asked
from briefer.writers.exhibits import exhibits
from briefer.writers.judge import ModelJudge, Objection, about, heard, opinions
from briefer.writers.prompts import Prompts

ON = grounds(tolvane.story())
FLAG = Finding("hedging", Severity.FLAG, 'the source says "may"')
ENDED = ("Tolvane has ended its contract with Oriel.", "A1.2", "Tolvane ended its contract with Oriel on Monday")
PAID = ("Bramwick will pay 40 million crowns for Oriel.", "A1.3", "Bramwick paid 40 million crowns for a third")
OWNS = ("Bramwick is the owner of a third of Oriel.", "A2.3", "Bramwick now owns a third of Oriel")


def asked(*claims, on=ON, question=""):
    """Claims as a judge is asked about them: each a text, then passage and quote by turns."""
    found = []
    for text, *cited in claims:
        quotes = tuple(Quote(*pair) for pair in zip(cited[::2], cited[1::2], strict=True))
        claim = ground(DraftClaim(text, quotes), on).claim
        found.append(Asked(claim, evidence(claim.citations, on.library), question))
    return found


def says(*objections, stated=()):
    """A judge's answer; an objection: the number of a claim, its words, and those of the evidence if there are any."""
    listed = [dict(zip(("claim", "words", "evidence"), (*one, ""), strict=False)) for one in objections]
    return json.dumps({"objections": listed, "stated": list(stated)})


def judge(answers, **changes):
    """A judge and its scripted model."""
    model = ScriptedModel(answers, **changes)
    return ModelJudge(model, Prompts.load(), secret=b"test"), model


def test_all_claims_are_asked_about_in_one_request():
    """With each cited sentence and its neighbours once, the outlet's line above them, and a position's question."""
    position = asked(OWNS, question="How much of Oriel is Bramwick's?")
    made, model = judge([says(stated=[1, 2, 3])])
    assert made.ask([*asked(ENDED, PAID), *position], ON) == [(), (), ()]
    (request,) = model.requests
    for cited in ("Tolvane ended its contract", "Bramwick paid 40 million", "Bramwick now owns a third"):
        assert request.user.count(cited) == 1
    assert "The plant in Harle has 300 workers" in request.user  # beside what the second claim cites
    assert "(2026-03-10)" in request.user
    assert f"1. {ENDED[0]} [1]" in request.user
    assert f'3. On "How much of Oriel is Bramwick\'s?": {OWNS[0]} [3]' in request.user
    assert "Tolvane" not in request.system


def test_a_sentence_that_several_claims_or_reprints_cite_is_shown_once():
    """And all of them refer to it by one number."""
    twice = asked(("Tolvane has ended its contract with Oriel.", *ENDED[1:], "A3.2", ENDED[2]), ENDED)
    shown = exhibits(twice, ON)
    assert shown["evidence"].count("Tolvane ended its contract with Oriel on Monday") == 1
    assert shown["claims"].splitlines() == [f"{n}. {ENDED[0]} [1]" for n in (1, 2)]


def test_a_sentence_beside_the_cited_ones_is_shown_whole_where_a_claim_has_its_words():
    """Else only its beginning is: it tells who "he" is, or what comes of it."""
    long = f"Orr, who owned the mill {'for many years and in good and bad times ' * 4}and is 44 years old, was pleased."
    on = grounds(stories.story(reading.read([RawArticle("a.txt", f"{long} Lind bought the mill on Monday.")])[0]))
    cited = ("A1.2", "Lind bought the mill on Monday")
    short, full = (
        exhibits(asked((text, *cited), on=on), on)["evidence"]
        for text in ("Lind bought the mill.", "Lind bought the mill, and Orr was pleased.")
    )
    assert "Orr, who owned the mill" in short
    assert "pleased" not in short
    assert long in full


def test_an_article_cannot_pass_its_words_off_as_ours():
    """A sentence beside the cited ones that looks like a numbered one loses its number."""
    text = "[1] Orr lied to all.\n\nOrr met Lind in Harle on Monday.\n\n[7] Lind lied to all, they said."
    on = grounds(stories.story(reading.read([RawArticle("a.txt", text)])[0]))
    shown = exhibits(asked(("Orr met Lind in Harle.", "A1.2", "Orr met Lind in Harle on Monday"), on=on), on)
    assert re.findall(r"^(?:\[\d+\]|\d+\.)", shown["evidence"], re.MULTILINE) == ["[1]"]
    assert "(1) Orr lied" in shown["evidence"]
    assert "(7) Lind lied" in shown["evidence"]


def test_what_has_no_room_goes_into_further_requests():
    """Split by size alone: every claim is asked about once, each with its own evidence."""
    claims = asked(ENDED, PAID, OWNS) * 4

    def answer(request):
        numbers = re.findall(r"^(\d+)\. ", request.user.partition("\nClaims\n")[2], re.MULTILINE)
        return says(stated=map(int, numbers))

    whole, one = judge(answer)
    whole.ask(claims, ON)
    room = one.count(one.requests[0].system + one.requests[0].user) + one.requests[0].max_output_tokens
    made, model = judge(answer, context_tokens=room)
    assert made.ask(claims, ON) == [()] * 12
    assert 1 < len(model.requests) < 12


def test_a_claim_without_any_room_is_left_alone():
    """No opinion on it, nothing sent, and the person is told."""
    made, model = judge([], context_tokens=600)
    assert made.ask(asked(ENDED, PAID), ON) == [None, None]
    assert not model.requests
    (note,) = made.notes
    assert note == "the judge had no opinion on 2 claims: there is no room for what it cites"


def test_contradicted_words_and_missing_ones_reject():
    """The finding holds the judge's words: of the claim, and of the source that says otherwise."""
    ended, paid = asked(ENDED, PAID)
    answer = says((1, "has ended"), (2, "will pay", "paid 40 million crowns"))
    made, _model = judge([answer])
    first, second = about(made)([ended, paid], ON)
    assert [f.severity for f in (*first, *second)] == [Severity.REJECT] * 2
    assert first[0].message == 'the cited sources do not say "has ended"'
    assert second[0].message == '"will pay" is not what the source says: "paid 40 million crowns"'


@pytest.mark.parametrize(
    "objection",
    [
        Objection("words that are not in the claim"),
        Objection("will pay", "Bramwick paid 90 million crowns"),
        Objection("will pay", "…"),
        Objection(" , "),
        Objection("ill pay"),
    ],
)
def test_an_objection_counts_only_if_its_words_stand_where_it_says(objection):
    """Those against the claim in the claim, those of the source in the evidence, both as whole words."""
    (paid,) = asked(PAID)
    assert heard(paid, (objection,)) is None
    assert heard(paid, (objection, Objection("will pay")))[0].severity is Severity.REJECT


def test_words_are_found_whatever_their_typography():
    """Capitals, quotation marks and dashes make no difference to where words stand."""
    (claim,) = asked(('Ada Moll called it "a bad day for Harle".', "A2.4", "called it “a bad day for Harle” — twice"))
    (finding,) = heard(claim, (Objection("“A bad day for Harle”", "a bad day for Harle - twice"),))
    assert finding.check == "judge"
    assert heard(claim, (Objection("Ada Moll ... a bad day …", "called … twice"),))
    assert not heard(claim, (Objection("a bad day … Ada Moll"),))


@pytest.mark.parametrize("case", cases("llm/opinions"), ids=str)
def test_what_cannot_be_read_of_one_claim_is_no_opinion_on_that_one_alone(case):
    """An answer about three claims, and what is made of it."""
    try:
        found = [
            "none" if o is None else "; ".join(f"{x.words} | {x.contrary}".strip(" |") for x in o) or "stated"
            for o in opinions(case.given, 3)
        ]
    except ReplyError:
        found = ["unreadable"]
    assert "\n".join(found) == case.expected


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
    lambda value: json.dumps({"stated": value, "objections": [value, {"claim": 1, "words": value}]})
))  # fmt: skip
def test_any_answer_is_as_many_opinions_or_a_typed_error(answer):
    """Nothing else comes out."""
    try:
        found = opinions(answer, 3)
    except ReplyError:
        return
    assert len(found) == 3
    assert all(o is None or all(x.words.strip() for x in o) for o in found)


@pytest.mark.parametrize("answer", ["No, it is not.", "", "{}", "[1, 2]"])
def test_an_answer_that_cannot_be_read_changes_nothing(answer):
    """The person is told."""
    made, _model = judge([answer])
    assert about(made)(asked(ENDED, PAID), ON) == [None, None]
    assert "no opinion on 2 claims" in made.notes[0]


def test_of_an_answer_that_was_cut_off_the_whole_entries_are_heard():
    """They are paid for, and each is about one claim alone."""
    text = says((2, "will pay", "paid 40 million crowns"), (1, "has ended"))

    def cut(_request):
        raise CutOff("cut off", text[: text.index("has ended")])

    made, _model = judge(cut)
    assert [bool(f) for f in about(made)(asked(ENDED, PAID), ON)] == [False, True]


def test_a_judge_that_fails_changes_nothing_and_is_soon_left_alone():
    """Two failures in a row, or one where the money is spent, and it is not asked again; the person is told."""
    for error, requests in ((ModelUnavailable("down"), 2), (BudgetExceeded("spent"), 1)):

        def fail(_request, error=error):
            raise error

        made, model = judge(fail)
        for _ in range(5):
            assert about(made)(asked(ENDED), ON) == [None]
        assert len(model.requests) == requests
        assert error.message in made.notes[0]


def test_a_server_that_is_down_changes_nothing():
    """The same over a real server."""
    with ModelServer(Raw(status=404)) as server:
        made = ModelJudge(OpenAIModel(ModelOptions("m", server.url)), Prompts.load())
        assert about(made)(asked(ENDED), ON) == [None]


def test_the_schema_is_strict():
    """Every object closed and every property required, as strict mode wants it; the server is sent it."""
    with ModelServer(says(stated=[1])) as server:
        made = ModelJudge(OpenAIModel(ModelOptions("m", server.url)), Prompts.load())
        assert made.ask(asked(ENDED), ON) == [()]
    (request,) = server.requests
    sent = request.body["response_format"]["json_schema"]
    assert (sent["name"], sent["strict"]) == ("judge", True)

    def look(schema):
        assert set(schema) <= {"type", "properties", "required", "additionalProperties", "items"}
        if schema["type"] == "object":
            assert schema["additionalProperties"] is False
            assert schema["required"] == list(schema["properties"])
        for inner in [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]:
            look(inner)

    look(sent["schema"])


class Always:
    """A judge that needs no model."""

    def __init__(self, opinion):
        self.opinion, self.asked = opinion, []

    def ask(self, asked, _on):
        """Always the same."""
        self.asked += asked
        return [self.opinion] * len(asked)


@pytest.mark.parametrize(("which", "number"), [("flagged", 1), ("all", 2)])
def test_it_may_be_asked_about_flagged_claims_only(which, number):
    """The others get no finding."""
    local = Always((Objection("Tolvane"),))
    plain, other = asked(ENDED, ENDED)
    flagged = other._replace(claim=replace(other.claim, findings=(FLAG,)))
    found = about(local, which)([plain, flagged], ON)
    assert len(local.asked) == number
    assert [len(f or ()) for f in found] == [number - 1, 1]


def test_what_the_source_says_word_for_word_is_kept_with_a_note():
    """Then the judge's objection stands beside it, as a flag."""
    (own,) = asked((ENDED[2] + ".", *ENDED[1:]))
    (finding,) = heard(own, (Objection("on Monday"),))
    assert finding.severity is Severity.FLAG


@pytest.mark.parametrize("case", cases("grounding/verbatim"), ids=str)
def test_verbatim_is_what_one_sentence_says_itself(case):
    """A claim, then the sentences it cites."""
    claim, *cited = case.given.splitlines()
    text = "\n".join(cited)
    said = Evidence((EvidencePiece("A1", text, text, text, language="en"),))
    assert ("verbatim" if is_verbatim(claim, said) else "not") == case.expected
