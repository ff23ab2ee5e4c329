"""What the environment says: read once, at the command line, into a frozen value. The library reads nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefer.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment variables that the command line knows; `.env.example` explains each."""

    model: str | None = None
    judge_model: str | None = None  #: who looks at the writer's claims, where it is not the writer
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    max_cost: float | None = None
    model_options: str | None = None  #: a TOML file with a table [model]: sizes, caps, rates, prices
    template: str | None = None  #: a file with a Markdown template of one's own, for what is sent
    cache: str | None = None  #: a folder, or "off"
    home_cache: str | None = None  #: where the desktop keeps caches

    @property
    def cache_folder(self) -> Path | None:
        """Where answers and the request log are kept; None keeps nothing on disk."""
        if self.cache:
            return None if self.cache == "off" else Path(self.cache)
        return Path(self.home_cache) / "briefer" if self.home_cache else None

    @staticmethod
    def from_env(environ: Mapping[str, str]) -> Settings:
        """Read them from a mapping; an empty value counts as not set.

        Raises:
            UsageError: a value makes no sense; names the variable.
        """

        def get(name: str) -> str | None:
            return environ.get(name, "").strip() or None

        cost = get("BRIEFER_MAX_COST")
        try:
            max_cost = None if cost is None else float(cost)
        except ValueError:
            max_cost = -1.0
        if max_cost is not None and not 0 <= max_cost < math.inf:
            raise UsageError(f"BRIEFER_MAX_COST is {cost!r}, not an amount in US dollars.", hint="Write it like 0.50.")
        return Settings(
            model=get("BRIEFER_MODEL"),
            judge_model=get("BRIEFER_JUDGE_MODEL"),
            base_url=get("OPENAI_BASE_URL"),
            api_key=get("OPENAI_API_KEY"),
            max_cost=max_cost,
            model_options=get("BRIEFER_MODEL_OPTIONS"),
            template=get("BRIEFER_TEMPLATE"),
            cache=get("BRIEFER_CACHE"),
            home_cache=get("XDG_CACHE_HOME") or (f"{home}/.cache" if (home := get("HOME")) else None),
        )


def environment(environ: Mapping[str, str], folder: Path = Path()) -> Mapping[str, str]:
    """The environment, with what `.env` in the working folder adds to it; what is set already comes first.

    Args:
        environ: the process's own.
        folder: where `.env` is looked for.

    Raises:
        UsageError: the file cannot be read, or a line of it is no assignment.
    """
    file = folder / ".env"
    try:
        written = parse_env_file(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Cannot read {file}: {error}.") from error
    return {**written, **environ}


def parse_env_file(text: str) -> dict[str, str]:
    """The variables of a `.env` file: `NAME=value` lines, `#` comments, quotes, an optional `export`.

    Args:
        text: the file's text.

    Raises:
        UsageError: a line is no assignment; names the line.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip().removeprefix("export ").strip()
        if not words or words.startswith("#"):
            continue
        name, equals, value = words.partition("=")
        if not equals or not name.strip().isidentifier():
            raise UsageError(f"Line {number} of .env is not NAME=value.", hint="Comments begin with #.")
        written = value.strip()
        quoted = len(written) > 1 and written[0] == written[-1] and written[0] in "\"'"
        found[name.strip()] = written[1:-1] if quoted else written.partition(" #")[0].strip()
    return found
