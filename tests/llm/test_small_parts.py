import contextlib
import threading

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import ModelError, ReplyError
from briefer.llm import ModelOptions, faults, protocol
from briefer.llm.chat import json_object
from briefer.llm.faults import ServerFault, redact
from briefer.llm.limits import Gate
from briefer.llm.options import Card, built_in, card
from briefer.llm.protocol import ServerDialect


@pytest.mark.parametrize("case", cases("llm/redaction"), ids=str)
def test_redaction(case):
    """What a server said, and what a person may be shown of it; our own key is "open sesame"."""
    assert redact(case.given, ["open sesame"]) == case.expected


@given(st.text(), st.text())
def test_a_secret_never_survives(before, after):
    """Whatever stands around it."""
    assert "open sesame" not in redact(before + "open sesame" + after, ["open sesame", None, ""])


@pytest.mark.parametrize("case", cases("llm/json-objects"), ids=str)
def test_json_objects(case):
    """An answer, and the claims found in it or what is wrong with it."""
    try:
        found = repr(json_object(case.given, "claims")["claims"])
    except ReplyError as error:
        found = error.message
    assert found == case.expected


@given(st.text(alphabet='{}[]",:claims 0129\\ntruefalse<think>`'))
def test_any_answer_gives_an_object_or_a_typed_error(text):
    """Nothing else is ever raised."""
    for answer in (text, "[" * 50_000 + text, '{"claims": ' * 5_000):
        with contextlib.suppress(ReplyError):
            assert isinstance(json_object(answer), dict)


names = ["choices", "message", "content", "error", "code", "usage", "prompt_tokens", "input_tokens", "output", "type"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["message", "output_text", "length", "429", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(names), inner, max_size=5),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(names), values, max_size=6), st.sampled_from(["chat", "responses"]))
def test_any_body_of_a_200_is_an_answer_or_a_fault(body, api):
    """Whatever a gateway thinks of; every fault carries an error that can be shown."""
    fault = answer = None
    try:
        answer = protocol.read(body, api, ModelOptions("m", "http://127.0.0.1:1/v1"))
    except ServerFault as caught:
        fault = caught
    assert fault is None or (isinstance(fault.error, ModelError) and fault.error.message)
    assert answer is None or (isinstance(answer.text, str) and (answer.text or answer.end != "stop"))


@given(st.integers(300, 599), values, st.dictionaries(st.sampled_from(["retry-after", "x-should-retry"]), st.text()))
def test_any_refusal_is_a_fault_that_can_be_shown(status, body, headers):
    """Whatever status, body and headers; only what may pass is tried again."""
    fault = faults.refused(status, body, headers, ModelOptions("m", "http://127.0.0.1:1/v1", "open sesame"))
    assert "open sesame" not in fault.error.message
    assert not (fault.again and status < 400)
    assert fault.pause is None or fault.pause >= 0


@pytest.mark.parametrize(
    ("before", "status", "message", "after"),
    [
        (ServerDialect(), 400, "response_format: unknown", ServerDialect(format="json_object")),
        (ServerDialect(format="json_object"), 422, "response_format", ServerDialect(format="prompt")),
        (ServerDialect(format="prompt"), 400, "response_format", None),
        (ServerDialect(), 500, "failed to parse grammar", ServerDialect(format="json_object")),
        (ServerDialect(), 401, "response_format", None),
        (ServerDialect(), 503, "response_format", None),
        (ServerDialect(), 400, "use 'max_completion_tokens' instead", ServerDialect(limit="max_completion_tokens")),
        (ServerDialect(limit="max_completion_tokens"), 400, "max_completion_tokens?", ServerDialect()),
        (ServerDialect(), 400, "temperature must be 1", ServerDialect(temperature=False)),
        (ServerDialect(), 400, "System role not supported", ServerDialect(system_role=False)),
        (ServerDialect(), 400, "something else", None),
    ],
)
def test_dialects_step_down_by_what_the_server_objects_to(before, status, message, after):
    """One step at a time, and none for any other reason."""
    assert protocol.step_down(before, status, message) == after


def test_dialects_survive_being_written_down():
    """And what another version wrote is forgotten, not an error."""
    for dialect in (ServerDialect(), ServerDialect("responses", "prompt", "max_completion_tokens", system_role=False)):
        assert protocol.loads(dialect.dumps()) == dialect
    assert protocol.loads('{"api": "chat", "colour": "blue"}') is None
    assert protocol.loads("rubbish") is None


def test_prices_of_snapshots_and_own_prices():
    """A dated snapshot costs what its family does; a person's own card goes first; the rest is unpriced."""
    assert card("gpt-5.4-2026-03-05", {}) is built_in()["gpt-5.4"]
    assert card("gpt-5.4", {"gpt-5.4": Card(1, 2)}) == Card(1, 2)
    assert card("llama3.2", {}) is None


def test_the_price_of_a_request():
    """Cached and written tokens have their own prices; a long request is dearer as a whole."""
    dear = Card(2.0, 10.0, cached=0.1, cache_write=1.25)
    assert dear.cost(1_000_000 // 10, 10_000) == pytest.approx(0.3)
    assert dear.cost(100_000, 0, cached=100_000) == pytest.approx(0.01)
    assert dear.cost(100_000, 0, written=100_000) == pytest.approx(0.25)
    assert dear.cost(300_000, 10_000) == pytest.approx(1.2 + 0.15)
    assert dear.worst(100_000, 10_000) == pytest.approx(0.35)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.slept = []

    def now(self):
        """Seconds since it was made."""
        return float(sum(self.slept))

    def sleep(self, seconds):
        """Move it on."""
        self.slept.append(seconds)


def test_the_gate_closes_for_all():
    """When a server asks one request to wait, the others wait as well."""
    clock = Clock()
    gate = Gate(4, None, None, clock=clock.now, sleep=clock.sleep)
    gate.close_for(0.15)
    with gate.turn(1, 1.0):
        assert clock.slept == [pytest.approx(0.15)]


def test_the_gate_gives_up_in_time():
    """A turn that would come too late is not waited for."""
    clock = Clock()
    gate = Gate(1, 1, None, clock=clock.now, sleep=clock.sleep)
    with gate.turn(1, 1.0), pytest.raises(TimeoutError), gate.turn(1, 0.05):
        pass
    with pytest.raises(TimeoutError), gate.turn(1, 5.0):  # a minute would have to pass
        pass
    assert clock.slept == []


def test_the_gate_counts_tokens_by_the_minute():
    """A request above the rate goes alone; the next one waits."""
    gate = Gate(4, None, 100)
    with gate.turn(500, 1.0):
        pass
    with pytest.raises(TimeoutError), gate.turn(1, 0.1):
        pass


def test_the_gate_lets_go_after_an_exception():
    """A failed request gives its turn back."""
    gate = Gate(1, None, None)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"), gate.turn(1, 1.0):
            raise ValueError("no")
    assert threading.active_count() >= 1
