"""What Gmail, Outlook and Apple Mail cannot show of our mails, by the data of caniemail.com.

    python benchmarks/mail_clients.py

Needs node (20 or newer) and npm, which installs the checker `caniemail` into a temporary folder. A feature that a
program lacks is fine when the mail reads as well without it: those are listed here with the reason. Any other is a
failure.
"""

from __future__ import annotations

import email
import email.policy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "channels"))

from briefs import large, sample

from briefer.channels.email import message as mail

HERE = Path(__file__).parent
CHECKER = "caniemail@2.0.2"
#: What may be missing, and why the mail reads as well without it.
EXTRAS = {
    "<body> element": "its colour and margin are an extra; the text stands in a table cell with its own",
    "<style> element": "holds the dark colours alone",
    "@media": "the dark colours alone",
    "color-scheme meta tag": "the dark colours alone",
    "display:none": "the preview line, which is then one pixel high",
    "white-space": "who says so may be broken between two lines",
    "word-break": "a word that is longer than a line makes the column wider",
    "role attribute": "tells a screen reader that a table is layout; without it the table is announced",
}


def html() -> str:
    """The HTML parts of a small and of a large brief, one behind the other."""
    messages = (
        email.message_from_string(mail.render(brief), policy=email.policy.default) for brief in (sample(), large())
    )
    return "\n".join(message.get_body(("html",)).get_content() for message in messages)


def main() -> None:
    if not shutil.which("node") or not shutil.which("npm"):
        print("skipped: needs node and npm")
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, CHECKER]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            print(f"skipped: npm cannot install {CHECKER}")
            return
        (work / "mail.html").write_text(html(), encoding="utf-8")
        shutil.copy(HERE / "mail_clients.mjs", work / "check.mjs")
        said = subprocess.run(
            ["node", "check.mjs", "mail.html"], cwd=work, capture_output=True, text=True, check=True
        ).stdout
    found = [line.split("\t") for line in said.splitlines()]
    print(f"{'feature that is missing':<26}{'why that is fine':<82}where")
    for _, title, programs in (row for row in found if row[0] == "errors"):
        print(f"{title:<26}{EXTRAS.get(title, 'NOT FINE'):<82}{programs}")
    print(f"partly supported: {', '.join(title for kind, title, _ in found if kind == 'warnings')}")
    sys.exit(any(kind == "errors" and title not in EXTRAS for kind, title, _ in found))


if __name__ == "__main__":
    main()
