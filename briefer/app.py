"""The only module that knows both the edges and the core: it gathers, asks for a brief, and hands it on."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import briefer
from briefer import reading, sources, stories
from briefer.errors import ModelError, NoReadableSource, UsageError
from briefer.records import Article, Brief, Failure, Rejected, Story, Wishes
from briefer.writers import ExtractiveWriter, Writer

if TYPE_CHECKING:
    from briefer.sources import FetchOptions
    from briefer.verifying import Report

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
    raws, unread = sources.load(names, options=options) if options else sources.load(names)
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
    from briefer import briefing  # noqa: PLC0415 - `--help` and `stories` do not need it

    making = briefing.Making(now(), briefer.__version__, note, failures, rejected)
    return briefing.brief(story, writer, order.wishes, making)


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
            order.writer, order.base_url or OPENAI, order.api_key, max_cost=order.max_cost, store=store, cache=order.use_cache
        )
    )


def cluster(gathered: Gathered) -> tuple[Story, ...]:
    """The articles parted into stories."""
    return stories.cluster(gathered.articles)


def plan(gathered: Gathered, order: Order) -> str:
    """What a run would do, in words; nothing is asked of anybody."""
    from briefer import views  # noqa: PLC0415 - a brief does not need them

    return views.plan(cluster(gathered), order.writer, per_story=order.per_story)


def render(briefs: Sequence[Brief], form: str, *, per_story: bool = False, embed_sources: bool = True) -> str:
    """Briefs in one of the channels' forms.

    Args:
        briefs: one, or one a story.
        form: a channel's name or alias.
        per_story: whether JSON lists briefs, even if there is only one.
        embed_sources: whether JSON carries the articles' texts.
    """
    from briefer import channels  # noqa: PLC0415 - only what prints a brief needs it
    from briefer.channels import json  # noqa: PLC0415 - the same

    if form == "json":
        if per_story:
            return json.render_all(briefs, embed_sources=embed_sources)
        return json.render(briefs[0], embed_sources=embed_sources)
    if len(briefs) == 1:
        return channels.channel(form).render(briefs[0])
    return channels.channel(form).render_all(briefs, title=f"{len(briefs)} stories")


def form_of(output: Path | None) -> str | None:
    """The form that a file's ending asks for, if it is one of the channels'."""
    from briefer import channels  # noqa: PLC0415 - only what prints a brief needs it

    if output is None:
        return None
    return next((n for n, c in channels.CHANNELS.items() if c.extension == output.suffix.lower()), None)


def verify_file(name: str, names: Sequence[str]) -> Report:
    """Ground the brief in a file again.

    Args:
        name: the file, or "-" for standard input.
        names: sources of the articles' texts, where the file does not carry them.

    Raises:
        UsageError: the file cannot be read, or holds no brief.
    """
    try:
        written = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = written.decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UsageError(f"Cannot read {name}: {error.strerror or error}.") from error
    texts: dict[str, str] = {}
    for article in gather(names).articles if names else ():
        texts |= {n: article.text for n in (article.source, article.url, article.source_id, article.sha256) if n}
    return verify(text, texts)


def now() -> str:
    """This moment in UTC, to the second, as a brief states it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: to a temporary file beside it, which then takes its place.

    Raises:
        UsageError: it cannot be written there.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise UsageError(
            f"Cannot write {path}: {error.strerror or error}.", hint="Give another file with -o."
        ) from error


# --- the library --------------------------------------------------------------------------------------------


def brief(  # noqa: PLR0913 - the public call: every wish has its name and a default
    names: str | Path | Iterable[str | Path],
    *,
    writer: str = "extractive",
    max_claims: int | None = None,
    length: Literal["short", "standard", "long"] = "standard",
    focus: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    api_key: str | None = None,
    max_cost: float | None = None,
    fallback: Literal["extractive", "none"] = "extractive",
) -> Brief:
    """One brief of some sources.

    Args:
        names: files, folders, globs or URLs.
        writer: "extractive" or a model's name.
        max_claims: the largest number of claims; None for what `length` aims at.
        length: how much the writer should say.
        focus: what the reader cares about most, for a model.
        language: ISO 639-1 code of the brief, for a model.
        base_url: of an OpenAI-compatible server; None for OpenAI itself.
        api_key: for that server.
        max_cost: US dollars that the model may cost at most.
        fallback: whether the built-in writer stands in for a model that fails.

    Raises:
        NoReadableSource: no source could be read.
        ModelError: the model failed and `fallback` is "none".
    """
    listed = [names] if isinstance(names, str | Path) else list(names)
    wishes = Wishes(length=length, language=language, focus=focus, max_claims=max_claims)
    order = Order(wishes, writer, base_url, api_key, max_cost, fallback)
    return make(gather([str(n) for n in listed]), order)[0]


def verify(made: Brief | str, texts: Mapping[str, str]) -> Report:
    """Ground a finished brief again, without a model.

    Args:
        made: a brief, or the text of a JSON or Markdown file that holds one.
        texts: article id (or source, or URL) to article text; they come before embedded texts.

    Raises:
        UsageError: the text is no brief.
    """
    from briefer import verifying  # noqa: PLC0415 - only this needs it
    from briefer.channels import json, readback  # noqa: PLC0415 - the same

    if isinstance(made, Brief):
        written = readback.from_json(json.render(made))
    elif made.lstrip().startswith(("{", "[")):
        written = readback.from_json(made)
    else:
        written = readback.from_markdown(made)
    reports = [verifying.verify(one, texts) for one in written]
    return verifying.joined(reports)
