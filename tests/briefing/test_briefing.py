"""The pipe from a story to a brief: repairs, disagreements, the headline, the audit, coverage."""

from dataclasses import replace

import pytest
import tolvane

from briefer import briefing, disagreements, reading, stories
from briefer.briefing.claims import PLAIN_QUESTION, audited
from briefer.briefing.news_days import news_days
from briefer.grounding.ground import grounds
from briefer.records import (
    Draft,
    DraftClaim,
    DraftDisagreement,
    Failure,
    Finding,
    NewsDays,
    Quote,
    RawArticle,
    Rejected,
    Section,
    Severity,
    Wishes,
)
from briefer.writers import ExtractiveWriter

STORY = tolvane.story()
MAKING = briefing.Making("2026-11-22T07:00:00Z", "0.1.0")
TRUE = DraftClaim(
    "Tolvane ended its contract with Oriel.", (Quote("A1.2", "Tolvane ended its contract with Oriel on Monday"),)
)
FALSE = DraftClaim(
    "Bramwick paid 50 million crowns for a third of Oriel.",
    (Quote("A1.3", "Bramwick paid 40 million crowns for a third of Oriel"),),
)
MENDED = replace(FALSE, text="Bramwick paid 40 million crowns for a third of Oriel.")


class Says:
    """A writer that says what it is told to say, and mends nothing."""

    name = "model"

    def __init__(self, *claims, headline="Tolvane ends its contract with Oriel", disagreements=()):
        self.draft = Draft(headline, claims, tuple(disagreements))

    def write(self, _story, _wishes):
        """The draft it was given."""
        return self.draft


class Mends(Says):
    """A writer that gives one repair a round, in the order of the list."""

    def __init__(self, *claims, repairs):
        super().__init__(*claims)
        self.repairs = list(repairs)
        self.asked = []

    def repair(self, _story, failing, _wishes=None):
        """The next repair for every failing claim."""
        self.asked.append(failing)
        return tuple((self.repairs.pop(0),) for _ in failing)


def brief(writer, **wishes):
    """A brief of the shared story."""
    return briefing.brief(STORY, writer, Wishes(**wishes), MAKING)


def test_true_claims_are_published_and_false_ones_reported():
    """A claim that fails a check is not among the claims but in the report, with its reason."""
    made = brief(Says(TRUE, FALSE))
    assert [c.text for c in made.claims] == [TRUE.text]
    assert [r.text for r in made.rejected] == [FALSE.text]
    assert "40 million" in made.rejected[0].findings[0].message


def test_a_repaired_claim_is_published():
    """A failing claim is shown to the writer with what is wrong, and its repair is checked like any claim."""
    writer = Mends(TRUE, FALSE, repairs=[MENDED])
    made = brief(writer)
    assert [c.text for c in made.claims] == [TRUE.text, MENDED.text]
    assert made.rejected == ()
    (failing,) = writer.asked[0]
    assert failing.claim == FALSE
    assert failing.findings[0].check == "numbers"


def test_there_are_two_rounds_of_repairs_at_most():
    """A claim that fails three times is withheld."""
    worse = [replace(FALSE, text=FALSE.text.replace("50", n)) for n in ("60", "70", "80")]
    writer = Mends(FALSE, repairs=worse)
    made = brief(writer)
    assert len(writer.asked) == 2
    assert made.claims == ()
    assert [r.text for r in made.rejected] == [worse[1].text]


def test_a_repair_may_not_bring_in_another_fact():
    """A repair whose figures come neither from the claim nor from the evidence shown for it is withheld."""
    other = DraftClaim("The plant in Harle has 300 workers.", (Quote("A1.4", "The plant in Harle has 300 workers"),))
    made = brief(Mends(FALSE, repairs=[other, other]))
    assert [c.text for c in made.claims] in ([], [other.text])
    assert all(f.check != "audit" for r in made.rejected for f in r.findings)


def position(text, ref, words):
    """One side of a disagreement."""
    return DraftClaim(text, (Quote(ref, words),))


