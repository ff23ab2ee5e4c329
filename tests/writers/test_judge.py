import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import ModelServer, Raw
from scripted import ScriptedModel

from briefer.errors import ModelUnavailable, ReplyError
from briefer.llm import ModelOptions, OpenAIModel
from briefer.records import Claim, Evidence, EvidencePiece, Finding, Section, Severity
from briefer.writers.judge import Judgement, ModelJudge, about, opinion, parse
from briefer.writers.prompts import Prompts

CLAIM = "Halden Lines will close the ferry in May."
EVIDENCE = ("Halden Lines may close the ferry at the end of June.",)
FLAG = Finding("hedging", Severity.FLAG, 'the source says "may"')
NO = json.dumps({"entailed": False, "words": ["will close", "in May"]})
YES = json.dumps({"entailed": True, "words": []})


def judge(answers):
    """A judge and its scripted model."""
    model = ScriptedModel(answers)
    return ModelJudge(model, Prompts.load(), secret=b"test"), model


def test_a_no_with_words_rejects():
    """The finding names the words, as they stand in the claim."""
    made, model = judge([NO])
    (finding,) = opinion(made, CLAIM, EVIDENCE, (FLAG,))
    assert finding.severity is Severity.REJECT
    assert '"will close", "in May"' in finding.message
    assert "Claim: Halden Lines will close" in model.requests[0].user
    assert 'Look at: hedging: the source says "may"' in model.requests[0].user
    assert "Halden" not in model.requests[0].system.partition("Example")[0]


@pytest.mark.parametrize(
    "answer",
    [
        YES,
        '{"entailed": false, "words": []}',
        '{"entailed": false, "words": ["words that are not in the claim"]}',
        '{"entailed": true, "words": ["in May"]}',
        '{"entailed": "no", "words": ["in May"]}',
        '{"entailed": false, "words": "in May"}',
        "No, it is not.",
        "",
    ],
)
def test_anything_else_changes_nothing(answer):
    """A yes, a no without reason, two answers at once, prose."""
    made, _model = judge([answer])
    assert opinion(made, CLAIM, EVIDENCE, (FLAG,)) == ()


def test_a_judge_that_fails_changes_nothing_and_is_soon_left_alone():
    """Two failures in a row, and it is not asked again; the person is told."""

    def fail(_request):
        raise ModelUnavailable("down")

    made, model = judge(fail)
    for number in range(5):
        assert opinion(made, f"Claim {number}.", EVIDENCE, ()) == ()
    assert len(model.requests) == 2
    assert "down" in made.notes[0]


def test_a_server_that_is_down_changes_nothing():
    """The same over a real server."""
    with ModelServer(Raw(status=404)) as server:
        made = ModelJudge(OpenAIModel(ModelOptions("m", server.url)), Prompts.load())
        assert opinion(made, CLAIM, EVIDENCE, (FLAG,)) == ()


def test_equal_questions_are_asked_once():
    """And what was used is counted."""
    made, model = judge([NO, YES])
    assert opinion(made, CLAIM, EVIDENCE, (FLAG,)) == opinion(made, CLAIM, EVIDENCE, (FLAG,))
    assert len(model.requests) == made.usage.requests == 1


@given(st.text())
def test_any_answer_is_a_strict_verdict_or_none(answer):
    """Nothing else comes out."""
    try:
        verdict = parse(answer)
    except ReplyError:
        return
    assert verdict.entailed is not bool(verdict.words)


class Always:
    """A judge that needs no model."""

    def __init__(self, verdict):
        self.verdict, self.asked = verdict, []

    def ask(self, claim, evidence, flags):
        """Always the same."""
        self.asked.append((claim, tuple(evidence), tuple(flags)))
        return self.verdict


@pytest.mark.parametrize(("which", "asked"), [("flagged", 1), ("all", 2)])
def test_by_default_only_flagged_claims_are_asked_about(which, asked):
    """What stood stays, what the judge finds is added."""
    local = Always(Judgement(entailed=False, words=("May",)))
    findings = about(local, which)
    piece = EvidencePiece("A1", EVIDENCE[0], EVIDENCE[0], EVIDENCE[0])
    plain = Claim("C1", CLAIM, Section.KEY_FACTS, ())
    flagged = Claim("C2", CLAIM, Section.KEY_FACTS, (), (FLAG,))
    assert findings(flagged, Evidence((piece,)))[0] == FLAG
    assert [f.check for f in findings(flagged, Evidence((piece,)))] == ["hedging", "judge"]
    local.asked.clear()
    findings(plain, Evidence((piece,)))
    findings(flagged, Evidence((piece,)))
    assert len(local.asked) == asked
