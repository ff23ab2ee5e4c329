"""Checks: what is said against a claim, and in which words."""

import doctest
import json
from importlib import import_module
from pathlib import Path

import pytest
from casefile import CASES, cases
from hypothesis import given
from hypothesis import strategies as st
from work import growth, steps

from briefer import checks
from briefer.checks import CHECKS, Cited, check, not_checked, rejects, run
from briefer.records import Evidence, EvidencePiece, Finding, Severity

TRAPS = [(path.stem, case) for path in sorted((CASES / "checks").glob("*.md")) for case in cases(f"checks/{path.stem}")]


def evidence_of(lines):
    """The evidence of a case: one piece for each `evidence:` line; the other lines belong to all of them."""
    rest = {key: value for key, value in lines if key not in ("claim", "evidence")}
    around, context = rest.pop("around", ""), rest.pop("context", "")
    cited = [value for key, value in lines if key == "evidence"]
    return Evidence(
        tuple(
            EvidencePiece(f"A{number}", text, around or text, f"{around or text}\n{context}", **rest)
            for number, text in enumerate(cited, 1)
        )
    )


def whole(text):
    """A text as the evidence of a claim, cited whole."""
    return Evidence((EvidencePiece("A1", text, text, text, language="en"),))


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{name}: {case}") for name, case in TRAPS])
def test_what_is_said_against_a_claim(case):
    """Every finding of a case is told in full, and no other one is made."""
    lines = [tuple(line.split(": ", 1)) for line in case.given.splitlines()]
    found = run(dict(lines)["claim"], evidence_of(lines))
    assert [f"{finding.severity} {finding.check}: {finding.message}" for finding in found] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases("alarms"), ids=str)
def test_no_alarm_is_false(case):
    """What only puts the evidence into other words is let pass; what says something else beside it is not."""
    told = {}
    for line in case.given.splitlines():
        claim, evidence = line.replace("\\n", "\n").split(" <= ")
        found = check(claim, evidence)
        told[line] = "rejected" if rejects(found) else "flagged" if found else "nothing"
    assert told == dict.fromkeys(told, case.expected)


def test_every_check_has_its_cases():
    """The table of checks is pinned, in its order, and each check has a file of cases."""
    order = [
        "length",
        "numbers",
        "dates",
        "figures",
        "names",
        "quoted",
        "content",
        "negation",
        "hedging",
        "attribution",
        "antonyms",
    ]
    order += ["sequence", "causes", "deeds", "added"]
    assert list(CHECKS) == [*order, "superlatives", "extent", "periods", "transferred", "speaker", "order"]
    assert {path.stem for path in Path(CASES / "checks").glob("*.md")} >= set(CHECKS)


@pytest.mark.parametrize(
    "name",
    ["checks", "language.lexicon", "language.stems", "language.names",
     "language.mentions", "language.name_words",
     "language.quantities", "language.quantities.quantity", "language.quantities.enumerations",
     "language.capitals"],
)  # fmt: skip
def test_the_examples_of_the_documentation_run(name):
    """Every doctest gives what it shows."""
    failed, tried = doctest.testmod(import_module(f"briefer.{name}"))
    assert tried
    assert not failed


def test_every_finding_carries_the_name_of_its_check():
    """What a check finds is told under its own name in the table."""
    for name, one in CHECKS.items():
        for _, case in TRAPS:
            lines = [tuple(line.split(": ", 1)) for line in case.given.splitlines()]
            cited = Cited(dict(lines)["claim"], evidence_of(lines))
            assert all(finding.check == name for finding in one(cited.said, cited))


def test_a_rejection_is_one_reject():
    """Flags alone reject nothing."""
    flag, reject = (Finding("numbers", severity, "") for severity in (Severity.FLAG, Severity.REJECT))
    assert not rejects([flag, flag])
    assert rejects([flag, reject])


def test_context_is_the_rest_of_the_source():
    """A name may stand in the context, a number may not."""
    assert not rejects(check("The deal with Perrolith ended.", "The deal ended.", context="He left Perrolith."))
    assert rejects(check("The $5 million deal ended.", "The deal ended.", context="It cost $5 million."))


def test_any_piece_may_support_a_number():
    """Two cited articles support a claim together: one has the number, the other one the name."""
    pieces = [
        EvidencePiece(f"A{n}", text, text, text) for n, text in enumerate(("It cost $5 million.", "By Perrolith."))
    ]
    assert run("The $5 million deal was made by Perrolith.", Evidence(tuple(pieces))) == ()


def test_a_claim_without_evidence_has_nothing_to_stand_on():
    """Without a cited article every figure is rejected."""
    assert rejects(run("It cost $5 million.", Evidence(())))


def test_another_deed_and_an_added_judgement_are_seen_and_other_words_for_the_same_are_not():
    """Of invented lies at most three in a hundred pass, and nothing that tells the same in other words is flagged."""
    rows = [
        json.loads(line) for line in (CASES / "checks" / "replaced_and_added.jsonl").read_text("utf-8").splitlines()
    ]
    told = {key: [(row[key], whole(row["evidence"])) for row in rows if key in row] for key in ("distorted", "honest")}
    hit = {
        key: {claim for claim, evidence in pairs for found in run(claim, evidence) if found.check in ("deeds", "added")}
        for key, pairs in told.items()
    }
    assert len(hit["distorted"]) >= 0.97 * len(told["distorted"])
    assert hit["honest"] == set()


