"""The JSON object in a model's answer, however it is wrapped."""

from __future__ import annotations

import json
import re
from typing import Any

from briefer.errors import ReplyError

_THINKING = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_TRIES = 50  # prose full of braces must not cost a quadratic search


def json_object(answer: str, key: str | None = None) -> dict[str, Any]:
    """The first JSON object in *answer* that holds *key*, if one is given.

    It may be bare, fenced, after thinking aloud, or with prose around it.

    Raises:
        ReplyError: when there is none, or it is not whole.
    """
    text = _THINKING.sub("", answer)
    decoder = json.JSONDecoder()
    position, problem = text.find("{"), "the answer holds no JSON object"
    for _ in range(_TRIES):
        if position < 0:
            break
        end = position + 1
        try:
            found: dict[str, Any]  # what opens with a brace is one
            found, end = decoder.raw_decode(text, position)
        except RecursionError:
            raise ReplyError("the answer's JSON is nested too deeply") from None
        except ValueError as error:
            problem = f"the answer is not valid JSON: {error}" if problem.endswith("object") else problem
        else:
            if key is None or key in found:
                return found
            problem = f'the answer\'s JSON object has no "{key}"'
        position = text.find("{", end)
    raise ReplyError(problem)
