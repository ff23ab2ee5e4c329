"""The house limits of CONTRIBUTING.md, held against every file of the project."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from briefer.language import lexicon

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "briefer").rglob("*.py"))

MOST_LINES = 300
LONGER = {"records.py": 480}  #: every value in one place, in the order in which it flows: a list to read, no logic
MOST_BODY = 40
MOST_POSITIONAL = 5

#: the whole of briefer/
MOST_LINES_IN_ALL = 41_500
MOST_MODULES = 315
MOST_PATTERNS = 150
WORDS_FOR_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}

#: where input and output live, and the clock
EDGES = {"app", "cli", "llm", "sources", "channels", "digest"}
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.monotonic"}

#: written as patterns that do not match themselves, since this file is searched too
NOT_IN_A_FILE = {
    "a path of one machine": re.compile(r"(?<![\w.~-])/(?:work|root|home|Users|tmp)/\w"),
    "a registry's host": re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|debian\.org"),
    "a secret": re.compile(
        r"\bsk-(?:proj-)?[A-Za-z0-9]{20,}|\bxox[abp]-\d{6,}|\bgh[pousr]_[A-Za-z0-9]{30,}|-----BEGIN [A-Z ]*KEY"
    ),
}


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return (n for n in ast.walk(parsed(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last one."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def positional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many arguments may be given by position, `self` and `cls` aside."""
    names = [a.arg for a in function.args.posonlyargs + function.args.args]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def handles_in_silence(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes any exception whatever and does nothing with it."""
    broad = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    return broad and all(ast.unparse(s) in {"pass", "continue", "..."} for s in handler.body)


def project_files() -> list[Path]:
    """The files under version control, and new ones that are not ignored; outside a checkout, every file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else list(ROOT.rglob("*"))
    return sorted(p for p in {ROOT / n for n in names if n} if p.is_file())


def where(path: Path, line: int, said: str) -> str:
    """A finding as an editor can jump to it."""
    return f"{path.relative_to(ROOT)}:{line}: {said}"


def test_a_module_fits_on_a_few_screens():
    """No module is longer than 300 lines, the list of records aside."""
    lengths = {p.relative_to(ROOT / "briefer"): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {str(p): n for p, n in lengths.items() if n > LONGER.get(str(p), MOST_LINES)} == {}


def test_a_function_fits_on_one_screen():
    """No function body is longer than 40 lines."""
    bodies = [(p, f, body_lines(f)) for p in MODULES for f in functions(p)]
    assert [where(p, f.lineno, f"{f.name} has {n} lines") for p, f, n in bodies if n > MOST_BODY] == []


def test_arguments_past_the_fifth_are_named():
    """No function takes more than five arguments by position."""
    found = [(p, f, positional(f)) for p in MODULES for f in functions(p) if not is_command(f)]
    assert [where(p, f.lineno, f"{f.name} takes {n}") for p, f, n in found if n > MOST_POSITIONAL] == []


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether click calls the function, always by keyword."""
    return any(re.search(r"\.(command|group|option|argument)\b", ast.unparse(d)) for d in function.decorator_list)


def test_a_module_is_named_for_what_it_does():
    """No module or package has a name that says nothing, such as one for assorted leftovers."""
    names = {part for p in MODULES for part in p.relative_to(ROOT).with_suffix("").parts}
    assert names & WORDS_FOR_NOTHING == set()


def test_no_error_is_swallowed():
    """No handler takes every exception and goes on as if nothing had happened."""
    silent = [
        where(p, node.lineno, "every exception is dropped here")
        for p in MODULES
        for node in ast.walk(parsed(p))
        if (isinstance(node, ast.ExceptHandler) and handles_in_silence(node))
        or (isinstance(node, ast.Call) and re.search(r"\bsuppress\((Base)?Exception\)", ast.unparse(node)))
    ]
    assert silent == []


def test_a_base_class_has_more_than_one_child():
    """A class of ours that is inherited from is inherited from at least twice; errors, which are a tree, aside."""
    classes = [n for p in MODULES for n in ast.walk(parsed(p)) if isinstance(n, ast.ClassDef)]
    parents = {c.name: [base.id for base in c.bases if isinstance(base, ast.Name)] for c in classes}
    children = Counter(base for bases in parents.values() for base in bases)
    single = {name for name in parents if children[name] == 1}
    assert {name for name in single if not is_error(name, parents)} == set()


def is_error(name: str, parents: dict[str, list[str]]) -> bool:
    """Whether a class is an exception, by the names of what it inherits from."""
    return name.endswith(("Error", "Exception")) or any(is_error(base, parents) for base in parents.get(name, []))


def test_only_the_command_line_reads_the_environment():
    """The process environment is read in one place, by the command line; the library reads nothing of it."""
    readers = {
        str(p.relative_to(ROOT / "briefer"))
        for p in MODULES
        for node in ast.walk(parsed(p))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.environb", "os.getenv"}
    }
    assert readers <= {"cli/__init__.py", "settings.py"}


def test_of_urllib_only_the_parser_is_used():
    """Of urllib only `urllib.parse` is imported: the import contracts see no difference between that and a request."""
    found = re.compile(r"^\s*(?:from|import) (urllib\b[\w.]*)", flags=re.MULTILINE)
    assert {name for p in MODULES for name in found.findall(p.read_text(encoding="utf-8"))} <= {"urllib.parse"}


def in_the_core() -> Iterator[tuple[Path, ast.AST]]:
    """Every node of every module that is neither an edge nor the command line."""
    modules = (p for p in MODULES if p.relative_to(ROOT / "briefer").parts[0] not in EDGES)
    return ((p, node) for p in modules for node in ast.walk(parsed(p)))


def test_the_core_does_not_look_at_the_clock():
    """Only the edges ask what time it is; everything else is told."""
    attributes = ((p, node) for p, node in in_the_core() if isinstance(node, ast.Attribute))
    asked = [(p, node.lineno, ".".join(ast.unparse(node).split(".")[-2:])) for p, node in attributes]
    assert [where(*found) for found in asked if found[-1] in CLOCKS] == []


def test_the_core_opens_no_file():
    """Only the edges open files; the import contracts see modules, and `open` needs none."""
    calls = ((p, node) for p, node in in_the_core() if isinstance(node, ast.Call))
    assert [where(p, node.lineno, "open") for p, node in calls if ast.unparse(node.func) in {"open", "io.open"}] == []


@pytest.mark.parametrize("what", NOT_IN_A_FILE)
def test_no_file_holds(what):
    """No file names a path of one machine, a package registry's host, or a secret."""
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a binary case file
        lines = enumerate(text.splitlines(), 1)
        found += [where(path, number, what) for number, line in lines if NOT_IN_A_FILE[what].search(line)]
    assert found == []


def test_the_house_grows_no_larger():
    """All modules together, their number, and the patterns that they compile stay below a ceiling."""
    texts = [p.read_text(encoding="utf-8") for p in MODULES]
    assert sum(len(text.splitlines()) for text in texts) <= MOST_LINES_IN_ALL
    assert len(MODULES) <= MOST_MODULES
    assert sum(text.count("re.compile") for text in texts) <= MOST_PATTERNS


# --- words of a language ----------------------------------------------------------------------------------


def in_full(key: str) -> set[str]:
    """The names of months or weekdays, less the short ones, which are words of other kinds as well."""
    forms = {form for name in lexicon.listed("en", "calendar", key) for form in name.split("/")}
    return {form for form in forms if len(form) > len("march")}


#: words of which no two stand in one pattern or list by chance
GIVEAWAYS = {
    "negation": lexicon.listed("en", "negation", "not"),
    "verbs of saying": lexicon.listed("en", "saying", "say", "announce")
    - {"claim", "claims"},  # a brief is made of them
    "months": in_full("months"),
    "weekdays": in_full("weekdays"),
}

#: what makes a pattern, or a set of words, of the strings that it is given
MAKERS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}
MAKERS |= {"word_set", "set", "frozenset"}

#: in a pattern: a class of capitals alone, then a class of letters
CAPITALISED = re.compile(
    r"\[(?![^\]]*a-z)[^\]]*A-Z[^\]]*\](?:[+*?]|\{\d+,?\d*\})?\(?(?:\?:)?(?:\\w|\[[^\]]*(?:a-z|\\w))"
)


def strings(node: ast.AST) -> list[str]:
    """Every string constant below a node."""
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def made_of_strings(tree: ast.Module) -> Iterator[str]:
    """What stands in each pattern and each list of words: in the call that makes it, or under a name that it uses."""
    nodes = list(ast.walk(tree))
    calls = [n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func).split(".")[-1] in MAKERS]
    used = {n.id for call in calls for n in ast.walk(call) if isinstance(n, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant | ast.JoinedStr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if used & {target.id for target in targets if isinstance(target, ast.Name)}:
                yield " ".join(strings(node.value))
        elif isinstance(node, ast.Set | ast.Dict | ast.Tuple | ast.List):
            yield " ".join(word for word in strings(node) if " " not in word)
    yield from (" ".join(strings(call)) for call in calls)


def looked_for(tree: ast.Module) -> set[str]:
    """The kinds of words that the patterns and lists of a module look for."""
    found = set()
    for text in made_of_strings(tree):
        words = set(re.findall(r"[a-z_]+", re.sub(r"\\[a-zA-Z]", " ", text).lower()))
        found |= {kind for kind, giveaways in GIVEAWAYS.items() if len(words & set(giveaways)) > 1}
        found |= {"capitalised names"} if CAPITALISED.search(text) else set()
    return found


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ('re.compile(r"\\b(?:said|told)\\b")', {"verbs of saying"}),
        ('SAID = "said|told"\nre.compile(rf"by {SAID}")', {"verbs of saying"}),
        ('WORDS = frozenset("not never".split())', {"negation"}),
        ('ORDER = {"January": 1, "February": 2}', {"months"}),
        ('DAYS = ("Monday", "Tuesday")', {"weekdays"}),
        ('re.compile(r"[A-Z][\\w-]+")', {"capitalised names"}),
        ('re.compile(r"[A-Za-z]\\w*")', set()),
        ('"""What is said and told, not never."""', set()),
        ('raise ValueError("It was not said on Monday or Tuesday, and never told.")', set()),
    ],
)
def test_words_of_a_language_are_seen_in_code(source, kinds):
    """The rule below sees patterns, lists and tables, and neither docstrings nor messages."""
    assert looked_for(ast.parse(source)) == kinds