def test_the_title_of_a_cited_article_may_tell_a_deed():
    """What the headline says need not be said again near the cited words."""
    said = "The man at the harbour is 30."
    piece = EvidencePiece("A1", said, said, f"Arrest in Gars\n{said}\nHe is a sailor.", language="en")
    assert run("The man who was arrested at the harbour is 30.", Evidence((piece,))) == ()


def test_what_is_not_checked_is_said():
    """Each language tells which rules it lacks; English lacks none."""
    assert not_checked("en") == not_checked(None) == ()
    assert not_checked("fr")[0] == "negation: no rules for language fr"
    assert not_checked("de")[0] == "names: no rules for language de"
    assert not_checked("xx")[:2] == ("names: no rules for language xx", "numbers in words: no rules for language xx")


def test_a_long_claim_is_no_sentence():
    """A hundred thousand characters are rejected at once, unless the source has the very same."""
    claim = "June 12 2025 " * 8_000
    (finding,) = check(claim, claim + "and more")
    assert finding.message == "the claim is 104,000 characters long; only a sentence of up to 3,000 can be checked"
    assert check(claim, claim) == []
    assert steps(lambda: check(claim, claim + "and then more")) < len(claim) / 100


def test_a_pile_of_figures_is_no_sentence():
    """More figures than a sentence has are rejected at once, so that no claim costs more than its length."""

    def said(figures):
        claim = " ".join(map(str, range(100, 100 + figures)))
        return [finding.message for finding in check(claim, " ".join(map(str, range(2, 9_000, 2))))]

    assert said(700) == ["700 figures are more than a sentence has"]
    assert growth(said, 350) < 2.2


@pytest.mark.parametrize(
    "text",
    ["1" * 10**6, "$" * 5 * 10**6, "a" * 10**6, "人" * 10**6, "\0\ud800" * 1_000, " " * 10**6, "A." * 50_000],
    ids=lambda text: f"{text[:2]!r} x {len(text)}",
)
def test_strange_evidence_is_answered(text):
    """Millions of one character, NULs and lone surrogates give an answer and no error."""
    assert rejects(check("Perrolith was sold for $5 million.", text))
    assert rejects(check(text[:3_000] + " $5 million", "Perrolith was sold."))


@pytest.mark.parametrize("unit", ["1", "$", "a", "人", "\0\ud800", " ", "A."], ids=ascii)
def test_strange_evidence_costs_no_more_than_its_length(unit):
    """Twice as much of one character is at most twice the work."""
    assert growth(lambda size: check("Perrolith was sold for $5 million.", unit * size), 4_000) < 2.2


def test_what_was_read_from_a_source_is_remembered():
    """A second claim costs the same against a source of any length, and much less than the first one."""

    def costs(plants):
        told = (f"On June {n % 28 + 1} the {n}th plant of Perrolith cost ${n}.5 million." for n in range(plants))
        source = " ".join(told)
        evidence = Evidence((EvidencePiece("A1", source[:70], source[:200], source),))
        claims = ["Perrolith was sold.", *(f"The {n + 20}th plant of Perrolith cost ${n}.5 million." for n in range(9))]
        first, *others = (steps(lambda claim=claim: run(claim, evidence)) for claim in claims)
        return first, min(others)

    (short, again), (long, again_in_long) = costs(100), costs(400)
    assert again < short / 3
    assert long > short
    assert again_in_long < again * 1.5


SENTENCES = """
Ternhaven will pay $2.4 billion for 38 percent of Perrolith on June 30 , 2025 said Castellin “ not may first ” the The
In He three half 1.234 U.S. Turkey march GPT-4 's . ; nearly 5 to 10 million - last year Thursday Reuters
"""


@given(st.lists(st.sampled_from(SENTENCES.split()), min_size=1, max_size=14), st.sampled_from(["", " Then it ended."]))
def test_a_sentence_of_the_source_is_never_rejected(words, after):
    """A claim that is its own evidence has nothing that rejects it, check by check."""
    claim = " ".join(words)
    evidence = Evidence(
        (EvidencePiece("A1", claim, claim + after, claim + after, language="en", published="2025-06-13"),)
    )
    cited = Cited(claim, evidence)
    assert not rejects(finding for one in CHECKS.values() for finding in one(cited.said, cited))


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from([None, "en", "de", "ja"]))
def test_any_text_can_be_checked(claim, text, language):
    """Nothing raises on any text, and a claim that equals its evidence is never rejected."""
    piece = EvidencePiece("A1", text, text, text, published="2025-13-45", language=language, publisher=claim)
    assert all(isinstance(finding, Finding) for finding in run(claim, Evidence((piece,))))
    assert not checks.rejects(check(claim, claim))
