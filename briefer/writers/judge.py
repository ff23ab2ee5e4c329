"""A second opinion: do the cited words state the claims? A judge can only object; silence changes nothing.

claims that stand | all in one request, with their evidence once | objections that name their words | findings
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from briefer.errors import BudgetExceeded, ModelError, ReplyError
from briefer.grounding.ground import Grounds
from briefer.grounding.verbatim import is_verbatim
from briefer.language.words import counted, folded
from briefer.llm.chat import ChatModel, CutOff, Meter, Request, Usage, json_object, object_schema
from briefer.records import Finding, Severity
from briefer.writers import Asked, Judging, fitting
from briefer.writers.exhibits import exhibits
from briefer.writers.prompts import Prompts
from briefer.writers.replies import closed

NAME = "judge"

_NUMBER, _WORDS = {"type": "integer"}, {"type": "string"}
#: What a judge must answer: objections first, so that a model looks for them before it says of the rest that it stands.
#: One list for both kinds (`evidence` is empty where the claim's words are merely not there) and no entry for what is
#: stated keep question and answer short; with a verdict a claim they were a sixth longer.
VERDICT_SCHEMA = object_schema(
    objections={"type": "array", "items": object_schema(claim=_NUMBER, words=_WORDS, evidence=_WORDS)},
    stated={"type": "array", "items": _NUMBER},
)
_ANSWER_TOKENS, _TOKENS_EACH = 200, 60
_PATIENCE = 2  # failures in a row after which a judge is not asked again
_MOST_OBJECTIONS = 3  # to one claim


@dataclass(frozen=True, slots=True)
class Objection:
    """What a judge has against a claim."""

    words: str  #: of the claim, which the evidence does not state
    contrary: str = ""  #: words of the evidence that say otherwise; empty where it says nothing of it


#: What a judge says of one claim: nothing against it, some objections, or None for no opinion.
Opinion = tuple[Objection, ...] | None


class Judge(Protocol):
    """Anything that can compare claims with their evidence: a model, a local checker, a person."""

    def ask(self, asked: Sequence[Asked], on: Grounds) -> Sequence[Opinion]:
        """An opinion on each claim, in the same order.

        Args:
            asked: claims with what they cite, and with the flags of the checks (`claim.findings`).
            on: the story that they are about.
        """


def about(judge: Judge, which: Literal["flagged", "all"] = "all") -> Judging:
    """What `briefing.brief` takes as a judge.

    Args:
        judge: whom to ask.
        which: about all claims, or only about those that a check has flagged.
    """

    def findings(asked: Sequence[Asked], on: Grounds) -> Sequence[tuple[Finding, ...] | None]:
        chosen = [one for one in asked if which == "all" or one.claim.findings]
        said = dict(zip(map(id, chosen), judge.ask(chosen, on) if chosen else (), strict=True))
        return [heard(one, said.get(id(one))) for one in asked]

    return findings


def heard(one: Asked, opinion: Opinion) -> tuple[Finding, ...] | None:
    """The findings that a judge's opinion makes; None for no opinion, which is one whose words stand nowhere, too.

    A claim that is its source's own words keeps its place, and the objection stands beside it.
    """
    said, against = _plain(one.claim.text), _plain(one.evidence.around)
    valid = [o for o in opinion or () if _stand(o.words, said) and (not o.contrary or _stand(o.contrary, against))]
    if opinion == ():
        return ()
    if not valid:
        return None
    if is_verbatim(one.claim.text, one.evidence):
        objected = f'the judge objects to "{valid[0].words}"; the source says the sentence word for word'
        return (Finding(NAME, Severity.FLAG, objected),)
    return tuple(Finding(NAME, Severity.REJECT, _told(o)) for o in valid[:_MOST_OBJECTIONS])


def _told(objection: Objection) -> str:
    if objection.contrary:
        return f'"{objection.words}" is not what the source says: "{objection.contrary}"'
    return f'the cited sources do not say "{objection.words}"'


def _stand(words: str, text: str) -> bool:
    """Whether words stand in a text as whole words, with "…" for what is left out between them."""
    at = 0
    parts = [f" {plain} " for part in words.replace("...", "…").split("…") if (plain := _plain(part))]
    for part in parts:
        at = f" {text} ".find(part, at)
        if at < 0:
            return False
        at += len(part) - 1
    return bool(parts)


def _plain(text: str) -> str:
    """The words of a text in a row, so that typography and marks between them make no difference."""
    return " ".join("".join(c if c.isalnum() else " " for c in folded(text)).split())


class ModelJudge:
    """A judge that asks a model about everything at once, in several requests only where one has no room for it.

    Args:
        model: whom to ask.
        prompts: what to say (`judge.md`).
        secret: of this installation, as for `ModelWriter`.
    """

    def __init__(self, model: ChatModel, prompts: Prompts, *, secret: bytes | None = None) -> None:
        self._model = model
        self._prompts = prompts
        self._secret = secret if secret is not None else secrets.token_bytes(16)
        self._meter = Meter()
        self._failures = 0
        self.notes: tuple[str, ...] = ()  #: why it had no opinion, where it had none

    @property
    def usage(self) -> Usage:
        """All that this judge's requests used."""
        return self._meter.usage

    def ask(self, asked: Sequence[Asked], on: Grounds) -> Sequence[Opinion]:
        """The model's opinions; none on a claim where it fails, answers badly, or has failed too often."""
        if self._fits(asked, on):
            return self._opinions(asked, on)
        fitting_in = [self._fits([one], on) for one in asked]
        self._none(fitting_in.count(False), "there is no room for what it cites")
        groups = fitting.grouped(
            [one for one, fits in zip(asked, fitting_in, strict=True) if fits], lambda some: self._fits(some, on)
        )
        found = iter([opinion for some in groups for opinion in self._opinions(some, on)])
        return [next(found) if fits else None for fits in fitting_in]

    def _opinions(self, some: Sequence[Asked], on: Grounds) -> Sequence[Opinion]:
        """What one request brings."""
        if self._failures >= _PATIENCE:
            return [None] * len(some)
        try:
            found = self._answered(self._request(some, on), len(some))
        except ModelError as error:
            self._failures = _PATIENCE if isinstance(error, BudgetExceeded) else self._failures + 1
            return self._none(len(some), error.message)
        self._failures = 0
        if missing := found.count(None):
            self.notes = (*self.notes, f"the judge had no opinion on {missing} of {counted(len(some), 'claim')}")
        return found

    def _answered(self, request: Request, count: int) -> list[Opinion]:
        try:
            return opinions(self._model.complete(request, self._meter).text, count)
        except CutOff as error:  # what it says in whole entries is paid for, and each is about one claim
            for whole in closed(error.text):
                with contextlib.suppress(ReplyError):
                    return opinions(whole, count)
            raise

    def _none(self, number: int, why: str) -> Sequence[Opinion]:
        """No opinion on so many claims, of which the person is told why."""
        if number:
            self.notes = (*self.notes, f"the judge had no opinion on {counted(number, 'claim')}: {why}")
        return [None] * number

    def _request(self, some: Sequence[Asked], on: Grounds) -> Request:
        system, user = self._prompts.marked(NAME, exhibits(some, on), self._secret)
        return Request(system, user, VERDICT_SCHEMA, NAME, _ANSWER_TOKENS + _TOKENS_EACH * len(some))

    def _fits(self, some: Sequence[Asked], on: Grounds) -> bool:
        request = self._request(some, on)
        read = sum(map(self._model.count, (request.system, request.user, str(request.schema))))
        room = self._model.room(request.max_output_tokens)
        return read <= min(room, self._model.affordable(request.max_output_tokens))


