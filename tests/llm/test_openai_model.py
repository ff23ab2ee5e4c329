import asyncio
import logging
import os
import resource
import stat
import threading

import pytest
from asking import KEY, ask, options, request
from model_server import OK, ModelServer, Raw, Says

from briefer import errors
from briefer.llm import Card, Meter, ModelOptions, OpenAIModel, protocol

PRICED = {"model": "m", "cards": {"m": Card(1.0, 10.0)}}


def test_elsewhere_chat_completions_with_a_schema_is_spoken():
    """The request has a strict schema, a limit, the instructions apart from the data, and no temperature."""
    with ModelServer(OK) as server:
        ask(server, request("the data"))
    (asked,) = server.requests
    assert asked.path == "/v1/chat/completions"
    assert (asked.system, asked.user, asked.purpose) == ("You are an editor.", "the data", "brief")
    assert asked.body["response_format"]["json_schema"]["strict"] is True
    assert asked.output_limit == 4000
    assert set(asked.body) == {"model", "messages", "max_tokens", "response_format"}
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_openai_itself_is_asked_over_responses_and_told_to_keep_nothing():
    """Which protocol is spoken follows from the address alone."""
    at_openai = ModelOptions("gpt-6-luna", api_key="k")
    dialect = protocol.first(at_openai)
    fields = protocol.payload(dialect, at_openai, request("the data"), 100)
    assert dialect.api == "responses"
    assert fields["store"] is False
    assert fields["text"]["format"]["strict"] is True
    assert (fields["instructions"], fields["input"], fields["max_output_tokens"]) == (
        "You are an editor.",
        "the data",
        100,
    )


def test_responses_are_read():
    """An answer in the form of the Responses API, thinking and all."""
    with ModelServer(OK) as server:
        reply = ask(server, api="responses")
    assert server.requests[0].path == "/v1/responses"
    assert reply.text == OK
    assert reply.usage.requests == 1


def test_content_in_parts_is_joined():
    """Some servers send a list of parts."""
    with ModelServer(Says([{"type": "text", "text": OK[:9]}, {"type": "text", "text": OK[9:]}])) as server:
        assert ask(server).text == OK


def test_a_simpler_dialect_is_found_once_and_remembered(tmp_path):
    """The first real request is the probe; the next run begins with what it found."""
    refusal = Raw({"error": {"message": "response_format is not supported"}}, status=400)
    with ModelServer([refusal, refusal, OK]) as server:
        ask(server, store=tmp_path / "s.db")
        ask(server, request("another"), store=tmp_path / "s.db")
    forms = [asked.body.get("response_format", {}).get("type") for asked in server.requests]
    assert forms == ["json_schema", "json_object", None, None]


def test_a_truncated_answer_is_asked_for_once_more_with_more_room():
    """Never the same request: twice the room."""
    with ModelServer([Says("{", finish="length"), OK]) as server:
        ask(server)
    assert [asked.output_limit for asked in server.requests] == [4000, 8000]


def test_a_model_that_thinks_gets_room_to_think():
    """What is known of a model widens the limit; options go before."""
    with ModelServer(OK) as server:
        ask(server, model="gpt-6-luna")
        ask(server, request("b"), model="gpt-6-luna", thinking_tokens=0)
    assert [asked.output_limit for asked in server.requests] == [12_000, 4_000]


def test_an_answer_is_paid_once(tmp_path):
    """An equal request in another run comes from the file, which only its owner can read."""
    store = tmp_path / "cache" / "s.db"
    with ModelServer(OK) as server:
        first = ask(server, store=store)
        second = ask(server, store=store)
        other = ask(server, request("something else"), store=store)
    assert len(server.requests) == 2
    assert second.text == first.text == other.text
    assert (second.usage.requests, second.usage.remembered, second.usage.cost_usd) == (0, 1, 0.0)
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700


def test_the_cache_can_be_off(tmp_path):
    """Without it every request is sent, and no answer stands in the file."""
    store = tmp_path / "s.db"
    with ModelServer('{"claims": ["a secret of the article"]}') as server:
        ask(server, store=store, cache=False)
        ask(server, store=store, cache=False)
    assert len(server.requests) == 2
    assert b"secret of the article" not in store.read_bytes()


def test_an_answer_that_cannot_be_read_is_not_remembered(tmp_path):
    """Another run may be luckier."""
    with ModelServer("I would rather not.") as server:
        ask(server, store=tmp_path / "s.db")
        ask(server, store=tmp_path / "s.db")
    assert len(server.requests) == 2


def test_nothing_is_sent_that_could_cost_too_much():
    """The worst case of the request counts, not the likely one."""
    with ModelServer(OK) as server, pytest.raises(errors.BudgetExceeded, match=r"\$0\.0"):
        ask(server, **PRICED, max_cost=0.01)
    assert not server.requests


def test_a_retry_is_paid_for_too():
    """A try that may have been billed stays reserved at its worst case, so the next one may not be affordable."""
    with ModelServer(Raw(status=500)) as server, pytest.raises(errors.BudgetExceeded):
        ask(server, **PRICED, max_cost=0.06)
    assert len(server.requests) == 1


