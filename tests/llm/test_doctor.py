import pytest
from model_server import OK, ModelServer, Raw, Says

from briefer.llm import Meter, ModelOptions, OpenAIModel, ledger
from briefer.llm.doctor import doctor, line

WORD = {"word": "lighthouse"}


def looked_at(server, **changes):
    """Every probe, by name."""
    options = ModelOptions(**({"model": "test-model", "base_url": server.url, "backoff": 0.01} | changes))
    return {probe.name: probe for probe in doctor(options)}


def test_a_healthy_model():
    """It answers in a schema and reads long prompts; what is assumed is said to be."""
    with ModelServer(WORD) as server:
        probes = looked_at(server)
    assert {name: p.state for name, p in probes.items()} == {
        "settings": "ok",
        "server": "ok",
        "model": "warning",
        "answers": "ok",
        "long prompts": "ok",
        "used": "ok",
    }
    assert "assumed" in probes["model"].detail
    assert "JSON schema" in probes["answers"].detail
    assert len(server.requests) == 2


def test_a_server_that_cuts_long_prompts():
    """The count of its usage gives it away, with the remedy."""
    cut = Says(WORD, usage={"prompt_tokens": 2048, "completion_tokens": 5})
    with ModelServer([WORD, cut]) as server:
        probe = looked_at(server)["long prompts"]
    assert (probe.state, "OLLAMA_CONTEXT_LENGTH" in probe.hint) == ("warning", True)


def test_a_server_without_schemas():
    """It says in which form it answers instead."""
    refusal = Raw({"error": {"message": "response_format is unknown"}}, status=400)
    with ModelServer([refusal, refusal, WORD]) as server:
        assert "in text" in looked_at(server)["answers"].detail


@pytest.mark.parametrize(
    ("answer", "state"), [(Raw(status=401), "failed"), (Says("Hello!"), "warning"), ({"word": "boat"}, "warning")]
)
def test_a_model_that_does_not_do(answer, state):
    """What depends on a failure is skipped."""
    with ModelServer(answer) as server:
        probes = looked_at(server)
    assert probes["answers"].state == state
    assert (probes["long prompts"].state == "skipped") == (state == "failed")


def test_no_server_at_all():
    """One failed line, and no further request."""
    with ModelServer(WORD) as server:
        gone = server
    probes = looked_at(gone)
    assert probes["server"].state == "failed"
    assert "answers" not in probes


def test_bad_settings():
    """They are named before anything is sent."""
    with ModelServer(WORD) as server:
        assert looked_at(server, model="")["settings"].state == "failed"
    assert not server.requests


def test_lines_for_the_terminal():
    """A sign, a name, what was found, what to do."""
    with ModelServer(WORD) as server:
        shown = [line(p) for p in looked_at(server).values()]
    assert shown[3] == "✓ answers: answers in a JSON schema, over chat"


def test_the_log_says_what_was_asked_and_what_it_cost(tmp_path):
    """With every try, its outcome and its price, and no word of any article."""
    from asking import request  # noqa: PLC0415 - only this test makes requests by hand

    store = tmp_path / "s.db"
    assert ledger.table(ledger.entries(store)) == "No request to a model is on record.\n"
    with ModelServer([Raw(status=500), OK]) as server:
        options = ModelOptions("gpt-6-luna", server.url, backoff=0.01, store=store)
        OpenAIModel(options).complete(request("a secret of the article"), Meter())
    newest, oldest = ledger.entries(store)
    assert (newest.purpose, newest.state, oldest.state) == ("brief", "done", "lost")
    table = ledger.table((newest, oldest))
    assert "≤ $" in table
    assert "2 requests, at most $" in table
    assert "secret" not in table