def test_both_sides_of_a_disagreement_are_grounded():
    """Each position is a claim with citations of its own, numbered after the claims."""
    dispute = DraftDisagreement(
        "Does Bramwick own Oriel?",
        (
            position("Bramwick owns a third of Oriel.", "A2.3", "Bramwick now owns a third of Oriel"),
            position("Bramwick paid for a third of Oriel.", "A1.3", "Bramwick paid 40 million crowns for a third"),
        ),
    )
    made = brief(Says(TRUE, disagreements=[dispute]))
    (found,) = made.disagreements
    assert found.question == "Does Bramwick own Oriel?"
    assert [p.id for p in found.positions] == ["C2", "C3"]
    assert all(p.citations for p in found.positions)


def test_a_disagreement_left_with_one_side_becomes_a_claim():
    """What still stands of a half-grounded disagreement is not lost."""
    dispute = DraftDisagreement(
        "What did Bramwick pay?",
        (
            position("Bramwick paid 40 million crowns.", "A1.3", "Bramwick paid 40 million crowns for a third"),
            position("Bramwick paid 70 million crowns.", "A2.3", "Bramwick paid 70 million crowns"),
        ),
    )
    made = brief(Says(TRUE, disagreements=[dispute]))
    assert made.disagreements == ()
    assert [c.text for c in made.claims] == [TRUE.text, "Bramwick paid 40 million crowns."]
    assert [r.text for r in made.rejected] == ["Bramwick paid 70 million crowns."]


def test_a_question_with_a_name_of_its_own_gives_way_to_a_plain_one():
    """The questions of disagreements are published words too."""
    dispute = DraftDisagreement(
        "Did Klaus Veldhagen pay 90 million?",
        (
            position("Bramwick owns a third of Oriel.", "A2.3", "Bramwick now owns a third of Oriel"),
            position("Bramwick paid for a third of Oriel.", "A1.3", "Bramwick paid 40 million crowns for a third"),
        ),
    )
    assert brief(Says(TRUE, disagreements=[dispute])).disagreements[0].question == PLAIN_QUESTION


def test_a_headline_with_a_figure_of_its_own_gives_way_to_the_first_claim():
    """The headline's numbers and names must occur in published claims or their evidence."""
    assert brief(Says(TRUE, headline="Tolvane cuts 900 jobs")).headline == TRUE.text.removesuffix(".")
    assert brief(Says(TRUE, headline="")).headline == TRUE.text.removesuffix(".")
    assert brief(Says(TRUE, headline="Tolvane and Oriel part")).headline == "Tolvane and Oriel part"


@pytest.mark.parametrize("headline", ["Oriel bought a third of Bramwick", "Bramwick sold a third of Oriel"])
def test_a_headline_that_turns_what_the_claims_say_gives_way_as_well(headline):
    """It runs through the same comparison as a claim, with the published claims as its evidence."""
    said = replace(MENDED, text="Bramwick bought a third of Oriel.")
    assert brief(Says(TRUE, said, headline=headline)).headline == TRUE.text.removesuffix(".")
    assert (
        brief(Says(TRUE, said, headline="Bramwick buys a third of Oriel")).headline == "Bramwick buys a third of Oriel"
    )


def test_only_max_claims_drops_grounded_claims():
    """Length guides the writer; the limit is the person's own."""
    assert len(brief(Says(TRUE, MENDED), length="short").claims) == 2
    assert len(brief(Says(TRUE, MENDED), max_claims=1).claims) == 1


def test_claims_stand_in_the_order_of_the_sections():
    """Whatever order a writer gives, the bottom line comes first."""
    made = brief(Says(replace(TRUE, section=Section.OUTLOOK), replace(MENDED, section=Section.BOTTOM_LINE)))
    assert [c.section for c in made.claims] == [Section.BOTTOM_LINE, Section.OUTLOOK]
    assert [c.id for c in made.claims] == ["C1", "C2"]


def test_every_article_is_accounted_for():
    """Cited, a copy, or unused and why: no source vanishes."""
    made = brief(Says(MENDED))
    assert [c.article for c in made.coverage] == ["A1", "A2", "A3"]
    assert [c.use for c in made.coverage] == ["cited", "unused", "duplicate"]
    assert all(c.reason for c in made.coverage if c.use != "cited")
    assert made.coverage[0].origin == made.coverage[2].origin != made.coverage[1].origin


