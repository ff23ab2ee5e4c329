"""The model edge: any OpenAI-compatible model behind one narrow protocol.

model = OpenAIModel(ModelOptions(model="gpt-6-luna", api_key=key, max_cost=0.05))
reply = model.complete(Request(system, user, schema, "brief"), meter := Meter())
"""

from briefer.llm.chat import ChatModel, Completion, CutOff, Meter, Request, Usage
from briefer.llm.openai_model import OpenAIModel
from briefer.llm.options import ModelOptions
from briefer.llm.prices import Card

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
