"""The house limits of CONTRIBUTING.md, held against every file of the project."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "briefer").rglob("*.py"))

MOST_LINES = 300
LONGER = {"records.py": 400}  #: every value in one place, in the order in which it flows: a list to read, no logic
MOST_BODY = 40
MOST_POSITIONAL = 5
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