def test_the_judge_may_withhold_a_claim():
    """A judge's reject is a finding like any other."""

    def judge(asked, _on):
        no = (Finding("judge", Severity.REJECT, "no"),)
        return [no if "40 million" in one.claim.text else () for one in asked]

    made = briefing.brief(STORY, Says(TRUE, MENDED), Wishes(), MAKING, judge=judge)
    assert [c.text for c in made.claims] == [TRUE.text]
    assert made.rejected[0].findings[0].check == "judge"


def test_the_audit_withholds_a_citation_that_is_not_what_its_source_says():
    """Every published citation's slice is what the source says, whatever happened before."""
    on = grounds(STORY)
    good = brief(Says(TRUE)).claims[0]
    bad = replace(good, citations=(replace(good.citations[0], text="Tolvane kept its contract with Oriel"),))
    claims, _, rejected = audited([good, bad], [], [], on)
    assert claims == [good]
    assert rejected[0].findings[0].check == "audit"


def test_the_audit_withholds_a_claim_that_was_rejected():
    """No rejected claim stands among the published ones."""
    claim = brief(Says(TRUE)).claims[0]
    refused = Rejected(claim.text, tuple(c.text for c in claim.citations), (Finding("x", Severity.REJECT, "y"),))
    claims, _, _ = audited([claim], [], [refused], grounds(STORY))
    assert claims == []


def test_the_built_in_writer_is_never_rejected():
    """A brief of the sources' own sentences has nothing to withhold."""
    made = briefing.brief(STORY, ExtractiveWriter(), Wishes(), MAKING, find=disagreements.find)
    assert made.claims
    assert made.rejected == ()
    for claim in made.claims:
        for c in claim.citations:
            assert made.article(c.article).text[c.start : c.end] == c.text


def test_what_failed_before_is_carried_into_the_brief():
    """Unreadable sources, the stand-in's reason and the failed writer's claims are part of the brief."""
    failed = Failure("x.txt", "it is empty")
    refused = Rejected("Said by a model.", (), (Finding("quote", Severity.REJECT, "invented"),))
    making = replace(MAKING, note="stood in", failures=(failed,), rejected=(refused,))
    made = briefing.brief(STORY, ExtractiveWriter(), Wishes(), making)
    assert made.failures == (failed,)
    assert made.rejected == (refused,)
    assert made.provenance.note == "stood in"


def test_facts_of_several_origins_that_are_left_out_are_named():
    """What several origins state and no claim cites is listed, so that the reader knows what is missing."""
    shared = "Tolvane ended its contract with the glass maker Oriel on Monday, the company said."
    texts = [
        f"{shared}\n\nThe plant in Harle has 300 workers in two shifts, according to the town.",
        "Tolvane said it ended the contract with its glass maker Oriel on Monday.\n\nBramwick paid 40 million crowns.",
    ]
    raws = [RawArticle(f"{i}.txt", text, title=f"Report {i}") for i, text in enumerate(texts)]
    story = stories.story(reading.read(raws)[0])
    plant = DraftClaim("The plant in Harle has 300 workers.", (Quote("A1.2", "The plant in Harle has 300 workers"),))

    (fact,) = briefing.brief(story, Says(plant), Wishes(), MAKING).left_out

    assert fact.text == shared
    assert fact.origins == 2


def test_the_most_recent_side_of_a_disagreement_is_marked():
    """Where the dates are known the latest position's article is named, as long as that position stands."""

    def find(_story):
        sides = (
            position("Bramwick owns a third of Oriel.", "A2.3", "Bramwick now owns a third of Oriel"),
            position("Bramwick paid for a third of Oriel.", "A1.3", "Bramwick paid 40 million crowns for a third"),
        )
        return (DraftDisagreement("Does Bramwick own Oriel?", sides, latest="A2"),)

    (dispute,) = briefing.brief(STORY, Says(TRUE), Wishes(), MAKING, find=find).disagreements
    assert dispute.latest == "A2"


def test_a_sentence_is_published_once():
    """A writer that repeats itself is heard the first time."""
    assert [c.text for c in brief(Says(TRUE, MENDED, TRUE)).claims] == [TRUE.text, MENDED.text]


