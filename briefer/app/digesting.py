"""Who writes a digest's briefs: the writer that a job names, with the limits that are left to it."""

from __future__ import annotations

from pathlib import Path

from briefer.app.press import Order, Press, model_options
from briefer.digest import telling
from briefer.digest.config import Job
from briefer.records import Wishes
from briefer.settings import Settings


def press(job: Job, left: float | None, settings: Settings, folder: Path) -> telling.BriefMaker:
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
            "standard" if job.length == "auto" else job.length, job.language, job.focus, job.max_claims, job.audience
        ),
        writer=job.writer,
        base_url=settings.base_url,
        api_key=settings.api_key,
        max_cost=left if left is not None else settings.max_cost,
        fallback=job.fallback,
        judge=job.judge,
        prompts=folder / job.prompts if job.prompts else None,
        cache=cache,
        options=options,
    )
    made = Press(order)
    return lambda story, told: made.brief(story, told=told)
