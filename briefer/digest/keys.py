"""Every key that a digest's configuration knows, with its kind, its limits and what it is for.

One table serves the reading of the file, its messages and its JSON schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

Kind = Literal["string", "integer", "number", "boolean", "strings"]

_TYPES: Final[MappingProxyType[Kind, Any]] = MappingProxyType(
    {"string": str, "integer": int, "number": (int, float), "boolean": bool, "strings": list}
)
_WORDS: Final[MappingProxyType[Kind, str]] = MappingProxyType(
    {
        "string": "a text in quotation marks",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
        "strings": 'a list of texts, like ["one", "two"]',
    }
)


@dataclass(frozen=True, slots=True)
class Key:
    """What may stand under one key."""

    kind: Kind
    about: str  #: one sentence, for the schema
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None

    def fault(self, value: Any) -> str | None:
        """What is wrong with *value*, to be read after the key's name, or None."""
        wanted = _TYPES[self.kind]
        if not isinstance(value, wanted) or (isinstance(value, bool) and self.kind != "boolean"):
            return f"must be {_WORDS[self.kind]}"
        if self.kind == "strings" and not all(isinstance(one, str) and one.strip() for one in value):
            return f"must be {_WORDS[self.kind]}"
        if self.kind == "string" and not value.strip():
            return "is empty"
        if self.required and not value:
            return "is empty"
        if self.choices and value not in self.choices:
            return f"must be one of: {', '.join(self.choices)}"
        if self.least is not None and value < self.least:
            return f"must be at least {self.least:g}"
        return None

    def schema(self) -> dict[str, Any]:
        """The key in JSON Schema."""
        found: dict[str, Any] = {"description": self.about}
        if self.kind == "strings":
            found |= {"type": "array", "items": {"type": "string", "minLength": 1}}
            found |= {"minItems": 1} if self.required else {}
        else:
            found["type"] = self.kind
        if self.choices:
            found["enum"] = list(self.choices)
        if self.least is not None:
            found["minimum"] = self.least
        if self.default is not None:
            found["default"] = list(self.default) if isinstance(self.default, tuple) else self.default
        return found


STORE: Final[MappingProxyType[str, Key]] = MappingProxyType(
    {
        "url": Key(
            "string",
            "Where the digest remembers what it read and sent: sqlite:///file (relative to this file) or "
            "postgresql+psycopg://user@host/name; env:NAME reads the whole address from the environment.",
            "sqlite:///briefer.db",
        ),
        "retention_days": Key("integer", "Articles, briefs and receipts that are older are forgotten.", 90, least=1),
    }
)

JOB: Final[MappingProxyType[str, Key]] = MappingProxyType(
    {
        "title": Key("string", "The digest's heading; the job's name when missing."),
        "schedule": Key("string", 'When: five cron fields, like "0 7 * * 1-5".', required=True),
        "timezone": Key("string", "The zone of the schedule, like Europe/London.", "UTC"),
        "sources": Key("strings", "Files, folders, globs, URLs and feeds.", required=True),
        "targets": Key("strings", "Names of [targets.…] that get the digest.", required=True),
        "writer": Key("string", "extractive (built in, no model) or a model's name.", "extractive"),
        "focus": Key("string", "What the readers care about most, for a model."),
        "audience": Key("string", "For whom it is written, for a model."),
        "language": Key("string", "Language of the briefs, like en or de, for a model."),
        "languages": Key("strings", "Only articles in these languages are used; all when missing.", ()),
        "length": Key(
            "string",
            "How much a writer should say of a story; auto: standard, and short in a digest of more than five.",
            "auto",
            choices=("auto", "short", "standard", "long"),
        ),
        "fallback": Key(
            "string",
            "Whether the built-in writer stands in for a model that fails.",
            "extractive",
            choices=("extractive", "none"),
        ),
        "judge": Key(
            "string",
            "About which claims a model is asked a second time.",
            "flagged",
            choices=("off", "flagged", "all"),
        ),
        "prompts": Key("string", "A folder with prompts of your own."),
        "max_stories": Key("integer", "At most so many stories in a digest; the rest is counted.", 20, least=1),
        "max_articles": Key("integer", "At most so many new articles a digest, the newest first.", 2000, least=1),
        "max_claims": Key("integer", "At most so many claims a story.", least=1),
        "max_cost": Key("number", "US dollars that a model may cost for one digest.", least=0),
        "max_cost_month": Key("number", "US dollars that a model may cost this job in a calendar month.", least=0),
        "max_age_days": Key("integer", "Articles published longer ago are not news; no limit when missing.", least=1),
        "catch_up": Key(
            "string",
            "Which slots that were missed (the machine was off) are made up for.",
            "latest",
            choices=("latest", "all", "none"),
        ),
        "when_empty": Key("string", "Whether a digest with nothing new is sent.", "skip", choices=("skip", "send")),
        "complain_after": Key("integer", "A source that failed in so many runs in a row is named first.", 3, least=1),
        "allow_private": Key("boolean", "Whether sources may be in a private network.", False),
    }
)

#: Keys that every [targets.…] takes beside those of its channel.
TARGET: Final[MappingProxyType[str, Key]] = MappingProxyType(
    {
        "on_unknown": Key(
            "string",
            "What to do with a message of which nobody knows whether it arrived: send the same bytes again, or hold "
            "them until a person decides (briefer digest outbox).",
            "resend",
            choices=("resend", "hold"),
        ),
    }
)
