"""What a program can import from `briefer` itself."""

import doctest
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import tolvane

import briefer
from briefer import briefing, errors
from briefer.channels import markdown
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

CALLS = ("brief", "check", "locate", "near_duplicates", "verify")


def test_the_public_names_are_these():
    """The five calls, what they take and return, and the errors that they raise; a name more is a promise more."""
    calls = {name for name in briefer.__all__ if inspect.isfunction(getattr(briefer, name))}
    raised = {name for name in briefer.__all__ if getattr(errors, name, None) is getattr(briefer, name)}
    assert calls == set(CALLS)
    assert {*briefer.__all__} - calls - raised == {"Brief", "Finding", "Located", "Report", "__version__"}
    assert raised == {n for n, e in vars(errors).items() if isinstance(e, type)} - {"DeliveryError", "Locked"}


def test_the_package_says_that_it_is_typed():
    """Type checkers take briefer's own annotations."""
    assert (Path(briefer.__file__).parent / "py.typed").is_file()


def test_importing_briefer_costs_nothing():
    """`import briefer` loads nothing of briefer's; a public name loads what it needs when it is used."""
    code = "import sys, briefer; print(*sorted(m for m in sys.modules if m.startswith('briefer')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["briefer"]


@pytest.mark.parametrize("name", CALLS)
def test_the_example_of_a_public_call_holds(name):
    """The documentation of each call shows an example, and what it shows is what happens."""
    home = import_module(getattr(briefer, name).__module__)
    tests = doctest.DocTestFinder(recurse=False).find(getattr(briefer, name), name, module=home)
    results = [doctest.DocTestRunner().run(test) for test in tests]
    assert sum(result.attempted for result in results)
    assert not any(result.failed for result in results)


def test_the_example_of_the_package_holds():
    """So does what `help(briefer)` opens with."""
    assert doctest.testmod(briefer).attempted
    assert not doctest.testmod(briefer).failed


def test_a_notebook_shows_a_brief_as_markdown():
    """The last value of a cell is shown as the document that `--format md` writes."""
    making = briefing.Making("2026-11-22T07:00:00Z", "0.1.0")
    made = briefing.brief(tolvane.story(), ExtractiveWriter(), Wishes(), making)
    assert isinstance(made, briefer.Brief)
    assert made._repr_markdown_() == markdown.render(made)