def test_what_a_server_did_not_begin_is_not_paid_for():
    """Refusals give back what was reserved."""
    with ModelServer([Raw(status=429), Raw(status=503), OK]) as server:
        reply = ask(server, **PRICED, max_cost=0.06)
    assert len(server.requests) == 3
    assert 0 < reply.usage.cost_usd < 0.01


def test_a_month_s_cap_counts_what_other_runs_spent(tmp_path):
    """The log of requests is the account."""
    usage = {"prompt_tokens": 1_000, "completion_tokens": 3_000}
    limits = PRICED | {"store": tmp_path / "s.db", "cache": False, "max_cost_month": 0.10}
    with ModelServer(Says(OK, usage=usage)) as server:
        ask(server, **limits)
        ask(server, **limits)
        with pytest.raises(errors.BudgetExceeded, match="month"):
            ask(server, **limits)
    assert len(server.requests) == 2


def test_tokens_can_be_capped_where_no_price_is_known():
    """Unpriced is not free: the cap on tokens binds, and a cap in dollars is said not to."""
    with ModelServer(OK) as server:
        with pytest.raises(errors.BudgetExceeded, match="tokens"):
            ask(server, max_tokens=3_000)
        model = OpenAIModel(options(server, max_cost=0.01))
        reply = model.complete(request(), Meter())
    assert reply.usage.cost_usd is None
    assert "no price is known" in model.notes[0]


def test_questions_from_many_threads_share_one_rate():
    """No more requests are under way at once than allowed."""
    under_way, most, lock = 0, 0, threading.Lock()

    def answer(_asked):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.02)
        with lock:
            under_way -= 1
        return OK

    with ModelServer(answer) as server:
        model = OpenAIModel(options(server, concurrency=2))
        threads = [threading.Thread(target=model.complete, args=(request(f"number {i}"), Meter())) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.requests) == model.usage.requests == 8
    assert most <= 2


def test_a_running_event_loop_is_no_obstacle():
    """A notebook has one."""

    async def inside(server):
        return ask(server).text

    with ModelServer(OK) as server:
        assert asyncio.run(inside(server)) == OK


def test_no_secret_is_logged(tmp_path, caplog):
    """With every logger at its loudest, the key stands neither in the log nor in the file."""
    caplog.set_level(logging.DEBUG)
    for name in ("openai", "httpx2", "httpcore2"):
        caplog.set_level(logging.DEBUG, logger=name)
    with ModelServer([Raw({"error": {"message": f"no {KEY}"}}, status=401), OK]) as server:
        with pytest.raises(errors.ModelError):
            ask(server, store=tmp_path / "s.db")
        ask(server, store=tmp_path / "s.db")
    assert KEY not in caplog.text
    assert KEY.encode() not in (tmp_path / "s.db").read_bytes()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"base_url": "ftp://x/v1"}, "no http"),
        ({"base_url": "http://u:p@x/v1"}, "password"),
        ({"base_url": "https://api.openai.com/v1", "api_key": None}, "no key"),
        ({"api_key": "sk-\n"}, "characters"),
        ({"model": " "}, "no model"),
        ({"attempts": 0}, "attempts"),
        ({"max_cost_month": 1.0}, "request log"),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_sent(changes, said):
    """They are errors of usage, in words, and show no secret."""
    with pytest.raises(errors.UsageError, match=said) as caught:
        OpenAIModel(ModelOptions(**({"model": "m", "base_url": "http://127.0.0.1:1/v1"} | changes)))
    assert "u:p" not in caught.value.message


def test_a_store_that_cannot_be_used_is_named(tmp_path):
    """A file that is no database, and a place where none can be."""
    (tmp_path / "not.db").write_text("hello, I am a text of some length, and certainly no database\n" * 40)
    for path in (tmp_path / "not.db", tmp_path / "not.db" / "below.db"):
        with pytest.raises(errors.UsageError, match=r"not\.db"):
            OpenAIModel(ModelOptions("m", "http://127.0.0.1:1/v1", store=path))


def test_a_full_disk_does_not_cost_the_answer(tmp_path):
    """An answer that cannot be kept is still used, and the person is told."""
    store = tmp_path / "s.db"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with ModelServer('{"claims": ["' + "long " * 40_000 + '"]}') as server:
        model = OpenAIModel(options(server, store=store))
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        try:
            reply = model.complete(request(), Meter())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(reply.text) > 200_000
    assert "s.db" in model.notes[0]


def test_old_answers_are_forgotten(tmp_path):
    """Retention is a promise about what lies on disk."""
    store = tmp_path / "s.db"
    with ModelServer(OK) as server:
        ask(server, store=store)
        ask(server, store=store, retention_days=0)
    assert len(server.requests) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_store_of_somebody_else_is_named(tmp_path):
    """A file without permission ends in words."""
    store = tmp_path / "s.db"
    store.touch(mode=0o000)
    with pytest.raises(errors.UsageError, match=r"s\.db"):
        OpenAIModel(ModelOptions("m", "http://127.0.0.1:1/v1", store=store))
