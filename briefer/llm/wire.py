"""One HTTP request through the openai client: cut off in time, limited in size, never sent elsewhere."""

from __future__ import annotations

import asyncio
import functools
import json
import ssl
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from typing import Any

from briefer.llm import faults
from briefer.llm.options import ModelOptions

#: Far more than any brief; a server that sends more is broken or hostile.
MAX_BODY = 8 * 1024 * 1024
_CONNECT_SECONDS = 10.0


def post(options: ModelOptions, api: str, fields: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Send one request, and read the answer's JSON object.

    The client's own time limits count from read to read, so a server that drips bytes is never cut off; hence the
    event loop, whose limit counts from the start to the last byte.

    Args:
        options: where to.
        api: "responses" or "chat".
        fields: what to send.
        seconds: until the last byte of the answer.

    Raises:
        ServerFault: anything that went wrong.
    """

    def created(client: Any) -> AbstractAsyncContextManager[Any]:
        endpoint = client.responses if api == "responses" else client.chat.completions
        return endpoint.with_streaming_response.create(**fields)  # type: ignore[no-any-return]

    body = _run(_body(options, seconds, created))
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        start = body[:2_000].lstrip().lower()
        if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
            hint = "the base URL usually ends in /v1; a network's sign-in page may also stand in between"
            said, again = "answered with a web page, not as a model", False
        else:
            hint, again = "", True
            said = "its answer is not valid JSON" if start else "its answer is empty"
        raise faults.odd(said, options, hint=hint, again=again, billed=again) from None
    if not isinstance(answer, dict):
        raise faults.odd("answered with JSON that is no object", options)
    return answer


def models(options: ModelOptions, seconds: float) -> list[str]:
    """The names of the models that the server offers; empty when it does not say.

    Raises:
        ServerFault: anything that went wrong.
    """
    body = _run(_body(options, seconds, lambda client: client.models.with_streaming_response.list()))
    try:
        entries = json.loads(body)["data"]
        return sorted(str(entry["id"]) for entry in entries)
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


async def _body(
    options: ModelOptions, seconds: float, asked: Callable[[Any], AbstractAsyncContextManager[Any]]
) -> bytes:
    """All bytes of the answer to what *asked* makes of a client; whatever goes wrong is translated."""
    import httpx2  # noqa: PLC0415 - with openai, 0.4 to 3 s of start-up time
    import openai  # noqa: PLC0415 - see above

    limits = httpx2.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
    try:
        async with (
            asyncio.timeout(seconds),
            httpx2.AsyncClient(follow_redirects=False, timeout=limits, verify=_certificates()) as http,
        ):
            client = openai.AsyncOpenAI(
                api_key=options.api_key or "none",  # the client insists on one; such servers ignore it
                base_url=options.base_url,
                timeout=limits,
                max_retries=0,  # tenacity alone retries; the client's own tries would multiply with it
                http_client=http,
            )
            async with asked(client) as response:
                body = bytearray()
                async for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > MAX_BODY:
                        raise faults.odd(f"its answer is larger than {MAX_BODY // 2**20} MiB", options)
                return bytes(body)
    except openai.APIStatusError as error:
        headers = {name.lower(): value for name, value in error.response.headers.items()}
        said = error.body if error.body is not None else ""
        raise faults.refused(error.status_code, said, headers, options) from None
    except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        raise faults.unreachable(error, options) from None


@functools.lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Which certificates are trusted: reading them takes 20 ms, as long as all else of a request together."""
    import httpx2  # noqa: PLC0415 - see above

    return httpx2.create_ssl_context()


def _run(work: Coroutine[Any, Any, bytes]) -> bytes:
    """Run *work* to its end, also where an event loop is running already (a notebook, a web server)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        running = False
    else:
        running = True
    if not running:
        return _in_new_loop(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_in_new_loop, work).result()


def _in_new_loop(work: Coroutine[Any, Any, bytes]) -> bytes:
    # Not asyncio.run: it waits for the thread that looks up a name, which can hang for longer than any limit.
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        left = asyncio.all_tasks(loop)  # what an interrupt left under way
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
