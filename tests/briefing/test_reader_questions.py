"""The questions that a reader would ask, and what of them is published."""

import pytest
import tolvane
from casefile import cases

from briefer import briefing
from briefer.records import Draft, DraftAnswer, DraftClaim, Quote, Wishes

MAKING = briefing.Making("2026-11-22T07:00:00Z", "0.1.0")
ENDED = DraftClaim("Tolvane ended its contract with Oriel.", (Quote("A1.2", "Tolvane ended its contract with Oriel"),))
PAID = DraftClaim(
    "Bramwick paid 40 million crowns for a third of Oriel.", (Quote("A1.3", "paid 40 million crowns for a third"),)
)
WORKERS = DraftClaim("The plant in Harle has 300 workers.", (Quote("A1.4", "The plant in Harle has 300 workers"),))
ANSWERS = {"ended": ENDED, "paid": PAID, "workers": WORKERS}


class Asks:
    """A writer whose draft holds one claim and some questions."""

    name = "model"

    def __init__(self, *questions):
        self.draft = Draft("Tolvane ends its contract with Oriel", (ENDED,), questions=questions)

    def write(self, _story, _wishes):
        """The draft it was given."""
        return self.draft


def brief(*questions):
    """A brief of the shared story with these questions."""
    return briefing.brief(tolvane.story(), Asks(*questions), Wishes(questions=len(questions)), MAKING)


@pytest.mark.parametrize("case", cases("reader_questions"), ids=str)
def test_a_question_says_nothing_that_its_answers_do_not_back(case):
    """A question and its answer; the question as it is published, or why its answer is withheld."""
    question, answer = case.given.split("\n")
    made = brief(DraftAnswer(question, (ANSWERS[answer],)))
    shown = [f"{a.question} {[c.text for c in a.claims]}" for a in made.questions]
    withheld = [f"withheld: {f.message}" for r in made.rejected for f in r.findings if f.check == "question"]
    assert "\n".join([*shown, *withheld]) == case.expected


def test_what_a_claim_says_already_is_no_answer():
    """No sentence stands in a brief twice; a question that has no other answer is left out without a word."""
    made = brief(
        DraftAnswer("What did Tolvane do?", (ENDED,)), DraftAnswer("Who is at risk?", (ENDED, WORKERS, WORKERS))
    )
    assert [(a.question, [c.text for c in a.claims]) for a in made.questions] == [("Who is at risk?", [WORKERS.text])]
    assert made.rejected == ()


def test_an_answer_that_does_not_stand_is_withheld_alone():
    """Its question stays with the answers that stand."""
    wrong = DraftClaim("The plant in Harle has 500 workers.", WORKERS.quotes)
    made = brief(DraftAnswer("What is at stake?", (wrong, PAID)))
    assert [c.text for a in made.questions for c in a.claims] == [PAID.text]
    assert [r.text for r in made.rejected] == [wrong.text]
    assert all(c.citations for a in made.questions for c in a.claims)