def test_a_crowd_of_sources_is_not_searched_for_disagreements_and_the_brief_says_so():
    """Comparing every figure of hundreds of origins would take minutes; what was not done is named."""
    numbered = [RawArticle(f"{i}", f"The town of Harle{i} hired {i + 20} new teachers on Monday.") for i in range(101)]
    story = stories.story(reading.read(numbered)[0])

    def find(_story):
        raise AssertionError

    made = briefing.brief(story, ExtractiveWriter(), Wishes(), MAKING, find=find)
    assert any(line.startswith("disagreements: not looked for") for line in made.not_checked)


def test_one_side_of_a_disagreement_is_not_told_as_a_fact_as_well():
    """A contested sentence stands beside its contradiction; only the bottom line is kept in its place too."""
    owns = position("Bramwick owns a third of Oriel.", "A2.3", "Bramwick now owns a third of Oriel")
    paid = position("Bramwick paid for a third of Oriel.", "A1.3", "Bramwick paid 40 million crowns for a third")
    dispute = DraftDisagreement("Does Bramwick own Oriel?", (owns, paid))

    made = brief(Says(TRUE, owns, replace(paid, section=Section.BOTTOM_LINE), disagreements=[dispute]))

    assert [c.text for c in made.claims] == [paid.text, TRUE.text]
    assert [p.text for d in made.disagreements for p in d.positions] == [owns.text, paid.text]


def test_a_side_of_a_disagreement_is_known_without_the_words_that_lifting_leaves_out():
    """A position opens with "But"; the same sentence, lifted without it, is no fact beside it."""
    cited = "A2.3", "Bramwick now owns a third of Oriel"
    owns, lifted = (
        position("But Bramwick owns a third of Oriel.", *cited),
        position("Bramwick owns a third of Oriel.", *cited),
    )
    paid = position("Bramwick paid for a third of Oriel.", "A1.3", "Bramwick paid 40 million crowns for a third")
    dispute = DraftDisagreement("Does Bramwick own Oriel?", (owns, paid))

    assert [c.text for c in brief(Says(TRUE, lifted, disagreements=[dispute])).claims] == [TRUE.text]


def test_a_sentence_in_another_language_than_its_source_is_counted():
    """What it means was compared with nothing, and the brief says so."""
    said = "Die Firma Tolvane hat den Vertrag mit Oriel am Montag gekündigt, und das ist für die Stadt nicht gut."
    story = stories.story(reading.read([RawArticle("a", said)])[0])
    claims = [
        DraftClaim(text, (Quote("A1.1", "den Vertrag mit Oriel am Montag gekündigt"),))
        for text in ("Tolvane ended its contract with Oriel, which is not good for the town.", said)
    ]
    made = briefing.brief(story, Says(*claims), Wishes(), MAKING)
    assert [line for line in made.not_checked if line.startswith("meaning")] == [
        "meaning: 1 sentence is in another language than what is cited; only figures, dates and names were compared"
    ]


@pytest.mark.parametrize(
    ("published", "texts", "days"),
    [
        (("2026-03-02", "2026-03-04T07:00:00Z"), ("It rained.", "It rained."), ("2026-03-02", "2026-03-04")),
        ((None, "2026-03-04"), ("It rained on 9 May 2026.", "It rained."), ("2026-03-04", "2026-03-04")),
        ((None, None), ("It rained on 3 May 2026.", "The dam will open on 9 May 2036."), ("2026-05-03", "2026-05-03")),
        ((None, None), ("It rained in May.", "It rained."), None),
        ((None, None), ("Mails on the May 3, 2012, flood were shown.", "Nobody read mails."), None),
        ((None, None), ("It rained. It stopped. The dam opened on 9 May 2012.", "It rained."), None),
    ],
)
def test_the_days_of_the_news_are_those_of_the_articles(published, texts, days):
    """Else the last day up to today that they name in full; a brief of last year's news is not dated today."""
    raw = (RawArticle(f"{n}.txt", t, published=day) for n, (t, day) in enumerate(zip(texts, published, strict=True)))
    read, _failures = reading.read(list(raw))
    found = news_days(stories.story(read), (), "2026-11-22T07:00:00Z")
    assert found == (NewsDays(*days) if days else None)
