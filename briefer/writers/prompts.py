"""The prompts of `prompts/*.md`: found, read, checked and filled in, with a reader's wishes in their words."""

from __future__ import annotations

import hashlib
import hmac
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from briefer.errors import UsageError
from briefer.records import Draft, Section, Wishes

#: What a reader may wish of a brief, as variables.
_WISHED = frozenset({"length", "sections", "questions", "language", "focus", "audience"})
#: The prompts there are, each with the variables that it may use and (first) those that it must use.
PROMPTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "brief": (frozenset({"passages", "mark"}), _WISHED | {"told"}),
    "merge": (frozenset({"drafts", "mark"}), _WISHED),
    "repair": (frozenset({"claims", "mark"}), frozenset({"count", "language"})),
    "judge": (frozenset({"claims", "evidence", "mark"}), frozenset()),
    "again": (frozenset({"request", "problem"}), frozenset()),
}


class Scope(NamedTuple):
    """What a length asks of a model."""

    claims: str  #: how many there should be
    words: int  #: of all texts together, as a brief of this length has room for
    tokens: int  #: that the answer may need


LENGTHS = {
    "short": Scope("4 to 6", 150, 2_500),
    "standard": Scope("9 to 12", 350, 4_500),
    "long": Scope("18 to 25", 800, 8_000),
}
_QUESTION_TOKENS = 200  # that a question with its answers may need

#: The lists of an answer that a reader may leave out, by their names, which are those of the sections that show them.
_LISTS = ("voices", "quotes", "timeline")
#: The sections of a brief of which each part of an answer is one; the bottom line is always asked for, since a brief
#: without it has no headline that holds, and so are disagreements, lest one side be told as the fact.
_SHOWN_IN = {Section.KEY_FACTS: "facts", Section.CONTEXT: "facts", Section.OUTLOOK: "outlook"}

