"""Tables of a TOML file, read by pydantic into values: every fault is told in words, by key, and has a line.

What a key takes, its default and what it is for stand once, in the model; the messages and the JSON schema follow.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WrapValidator
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

Model = TypeVar("Model", bound="TomlTable")
Path = tuple[str, ...]
Fault = tuple[str | None, str]  #: a key, None for the table as a whole; and words that are read after its name

MISSING, UNKNOWN = "is missing", "is no key that is known here"

#: What is said of a value, by the kind of error that pydantic finds.
WORDS: Final = {
    "missing": MISSING,
    "extra_forbidden": UNKNOWN,
    "string_type": "must be a text in quotation marks",
    "string_pattern_mismatch": "is empty",
    "too_short": "is empty",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "tuple_type": 'must be a list of texts, like ["one", "two"]',
    "greater_than_equal": "must be at least {ge:g}",
}

Text = Annotated[str, Field(pattern=r"\S")]
Listed: Any = Field(strict=False)  #: TOML has lists where a value holds a tuple


class TomlTable(BaseModel):
    """A table of a file, taken as it stands: a text is no number, and a key that is not known is a fault."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def said(words: str) -> WrapValidator:
    """Say these words of a value, whatever is wrong with it."""

    def check(value: Any, read: Callable[[Any], Any]) -> Any:
        try:
            return read(value)
        except ValidationError:
            raise ValueError(words) from None

    return WrapValidator(check)


def unless(fault: Callable[[Any], str | None]) -> AfterValidator:
    """Take a value unless a function has words for what is wrong with it."""

    def check(value: Any) -> Any:
        if words := fault(value):
            raise ValueError(words)
        return value

    return AfterValidator(check)


def read(model: type[Model], table: Any, context: Any = None, **own: Any) -> tuple[Model | None, list[Fault]]:
    """The value of a table, None where there are faults, and all of these.

    Args:
        model: of the table.
        table: keys and values as `tomllib` gives them; something else than a table is a fault.
        context: what the model's validators may look at.
        own: fields that are no keys of the table.
    """
    if not isinstance(table, dict):
        return None, [(None, "must be a table")]
    faults: list[Fault] = [(key, UNKNOWN) for key in table if key in own]
    try:
        value = model.model_validate({**table, **own}, context=context)
    except ValidationError as error:
        faults += [(str(one["loc"][0]) if one["loc"] else None, words(one)) for one in error.errors()]
        value = None
    known = keys(model) - own.keys()
    told = [(key, said + meant(str(key), known) if said == UNKNOWN else said) for key, said in faults]
    return (None if told else value), list(dict.fromkeys(told))


def words(error: Mapping[str, Any]) -> str:
    """What one of pydantic's errors says, to be read after the key's name."""
    kind, about = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(about["error"])
    if kind == "literal_error":
        return f"must be one of: {about['expected'].replace(' or ', ', ').replace(chr(39), '')}"
    if len(error["loc"]) > 1 and kind in {"string_type", "string_pattern_mismatch"}:
        return WORDS["tuple_type"]
    return WORDS[kind].format(**about) if kind in WORDS else f"is wrong: {error['msg']}"


def meant(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, as the end of a sentence, or nothing."""
    close = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def keys(model: type[TomlTable]) -> Mapping[str, FieldInfo]:
    """The keys that a model's table takes, with pydantic's description of each field."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


class _Schema(GenerateJsonSchema):
    """JSON Schema for a TOML file: which knows no null, and whose keys are titles enough."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        found = super().default_schema(schema)
        if found["default"] in (None, "", []):
            del found["default"]
        return found

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's own signature
        return False


def schema(model: type[TomlTable], *own: str) -> dict[str, Any]:
    """The JSON schema of a model's table.

    Args:
        model: of the table.
        own: fields that are no keys of the table.
    """
    found = model.model_json_schema(schema_generator=_Schema)
    required = [name for name in found.get("required", ()) if name not in own]
    found["properties"] = {name: one for name, one in found["properties"].items() if name not in own}
    kept = {name: one for name, one in found.items() if name not in {"title", "required"}}
    return {**kept, "required": required} if required else kept


def key_lines(text: str) -> Mapping[Path, int]:
    """The line (from 1) where each table and key of a TOML file begins, by path.

    Python's parser gives values without their lines. So each statement is parsed by itself, under the header that it
    stands under; it goes on for as long as it cannot be parsed.

    Args:
        text: a file that `tomllib` accepts.
    """
    lines: dict[Path, int] = {}
    header, statement, start = "", "", 1
    for number, line in enumerate(text.split("\n"), 1):
        statement += f"{line}\n"
        try:
            values = tomllib.loads(header + statement)
        except tomllib.TOMLDecodeError:
            continue
        if statement.lstrip().startswith("["):
            header = statement
        for path in _paths(values):
            lines.setdefault(path, start)
        statement, start = "", number + 1
    return lines


def _paths(values: Any) -> Iterator[Path]:
    inner = values if isinstance(values, list) else [values]
    for key, value in ((key, value) for table in inner if isinstance(table, dict) for key, value in table.items()):
        yield (key,)
        yield from ((key, *rest) for rest in _paths(value))


def told(faults: Iterable[tuple[Path, str]], text: str, file: object) -> list[str]:
    """A line for each fault, in the file's order, that an editor can jump to: "digest.toml:12: jobs.ai.title is empty".

    Args:
        faults: the path of a key, and words that are read after it.
        text: of the file.
        file: its name.
    """
    lines = key_lines(text)
    found: set[tuple[int, str]] = set()
    for path, words in faults:
        holders = (path[:end] for end in range(len(path), 0, -1))  # the key, else the nearest table that holds it
        line = next((lines[holder] for holder in holders if holder in lines), 0)
        found.add((line, f"{file}{f':{line}' if line else ''}: {'.'.join(path)} {words}"))
    return [said for _, said in sorted(found)]


def syntax(error: tomllib.TOMLDecodeError, file: object) -> str:
    """What Python's parser complains of, with the line, in the file's own terms."""
    said = str(error)
    line = re.search(r"at line (\d+)", said)
    if twice := re.search(r"Cannot declare (\(.*\)) twice", said):
        said = f"[{'.'.join(ast.literal_eval(twice[1]))}] stands there twice"
    elif "Cannot overwrite a value" in said:
        said = "a key stands there twice"
    else:
        said = f"this is not TOML: {said}"
    return f"{file}{f':{line[1]}' if line else ''}: {said}."
