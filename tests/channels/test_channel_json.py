"""A brief as JSON: the contract with other tools."""

from __future__ import annotations

import dataclasses
import json

import jsonschema
import pytest

from briefer.channels import json as as_json
from briefer.records import Citation, Match, Span
from briefer.verifying.written import load


def test_a_brief_keeps_to_its_published_schema(brief):
    """What `--format json` writes is what `briefer schema brief` promises, with and without embedded sources."""
    schema = json.loads(as_json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for embed in (True, False):
        jsonschema.validate(as_json.as_dict(brief, embed_sources=embed), schema)


@pytest.mark.parametrize("field", ["claims", "articles", "provenance", "not_checked"])
def test_the_schema_misses_what_is_left_out(brief, field):
    """The schema is no empty promise: a brief that lacks a part breaks it."""
    value = as_json.as_dict(brief)
    del value[field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, json.loads(as_json.schema()))


def test_every_citation_is_the_slice_of_the_embedded_text(brief):
    """Offsets count code points, so they hold behind an emoji too."""
    value = json.loads(as_json.render(brief))
    texts = {article["id"]: article["text"] for article in value["articles"]}
    citations = [c for claim in value["claims"] for c in claim["citations"]]
    citations += [c for d in value["disagreements"] for claim in d["positions"] for c in claim["citations"]]
    assert len(citations) == 9
    assert all(texts[c["article"]][c["start"] : c["end"]] == c["text"] for c in citations)


def test_a_lone_surrogate_survives_as_an_escape(brief):
    """A text that no UTF-8 file can hold is written as an escape and read back as it was."""
    first = dataclasses.replace(brief.articles[0], text="Half \ud83c of an emoji stands here")
    cited = Citation("A1", 0, 6, "Half \ud83c", Match.EXACT, (Span(0, 6),))
    claim = dataclasses.replace(brief.claims[0], citations=(cited,))
    odd = dataclasses.replace(brief, claims=(claim,), disagreements=(), articles=(first,), coverage=brief.coverage[:1])
    written = as_json.render(odd)
    assert written.encode("utf-8")
    assert load(written) == (odd,)
