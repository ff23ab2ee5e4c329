"""What is in the wheel and in the source archive, and that briefer finds its prompts wherever it runs from."""

import email
import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import briefer

ROOT = Path(__file__).resolve().parent.parent
PROMPTS = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "prompts").glob("*.md")}

#: early releases of Python 3.11 know no extraction filters, and later ones warn when none is named
SAFE = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}

#: prints the sha256 of the prompts as the package found on the path loads them, and where the package is
LOAD_PROMPTS = """
import sys
sys.path.insert(0, sys.argv[1])
import briefer
from briefer.writers import prompts
print(prompts.Prompts.load().sha256, prompts.built_in_folder(), sep="\\n")
"""


def build(target, source, folder):
    """Build one archive of a source folder and return where it is."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl" if target == "wheel" else "*.tar.gz"))


def contents(wheel):
    """The files of a wheel, with the sha256 of each."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def found_from(folder, elsewhere):
    """What a process that imports briefer from *folder* reads: the prompts' sha256, and the folder they are in."""
    environ = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LOAD_PROMPTS, str(folder)]
    done = subprocess.run(command, cwd=elsewhere, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    sha256, where = done.stdout.splitlines()
    return sha256, Path(where)


def brought_in(name, extras=frozenset({""}), seen=None):
    """The packages that installing one brings, itself included, by the metadata of what is installed here."""
    seen = set() if seen is None else seen
    key = (canonicalize_name(name), extras)
    if key not in seen:
        seen.add(key)
        for line in metadata.requires(name) or ():
            needed = Requirement(line)
            if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                brought_in(needed.name, frozenset({"", *needed.extras}), seen)
    return {package for package, _ in seen}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built once."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    """The wheel as pip lays it out."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_the_prompts(unpacked):
    """Every prompt is in the wheel under briefer/_prompts, to the letter."""
    packed = {p.name: p.read_text(encoding="utf-8") for p in (unpacked / "briefer" / "_prompts").iterdir()}
    assert packed == PROMPTS


def test_the_wheel_holds_the_package_and_no_more(wheel):
    """Beside its metadata a wheel has every file of the package and the prompts, and nothing else."""
    files = (p for p in (ROOT / "briefer").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    expected = {str(p.relative_to(ROOT)) for p in files} | {f"briefer/_prompts/{name}" for name in PROMPTS}
    assert {name for name in contents(wheel) if ".dist-info/" not in name} == expected


def test_the_wheel_says_what_it_is(unpacked):
    """The metadata has the version of the package, the licence, the lowest Python, and the command."""
    (info,) = unpacked.glob("*.dist-info")
    metadata = email.message_from_string((info / "METADATA").read_text(encoding="utf-8"))
    said = (metadata["Version"], metadata["License-Expression"], metadata["Requires-Python"])
    assert said == (briefer.__version__, "MIT", ">=3.11")
    assert "briefer = briefer.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")


def test_prompts_are_found_wherever_briefer_runs_from(unpacked, tmp_path):
    """An unpacked wheel reads its own copy of the prompts, a checkout the folder beside the package: the same words."""
    from_wheel, in_wheel = found_from(unpacked, tmp_path)
    from_checkout, in_checkout = found_from(ROOT, tmp_path)
    assert (in_wheel, in_checkout) == (unpacked / "briefer" / "_prompts", ROOT / "prompts")
    assert from_wheel == from_checkout


def test_the_source_archive_builds_the_same_wheel(wheel, tmp_path):
    """A wheel made from the source archive has the same files as one made from the checkout."""
    archive = build("sdist", ROOT, tmp_path)
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, **SAFE)
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    assert contents(build("wheel", source, tmp_path)) == contents(wheel)


def test_the_source_archive_holds_what_the_suite_needs(tmp_path):
    """Whoever unpacks the source archive can set up, read and test it as in a checkout."""
    with tarfile.open(build("sdist", ROOT, tmp_path)) as tar:
        names = {name.split("/", 1)[1] for name in tar.getnames()}
    needed = {"Makefile", "pyproject.toml", "README.md", "CONTRIBUTING.md", ".env.example", "tests/test_packaging.py"}
    needed |= {str(p.relative_to(ROOT)) for p in (ROOT / "seeds").iterdir()}
    assert needed - names == set()


def test_a_plain_installation_stays_small():
    """Installing briefer without extras brings at most 45 packages with it."""
    packages = brought_in("briefer") - {"briefer"}
    assert len(packages) <= 45, sorted(packages)
