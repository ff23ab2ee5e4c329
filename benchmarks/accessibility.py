"""What axe-core finds against our pages and mails, in light and in dark, in a headless Chromium.

    python benchmarks/accessibility.py

Needs chromium and chromium-driver (Debian), and npm, which installs `axe-core` into a temporary folder. A mail has no
landmarks, since it is shown inside a page that has its own: those two rules are left out for it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "channels"))

from briefs import sample
from browser import MISSING, Browser
from screenshots import pages

CHECKER = "axe-core@4"
NOT_IN_A_MAIL = ["landmark-one-main", "region"]
RUN = """
const off = Object.fromEntries(arguments[0].map(rule => [rule, { enabled: false }]));
return axe.run({ rules: off }).then(found => found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 100)}`));
"""


def main() -> None:
    if MISSING or not shutil.which("npm"):
        print(f"skipped: {MISSING or 'needs npm'}")
        return
    with tempfile.TemporaryDirectory() as folder:
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, CHECKER]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            print(f"skipped: npm cannot install {CHECKER}")
            return
        checker = (Path(folder) / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
        window = Browser()
        faults = 0
        try:
            for name, address in pages(sample(), Path(folder)).items():
                for scheme in ("light", "dark"):
                    window.devtools(
                        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
                    )
                    window.open("about:blank")
                    window.open(address)
                    found = window.run(checker + RUN, NOT_IN_A_MAIL if name == "mail" else [])
                    faults += len(found)
                    print(f"{name:<10}{scheme:<8}{len(found):>3}  {' | '.join(found)}")
        finally:
            window.close()
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
