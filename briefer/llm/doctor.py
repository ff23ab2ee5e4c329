"""Is the model there, and does it do what a brief needs? A few small requests, at the person's wish only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from briefer.errors import BrieferError, ReplyError, UsageError
from briefer.llm import protocol, wire
from briefer.llm.chat import Meter, Request, json_object, object_schema
from briefer.llm.faults import ServerFault
from briefer.llm.openai_model import OpenAIModel
from briefer.llm.options import ModelOptions

_SYSTEM = "You repeat words. Answer with one JSON object and nothing else."
#: Long enough to be cut by a server with a small default context, at about half a cent for the dearest model.
_LONG_TOKENS = 6_000
_FILLER = "The harbour was quiet that day, and nothing happened that anybody would have written down. "


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that was looked at."""

    name: str
    state: Literal["ok", "warning", "failed", "skipped"]
    detail: str
    hint: str = ""


def doctor(options: ModelOptions) -> Iterator[Probe]:
    """Look at one thing after another, each as soon as it is known; what depends on a failed one is skipped.

    Args:
        options: the model; its caps hold here too. Remembered answers are not used, or nothing would be tested.
    """
    try:
        model = OpenAIModel(replace(options, cache=False))
    except UsageError as error:
        yield Probe("settings", "failed", error.message, error.hint)
        return
    key = "with a key" if options.api_key else "without a key"
    yield Probe("settings", "ok", f"{options.model} at {options.base_url}, {key}")
    reached = _server(options)
    yield reached
    if reached.state == "failed":
        return
    yield _sizes(model)
    model.dialect = protocol.first(options)
    asked = _schema(model)
    yield asked
    yield _long(model) if asked.state != "failed" else Probe("long prompts", "skipped", "the model did not answer")
    used = model.usage
    cost = "unpriced" if used.cost_usd is None else f"${used.cost_usd:.4f}"
    yield Probe("used", "ok", f"{used.requests} requests, {used.input_tokens + used.output_tokens:,} tokens, {cost}")


def line(probe: Probe) -> str:
    """A probe for the terminal."""
    sign = {"ok": "✓", "warning": "!", "failed": "✗", "skipped": "-"}[probe.state]
    return f"{sign} {probe.name}: {probe.detail}" + (f"\n    {probe.hint}" if probe.hint else "")


def _server(options: ModelOptions) -> Probe:
    try:
        listed = wire.models(options, min(options.timeout, 20.0))
    except ServerFault as fault:
        if fault.status in (None, 401, 403):
            return Probe("server", "failed", fault.error.message, fault.error.hint)
        return Probe("server", "warning", f"does not list its models: {fault.error.message}")
    if listed and options.model not in listed:
        some = ", ".join(listed[:8]) + (", …" if len(listed) > 8 else "")  # noqa: PLR2004
        return Probe("server", "warning", f"answers, but lists no {options.model}", f"it has {some}")
    return Probe("server", "ok", f"answers, and lists {len(listed)} models" if listed else "answers")


def _sizes(model: OpenAIModel) -> Probe:
    price = f"${model.card.input:g} / ${model.card.output:g} a million tokens" if model.card else "no price known"
    known = model.options.context_tokens or (model.card and model.card.context)
    context = f"context {model.context_tokens:,} tokens" + ("" if known else " (assumed)")
    hint = "" if model.card else "--max-cost cannot bind a model without a price; a cap on tokens can"
    return Probe("model", "ok" if model.card else "warning", f"{price}, {context}, {model.tokenizer.label}", hint)


def _schema(model: OpenAIModel) -> Probe:
    """Whether it answers, and in which form."""
    found, problem = _ask(model, 'Repeat the word "lighthouse" in the field "word".', "doctor_schema")
    if problem:
        return problem
    form = {"json_schema": "answers in a JSON schema", "json_object": "answers in JSON", "prompt": "answers in text"}
    spoken = f"{form[model.dialect.format]}, over {model.dialect.api}"
    if found == {"word": "lighthouse"}:
        return Probe("answers", "ok", spoken)
    return Probe("answers", "warning", f"{spoken}, but not what was asked", "a larger model may do better")


def _long(model: OpenAIModel) -> Probe:
    """Whether it reads a long prompt from its first line on."""
    per_filler = max(1, model.count(_FILLER))
    tokens = min(_LONG_TOKENS, model.room(300) // 2)
    filler = _FILLER * (tokens // per_filler)
    ending = 'Write the word from the first line into the field "word".'
    found, problem = _ask(model, f'The word is "lighthouse".\n{filler}\n{ending}', "doctor_long")
    if problem:
        return replace(problem, name="long prompts")
    if found == {"word": "lighthouse"}:
        return Probe("long prompts", "ok", f"read {tokens:,} tokens from the first line on")
    hint = "the server may cut long prompts (Ollama: OLLAMA_CONTEXT_LENGTH); or set the model's context size lower"
    return Probe("long prompts", "warning", f"did not find the first of {tokens:,} tokens", hint)


def _ask(model: OpenAIModel, text: str, name: str) -> tuple[dict[str, Any], Probe | None]:
    request = Request(_SYSTEM, text, object_schema(word={"type": "string"}), name, 200)
    try:
        reply = model.complete(request, Meter())
        return json_object(reply.text, "word"), None
    except ReplyError as error:
        return {}, Probe("answers", "warning", error.message, error.hint)
    except BrieferError as error:
        return {}, Probe("answers", "failed", error.message, error.hint)
