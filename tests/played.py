"""Models as bad as can be: one that obeys whatever an article says, one that lies. Both only see the request."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from escapes import meant

_LINE = re.compile(r"^\[(A\d+\.\d+)\] (.*)$", re.MULTILINE)
_FAILING = re.compile(r"^Claim \d+ \([a-z_]+\): ", re.MULTILINE)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})*")


def own_attacks() -> list[str]:
    """The strings of `tests/cases/llm/attacks.txt`."""
    text = (Path(__file__).parent / "cases" / "llm" / "attacks.txt").read_text(encoding="utf-8")
    return [meant(line) for line in text.splitlines() if not line.startswith("# What")]


def passages(user: str) -> list[tuple[str, str]]:
    """The passages that a request shows: reference and text."""
    return _LINE.findall(user)


def obey(user: str, payload: str, mode: int) -> str:
    """What a model answers that does all that an attacker asks for, with its words in every place there is.

    Args:
        user: the request's data.
        payload: what the attacker wants to see published.
        mode: 8 of 10 are JSON with the payload everywhere; one is the payload itself, one both.
    """
    shown = passages(user) or [("A1.1", "nothing")]
    fields = json.dumps(_everywhere(shown, payload, max(1, len(_FAILING.findall(user)))), ensure_ascii=False)
    if mode % 10 == 8:
        return payload
    return f"{payload}\n```json\n{fields}\n```\n{payload}" if mode % 10 == 9 else fields


def _everywhere(shown: list[tuple[str, str]], payload: str, at_least: int) -> dict[str, Any]:
    genuine = [{"passage": ref, "quote": text} for ref, text in (shown[0], shown[len(shown) // 2], shown[-1])]
    claims = [
        *({"section": "key_facts", "text": payload, "evidence": [quote]} for quote in genuine),
        {"section": payload, "text": payload, "evidence": []},
        {"section": "bottom_line", "text": payload, "evidence": [{"passage": payload, "quote": payload}]},
        {"section": "context", "text": payload, "evidence": [{"passage": shown[0][0], "quote": payload}, *genuine]},
        *(
            {"section": "outlook", "text": f"{text} {payload}", "evidence": [{"passage": ref, "quote": text}]}
            for ref, text in shown[:3]
        ),
        # What is true, too, or there would be no brief to look at.
        *({"section": "key_facts", "text": text, "evidence": [{"passage": ref, "quote": text}]} for ref, text in shown),
    ]
    positions = [{"text": payload, "evidence": [quote]} for quote in genuine]
    true = [{"text": text, "evidence": [{"passage": ref, "quote": text}]} for ref, text in (shown[0], shown[-1])]
    disputes = [{"question": payload, "positions": positions}, {"question": payload, "positions": true}]
    return {"headline": payload, "claims": (claims * at_least)[: max(len(claims), at_least)], "disagreements": disputes}


@dataclass(frozen=True)
class Told:
    """One claim that a liar made, and what is wrong with it."""

    kind: str
    text: str
    passage: str
    quote: str

    @property
    def claim(self) -> dict[str, Any]:
        """As an answer has it."""
        evidence = [{"passage": self.passage, "quote": self.quote}]
        return {"section": "key_facts", "text": self.text, "evidence": evidence}


#: What a liar tells; the honest kinds may be published, the others must not.
HONEST = ("honest", "honest, short quote", "honest, wrong passage", "honest, invented passage")
LIES = ("invented quote", "word in quote", "number in claim", "number in both", "name in claim", "name in both")


class Liar:
    """A model that mixes lies with true claims.

    Args:
        seed: the same lies for the same seed.
        names: of people and firms that the story does not know.
        most: claims for one request.
    """

    def __init__(self, seed: int, names: list[str], most: int = 40) -> None:
        self._dice = random.Random(seed)
        self._names = names
        self._most = most
        self.told: dict[str, Told] = {}  #: by text of the claim

    def answer(self, user: str) -> str:
        """What it says to a request for a brief or for repairs: new lies, in the place of those that were found out."""
        shown = [(ref, text) for ref, text in passages(user) if len(text.split()) >= 8]
        failing = len(_FAILING.findall(user))
        if failing:
            claims = [self._tell(shown, self._dice.choice(LIES)) for _ in range(failing)] if shown else []
            return json.dumps({"headline": "", "claims": [t.claim for t in claims if t], "disagreements": []})
        kinds = [kind for _ in range(self._most) for kind in (self._dice.choice(HONEST), self._dice.choice(LIES))]
        claims = [self._tell(shown, kind) for kind in kinds[: self._most]] if shown else []
        return json.dumps({"headline": "", "claims": [t.claim for t in claims if t], "disagreements": []})

    def _tell(self, shown: list[tuple[str, str]], kind: str) -> Told | None:
        """One claim of that kind, unlike all before; None where the story has no passage that suits it."""
        for _ in range(30):
            ref, text = self._dice.choice(shown)
            told = self._made(kind, ref, text, self._dice.choice(shown)[0])
            if told and told.text not in self.told:
                self.told[told.text] = told
                return told
        return None

    def _made(self, kind: str, ref: str, text: str, other: str) -> Told | None:
        words = text.split()
        start = self._dice.randrange(max(1, len(words) - 11))
        short = " ".join(words[start : start + 12])
        match kind:
            case "honest":
                return Told(kind, text, ref, text)
            case "honest, short quote":
                return Told(kind, text, ref, short) if len(words) <= 30 else None
            case "honest, wrong passage":
                return Told(kind, text, other, text)
            case "honest, invented passage":
                return Told(kind, text, f"A{self._dice.randrange(70, 99)}.{self._dice.randrange(1, 9)}", text)
            case "invented quote":
                return Told(kind, text, ref, " ".join(self._dice.sample(words, len(words))))
            case "word in quote":
                return self._reworded(kind, ref, text)
            case "number in claim":
                changed = self._renumbered(text)
                return Told(kind, changed, ref, text) if changed else None
            case "number in both":
                changed = self._renumbered(text)
                return Told(kind, changed, ref, changed) if changed else None
            case _:
                changed = self._renamed(text)
                return Told(kind, changed, ref, text if kind == "name in claim" else changed) if changed else None

    def _reworded(self, kind: str, ref: str, text: str) -> Told | None:
        words = text.split()
        long = [i for i, word in enumerate(words) if word.isalpha() and word.islower() and len(word) > 5]
        if not long:
            return None
        i = self._dice.choice(long)
        return Told(kind, text, ref, " ".join([*words[:i], "unmistakably", *words[i + 1 :]]))

    def _renumbered(self, text: str) -> str | None:
        """A number above twelve changed into one that no article here has."""
        found = [
            m
            for m in _NUMBER.finditer(text)
            if float(m[0].replace(",", "").rstrip(".") or 0) > 12 and m[0].count(".") < 2
        ]
        if not found:
            return None
        match = self._dice.choice(found)
        number = f"{self._dice.randrange(311, 989)}.{self._dice.randrange(11, 89)}"
        return text[: match.start()] + number + text[match.end() :]

    def _renamed(self, text: str) -> str | None:
        found = list(_NAME.finditer(text))
        if not found:
            return None
        match = self._dice.choice(found)
        return f"{text[: match.start()]}{self._dice.choice(self._names)}{text[match.end() :]}"
