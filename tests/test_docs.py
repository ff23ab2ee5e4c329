"""What the documents say, held against the code: variables, commands, targets and paths."""

import ast
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import click
import pytest

import briefer
from briefer.checks import not_checked
from briefer.cli import main
from briefer.errors import UsageError
from briefer.language import lexicon
from briefer.llm.options import changes

ROOT = Path(__file__).resolve().parent.parent
GUIDES = tuple(sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "prompts/README.md", *GUIDES)
LANGUAGES = "docs/languages.md"

#: the names of environment variables that are briefer's business
VARIABLE = re.compile(r"(?:BRIEFER|OPENAI)_[A-Z0-9_]+")


def read(name):
    """The text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(document, program):
    """The command lines of one program in a document's code blocks and code spans, without a prompt and comments."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", read(document), flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", read(document), flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", prose)
    lines = chain.from_iterable(block.replace("\\\n", " ").splitlines() for block in (*blocks, *spans))
    whole = (re.split(r"\s#\s|\s[|>]\s?", line.strip().removeprefix("$ "))[0] for line in lines)
    return [line for line in whole if re.match(rf"(?:[A-Z_]+=\S+ )*{program}\s", line)]


def words(line, program):
    """What follows the program's name in a command line."""
    return shlex.split(line)[shlex.split(line).index(program) + 1 :]


def command_of(arguments):
    """The click command that some arguments lead to, and what is left for it."""
    found = main
    context = click.Context(main)
    while isinstance(found, click.Group) and arguments and (named := found.get_command(context, arguments[0])):
        found, arguments = named, arguments[1:]
    return found, arguments


def test_the_example_environment_is_complete():
    """`.env.example` names exactly the variables that the settings know."""
    channels = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "briefer" / "channels").rglob("*.py"))
    strings = (
        n.value
        for m in ("briefer/settings.py", *channels)
        for n in ast.walk(ast.parse(read(m)))
        if isinstance(n, ast.Constant)
    )
    known = {s for s in strings if isinstance(s, str) and VARIABLE.fullmatch(s)}
    listed = set(re.findall(rf"^#?({VARIABLE.pattern})=", read(".env.example"), flags=re.MULTILINE))
    assert listed == known


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_variable_in_a_document_is_known(document):
    """A document names no environment variable that `.env.example` does not."""
    assert set(VARIABLE.findall(read(document))) <= set(VARIABLE.findall(read(".env.example")))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_in_a_document_exists(document):
    """Each `make x` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    said = {word for line in commands(document, "make") for word in words(line, "make") if word.isalpha()}
    assert said <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_briefer_command_in_a_document_exists(document):
    """Each `briefer x --option` in a document is a command with that option."""
    unknown = []
    for line in commands(document, "briefer"):
        command, rest = command_of(words(line, "briefer"))
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "--version"}
        unknown += [line for word in rest if word.startswith("-") and word not in {"-", "…"} | options]
        if isinstance(command, click.Group) and not all(word.startswith("-") for word in rest):
            unknown.append(line)
    assert unknown == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_exists(document):
    """Each path of the project in a document, as a link or in code, is there; `briefer/brief/1` is a form of JSON."""
    text = read(document)
    linked = {link for link in re.findall(r"\]\(([^)#\s]+)", text) if not re.match(r"<?[a-z]+:", link)}
    tops = "|".join(re.escape(p.name) for p in ROOT.iterdir() if not p.name.startswith(".git"))
    in_code = {path for path in re.findall(rf"`((?:{tops})(?:/[\w./-]*)?)`", text) if not re.search(r"/\d+$", path)}
    base = (ROOT / document).parent
    missing = {p for p in linked if not (base / p).exists()} | {p for p in in_code if not (ROOT / p).exists()}
    assert missing == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_table_in_a_document_exists(document):
    """Where a document names a table and its file (`CHECKS` in `…`), the file defines it."""
    said = re.findall(r"`([A-Z_]{3,})` in `([\w./]+\.py)`", read(document))
    assert [name for name, file in said if not re.search(rf"^{name}\b.*=", read(file), flags=re.MULTILINE)] == []


def test_every_path_in_the_code_exists():
    """Each file of the project that its code names, as a rule in a docstring or a comment, is there."""
    named = re.compile(r"(?<![\w./])(?:briefer|tests|benchmarks|docs|prompts)/[\w./-]*\w\.(?:py|md|txt|toml)\b")
    files = chain.from_iterable((ROOT / top).rglob("*.py") for top in ("briefer", "benchmarks", "docs"))
    said = {(str(file.relative_to(ROOT)), path) for file in files for path in named.findall(file.read_text("utf-8"))}
    assert {(file, path) for file, path in said if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_import_in_a_document_works(document):
    """What a document's Python imports is there to be imported, and so is what it asks of briefer."""
    blocks = re.findall(r"^```python\n(.*?)^```", read(document), flags=re.MULTILINE | re.DOTALL)
    plain = "\n".join(re.sub(r"^(>>>|\.\.\.) ?", "", line) for block in blocks for line in block.splitlines())
    imports = re.findall(r"^(?:import|from) .+$", plain, flags=re.MULTILINE)
    exec("\n".join(imports), {})
    assert [name for name in re.findall(r"\bbriefer\.(\w+)\(", plain) if not hasattr(briefer, name)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_dotted_name_in_a_document_exists(document):
    """Each `briefer.x.y` in a document is a module, or stands in one."""
    spans = re.findall(r"(?<!`)`(briefer(?:\.\w+)+)`(?!`)", read(document))
    assert [name for name in spans if not leads_somewhere(name)] == []


def leads_somewhere(name):
    """Whether a dotted name leads to something."""
    try:
        return pkgutil.resolve_name(name) is not None
    except (ImportError, AttributeError):
        return False


def test_the_changelog_has_a_place_for_the_next_change():
    """The changelog opens with an Unreleased section, and every heading below a version is one of the usual six."""
    headings = re.findall(r"^(##+) (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert headings[0] == ("##", "[Unreleased]")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert {title for level, title in headings if level == "###"} <= kinds


def test_every_make_target_is_explained():
    """`make help` lists every target that a person may call."""
    makefile = read("Makefile")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split())
    assert phony == set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE))


