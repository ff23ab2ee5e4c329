"""The clauses of briefer beside those of a statistical parser: python benchmarks/parser.py [PIPELINE].

PIPELINE is the package of an English spaCy pipeline; without it, whichever is installed is taken. The sentences and
what they say stand in `parser.txt`: who does each deed, to whom, and whether it is denied. Both read every sentence
once before it is timed, so that no list and no weight is loaded meanwhile.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from briefer.language.sentence import Sentence
from briefer.language.stems import stem

_CASES = Path(__file__).with_name("parser.txt")
_ROUNDS = 20
_NOBODY = "-"


@dataclass(frozen=True)
class Deed:
    """Who does what to whom: stems of heads, or of all that may be the head."""

    did: str
    who: frozenset[str]
    whom: frozenset[str]
    denied: bool


@dataclass(frozen=True)
class Labelled:
    """A sentence and what a person read in it."""

    text: str
    deeds: tuple[Deed, ...]


Reader = Callable[[str], Sequence[Deed]]


def labelled() -> Iterator[Labelled]:
    text = re.sub(r"^#.*\n", "", _CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in text.strip().split("\n\n"):
        said, *rows = block.splitlines()
        yield Labelled(said, tuple(_deed(row.split()) for row in rows))


def _deed(row: list[str]) -> Deed:
    who, did, whom, *denied = row
    return Deed(stem(did.lower()), _stems(who), _stems(whom), bool(denied))


def _stems(word: str) -> frozenset[str]:
    return frozenset() if word == _NOBODY else frozenset({stem(word.lower())})


def ours(text: str) -> list[Deed]:
    """What briefer reads; a new value each time, so that nothing is remembered."""
    one = Sentence(text, "en")
    return [
        Deed(clause.verb.stem, clause.doer, clause.object, bool(clause.denied))
        for clause in one.clauses
        if clause.verb is not None
    ]


# --- a parser of dependencies -----------------------------------------------------------------------------

_SUBJECTS, _OBJECTS = {"nsubj", "csubj"}, ("dobj", "obj", "dative", "attr")
_RELATIVES = {"who", "whom", "which", "that"}
_PARTS = {"one", "two", "none"}
_DENYING = {"no", "never", "not", "n't", "none", "nobody", "neither", "nothing"}
_REFUSING = {"refuse", "fail", "decline", "deny", "reject"}


def theirs(name: str) -> Reader:
    """A reader that asks a pipeline and turns its arcs into deeds, the passive turned round."""
    pipeline = importlib.import_module(name).load(exclude=["ner"])
    return lambda text: [_from_arcs(token) for token in pipeline(text) if token.pos_ == "VERB"]


def _from_arcs(verb: Any) -> Deed:
    subject, passive = _subject(verb), _child(verb, "nsubjpass")
    is_passive = passive is not None or any(c.dep_ == "auxpass" for c in verb.children)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # "two men arrested in Harn"
        passive, is_passive, subject = verb.head, True, None
    by = _child(verb, "agent")
    who = _child(by, "pobj") if is_passive and by is not None else None if is_passive else subject
    whom = passive if is_passive else next((c for dep in _OBJECTS if (c := _child(verb, dep))), None)
    if whom is None and verb.dep_ == "relcl" and not is_passive and subject is not None and subject != verb.head:
        whom = verb.head  # "the bank that Orr founded"
    return Deed(stem(verb.lower_), _head(who), _head(whom), _denied(verb, who, whom))


def _subject(verb: Any) -> Any:
    """Its own subject, or the one that it has from the verb or noun that governs it."""
    own = _child(verb, "nsubj")
    if own is not None or verb.dep_ == "ROOT":
        return own
    if verb.dep_ in ("relcl", "acl"):
        return verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl"):
        given = _child(verb.head, "dobj") if verb.dep_ == "xcomp" else None
        return given or _subject(verb.head)
    return None


def _child(token: Any, dep: str) -> Any:
    return next((child for child in token.children if child.dep_ == dep), None)


def _head(token: Any) -> frozenset[str]:
    """The noun itself: what a relative word stands for, the brothers of "one of his brothers"."""
    if token is None:
        return frozenset()
    if token.lower_ in _RELATIVES:
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        return _head(clause.head) if clause is not None else frozenset()
    of = next((c for c in token.children if c.lower_ == "of"), None)
    if of is not None and token.pos_ in ("NUM", "DET", "PRON", "NOUN") and token.lower_ in _PARTS:
        return _head(_child(of, "pobj"))
    if token.pos_ == "PRON":
        return frozenset()
    return frozenset({stem(token.lower_)})


def _denied(verb: Any, who: Any, whom: Any) -> bool:
    near = [*verb.children, *(t for one in (who, whom) if one is not None for t in (one, *one.children))]
    refuses = verb.lemma_ in _REFUSING or (verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSING)
    return refuses or any(token.lower_ in _DENYING for token in near)


# --- figures ----------------------------------------------------------------------------------------------


def agreement(cases: Sequence[Labelled], reader: Reader) -> dict[str, tuple[int, int]]:
    """Of the labelled deeds: how many were found by their verb, with the right who, whom, denial, and all of it."""
    right = dict.fromkeys(("verb", "who", "whom", "denied", "all"), 0)
    for case in cases:
        found = list(reader(case.text))
        for deed in case.deeds:
            same = [other for other in found if other.did == deed.did]
            best = max((_right(deed, other) for other in same), key=sum, default=(False,) * 3)
            for name, one in zip(right, (bool(same), *best, all(best)), strict=True):
                right[name] += one
    whole = sum(len(case.deeds) for case in cases)
    return {name: (number, whole) for name, number in right.items()}


def _right(deed: Deed, other: Deed) -> tuple[bool, bool, bool]:
    who, whom = (a <= b if a else not b for a, b in ((deed.who, other.who), (deed.whom, other.whom)))
    return who, whom, deed.denied == other.denied


def milliseconds(cases: Sequence[Labelled], reader: Reader) -> float:
    """Mean time of a sentence, after each was read once."""
    agreement(cases, reader)
    start = time.perf_counter()
    for _ in range(_ROUNDS):
        for case in cases:
            reader(case.text)
    return (time.perf_counter() - start) / _ROUNDS / len(cases) * 1000


def installed() -> str:
    """The name of an English pipeline, or "" where there is none."""
    if len(sys.argv) > 1:
        return sys.argv[1]
    names = sorted(str(found.metadata["Name"]).replace("-", "_") for found in distributions())
    return next((name for name in names if name.startswith("en_core_web")), "")


def _row(name: str, cases: Sequence[Labelled], reader: Reader) -> None:
    figures = agreement(cases, reader)
    cells = "".join(f"{100 * right / whole:>9.0f}" for right, whole in figures.values())
    print(f"{name:<28}{cells}{milliseconds(cases, reader):>10.2f}")


def main() -> None:
    cases = list(labelled())
    deeds = sum(len(case.deeds) for case in cases)
    print(f"{len(cases)} sentences, {deeds} deeds: percent right")
    print(f"{'':<28}{'verb':>9}{'who':>9}{'whom':>9}{'denied':>9}{'all':>9}{'ms each':>10}")
    _row("briefer", cases, ours)
    name = installed()
    if not name:
        print("parser: skipped, no English spaCy pipeline (a package whose name begins with en_core_web) is installed")
        return
    try:
        reader = theirs(name)
    except (ImportError, OSError, ValueError) as error:
        print(f"parser: skipped, {name} does not load: {error}")
        return
    _row(name, cases, reader)


if __name__ == "__main__":
    main()
