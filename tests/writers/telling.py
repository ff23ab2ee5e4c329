"""Small stories and answers for the model writer's tests."""

import json
from pathlib import Path

from scripted import ScriptedModel

from briefer.records import Article, Origin, Passage, Span, Story
from briefer.writers.model import ModelWriter
from briefer.writers.prompts import Prompts

ROOT = Path(__file__).resolve().parents[2]
SECRET = b"the same in every test"


def article(number, *sentences, title="A title"):
    """An article whose passages are the given sentences."""
    text, passages, at = " ".join(sentences), [], 0
    for count, sentence in enumerate(sentences, 1):
        passages.append(Passage(f"A{number}.{count}", Span(at, at + len(sentence)), sentence))
        at += len(sentence) + 1
    return Article(f"A{number}", f"a{number}.txt", title, text, "0" * 64, tuple(passages))


def story(*articles, origins=None, copies=(), overlaps=()):
    """A story in which every article is its own origin unless it is said otherwise."""
    parted = origins or [(a.id,) for a in articles]
    found = tuple(Origin(f"O{i}", tuple(ids)) for i, ids in enumerate(parted, 1))
    return Story("S1", articles, tuple(copies), found, tuple(overlaps))


def answer(*claims, headline="", disagreements=(), **lists):
    """An answer; a claim is its text and pairs of passage and quote; other lists are as the schema has them."""
    listed = [{"section": "key_facts", "text": text, "evidence": evidence(*quotes)} for text, *quotes in claims]
    return json.dumps({"headline": headline, "claims": listed, "disagreements": list(disagreements), **lists})


def evidence(*quotes):
    """Pairs of passage and quote as an answer has them."""
    return [{"passage": passage, "quote": quote} for passage, quote in quotes]


def writer(answers, **changes):
    """A writer and its scripted model."""
    model = ScriptedModel(answers, **changes)
    return ModelWriter(model, Prompts.load(), secret=SECRET), model
