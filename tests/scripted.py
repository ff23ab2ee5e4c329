"""A model that says what it is told to: for tests and benchmarks without a server."""

import math

from briefer.errors import ModelUnavailable
from briefer.llm import Completion, Usage


class ScriptedModel:
    """Answers with the given texts, one after another, or with what a function makes of the request.

    Args:
        answers: the answers in order, or a function from request to answer.
        context_tokens: how much it can read and write together.
    """

    name = "scripted"

    def __init__(self, answers, *, context_tokens=32_000):
        self._answers = answers
        self._context_tokens = context_tokens
        self.requests = []  #: everything it was asked

    def count(self, text):
        """Four characters a token."""
        return math.ceil(len(text) / 4)

    def room(self, output_tokens):
        """The context, less the answer."""
        return self._context_tokens - output_tokens

    def affordable(self, output_tokens):  # noqa: ARG002 - the protocol's
        """Anything: it costs nothing."""
        return math.inf

    def complete(self, request, meter):
        """The next answer.

        Raises:
            ModelUnavailable: when there is no answer left.
        """
        self.requests.append(request)
        if callable(self._answers):
            text = self._answers(request)
        elif len(self.requests) <= len(self._answers):
            text = self._answers[len(self.requests) - 1]
        else:
            raise ModelUnavailable("the scripted model has no answer left")
        usage = Usage(1, self.count(request.system + request.user), self.count(text), None)
        meter.add(usage)
        return Completion(text, self.name, usage)