def test_words_of_a_language_stand_in_its_room():
    """Outside briefer/language no pattern or list looks for names, negation, verbs of saying, months or weekdays."""
    outside = [p for p in MODULES if p.relative_to(ROOT / "briefer").parts[0] != "language"]
    found = {str(p.relative_to(ROOT / "briefer")): looked_for(parsed(p)) for p in outside}
    assert {name: kinds for name, kinds in found.items() if kinds} == {}


# --- dependencies -----------------------------------------------------------------------------------------

NOT_FOR_USERS = {"test", "lint", "bench"}  #: extras for work on the project


def declared() -> dict[str, set[str]]:
    """The packages that pyproject names for users: for each whether it is "plain" or which extras ask for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"plain": project["dependencies"], **project["optional-dependencies"]}
    found = defaultdict(set)
    for group, entries in lists.items():
        for entry in entries if group not in NOT_FOR_USERS else ():
            found[canonicalize_name(Requirement(entry).name)].add(group)
    return dict(found)


def imported(path: Path) -> set[str]:
    """The top-level names of other people's packages that a module imports, inside functions as well."""
    nodes = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.Import | ast.ImportFrom)]
    modules = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    modules |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}
    mine = {"briefer", "_typeshed"}  # the latter is known to type checkers alone
    return {module.split(".")[0] for module in modules} - sys.stdlib_module_names - mine


