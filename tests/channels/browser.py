"""A headless Chromium, driven through its WebDriver by plain HTTP."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.request

import pytest

MISSING = None if shutil.which("chromedriver") else "needs chromium and chromium-driver (Debian packages)"


class Browser:
    """One browser window; close it when done."""

    def __init__(self, *, width: int = 1280, height: int = 900, scripts: bool = True) -> None:
        """Start the driver on a free port and open a window of that size."""
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        port = next(
            m[1] for line in self._driver.stdout if (m := re.search(r"started successfully on port (\d+)", line))
        )
        self._base = f"http://127.0.0.1:{port}"
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},{height}"]}
        if not scripts:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        wanted = {
            "capabilities": {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
        }
        self._base += f"/session/{self._call('POST', '/session', wanted)['sessionId']}"

    def open(self, url: str) -> None:
        """Load a page and wait for it."""
        self._call("POST", "/url", {"url": url})

    def run(self, script: str, *args: object) -> object:
        """The value that a script returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": args})

    def click(self, selector: str, index: int = 0) -> None:
        """Click as a person does: at the element's place, scrolled into view first."""
        elements = self._call("POST", "/elements", {"using": "css selector", "value": selector})
        (element,) = elements[index].values()
        self._call("POST", f"/element/{element}/click", {})

    def press(self, key: str) -> None:
        """Press and release a key."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def devtools(self, command: str, **params: object) -> object:
        """The answer to a command of Chrome's own protocol."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def log(self) -> list[str]:
        """What the console said: errors and refused content."""
        return [entry["message"] for entry in self._call("POST", "/se/log", {"type": "browser"})]

    def close(self) -> None:
        """End the window and the driver."""
        self._call("DELETE", "", None)
        self._driver.terminate()
        self._driver.wait(10)
        self._driver.stdout.close()

    def _call(self, method: str, path: str, body: object) -> object:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)["value"]


@pytest.fixture(scope="module")
def browser():
    """A browser window for the tests of one file."""
    if MISSING:
        pytest.skip(MISSING)
    window = Browser()
    yield window
    window.close()
