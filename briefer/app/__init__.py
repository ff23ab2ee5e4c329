"""The only module that knows both the edges and the core: it gathers, asks for a brief, and hands it on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import briefer
from briefer import reading, sources, stories
from briefer.errors import ModelError, NoReadableSource
from briefer.records import Article, Brief, Failure, Rejected, Story, Wishes
from briefer.writers import ExtractiveWriter, Writer

if TYPE_CHECKING:
    from briefer.llm.openai_model import OpenAIModel
    from briefer.sources import FetchOptions

#: Told what is going on, in words for a person.
Tell = Callable[[str], None]


def _silent(_words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources gave."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """All that a person may ask of one run of `brief`."""

    wishes: Wishes = field(default_factory=Wishes)
    writer: str = "extractive"  #: or a model's name
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    max_cost: float | None = None
    fallback: Literal["extractive", "none"] = "extractive"
    per_story: bool = False
    prompts: Path | None = None
    cache: Path | None = None  #: folder of the response cache and request log; None keeps nothing on disk
    use_cache: bool = True  #: whether an answer that is remembered is used again

    @property
    def uses_model(self) -> bool:
        """Whether a model is named."""
        return self.writer != "extractive"


def gather(names: Sequence[str], *, options: FetchOptions | None = None, tell: Tell = _silent) -> Gathered:
    """Read every source.

    Args:
        names: files, folders, globs, URLs, "-".
        options: limits of reading.
        tell: told of the progress.

    Raises:
        NoReadableSource: not one article came of them; the message has a line a source.
    """
    tell(f"Reading {len(names)} source{'s' * (len(names) != 1)}")
    raws, unread = sources.load(names, stdin=sys.stdin.buffer, options=options)
    articles, unreadable = reading.read(raws)
    failures = (*unread, *unreadable)
    if not articles:
        lines = [f"{f.source}: {f.reason}" for f in failures] or ["no source was given"]
        raise NoReadableSource("No source could be read.\n" + "\n".join(f"  {line}" for line in lines))
    return Gathered(articles, failures)


def make(gathered: Gathered, order: Order, *, tell: Tell = _silent, warn: Tell = _silent) -> tuple[Brief, ...]:
    """One brief of everything that was gathered, or one a story.

    Args:
        gathered: the articles.
        order: what the person asked for.
        tell: told of the progress.
        warn: told what the person should know.

    Raises:
        ModelError: the model failed, and the order allows no stand-in.
        UsageError: the order makes no sense.
    """
    tell(f"Comparing {len(gathered.articles)} articles")
    found = stories.cluster(gathered.articles)
    if order.per_story:
        return tuple(_one(story, gathered.failures, order, tell, warn) for story in found)
    if len(found) > 1:
        warn(f"these look like {len(found)} different stories; --per-story makes a brief of each")
    story = found[0] if len(found) == 1 else stories.story(gathered.articles)
    return (_one(story, gathered.failures, order, tell, warn),)


def _one(story: Story, failures: tuple[Failure, ...], order: Order, tell: Tell, warn: Tell) -> Brief:
    if not order.uses_model:
        return _write(story, ExtractiveWriter(), order, failures)
    tell(f"Asking {order.writer} about {len(story.articles)} articles")
    try:
        made = _write(story, _model_writer(order), order, failures)
    except ModelError as error:
        if order.fallback == "none":
            raise
        return _stand_in(story, order, failures, str(error), (), warn)
    if made.claims or made.disagreements or order.fallback == "none":
        return made
    reason = f"not one of {order.writer}'s {len(made.rejected)} claims could be grounded"
    return _stand_in(story, order, failures, reason, made.rejected, warn)


def _stand_in(
    story: Story, order: Order, failures: tuple[Failure, ...], reason: str, rejected: tuple[Rejected, ...], warn: Tell
) -> Brief:
    """The built-in writer's brief in place of a model's, labelled."""
    note = f"The built-in writer stood in for {order.writer}: {reason}"
    warn(note)
    return _write(story, ExtractiveWriter(), order, failures, note=note, rejected=rejected)


def _write(
    story: Story,
    writer: Writer,
    order: Order,
    failures: tuple[Failure, ...],
    *,
    note: str | None = None,
    rejected: tuple[Rejected, ...] = (),
) -> Brief:
    from briefer import briefing, disagreements  # noqa: PLC0415 - `--help` and `stories` do not need it

    making = briefing.Making(now(), briefer.__version__, note, failures, rejected)
    return briefing.brief(story, writer, order.wishes, making, find=disagreements.find)


def _model_writer(order: Order) -> Writer:
    from briefer.writers.model import ModelWriter  # noqa: PLC0415 - only a named model needs it
    from briefer.writers.prompts import Prompts  # noqa: PLC0415 - the same

    model = _model(order)
    return ModelWriter(model, Prompts.load(order.prompts), secret=model.secret())


def _model(order: Order) -> OpenAIModel:
    from briefer.llm.openai_model import OpenAIModel  # noqa: PLC0415 - only a named model needs it
    from briefer.llm.options import OPENAI, ModelOptions  # noqa: PLC0415 - the same

    store = order.cache / "answers.db" if order.cache else None
    return OpenAIModel(
        ModelOptions(
            order.writer,
            order.base_url or OPENAI,
            order.api_key,
            max_cost=order.max_cost,
            store=store,
            cache=order.use_cache,
        )
    )


def cluster(gathered: Gathered) -> tuple[Story, ...]:
    """The articles parted into stories."""
    return stories.cluster(gathered.articles)


def plan(gathered: Gathered, order: Order) -> str:
    """What a run would do, in words; nothing is asked of anybody."""
    from briefer import views  # noqa: PLC0415 - a brief does not need them

    return views.plan(cluster(gathered), order.writer, per_story=order.per_story)


def now() -> str:
    """This moment in UTC, to the second, as a brief states it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
