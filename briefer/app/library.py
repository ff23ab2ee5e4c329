"""The one call that most programs need: sources in, a brief out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from briefer.app import Order, gather, make
from briefer.records import Brief, Wishes


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
    judge: Literal["off", "flagged", "all"] = "flagged",
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
        judge: about which claims the model is asked a second time.
        fallback: whether the built-in writer stands in for a model that fails.

    Raises:
        NoReadableSource: no source could be read.
        ModelError: the model failed and `fallback` is "none".
    """
    listed = [names] if isinstance(names, str | Path) else list(names)
    wishes = Wishes(length=length, language=language, focus=focus, max_claims=max_claims)
    order = Order(wishes, writer, base_url, api_key, max_cost, fallback, judge)
    return make(gather([str(n) for n in listed]), order)[0]