_ANSWERS = (
    "questions: the $count that this reader would ask next, each in one sentence, with one or two answers in the form"
    " of claims that say what no claim says."
)
_TOLD = (
    "The lines after “Told before” are what the readers know from other days, and no evidence: state what is new, and"
    " one of them again only where its figure or its state has changed."
)

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_PARTS = re.compile(r"\A\s*(?:# System\n(?P<system>.*?)\n)?# User\n(?P<user>.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file."""

    name: str
    version: int
    system: str  #: template of the instructions
    user: str  #: template of the data

    def uses(self, variable: str) -> bool:
        """Whether a variable stands in the instructions or in the data."""
        templates = (string.Template(self.system), string.Template(self.user))
        return any(variable in template.get_identifiers() for template in templates)

    def fill(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Put *values* in the place of the variables.

        Values are never looked at for variables themselves, so a `$` in an article stays one.

        Returns:
            system and user text, with runs of spaces that an empty value left in the instructions closed.
        """
        system = string.Template(self.system).substitute(values)
        system = re.sub(r" +$", "", re.sub(r"(?<=\S)  +", " ", system), flags=re.MULTILINE)
        return system.strip(), string.Template(self.user).substitute(values).strip()


@dataclass(frozen=True, slots=True)
class Prompts:
    """All prompts that a run uses."""

    by_name: Mapping[str, Prompt]
    sha256: str  #: hexadecimal, of every prompt's name and bytes: the provenance of a brief

    def __getitem__(self, name: str) -> Prompt:
        return self.by_name[name]

    def marked(self, name: str, values: Mapping[str, str], secret: bytes) -> tuple[str, str]:
        """The system and user text of a prompt, its data between marks that no article can guess.

        Args:
            name: which of `PROMPTS`.
            values: of its variables, but for the mark.
            secret: makes the mark: equal for equal values, so that the response cache finds a request again.
        """
        data = "\n".join(values[key] for key in sorted(values))
        digest = hmac.new(secret, data.encode(), hashlib.sha256).hexdigest()
        return self[name].fill({**values, "mark": f"===== {digest[:12]} ====="})

    @staticmethod
    def load(folder: Path | None = None) -> Prompts:
        """Read the prompts, those in *folder* before the built-in ones.

        Args:
            folder: a person's own prompts; files that are not in it are taken from the built-in ones.

        Raises:
            UsageError: no such folder, none of the prompts in it, or a prompt that is not well formed.
        """
        if folder is not None and not any((folder / f"{name}.md").is_file() for name in PROMPTS):
            names = ", ".join(f"{name}.md" for name in PROMPTS)
            raise UsageError(f"{folder}: no prompts there", hint=f"a prompts folder holds some of {names}")
        found: dict[str, Prompt] = {}
        digest = hashlib.sha256()
        for name in PROMPTS:
            own = folder / f"{name}.md" if folder else None
            path = own if own and own.is_file() else built_in_folder() / f"{name}.md"
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(f"{path}: cannot be read as a prompt: {error}") from error
            found[name] = parse(name, text, str(path))
            digest.update(f"{name}\0{text}\0".encode())
        return Prompts(found, digest.hexdigest())


def wording(wanted: Wishes) -> dict[str, str]:
    """The variables of a reader's wishes: each as sentences, or nothing."""
    length, unwanted = LENGTHS[wanted.length], left_out(wanted)
    language = f"language of ISO 639-1 code {_line(wanted.language)}" if wanted.language else ""
    return {
        "length": (
            f"Write {length.claims} claims, fewer when the articles hold fewer facts; all texts together have"
            f" {length.words} words at most."
        ),
        "sections": f"This reader wants none of these, leave them empty: {', '.join(unwanted)}." if unwanted else "",
        "questions": _ANSWERS.replace("$count", str(wanted.questions)) if wanted.questions else "",
        "language": (
            f"Write every text in the {language or 'language of most of the articles'}, names as they are; what is"
            " quoted stays in the source's language."
        ),
        "focus": f"The reader cares most about: {_line(wanted.focus)}." if wanted.focus else "",
        "audience": f"Write for: {_line(wanted.audience)}." if wanted.audience else "",
        "told": _TOLD if wanted.told else "",
    }


def left_out(wanted: Wishes) -> tuple[str, ...]:
    """The sections of claims and the lists of an answer that a reader does not want, as the answer names them."""
    if not wanted.sections:
        return ()
    sections = (section.value for section, shown_in in _SHOWN_IN.items() if shown_in not in wanted.sections)
    return (*sections, *(name for name in _LISTS if name not in wanted.sections))


def lists(wanted: Wishes) -> tuple[str, ...]:
    """The lists beside claims and disagreements that an answer is to hold."""
    kept = tuple(name for name in _LISTS if name not in left_out(wanted))
    return (*kept, "questions") if wanted.questions else kept


def answer_tokens(wanted: Wishes) -> int:
    """How many tokens the answer may need."""
    return LENGTHS[wanted.length].tokens + _QUESTION_TOKENS * wanted.questions


def kept(draft: Draft, wanted: Wishes) -> Draft:
    """What a reader wants of a draft; a model may write more than it was asked for.

    Claims of a section that nobody wants stay where there are no others.
    """
    unwanted, asked = left_out(wanted), lists(wanted)
    claims = tuple(claim for claim in draft.claims if claim.section not in unwanted)
    return Draft(
        draft.headline,
        claims or draft.claims,
        draft.disagreements,
        **{name: getattr(draft, name) for name in _LISTS if name in asked},
        questions=draft.questions[: wanted.questions],
    )


def built_in_folder() -> Path:
    """Where the prompts that come with briefer are: in the package (a wheel), else beside it (a checkout)."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_prompts"
    return packaged if packaged.is_dir() else package.parent / "prompts"


def parse(name: str, text: str, where: str) -> Prompt:
    """Make a prompt of a file's text.

    Args:
        name: which of `PROMPTS` it is to be.
        text: the whole file.
        where: the file, for error messages.

    Raises:
        UsageError: when front matter, parts or variables are not as they must be.
    """
    match = _FRONT.match(text.replace("\r\n", "\n"))
    if match is None:
        raise UsageError(f"{where}: no front matter", hint="open the file with --- name: … version: … ---, a line each")
    front: dict[str, str] = {}
    for line in filter(str.strip, match["front"].splitlines()):
        key, colon, value = line.partition(":")
        if not colon:
            raise UsageError(f"{where}: {line!r} in the front matter is not of the form key: value")
        front[key.strip()] = value.strip()
    if front.get("name") != name or not front.get("version", "").isdecimal():
        raise UsageError(f"{where}: the front matter must say `name: {name}` and `version:` with a whole number")
    parts = _PARTS.match(match["body"])
    if parts is None:
        raise UsageError(f"{where}: needs a line `# User`, after the part that a line `# System` opens")
    prompt = Prompt(name, int(front["version"]), (parts["system"] or "").strip(), parts["user"].strip())
    required, optional = PROMPTS[name]
    templates = [string.Template(part) for part in (prompt.system, prompt.user)]
    if not all(template.is_valid() for template in templates):
        raise UsageError(f"{where}: a $ that opens no variable", hint="write $$ for a dollar sign")
    instructions, data = (set(template.get_identifiers()) for template in templates)
    if unknown := sorted((instructions | data) - required - optional):
        allowed = ", ".join(f"${variable}" for variable in sorted(required | optional))
        raise UsageError(f"{where}: unknown variable ${unknown[0]}", hint=f"allowed there: {allowed}")
    # Only a template's user part may carry data: in the instructions, an article could give orders.
    if missing := sorted(required - data):
        raise UsageError(f"{where}: the part after `# User` must use ${missing[0]}")
    if leaked := sorted(required - {"mark"} & instructions):
        raise UsageError(f"{where}: ${leaked[0]} may stand only after `# User`")
    return prompt


def _line(text: str) -> str:
    """A person's own words as one line of at most 300 characters."""
    return " ".join(text.split())[:300].rstrip(".")
