"""The writer that asks a model: prompt, answer, draft. What it hands on is said, not yet believed."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence

from briefer.errors import ReplyError
from briefer.llm.chat import ChatModel, Meter, Request, Usage
from briefer.records import Draft, DraftClaim, Story, Wishes
from briefer.writers import passages, repairs, replies, wording
from briefer.writers.prompts import Prompts


class ModelWriter:
    """Writes drafts with a model. One for each brief: its `usage` is that of the brief.

    Args:
        model: whom to ask.
        prompts: what to say.
        secret: of this installation; makes the marks around the data impossible to guess, yet equal for equal
            requests, so that the response cache finds them again.
    """

    name = "model"

    def __init__(self, model: ChatModel, prompts: Prompts, *, secret: bytes | None = None) -> None:
        self._model = model
        self._prompts = prompts
        self._secret = secret if secret is not None else secrets.token_bytes(16)
        self._meter = Meter()

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
        """A draft about *story*.

        Raises:
            ModelError: the model gave no usable answer.
        """
        shown = passages.lines(story)
        values = wording.wishes(wishes) | {"passages": passages.block(story, shown)}
        draft = self._ask("brief", values, wording.output_tokens(wishes))
        return passages.with_twins(draft, story, shown)

    def repair(
        self, story: Story, failing: Sequence[repairs.Failing], wishes: Wishes | None = None
    ) -> tuple[DraftClaim, ...]:
        """The failing claims, mended where the model could.

        Args:
            story: whose passages the claims cite.
            failing: each claim with its findings and, as a hint, the nearest true words.
            wishes: what the reader asked for; only the language matters here.

        Returns:
            one claim for each failing one, in the same order; a claim that was not mended comes back as it was.

        Raises:
            ModelError: the model gave no usable answer.
        """
        if not failing:
            return ()
        values = {
            "claims": repairs.block(story, failing),
            "count": str(len(failing)),
            "language": wording.wishes(wishes or Wishes())["language"],
        }
        answered = self._ask("repair", values, 200 + 250 * len(failing))
        return repairs.matched(failing, answered.claims)

    def _ask(self, name: str, values: Mapping[str, str], output_tokens: int) -> Draft:
        """One question, and once more when the answer cannot be read."""
        request = self._request(name, values, output_tokens)
        reply = self._model.complete(request, self._meter)
        try:
            return replies.draft(reply.text)
        except ReplyError as error:
            problem = error.message
        _system, user = self._prompts["again"].fill({"request": request.user, "problem": problem})
        again = Request(request.system, user, request.schema, request.schema_name, output_tokens)
        return replies.draft(self._model.complete(again, self._meter).text)

    def _request(self, name: str, values: Mapping[str, str], output_tokens: int) -> Request:
        data = "\n".join(values[key] for key in sorted(values))
        mark = "=" * 5 + " " + hmac.new(self._secret, data.encode(), hashlib.sha256).hexdigest()[:12] + " " + "=" * 5
        system, user = self._prompts[name].fill({**values, "mark": mark})
        return Request(system, user, replies.ANSWER_SCHEMA, name, output_tokens)
