"""Asking a played server, the way the product does."""

from briefer.llm import Meter, ModelOptions, OpenAIModel, Request
from briefer.writers.replies import ANSWER_SCHEMA

KEY = "sk-CANARY-0123456789"


def options(server, **changes):
    """Options for a played server that neither pause nor keep anything, unless told to."""
    usual = {
        "model": "test-model",
        "base_url": server.url,
        "api_key": KEY,
        "backoff": 0.02,
        "timeout": 20.0,
        "deadline": 40.0,
    }
    return ModelOptions(**(usual | changes))


def request(text="Say something. " * 400, **changes):
    """A request for a brief."""
    usual = {"system": "You are an editor.", "user": text, "schema": ANSWER_SCHEMA, "schema_name": "brief"}
    return Request(**(usual | changes))


def ask(server, asked=None, **changes):
    """The reply of a played server."""
    return OpenAIModel(options(server, **changes)).complete(asked or request(), Meter())
