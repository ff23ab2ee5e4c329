"""Pictures of what a reader gets, for the documentation: `python tests/channels/screenshots.py docs/images`.

The brief is that of the sample articles, by the built-in writer; 360 and 1280 pixels, light and dark.
"""

from __future__ import annotations

import base64
import email
import email.policy
import sys
import tempfile
from pathlib import Path

from browser import Browser

import briefer
from briefer.channels import html, parts, send
from briefer.channels import outgoing as out
from briefer.channels.email import message as mail
from briefer.channels.folder import FolderTarget
from briefer.records import Brief

SEEDS = Path(__file__).parents[2] / "seeds"
SIZES = {360: 900, 1280: 860}


def pages(brief: Brief, folder: Path) -> dict[str, str]:
    """What is photographed: name, address."""
    archive = FolderTarget("archive", path=str(folder / "archive"), title="Delivery drones")
    send(parts(out.from_briefs([brief]), archive), archive, {})
    message = email.message_from_string(mail.render(brief), policy=email.policy.default)
    (folder / "mail.html").write_text(message.get_body(("html",)).get_content(), encoding="utf-8")
    (folder / "page.html").write_text(html.render(brief), encoding="utf-8")
    return {
        "page": (folder / "page.html").as_uri() + "#e2",
        "mail": (folder / "mail.html").as_uri(),
        "archive": (folder / "archive" / "index.html").as_uri(),
    }


def shoot(window: Browser, address: str, width: int, scheme: str) -> bytes:
    """A picture of the first screen."""
    metrics = {"width": width, "height": SIZES[width], "deviceScaleFactor": 1, "mobile": width < 500}
    window.devtools("Emulation.setScrollbarsHidden", hidden=True)
    window.devtools("Emulation.setDeviceMetricsOverride", **metrics)
    window.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    window.open("about:blank")
    window.open(address)
    return base64.b64decode(window.devtools("Page.captureScreenshot", format="webp", quality=85)["data"])


def main(target: Path) -> None:
    """Photograph everything."""
    target.mkdir(parents=True, exist_ok=True)
    brief = briefer.brief([str(SEEDS)])
    window = Browser()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, address in pages(brief, Path(folder)).items():
                for width in SIZES:
                    for scheme in ("light", "dark"):
                        (target / f"{name}-{width}-{scheme}.webp").write_bytes(shoot(window, address, width, scheme))
    finally:
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
