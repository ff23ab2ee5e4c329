"""How many packages a plain `pip install` of briefer brings, and whether all of them come as wheels.

Asks pip to resolve the checkout as if nothing were installed, and installs nothing.

    python benchmarks/install.py
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST_PACKAGES = 45


def resolve() -> list[dict[str, Any]]:
    """The packages that pip would install for briefer, itself included, as in pip's installation report.

    Raises:
        SystemExit: when pip finds no solution; what pip says is passed on.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    answer = subprocess.run(
        [*command, "--dry-run", "--ignore-installed", "--report", "-", str(ROOT)], capture_output=True, check=False
    )
    if answer.returncode:
        raise SystemExit(answer.stderr.decode())
    return list(json.loads(answer.stdout)["install"])


def main() -> None:
    """Print one table: each package, its version, and the kind of file that it comes as."""
    print(f"{'package':28} {'version':14} comes as")
    packages, built = 0, []
    for entry in sorted(resolve(), key=lambda e: e["metadata"]["name"].lower()):
        name, version = entry["metadata"]["name"], entry["metadata"]["version"]
        file = entry["download_info"]["url"].rsplit("/", 1)[-1]
        pure = "wheel, pure Python" if file.endswith("none-any.whl") else "wheel for this platform"
        kind = pure if file.endswith(".whl") else "source"
        if name == "briefer":
            kind = "this checkout"
        elif kind == "source":
            built.append(name)
        packages += name != "briefer"
        print(f"{name:28} {version:14} {kind}")
    verdict = "ok" if packages <= MOST_PACKAGES and not built else "OVER"
    counted = f"{packages} packages with briefer (limit {MOST_PACKAGES}), {len(built)} from source (limit 0)"
    print(f"\n{counted}: {verdict}")


if __name__ == "__main__":
    main()
