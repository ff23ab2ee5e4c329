"""The model edge: any OpenAI-compatible model behind one narrow protocol."""

from briefer.llm.chat import ChatModel, Meter, Reply, Request, Usage
from briefer.llm.scripted import ScriptedModel

__all__ = ["ChatModel", "Meter", "Reply", "Request", "ScriptedModel", "Usage"]
