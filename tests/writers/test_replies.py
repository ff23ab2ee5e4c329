import contextlib
import json

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st
from work import steps

from briefer.errors import ReplyError
from briefer.records import Section
from briefer.writers import replies


def shown(draft):
    """A draft in few words."""
    lines = [f"headline: {draft.headline}"] if draft.headline else []
    lines += [f"{c.section}: {c.text} {[(q.passage, q.text) for q in c.quotes]}" for c in draft.claims]
    lines += [f"{d.question} {[p.text for p in d.positions]}" for d in draft.disagreements]
    for kind in ("voices", "quotes", "timeline"):
        for entry in getattr(draft, kind):
            parts = (entry.who, entry.about, entry.day, entry.claim.text)
            found = [(q.passage, q.text) for q in entry.claim.quotes]
            lines.append(f"{kind}: {' | '.join(part or '-' for part in parts)} {found}")
    lines += [f"asked: {a.question} {[c.text for c in a.claims]}" for a in draft.questions]
    return "\n".join(lines) or "nothing"


@pytest.mark.parametrize("case", cases("llm/replies"), ids=str)
def test_replies(case):
    """An answer, and the draft read out of it or what is wrong with it."""
    try:
        found = shown(replies.draft(case.given))
    except ReplyError as error:
        found = f"ReplyError: {error.message}"
    assert found == case.expected


QUOTE = {"passage": "A1.1", "quote": "a } b"}
WHOLE = json.dumps(
    {
        "headline": "H",
        "claims": [{"section": "key_facts", "text": f"Claim {i}.", "evidence": [QUOTE]} for i in range(3)],
        "disagreements": [{"question": "Q?", "positions": [{"text": "P", "evidence": []}]}],
        "voices": [{"who": "W", "about": "w", "text": f"Voice {i}.", "evidence": [QUOTE, QUOTE]} for i in range(2)],
        "quotes": [{"who": "W", "about": "", "words": f"Words {i}.", "passage": "A1.1"} for i in range(2)],
        "timeline": [{"day": "2030", "text": f"Event {i}.", "evidence": [QUOTE]} for i in range(2)],
        "questions": [
            {"question": f"Question {i}?", "answers": [{"text": "A.", "evidence": [QUOTE]}]} for i in range(2)
        ],
    }
)


def test_of_a_cut_answer_the_whole_claims_are_used():
    """Wherever it was cut: as many claims as were whole, and none made of a half."""
    seen = set()
    for end in range(len(WHOLE)):
        draft = replies.salvaged(WHOLE[:end])
        texts = [c.text for c in draft.claims] if draft else []
        assert texts == [f"Claim {i}." for i in range(len(texts))]
        assert all(c.quotes for c in draft.claims) if draft else True
        seen.add(len(texts))
        for kind, name in (("voices", "Voice"), ("quotes", "Words"), ("timeline", "Event")):
            told = [entry.claim for entry in getattr(draft, kind)] if draft else []
            assert [claim.text for claim in told] == [f"{name} {i}." for i in range(len(told))]
            assert all(claim.quotes for claim in told)
    assert seen == {0, 1, 2, 3}
    last = replies.salvaged(WHOLE[:-1])
    assert [len(getattr(last, kind)) for kind in ("claims", "voices", "quotes", "timeline", "questions")] == [
        3,
        2,
        2,
        2,
        2,
    ]
    assert replies.salvaged("}" * 100_000) is None


def test_texts_are_plain_lines():
    """Control and format characters, lone surrogates and line breaks do not get in."""
    text = "a\u0000b\u202ec\ud800d\n\te\u200bf"
    (claim,) = replies.draft(json.dumps({"claims": [{"text": text, "evidence": []}]})).claims
    assert claim.text == "abcd ef"


def test_a_runaway_answer_is_not_read_to_its_end():
    """More claims, quotes or characters than any brief holds are left out."""

    def answer(claims, quotes, characters):
        evidence = [{"passage": "A1.1", "quote": "x"}] * quotes
        return json.dumps({"claims": [{"text": "y" * characters, "evidence": evidence}] * claims})

    draft = replies.draft(answer(1000, 1000, 10_000))
    assert len(draft.claims) == replies.MAX_CLAIMS
    assert len(draft.claims[0].quotes) == replies.MAX_QUOTES
    assert len(draft.claims[0].text) == replies.MAX_CHARACTERS
    few, many = (answer(n * replies.MAX_CLAIMS, n * replies.MAX_QUOTES, 10 * n) for n in (2, 4))
    assert steps(lambda: replies.draft(many)) < 1.2 * steps(lambda: replies.draft(few))


ADDED_KEYS = ["answers", "who", "about", "words", "day"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "evidence", "passage", "quote", "section", "positions", "question", *ADDED_KEYS]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(values, values, values, values)
def test_any_json_gives_a_draft_or_a_typed_error(claims, disagreements, headline, added):
    """Whatever a model thinks of."""
    lists = dict.fromkeys(("voices", "quotes", "timeline", "questions"), added)
    answer = json.dumps({"claims": claims, "disagreements": disagreements, "headline": headline, **lists})
    with contextlib.suppress(ReplyError):
        draft = replies.draft(answer)
        assert all(isinstance(c.text, str) and c.text and isinstance(c.section, Section) for c in draft.claims)
        assert all(isinstance(q.passage, str) and q.text for c in draft.claims for q in c.quotes)
        entries = [*draft.voices, *draft.quotes, *draft.timeline]
        assert all(e.claim.text and isinstance(e.who + e.about, str) for e in entries)
        assert all(e.day is None or e.day[:4].isdecimal() for e in entries)
        assert all(a.question and a.claims for a in draft.questions)


def test_the_first_form_of_answers_is_the_schema_without_lists():
    """What tools were built for stands as it was; lists are added behind it."""
    first = replies.answer_schema()
    assert list(first["properties"]) == ["headline", "claims", "disagreements"]
    assert list(replies.ANSWER_SCHEMA["properties"])[:3] == list(first["properties"])
    assert {name: replies.ANSWER_SCHEMA["properties"][name] for name in first["properties"]} == first["properties"]
    assert replies.answer_schema("quotes", "voices")["required"][3:] == ["voices", "quotes"]


def test_the_schema_is_in_the_subset_of_strict_mode():
    """Every object closed, every property required, nothing but types, enums, properties, items and their number."""

    def look(schema):
        assert set(schema) <= {"type", "properties", "required", "additionalProperties", "items", "maxItems", "enum"}
        if schema["type"] == "object":
            assert schema["additionalProperties"] is False
            assert schema["required"] == list(schema["properties"])
        for inner in [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]:
            look(inner)

    look(replies.ANSWER_SCHEMA)
