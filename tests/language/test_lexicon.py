"""Languages are folders of lists: German is one, and a third one needs no line of code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from casefile import cases

import briefer
from briefer.checks import check, not_checked
from briefer.language import lexicon
from briefer.records import Evidence, EvidencePiece

PACKAGE = Path(briefer.__file__).parent


@pytest.mark.parametrize("case", cases("language/german"), ids=str)
def test_the_checks_have_rules_for_german(case):
    """Each case of the file is found, or left alone, as it says."""
    claim, said = case.given.splitlines()
    evidence = Evidence((EvidencePiece("A1", said, said, said, language="de"),))
    assert [finding.check for finding in check(claim, evidence)] == case.expected.split()


def test_what_german_lacks_is_said():
    """German has no rules for names, since it writes every noun with a capital, nor yet for what clauses tell."""
    missing = (
        "names",
        "sequence",
        "causes",
        "deeds",
        "added",
        "figures",
        "extent",
        "periods",
        "speaker",
        "order",
        "transferred",
    )
    assert not_checked("de") == tuple(f"{name}: no rules for language de" for name in missing)


def test_a_list_has_a_comment_and_no_word_twice():
    """Every list says what it is in its first line, and no line of it stands there twice."""
    for path in sorted(PACKAGE.joinpath("data").rglob("*.txt")):
        written = path.read_text(encoding="utf-8").splitlines()
        entries = [line for line in written if line and not line.startswith("#")]
        assert written[0].startswith("# "), path
        assert entries, path
        assert len(entries) == len(set(entries)), path


TOY = {
    "frequent": "# The commonest small words.\nzu ka zo ri mu\n",
    "small": "# Words that carry no content.\nzu ka zo ri mu\n",
    "negation": "# Words that deny.\nnot: nul\n",
    "hedges": "# Words that hold something possible.\npossible: fors\n",
    "numbers": "# Numbers in words.\n1: un\n2: du\n30: tridek\n31: tridekun\n",
    "number_style": "# How numbers are written.\ndecimal: ,\narticles: un\n",
    "calendar": "# Months and weekdays.\nmonths: primo secundo tertio\nweekdays: solday lunday\n",
}
SCRIPT = """
from briefer.checks import check, not_checked
from briefer.language.identify import detect
from briefer.records import Evidence, EvidencePiece

def findings(claim, said):
    return [f.check for f in check(claim, Evidence((EvidencePiece("A1", said, said, said, language="xq"),)))]

print(detect("zu dom ka flum zo ri arb mu kresk"))
print([name.split(":")[0] for name in not_checked("xq")])
print(findings("zu dom ka flum kresk", "zu dom ka flum nul kresk"))
print(findings("zu dom ka flum kresk", "zu dom ka flum fors kresk"))
print(findings("zu dom ka tridekun arb", "zu dom ka tridek arb"))
print(findings("zu dom ka 3 secundo kresk", "zu dom ka 3 tertio kresk"))
"""


def test_a_folder_of_lists_is_a_language(tmp_path):
    """A language that nobody has heard of is told, denied, hedged, counted and dated by its lists alone."""
    shutil.copytree(PACKAGE, tmp_path / "briefer", ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "briefer" / "data" / "xq"
    folder.mkdir()
    for name, text in TOY.items():
        folder.joinpath(f"{name}.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    named = ("speaker", "order", "transferred")
    assert done.stdout.splitlines() == [
        "xq",
        str(
            [
                "names",
                "attribution",
                "antonyms",
                "sequence",
                "causes",
                "deeds",
                "added",
                "superlatives",
                "figures",
                "extent",
                "periods",
                *named,
            ]
        ),
        "['negation']",
        "['hedging']",
        "['numbers']",
        "['dates']",
    ]


def test_an_unknown_language_has_no_lists():
    """A list that a language lacks is empty, and nothing is found by it."""
    assert lexicon.words("xx", "negation") == frozenset()
    assert not lexicon.has("xx", "negation")
    assert not lexicon.pattern("xx", "asides").search("anything at all")
    assert all(lexicon.lines(odd, "negation") == () for odd in ("..", "\0x", "/", "9"))
