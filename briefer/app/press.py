"""Stories into briefs as one order wants them: one model, one budget and one judge for all of a run."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import briefer
from briefer.errors import ModelError, UsageError
from briefer.language.encoder import installed
from briefer.llm.chat import Usage
from briefer.records import Brief, Failure, Story, Wishes
from briefer.writers import ExtractiveWriter, Writer

if TYPE_CHECKING:
    from briefer.briefing import Making
    from briefer.digest import telling
    from briefer.digest.config import Job
    from briefer.llm.openai_model import OpenAIModel
    from briefer.settings import Settings
    from briefer.writers import Judging
    from briefer.writers.judge import ModelJudge
    from briefer.writers.model import ModelWriter
    from briefer.writers.prompts import Prompts

#: Told what is going on, in words for a person.
Tell = Callable[[str], None]
_AT_ONCE = 4


def silent(_words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a person may ask of one run of `brief`."""

    wishes: Wishes = field(default_factory=Wishes)
    writer: str = "extractive"  #: or a model's name
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    max_cost: float | None = None
    fallback: Literal["extractive", "none"] = "extractive"
    judge: Literal["off", "flagged", "all"] = "all"  #: about which claims a model is asked a second time
    judge_model: str | None = None  #: the name of that model; None for the writer's
    per_story: bool = False
    prompts: Path | None = None
    cache: Path | None = None  #: folder of the response cache and request log; None keeps nothing on disk
    use_cache: bool = True  #: whether an answer that is remembered is used again
    options: Mapping[str, Any] = field(default_factory=dict)  #: further fields of `llm.options.ModelOptions`

    @property
    def uses_model(self) -> bool:
        """Whether a model is named."""
        return self.writer != "extractive"


class Press:
    """Makes a brief of each story that it is given, with one model behind all of them.

    Args:
        order: what the person asked for.
        warn: told what the person should know.

    Raises:
        UsageError: the order names a model in a way that makes no sense.
    """

    def __init__(self, order: Order, *, warn: Tell = silent) -> None:
        self.order = order
        self._warn = warn
        self._asked = _models(order) if order.uses_model else None
        for note in self._asked.notes if self._asked else ():
            warn(note)

    def briefs(self, stories: Sequence[Story], failures: tuple[Failure, ...] = ()) -> tuple[Brief, ...]:
        """A brief of each story, in order; a model is asked about several at once.

        Raises:
            ModelError: the model failed, and the order allows no stand-in.
        """
        if self._asked is None or len(stories) == 1:
            return tuple(self.brief(story, failures) for story in stories)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return tuple(pool.map(lambda story: self.brief(story, failures), stories))

    def plan(self, stories: Sequence[Story]) -> tuple[str, ...]:
        """What asking the model about some stories would take, in words; nothing is asked.

        Raises:
            ModelError: there is no room for a story.
        """
        if self._asked is None:
            return ("writer: the built-in one, no request",)
        model, writer = self._asked.writer, self._asked.for_brief(self.order.judge)[0]
        plans = [writer.plan(story, self.order.wishes) for story in stories]
        read, written = sum(p.input_tokens for p in plans), sum(p.output_tokens for p in plans)
        worst = model.worst_cost(read, written)
        exact = "" if model.tokenizer.exact else " (an estimate: its tokenizer is not known)"
        return (
            f"writer: {self.order.writer}, {sum(p.requests for p in plans)} request(s); repairs and a judge on top",
            f"at most {read:,} tokens in{exact} and {written:,} out",
            "no price is known for it" if worst is None else f"at most ${worst:.4f}",
            *(f"{p.left_out} passages have no room ({p.rule})" for p in plans if p.left_out),
            "nothing was sent",
        )

    def brief(self, story: Story, failures: tuple[Failure, ...] = (), told: tuple[str, ...] = ()) -> Brief:
        """A brief of one story.

        Args:
            story: articles about one event.
            failures: sources that could not be read.
            told: sentences that the readers were told on other days.

        Raises:
            ModelError: the model failed, and the order allows no stand-in.
        """
        from briefer.briefing import Making  # noqa: PLC0415 - `stories` and `verify` need no briefing

        making = Making(now(), briefer.__version__, failures=failures)
        wishes = replace(self.order.wishes, told=told)
        if self._asked is None:
            return _made(story, ExtractiveWriter(installed()), wishes, making)
        from briefer.writers.judge import about  # noqa: PLC0415 - only a named model needs it

        writer, judge = self._asked.for_brief(self.order.judge)
        ask = about(judge, self.order.judge) if judge and self.order.judge != "off" else None
        try:
            made = _made(story, writer, wishes, making, ask)
        except ModelError as error:
            if self.order.fallback == "none":
                raise
            reason = f"{error.message} ({error.hint})" if error.hint else error.message
            return _with_usage(self._stand_in(story, wishes, making, reason), writer.usage)
        spent = judge.usage if judge else Usage()
        for note in (*writer.notes, *(judge.notes if judge else ())):
            self._warn(note)
        # Disagreements may be code's own: only claims tell that the model was of use.
        if made.claims or self.order.fallback == "none":
            return _with_usage(made, spent, self._asked.judge.name)
        reason = f"not one of its {len(made.rejected)} claims could be grounded"
        making = replace(making, rejected=made.rejected)
        return _with_usage(self._stand_in(story, wishes, making, reason), writer.usage + spent)

    def _stand_in(self, story: Story, wishes: Wishes, making: Making, reason: str) -> Brief:
        """The built-in writer's brief in place of the model's, labelled."""
        note = f"The built-in writer stood in for {self.order.writer}: {reason}"
        self._warn(note)
        return _made(story, ExtractiveWriter(installed()), wishes, replace(making, created=now(), note=note))