def test_the_models_page_lists_every_key_of_a_models_table():
    """The page on models has a row for each key that a table [model] may have, and its example is one."""
    with pytest.raises(UsageError) as refused:
        changes({"no such key": 1}, "model")
    known = set(refused.value.hint.removeprefix("known: ").split(", "))
    rows = re.findall(r"^\| (`[^|]+`) \| [^|]+\|$", read("docs/models.md"), flags=re.MULTILINE)
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == known | {"prices"}
    example = re.search(r"^```toml\n(.*?)^```", read("docs/models.md"), flags=re.MULTILINE | re.DOTALL)[1]
    assert changes(tomllib.loads(example)["model"], "model")["context_tokens"] == 8192


def lists_of(code):
    """The names of a language's lists."""
    return {path.stem for path in (ROOT / "briefer" / "data" / code).glob("*.txt")}


def test_the_languages_page_says_what_each_list_is_for():
    """The page on languages has a row for every list of English, and none else, with a dot where German has it too."""
    rows = re.findall(r"^\| `(\w+)` \| (•?) ?\| [^|]+\|$", read(LANGUAGES), flags=re.MULTILINE)
    assert {name for name, _ in rows} == lists_of("en") | lists_of("de")
    assert len(rows) == len(dict(rows))
    assert {name for name, dot in rows if dot} == lists_of("de")


def test_the_languages_page_says_what_is_not_checked():
    """The page on languages has a row for every language, with the checks that have no rules for it."""
    rows = re.findall(r"^\| \w+ \| `(\w\w)` \| (.*?) ?\|$", read(LANGUAGES), flags=re.MULTILINE)
    known = {code: ", ".join(name.split(":")[0] for name in not_checked(code)) for code in lexicon.languages()}
    assert dict(rows) == known


def test_the_toy_language_of_the_languages_page_works(tmp_path):
    """The lists on the page, in a folder of their own, are a language for which the page's example holds."""
    package = tmp_path / "briefer"
    shutil.copytree(ROOT / "briefer", package, ignore=shutil.ignore_patterns("__pycache__"))
    toy = package / "data" / "xq"
    toy.mkdir()
    for name, text in re.findall(r"^`(\w+\.txt)`\n\n```\n(.*?)^```", read(LANGUAGES), flags=re.MULTILINE | re.DOTALL):
        toy.joinpath(name).write_text(text, encoding="utf-8")
    example = re.search(r"^```python\n(.*?)^```", read(LANGUAGES), flags=re.MULTILINE | re.DOTALL)[1]
    tmp_path.joinpath("example.txt").write_text(example, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "example.txt"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr
