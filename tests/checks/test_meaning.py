"""Distortions with true quotes, and fair paraphrases beside them: what the checks find, and what they let be."""

import json
from pathlib import Path

import pytest
from casefile import CASES

from briefer import checks
from briefer.records import Evidence, EvidencePiece

#: Of a file's pairs: the distortions that are found, the fair claims that are lost, and those that are flagged. The
#: checks were written on the first two sorts of files; of the third, only fair claims that were lost were read.
FLOORS = {
    "parts": (0.95, 0.0, 0.03),
    "circumstances": (0.95, 0.0, 0.03),
    "parts-2": (0.85, 0.0, 0.03),
    "circumstances-2": (0.85, 0.0, 0.03),
    "parts-3": (0.80, 0.04, 0.25),
    "circumstances-3": (0.80, 0.05, 0.25),
}


def pairs(name):
    """The pairs of a file: evidence within its context, a claim that distorts it and one that is fair."""
    lines = Path(CASES / "meaning" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found(pair, key):
    """What the checks have against a claim of a pair."""
    piece = EvidencePiece("A1", pair["evidence"], pair["context"], pair["context"], language="en")
    return checks.run(pair[key], Evidence((piece,)))


def test_every_file_of_pairs_has_its_floor():
    """A pair that no floor holds would say nothing."""
    assert {path.stem for path in Path(CASES / "meaning").glob("*.jsonl")} == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_a_pair_is_well_made(name):
    """Eight of each of ten kinds, the evidence word for word in its context, and three sentences that differ."""
    made = pairs(name)
    kinds = [pair["kind"] for pair in made]
    assert {kinds.count(kind) for kind in kinds} == {8}
    assert len(set(kinds)) == 10
    assert all(pair["evidence"] in pair["context"] for pair in made)
    assert all(len({pair["evidence"], pair["distorted"], pair["honest"]}) == 3 for pair in made)


@pytest.mark.parametrize("name", FLOORS)
def test_distortions_are_found_and_fair_claims_let_be(name):
    """At least so many distortions are rejected or flagged, at most so many fair claims rejected, or flagged."""
    least, lost, flagged = FLOORS[name]
    made = pairs(name)
    fair = [found(pair, "honest") for pair in made]
    assert sum(bool(found(pair, "distorted")) for pair in made) >= least * len(made)
    assert sum(map(checks.rejects, fair)) <= lost * len(made)
    assert sum(bool(one) and not checks.rejects(one) for one in fair) <= flagged * len(made)
