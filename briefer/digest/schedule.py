"""The texts by which an operating system or a cluster runs what is due: pure, printed before anything is written.

All of them call `briefer digest run CONFIG --if-due`, which knows zones, both changes of the clock and missed slots
better than timers do.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from briefer.digest import hosted, timers
from briefer.digest.config import Config
from briefer.digest.plans import Kind, Plan

__all__ = ["Kind", "Plan", "plan"]

_KINDS: Final[MappingProxyType[Kind, Callable[[Config, str], Plan]]] = MappingProxyType(
    {
        "systemd": timers.systemd,
        "cron": timers.cron,
        "launchd": timers.launchd,
        "github": lambda config, _program: hosted.github(config),
        "k8s": lambda config, _program: hosted.kubernetes(config),
    }
)


def plan(config: Config, kind: Kind, program: str) -> Plan:
    """What is to be installed for a configuration.

    Args:
        config: its jobs are the ones that run.
        kind: for which system.
        program: the briefer to call.
    """
    return _KINDS[kind](config, program)
