"""A second opinion on a claim: does its evidence entail it? A judge can only reject; silence changes nothing."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from briefer.errors import BudgetExceeded, ModelError, ReplyError
from briefer.language.words import folded
from briefer.llm.chat import ChatModel, Meter, Request, Usage, json_object, object_schema
from briefer.records import Claim, Evidence, Finding, Severity
from briefer.writers.prompts import Prompts
from briefer.writers.shown import neutral

#: What a judge must answer.
VERDICT_SCHEMA = object_schema(entailed={"type": "boolean"}, words={"type": "array", "items": {"type": "string"}})
_ANSWER_TOKENS = 300
_PATIENCE = 2  # failures in a row after which a judge is not asked again


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says."""

    entailed: bool
    words: tuple[str, ...] = ()  #: of the claim, which the evidence does not back; at least one where not entailed


class Judge(Protocol):
    """Anything that can compare a claim with its evidence: a model, a local checker, a person."""

    def ask(self, claim: str, evidence: Sequence[str], flags: Sequence[Finding]) -> Judgement | None:
        """Whether *evidence* entails *claim*; None for no opinion.

        Args:
            claim: one sentence.
            evidence: the cited sentences of each source.
            flags: what made the checks look twice.
        """


def opinion(judge: Judge, claim: str, evidence: Sequence[str], flags: Sequence[Finding]) -> tuple[Finding, ...]:
    """The judge's finding against a claim, if it has one that can be used.

    An answer is used only if it names words that do stand in the claim: a judge that objects without saying to what
    is not heard.
    """
    verdict = judge.ask(claim, evidence, flags)
    if verdict is None or verdict.entailed:
        return ()
    words = [w for w in verdict.words if w.strip() and folded(w) in folded(claim)]
    if not words:
        return ()
    named = ", ".join(f'"{word.strip()}"' for word in words[:5])
    return (Finding("judge", Severity.REJECT, f"the judge finds that the evidence does not back {named}"),)


def about(
    judge: Judge, which: Literal["flagged", "all"] = "flagged"
) -> Callable[[Claim, Evidence], tuple[Finding, ...]]:
    """A function from a claim and its evidence to all findings that then stand, as `briefing.brief` takes it.

    Args:
        judge: whom to ask.
        which: only about claims with flags, or about all.
    """

    def findings(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
        if which == "flagged" and not claim.findings:
            return claim.findings
        sentences = [piece.sentences for piece in evidence.pieces]
        return (*claim.findings, *opinion(judge, claim.text, sentences, claim.findings))

    return findings


class ModelJudge:
    """A judge that asks a model. Equal questions are asked once.

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
        self._lock = threading.Lock()
        self._known: dict[str, Judgement | None] = {}
        self._failures = 0
        self.notes: tuple[str, ...] = ()  #: why it had no opinion, where it had none

    @property
    def usage(self) -> Usage:
        """All that this judge's requests used."""
        return self._meter.usage

    def ask(self, claim: str, evidence: Sequence[str], flags: Sequence[Finding]) -> Judgement | None:
        """The model's verdict; None when it fails, answers badly, or has failed too often."""
        values = {
            "claim": neutral(claim),
            "evidence": "\n".join(f"Evidence: {neutral(sentences)}" for sentences in evidence),
            "flags": "\n".join(f"Look at: {flag.check}: {neutral(flag.message)}" for flag in flags),
        }
        system, user = self._prompts.marked("judge", values, self._secret)
        with self._lock:
            if user in self._known:
                return self._known[user]
            if self._failures >= _PATIENCE:
                return None
        try:
            request = Request(system, user, VERDICT_SCHEMA, "judge", _ANSWER_TOKENS)
            verdict = parse(self._model.complete(request, self._meter).text)
        except ModelError as error:
            with self._lock:
                self._failures = _PATIENCE if isinstance(error, BudgetExceeded) else self._failures + 1
                self.notes = (*self.notes, f"the judge had no opinion: {error.message}")
            return None
        with self._lock:
            self._failures = 0
            self._known[user] = verdict
        return verdict


def parse(answer: str) -> Judgement:
    """A strict verdict out of a model's answer.

    Raises:
        ReplyError: it is not a plain yes, nor a no with words.
    """
    found = json_object(answer, "entailed")
    entailed, words = found["entailed"], found.get("words", [])
    if not isinstance(entailed, bool) or not isinstance(words, list) or not all(isinstance(w, str) for w in words):
        raise ReplyError("the judge's answer is not of the form asked for")
    if entailed is bool(words):
        raise ReplyError(
            "the judge said yes and no at once" if entailed else "the judge said no without saying to what"
        )
    return Judgement(entailed, tuple(words))
