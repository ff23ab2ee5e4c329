"""The writer that asks a model: prompt, answer, draft. What it hands on is said, not yet believed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

from briefer.errors import BudgetExceeded, ModelError, ReplyError
from briefer.llm.chat import ChatModel, CutOff, Meter, Request, Usage
from briefer.records import Draft, DraftClaim, Story, Wishes
from briefer.writers import Failing, fitting, replies, shown
from briefer.writers.fitting import Fit
from briefer.writers.prompts import Prompts, answer_tokens, kept, lists, wording

#: With less than this share of a story's novel text in one request, it is better asked in parts.
_ENOUGH = 0.6
_AT_ONCE = 4
_SMALLEST_ANSWER = 800
_REPAIRS_AT_ONCE = 12  # so that one bad answer leaves the others their chance


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """What a story will take: nothing was asked yet."""

    requests: int  #: to draft it; repairs and a judge come on top
    input_tokens: int  #: of all those requests
    output_tokens: int  #: the most that may come back
    shown: int  #: passages
    left_out: int  #: passages for which there is no room
    rule: str  #: by which they were chosen (`fitting.RULES`), or "parts"


class ModelWriter:
    """Writes drafts with a model. One for each brief: its `usage` is that of the brief.

    Args:
        model: whom to ask.
        prompts: what to say.
        secret: of this installation; makes the marks around the data impossible to guess, yet equal for equal
            requests, so that the response cache finds them again.
    """

    name: Literal["model"] = "model"

    def __init__(self, model: ChatModel, prompts: Prompts, *, secret: bytes | None = None) -> None:
        self._model = model
        self._prompts = prompts
        self._secret = secret if secret is not None else secrets.token_bytes(16)
        self._meter = Meter()
        self._gave_up = False
        self._tried: set[str] = set()  # what was shown for repair
        self.notes: tuple[str, ...] = ()  #: what a person should know of the last draft

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def usage(self) -> Usage:
        """All that this writer's requests used, failed ones included."""
        return self._meter.usage

    @property
    def prompt_sha256(self) -> str:
        """Of the prompts in use."""
        return self._prompts.sha256

    def write(self, story: Story, wishes: Wishes) -> Draft:
        """A draft about *story*, in one request where it has room, else in parts that are merged.

        Raises:
            ModelError: the model gave no usable answer.
        """
        output, parts = self._shape(story, wishes)
        if len(parts) == 1:
            fit = parts[0][1]
            total, left = len(fit.lines) + len(fit.left_out), len(fit.left_out)
            self.notes = (f"{left} of {total} passages had no room: {fitting.RULES[fit.rule]}",) if left else ()
            return kept(self._draft(story, wishes, fit, output), wishes)
        self.notes = (f"the story was too large for one request: it was read in {len(parts)} parts, by origin",)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            drafts = list(pool.map(lambda p: self._draft(p[0], wishes, p[1], output), parts))
        return kept(self._merged(drafts, wishes, output), wishes)

    def plan(self, story: Story, wishes: Wishes) -> RequestPlan:
        """What `write` would ask.

        Raises:
            ModelError: there is no room for the story.
        """
        output, parts = self._shape(story, wishes)
        fits = [fit for _part, fit in parts]
        drafting = len(fits)
        requests = drafting + (drafting > 1)
        read = sum(fit.tokens for fit in fits) + drafting * self._fixed("brief", wishes)
        if drafting > 1:
            read += self._fixed("merge", wishes) + drafting * output
        rule = "parts" if drafting > 1 else fits[0].rule
        shown, left_out = (sum(map(len, lists)) for lists in zip(*((f.lines, f.left_out) for f in fits), strict=True))
        return RequestPlan(requests, read, requests * output, shown, left_out, rule)

    def repair(
        self, story: Story, failing: Sequence[Failing], wishes: Wishes | None = None
    ) -> tuple[tuple[DraftClaim, ...], ...]:
        """The failing claims, mended where the model could; its failure costs no claim that stands, so it raises none.

        Args:
            story: whose passages the claims cite.
            failing: each claim, or position of a disagreement, with what is wrong and the nearest true words as a hint.
            wishes: what the reader asked for; only the language matters here.

        Returns:
            for each failing claim, in the same order, what takes its place; what was not mended comes back as it was.
        """
        language = wording(wishes or Wishes())["language"]
        repaired: list[tuple[DraftClaim, ...]] = []
        for start in range(0, len(failing), _REPAIRS_AT_ONCE):
            some = failing[start : start + _REPAIRS_AT_ONCE]
            values = {"claims": shown.failing(story, some), "count": str(len(some)), "language": language}
            answered: Sequence[DraftClaim] = [one.claim for one in some]
            if not self._gave_up and values["claims"] not in self._tried:  # the same question has the same answer
                self._tried.add(values["claims"])
                try:
                    answered = self._ask("repair", values, 200 + 350 * len(some)).claims
                except ModelError as error:
                    # A server that is down or a budget that is spent will not do better in the next round.
                    self._gave_up = not isinstance(error, ReplyError)
                    self.notes = (*self.notes, f"{len(some)} failing claims could not be repaired: {error.message}")
            repaired += replies.matched(some, answered)
        return tuple(repaired)

    def _shape(self, story: Story, wishes: Wishes) -> tuple[int, tuple[tuple[Story, Fit], ...]]:
        """Tokens of each answer, and the passages of each request: everything, what matters most, or several parts."""
        shown, fixed, output = _shown(story), self._fixed("brief", wishes), answer_tokens(wishes)
        while output > _SMALLEST_ANSWER and self._model.room(output) - fixed < output:
            output //= 2
        room = self._model.room(output) - fixed
        cash = self._model.affordable(output) - fixed
        fit = fitting.fit(story, shown, self._model.count, int(max(0, min(room, cash))))
        if fit.tokens < _ENOUGH * (need := self._novel(story)) and room < need:
            fits = (
                (part, fitting.fit(part, _shown(part), self._model.count, room))
                for part in fitting.parts(story, self._novel, room)
            )
            parts = tuple((part, fit) for part, fit in fits if fit.lines)
            answers = (len(parts) + 1) * output
            if len(parts) > 1 and self._model.affordable(answers) >= need + len(parts) * (2 * fixed + output):
                return output, parts
        if not shown or fit.lines:
            return output, ((story, fit),)
        if cash < room:
            raise BudgetExceeded(
                "what is left of the budget does not pay for one request with one passage of each source",
                hint="raise --max-cost, give fewer articles, or name a cheaper model",
            )
        raise ModelError(
            f"{self.model}: its context of {self._model.room(0):,} tokens has no room for these articles",
            hint="give fewer articles, or a model with a larger context",
        )

    def _novel(self, story: Story) -> int:
        """Tokens of the story with overlapping passages once."""
        return fitting.fit(story, fitting.overlaps_once(story, _shown(story)), self._model.count, 10**12).tokens

    def _draft(self, story: Story, wishes: Wishes, fit: Fit, output_tokens: int) -> Draft:
        data = "\n".join(filter(None, (shown.passages(story, fit.lines), self._told(wishes))))
        draft = self._ask("brief", wording(wishes) | {"passages": data}, output_tokens, self._lists("brief", wishes))
        return shown.with_twins(draft, story, fit.lines)

    def _merged(self, drafts: Sequence[Draft], wishes: Wishes, output_tokens: int) -> Draft:
        """One draft of many, in as many rounds as it takes."""
        room = self._model.room(output_tokens) - self._fixed("merge", wishes)
        while len(drafts) > 1:
            batches = fitting.grouped(drafts, lambda batch: self._model.count(shown.drafts(batch)) <= room)
            if len(batches) == len(drafts):  # no two have room together
                return fitting.joined(drafts)
            drafts = [b[0] if len(b) == 1 else self._merge(b, wishes, output_tokens) for b in batches]
        return drafts[0]

    def _merge(self, drafts: Sequence[Draft], wishes: Wishes, output_tokens: int) -> Draft:
        try:
            values = wording(wishes) | {"drafts": shown.drafts(drafts)}
            return self._ask("merge", values, output_tokens, self._lists("merge", wishes))
        except ReplyError as error:  # the parts are paid for, and each of their claims stands by itself
            self.notes = (*self.notes, f"the parts' drafts were joined, not merged: {error.message}")
            return fitting.joined(drafts)

    def _ask(self, name: str, values: Mapping[str, str], output_tokens: int, asked: Sequence[str] = ()) -> Draft:
        """One question, and once more when the answer cannot be read."""
        request = self._request(name, values, output_tokens, asked)
        try:
            text = self._model.complete(request, self._meter).text
        except CutOff as error:  # the whole claims of an answer that was cut off even with more room are paid for
            draft = replies.salvaged(error.text)
            if draft is None:
                raise
            self.notes = (*self.notes, f"{error.message}: its {len(draft.claims)} whole claims are used")
            return draft
        try:
            return replies.draft(text)
        except ReplyError as error:
            problem = error.message
        _system, user = self._prompts["again"].fill({"request": request.user, "problem": problem})
        return replies.draft(self._model.complete(replace(request, user=user), self._meter).text)

    def _request(self, name: str, values: Mapping[str, str], output_tokens: int, asked: Sequence[str]) -> Request:
        system, user = self._prompts.marked(name, values, self._secret)
        return Request(system, user, replies.answer_schema(*asked), name, output_tokens)

    def _lists(self, name: str, wishes: Wishes) -> tuple[str, ...]:
        """The lists that an answer is to hold, where the prompt, which may be a person's own, says what they are."""
        prompt = self._prompts[name]
        return tuple(one for one in lists(wishes) if prompt.uses("questions" if one == "questions" else "sections"))

    def _told(self, wishes: Wishes) -> str:
        """What the readers know already, where the prompt says what to do about it."""
        return shown.told(wishes.told) if self._prompts["brief"].uses("told") else ""

    def _fixed(self, name: str, wishes: Wishes) -> int:
        """Tokens of a request before any passage or draft."""
        data = {"brief": {"passages": self._told(wishes)}, "merge": {"drafts": ""}}[name]
        request = self._request(name, wording(wishes) | data, 0, self._lists(name, wishes))
        return sum(map(self._model.count, (request.system, request.user, str(request.schema))))


def _shown(story: Story) -> list[shown.Line]:
    """What of the story a model may be shown, reprints once."""
    return fitting.overlaps_once(story, shown.lines(story), within_origins=True)