def _made(story: Story, writer: Writer, wishes: Wishes, making: Making, judge: Judging | None = None) -> Brief:
    from briefer import briefing, disagreements, tellings  # noqa: PLC0415 - `stories` and `verify` need none of them

    found = partial(briefing.brief, find=disagreements.find, tell=tellings.find, encoder=installed())
    return found(story, writer, wishes, making, judge=judge)


def now() -> str:
    """This moment in UTC, to the second, as a brief states it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _with_usage(made: Brief, more: Usage, judge_model: str | None = None) -> Brief:
    """The brief with further usage in its provenance: the judge's, or a failed model's, which was paid all the same."""
    if not (more.requests or more.remembered):
        return made
    was = made.provenance
    unpriced = more.cost_usd is None or (was.cost_usd is None and was.requests)
    return replace(
        made,
        provenance=replace(
            was,
            judge_model=judge_model,
            requests=was.requests + more.requests,
            input_tokens=was.input_tokens + more.input_tokens,
            output_tokens=was.output_tokens + more.output_tokens,
            cost_usd=None if unpriced else (was.cost_usd or 0.0) + (more.cost_usd or 0.0),
        ),
    )


@dataclass(frozen=True, slots=True)
class Models:
    """Who is asked, and what."""

    writer: OpenAIModel
    judge: OpenAIModel  #: the writer's own, where no other is named
    prompts: Prompts

    @property
    def notes(self) -> tuple[str, ...]:
        """What the person should know of them before anything is asked."""
        return tuple(dict.fromkeys((*self.writer.notes, *self.judge.notes)))

    def for_brief(self, judge: Literal["off", "flagged", "all"]) -> tuple[ModelWriter, ModelJudge | None]:
        """A writer and a judge for one brief, so that its provenance counts what it used."""
        from briefer.writers.judge import ModelJudge  # noqa: PLC0415 - only a named model needs it
        from briefer.writers.model import ModelWriter  # noqa: PLC0415 - the same

        secret = self.writer.secret()
        asked = ModelJudge(self.judge, self.prompts, secret=secret) if judge != "off" else None
        return ModelWriter(self.writer, self.prompts, secret=secret), asked


def _models(order: Order) -> Models:
    """The models that an order names, and what they are asked."""
    from briefer.llm.openai_model import OpenAIModel  # noqa: PLC0415 - only a named model needs it
    from briefer.llm.options import OPENAI, ModelOptions  # noqa: PLC0415 - the same
    from briefer.writers.prompts import Prompts  # noqa: PLC0415 - the same

    store = order.cache / "answers.db" if order.cache else None
    options = ModelOptions(order.writer, order.base_url or OPENAI, order.api_key, store=store)
    options = replace(options, **order.options)
    if order.max_cost is not None:
        options = replace(options, max_cost=order.max_cost)
    options = options if order.use_cache else replace(options, cache=False)
    writer = judge = OpenAIModel(options)
    if order.judge != "off" and order.judge_model not in (None, order.writer):
        # The sizes that a person gave are those of the writer; a table of prices may give the judge's.
        other = replace(options, model=order.judge_model, context_tokens=None, thinking_tokens=None)
        judge = OpenAIModel(other, beside=writer)
    return Models(writer, judge, Prompts.load(order.prompts))


def model_options(file: str | None) -> dict[str, Any]:
    """What the table `[model]` of a TOML file sets of a model's options; nothing without a file.

    Raises:
        UsageError: the file cannot be read, is no TOML, or has a key or value that makes no sense.
    """
    if file is None:
        return {}
    from briefer.llm import options  # noqa: PLC0415 - only a configured model needs it

    try:
        table = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"Cannot read {file}: {error}.", hint="It is named by BRIEFER_MODEL_OPTIONS.") from error
    return options.changes(table.get("model", {}), f"{file} [model]")


def for_job(job: Job, left: float | None, settings: Settings, folder: Path) -> telling.BriefMaker:
    """What makes the brief of a story as a job wants it.

    Args:
        job: names the writer, its limits and its prompts.
        left: US dollars that may be spent; None for the settings' own limit.
        settings: where a model is, and its key.
        folder: of the configuration.

    Raises:
        UsageError: the writer, its options or its prompts make no sense.
    """
    options = dict(model_options(settings.model_options))
    cache = settings.cache_folder
    if job.max_cost_month is not None and cache:
        # A log of its own counts what this job spends, runs that died included.
        cache, options["max_cost_month"] = cache / f"digest-{job.name}", job.max_cost_month
    order = Order(
        wishes=Wishes(
            "standard" if job.length == "auto" else job.length,
            job.language,
            job.focus,
            job.max_claims,
            job.audience,
            questions=job.questions,
            sections=job.sections,
        ),
        writer=job.writer,
        base_url=settings.base_url,
        api_key=settings.api_key,
        max_cost=left if left is not None else settings.max_cost,
        fallback=job.fallback,
        judge=job.judge,
        judge_model=job.judge_model or settings.judge_model,
        prompts=folder / job.prompts if job.prompts else None,
        cache=cache,
        options=options,
    )
    made = Press(order)
    return lambda story, told: made.brief(story, told=told)
