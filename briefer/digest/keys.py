"""Every key that a digest's configuration knows, with its kind, its limits and what it is for.

One table serves the reading of the file, its messages and its JSON schema.
"""

from __future__ import annotations

import re
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
    pattern: str = ""  #: that the text, or each text of a list, matches from end to end
    form: str = ""  #: the pattern in words, to be read after "must be"
    once: bool = False  #: whether a list may hold a text only once

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
        texts = value if isinstance(value, list) else [value]
        if self.pattern and not all(re.fullmatch(self.pattern, one) for one in texts):
            return f"must be {self.form}"
        if self.once and (twice := sorted({one for one in texts if texts.count(one) > 1})):
            return f"names {', '.join(map(repr, twice))} twice"
        return None

    def schema(self) -> dict[str, Any]:
        """The key in JSON Schema."""
        found: dict[str, Any] = {"description": self.about}
        pattern = {"pattern": f"^(?:{self.pattern})$"} if self.pattern else {}
        if self.kind == "strings":
            found |= {"type": "array", "items": {"type": "string", "minLength": 1, **pattern}}
            found |= {"minItems": 1} if self.required else {}
            found |= {"uniqueItems": True} if self.once else {}
        else:
            found |= {"type": self.kind, **pattern}
        if self.choices:
            found["enum"] = list(self.choices)
        if self.least is not None:
            found["minimum"] = self.least
        if self.default is not None:
            found["default"] = list(self.default) if isinstance(self.default, tuple) else self.default
        return found


_CODE: Final = "[a-z]{2,3}"
_ADDRESS: Final = r"sqlite:///[^?]+|postgresql\+psycopg://.+|env:[A-Za-z_][A-Za-z0-9_]*"

STORE: Final[MappingProxyType[str, Key]] = MappingProxyType(
    {
        "url": Key(
            "string",
            "Where the digest remembers what it read and sent: sqlite:///file (relative to this file) or "
            "postgresql+psycopg://user@host/name; env:NAME reads the whole address from the environment.",
            "sqlite:///briefer.db",
            pattern=_ADDRESS,
            form="sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME, or env:NAME for a variable that holds one",
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
        "targets": Key("strings", "Names of [targets.…] that get the digest.", required=True, once=True),
        "writer": Key("string", "extractive (built in, no model) or a model's name.", "extractive"),
        "focus": Key("string", "What the readers care about most, for a model."),
        "audience": Key("string", "For whom it is written, for a model."),
        "language": Key(
            "string",
            "Language of the briefs, like en or de, for a model.",
            pattern=_CODE,
            form="an ISO 639 code of two or three lower-case letters, like en",
        ),
        "languages": Key(
            "strings",
            "Only articles in these languages are used; all when missing.",
            (),
            pattern=_CODE,
            form='ISO 639 codes of two or three lower-case letters, like ["en", "de"]',
        ),
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

#: What the keys of the channels are for; "kind.key" where kinds differ.
TARGET_KEYS: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "webhook": "The address of an incoming webhook; this or a token.",
        "token": "A bot's token; this or a webhook.",
        "channel": "The channel's name or id, with a token.",
        "details": "With a webhook, whether quotations and coverage follow as further messages.",
        "api": "Where Slack's interface is.",
        "timeout": "Seconds to wait for an answer.",
        "host": "The mail server.",
        "port": "Its port.",
        "tls": "starttls, tls from the first byte, or none.",
        "user": "With whom to log in; with a password.",
        "password": "The user's password.",
        "from": "Who sends: an address, or Name <address>.",
        "to": "Who receives: each address gets a mail of its own.",
        "reply_to": "Where answers go.",
        "list_id": "The List-Id, like briefs.example.org; the sender's domain when missing.",
        "unsubscribe": "Where readers leave the list: a mailto: or https: address.",
        "attach": "Forms of the digest that are attached.",
        "webhook.url": "The address that gets the document; this or secret_url.",
        "secret_url": "The same, where the address itself is a secret.",
        "secret": "Signs what is sent.",
        "path": "The folder, relative to this file.",
        "title": "The heading of the archive.",
        "folder.url": "Where the folder is published, for the addresses in its feeds.",
        "format": "The form that is printed.",
        "apprise.url": "The service, as an address of Apprise.",
    }
)