def test_every_import_is_a_declared_dependency():
    """What is imported, lazily as well, is named in pyproject: what another package brings along may go with it."""
    owners, known = packages_distributions(), declared()
    undeclared = {
        name
        for path in MODULES
        for name in imported(path)
        if not any(canonicalize_name(owner) in known for owner in owners.get(name, [name]))
    }
    assert undeclared == set()


def test_the_table_of_dependencies_is_complete():
    """ARCHITECTURE.md tells of every package that pyproject asks for, and which extra it belongs to."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("\n## Dependencies")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+?) \| (?:extra `(\w+)`: )?[^|]+\|$", table, flags=re.MULTILINE)[1:]  # less its head
    told = {canonicalize_name(name): {extra or "plain"} for names, extra in rows for name in names.split(", ")}
    assert told == declared()


# --- names ------------------------------------------------------------------------------------------------

#: modules that may have namesakes, since they do the same in several rooms
SAME_IN_EVERY_ROOM = {
    "render": "a channel: from a brief to what it sends",
    "send": "a channel: what it sends, to where",
    "target": "a channel: where to, as a person configures it",
    "keys": "a channel: the settings that a target of it has",
}


def shared(names: Iterator[tuple[str, Path]]) -> set[str]:
    """The names that stand for more than one thing."""
    counts = Counter(name for name, _ in names)
    return {name for name, count in counts.items() if count > 1}


def test_a_class_has_its_name_to_itself():
    """No two public classes have one name: who reads it has to know which one is meant."""
    nodes = ((n, p) for p in MODULES for n in ast.walk(parsed(p)) if isinstance(n, ast.ClassDef))
    assert shared((n.name, p) for n, p in nodes if not n.name.startswith("_")) == set()


def test_a_module_has_its_name_to_itself():
    """No two modules or packages have one name, save those that do the same in several rooms."""
    named = ((p.parent.name if p.stem == "__init__" else p.stem, p) for p in MODULES)
    assert shared((name, p) for name, p in named if name not in SAME_IN_EVERY_ROOM) == set()


# --- tests ------------------------------------------------------------------------------------------------

#: taken apart, since this file is searched too
TIMERS = ("process" + "_time", "perf" + "_counter", "mono" + "tonic", "time." + "time", "time" + "it")


def test_no_test_looks_at_the_time_that_passes():
    """What must not grow is counted in work (`work.py`), and what waits has a generous end (`waiting.py`)."""
    texts = {p: p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests").rglob("*.py")) if p != Path(__file__)}
    assert [f"{p.relative_to(ROOT)}: {timer}" for p, text in texts.items() for timer in TIMERS if timer in text] == []
