"""briefer: one brief from many overlapping articles, every claim cited to the exact characters that back it.

>>> import briefer
>>> briefer.locate("It paid $14.3 billion for 49 %.", "paid $14.3 billion for 49 %").start
3
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefer.app import Brief, brief, verify
    from briefer.checks import check
    from briefer.errors import (
        BrieferError,
        BudgetExceeded,
        ModelError,
        ModelUnavailable,
        NoBrief,
        NoReadableSource,
        ReplyError,
        UsageError,
    )
    from briefer.grounding.locate import locate
    from briefer.records import Finding, Located
    from briefer.stories import near_duplicates
    from briefer.verifying import Report

__version__ = "0.1.0"
__all__ = [
    "Brief",
    "BrieferError",
    "BudgetExceeded",
    "Finding",
    "Located",
    "ModelError",
    "ModelUnavailable",
    "NoBrief",
    "NoReadableSource",
    "ReplyError",
    "Report",
    "UsageError",
    "__version__",
    "brief",
    "check",
    "locate",
    "near_duplicates",
    "verify",
]

#: Where each public name lives, unless it is an error; imported at first use, so that `import briefer` costs nothing.
_HOMES = {
    "Brief": "briefer.app",
    "brief": "briefer.app",
    "verify": "briefer.app",
    "check": "briefer.checks",
    "locate": "briefer.grounding.locate",
    "Finding": "briefer.records",
    "Located": "briefer.records",
    "near_duplicates": "briefer.stories",
    "Report": "briefer.verifying",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'briefer' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "briefer.errors")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