def opinions(answer: str, count: int) -> list[Opinion]:
    """What an answer says of each of some claims; what cannot be read of one claim is no opinion on that one alone.

    Args:
        answer: the model's.
        count: how many claims it was asked about, numbered from 1.

    Raises:
        ReplyError: there is no JSON object with one of the two lists in it.
    """
    found = json_object(answer)
    lists = {name: found[name] for name in VERDICT_SCHEMA["properties"] if isinstance(found.get(name), list)}
    if not lists:
        raise ReplyError("the judge's answer is not of the form asked for")
    stated = {entry for entry in lists.get("stated", ()) if type(entry) is int}
    against: dict[int, list[Objection]] = {}
    unclear: set[int] = set()
    for entry in lists.get("objections", ()):
        if not isinstance(entry, Mapping) or type(number := entry.get("claim")) is not int:
            continue
        words, contrary = entry.get("words"), entry.get("evidence", "")
        if isinstance(words, str) and isinstance(contrary, str) and words.strip():
            against.setdefault(number, []).append(Objection(words.strip(), contrary.strip()))
        else:
            unclear.add(number)
    both = stated & against.keys()

    def opinion(number: int) -> Opinion:
        if number in both or (number in unclear and number not in against):
            return None
        return tuple(against[number]) if number in against else () if number in stated else None

    return [opinion(number) for number in range(1, count + 1)]
