"""The model edge: any OpenAI-compatible model behind one narrow protocol.

model = OpenAIModel(ModelOptions(model="gpt-6-luna", api_key=key, max_cost=0.05))
reply = model.complete(Request(system, user, schema, "brief"), meter := Meter())
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefer.llm.chat import ChatModel, Completion, CutOff, Meter, Request, Usage

if TYPE_CHECKING:
    from briefer.llm.openai_model import OpenAIModel
    from briefer.llm.options import Card, ModelOptions

__all__ = [
    "Card",
    "ChatModel",
    "Completion",
    "CutOff",
    "Meter",
    "ModelOptions",
    "OpenAIModel",
    "Request",
    "Usage",
]
#: Loaded when somebody asks for them: a brief by the built-in writer needs no client.
_LATER = {"Card": "options", "ModelOptions": "options", "OpenAIModel": "openai_model"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
