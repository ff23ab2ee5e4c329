"""The only room that knows both the edges and the core: it gathers, asks for a brief, verifies one, and hands it on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefer import reading, sources, stories
from briefer.app.press import Order, Press, Tell, silent
from briefer.errors import NoReadableSource, UsageError
from briefer.language.encoder import installed
from briefer.records import Article, Brief, Failure, Story, Wishes

if TYPE_CHECKING:
    from briefer.sources import FetchOptions, Progress
    from briefer.verifying import Report
    from briefer.verifying.written import WrittenArticle

__all__ = ["Brief", "Gathered", "Order", "Press", "brief", "cluster", "gather", "make", "plan", "verify", "verify_file"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources gave."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


def gather(
    names: Sequence[str],
    *,
    options: FetchOptions | None = None,
    tell: Tell = silent,
    progress: Progress | None = None,
) -> Gathered:
    """Read every source.

    Args:
        names: files, folders, globs, URLs, "-".
        options: limits of reading.
        tell: told of the progress.
        progress: told of each source when it has been read.

    Raises:
        NoReadableSource: not one article came of them; the message has a line a source.
    """
    tell(f"Reading {len(names)} source{'s' * (len(names) != 1)}")
    raws, unread = sources.load(names, stdin=sys.stdin.buffer, options=options, progress=progress)
    articles, unreadable = reading.read(raws)
    failures = (*unread, *unreadable)
    if not articles:
        lines = [f"{f.source}: {f.reason}" for f in failures] or ["no source was given"]
        raise NoReadableSource("No source could be read.\n" + "\n".join(f"  {line}" for line in lines))
    return Gathered(articles, failures)


# --- a brief ------------------------------------------------------------------------------------------------


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
    judge: Literal["off", "flagged", "all"] = "all",
    judge_model: str | None = None,
    sections: Iterable[str] = (),
    questions: int = 0,
) -> Brief:
    """One brief of some sources.

    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> article = Path(mkdtemp(), "article.txt")
    >>> _ = article.write_text("Tolvane ended its contract with Oriel on Monday. Oriel has 300 workers in Harle.")
    >>> claim = brief(article).claims[0]
    >>> claim.text, claim.citations[0].start, claim.citations[0].end
    ('Tolvane ended its contract with Oriel on Monday.', 0, 48)

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
        judge: about which claims a model is asked a second time.
        judge_model: the name of that model; None for the writer's.
        sections: names of the sections that a text shows, in order; all where empty.
        questions: so many that a reader would ask are answered, by a model.
        fallback: whether the built-in writer stands in for a model that fails.

    Raises:
        NoReadableSource: no source could be read.
        ModelError: the model failed and `fallback` is "none".
        UsageError: the model is named in a way that makes no sense.
    """
    from briefer.channels import arrangement  # noqa: PLC0415 - `stories` needs no channel

    listed = [names] if isinstance(names, str | Path) else list(names)
    wishes = Wishes(length, language, focus, max_claims, questions=questions, sections=tuple(sections))
    if problem := arrangement.fault(wishes.sections):
        raise UsageError(f"sections {problem}.")
    order = Order(wishes, writer, base_url, api_key, max_cost, fallback, judge, judge_model)
    return make(gather([str(n) for n in listed]), order)[0]


def make(gathered: Gathered, order: Order, *, tell: Tell = silent, warn: Tell = silent) -> tuple[Brief, ...]:
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
    found = cluster(gathered)
    if len(found) > 1 and not order.per_story:
        warn(f"these look like {len(found)} different stories; --per-story makes a brief of each")
    if order.uses_model:
        tell(f"Asking {order.writer} about {len(gathered.articles)} articles")
    return Press(order, warn=warn).briefs(_asked(found, gathered, order), gathered.failures)


def plan(gathered: Gathered, order: Order) -> tuple[tuple[Story, ...], tuple[str, ...]]:
    """What a run would do: the stories, and what the writer would take, a line each; nothing is asked of anybody.

    Raises:
        ModelError: the model has no room for a story.
    """
    found = cluster(gathered)
    return found, Press(order).plan(_asked(found, gathered, order))


def cluster(gathered: Gathered) -> tuple[Story, ...]:
    """The articles parted into stories."""
    return stories.cluster(gathered.articles, installed())


def _asked(found: tuple[Story, ...], gathered: Gathered, order: Order) -> tuple[Story, ...]:
    """The stories that get a brief each: those found, or all of them taken for one."""
    return found if order.per_story or len(found) == 1 else (stories.story(gathered.articles, encoder=installed()),)


def _as_markdown(made: Brief) -> str:
    """A brief as a notebook shows it."""
    from briefer.channels import markdown  # noqa: PLC0415 - no command needs it here

    return markdown.render(made)


# A value knows no channel, so the room that knows both gives it its face.
Brief._repr_markdown_ = _as_markdown


# --- a brief, verified --------------------------------------------------------------------------------------


def verify(made: Brief | str, texts: Mapping[str, str], given: Sequence[WrittenArticle] = ()) -> Report:
    """Ground a finished brief again, without a model.

    >>> import json
    >>> text = "Tolvane ended its contract with Oriel on Monday. Oriel has 300 workers in Harle."
    >>> claim = {"text": "Oriel has 300 workers.", "citations": [{"article": "A1", "quote": "Oriel has 300 workers"}]}
    >>> verify(json.dumps({"claims": [claim]}), {"A1": text}).holds
    True
    >>> report = verify(json.dumps({"claims": [{**claim, "text": "Oriel has 900 workers."}]}), {"A1": text})
    >>> report.verdicts[0].problems[0]
    'numbers: "900" is not in the evidence; it says "300"'

    Args:
        made: a brief, or the text of a JSON or Markdown file that holds one.
        texts: article id (or source, or URL) to article text; they come before embedded texts.
        given: what the texts are, in order, for a brief that lists no articles.

    Raises:
        UsageError: the text is no brief, or in a form that does not say what its claims cite.
    """
    from briefer import verifying  # noqa: PLC0415 - a brief does not need it

    return verifying.joined([verifying.verify(one, texts, given) for one in verifying.read(made)])


def verify_file(name: str, names: Sequence[str]) -> Report:
    """Ground the brief in a file again.

    Args:
        name: the file, or "-" for standard input.
        names: sources of the articles' texts, where the file does not carry them.

    Raises:
        UsageError: the file cannot be read, or holds no brief.
    """
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = content.decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UsageError(f"Cannot read {name}: {error.strerror or error}.") from error
    articles = gather(names).articles if names else ()
    given = _given(articles)
    texts: dict[str, str] = {}
    for article in given:  # a name of several articles names none
        shared = {name for other in given if other is not article for name in _called(other)}
        texts |= {name: article.text or "" for name in _called(article) if name not in shared}
    for one in articles:
        texts |= {name: one.text for name in (one.source, one.url, one.source_id, one.sha256) if name}
    return verify(text, texts, given)


def _called(article: WrittenArticle) -> tuple[str, ...]:
    """What a brief that lists its articles may call a given one; "A1" would be its own first, not the first given."""
    return tuple(name for name in (article.title, *article.names[:-1]) if name)


def _given(articles: Sequence[Article]) -> tuple[WrittenArticle, ...]:
    """The sources that a person gave, with all that another tool may call them."""
    from briefer.verifying import written  # noqa: PLC0415 - a brief does not need it

    own = [article.source_id for article in articles]
    named = None not in own and len({*own}) == len(own)
    return tuple(
        replace(
            written.from_article(article),
            id=(article.source_id if named else None) or article.id,
            names=(*_paths(article.source), *((article.source_id,) if article.source_id else ()), article.id),
        )
        for article in articles
    )


def _paths(source: str) -> tuple[str, ...]:
    """Other names of a file: its absolute path, the one from the working folder, and what it is called there."""
    if not Path(source).is_file():
        return ()
    here = os.path.relpath(source)
    return (str(Path.cwd() / here), str(Path(source).resolve()), here, f"./{here}", Path(source).name)


# --- what is written down -------------------------------------------------------------------------------------


def schema(which: str) -> str:
    """A JSON Schema: of a brief as JSON, of the answer that a model is asked for, or of a digest's configuration."""
    from briefer.channels import json as as_json  # noqa: PLC0415 - only this needs them
    from briefer.digest.config import config_schema  # noqa: PLC0415 - the same
    from briefer.writers.replies import ANSWER, ANSWER_SCHEMA  # noqa: PLC0415 - the same

    if which == "config":
        return config_schema()
    return as_json.schema() if which == "brief" else json.dumps({"$id": ANSWER, **ANSWER_SCHEMA}, indent=2) + "\n"


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written there.
    """
    from briefer.channels import write_whole  # noqa: PLC0415 - who writes no file needs no channel

    try:
        write_whole(path, text)
    except OSError as error:
        raise UsageError(
            f"Cannot write {path}: {error.strerror or error}.", hint="Give another file with -o."
        ) from error
