import pytest
from asking import KEY, options, request
from model_server import ModelServer, Raw, faults

from briefer import errors
from briefer.llm import Meter, OpenAIModel

FAULTS = faults()


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_ends_in_an_answer_or_a_typed_error(name):
    """Whatever a server does: the answer or the error of the case, with as many requests as it is worth."""
    answers, case = FAULTS[name]
    meter, error = Meter(), None
    dawdles = case.keys() & {"before", "drip", "drip_headers"}
    limits = {"timeout": 0.6, "deadline": 1.2} if dawdles else {}
    with ModelServer(answers) as server:
        try:
            OpenAIModel(options(server, **limits)).complete(request(), meter)
        except errors.ModelError as caught:
            error = caught
    assert not (dawdles and server.finished)  # nobody waits to the end of an answer that never comes to one
    assert len(server.requests) == meter.usage.requests
    assert (len(server.requests) == 1) if case["requests"] == 1 else (1 <= len(server.requests) <= case["requests"])
    assert (type(error).__name__ if error else "answer") == case["error"]
    if error:
        assert error.message
        assert error.exit_code == 3
        assert KEY not in f"{error.message} {error.hint}"
        assert "CANARY" not in f"{error.message} {error.hint}"


def test_there_are_enough_faults():
    """The table stays as long as it was promised to be."""
    assert len(FAULTS) >= 30


def test_a_server_that_is_not_there():
    """A refused connection is tried again and then named."""
    with ModelServer("{}") as server:
        gone = options(server)
    meter = Meter()
    with pytest.raises(errors.ModelUnavailable, match="connection failed"):
        OpenAIModel(gone).complete(request(), meter)
    assert meter.usage.requests == 4


def test_articles_are_not_sent_elsewhere():
    """A redirect is not followed, for the request's body holds the articles."""
    with ModelServer("{}") as elsewhere:
        moved = Raw(status=307, headers={"Location": f"{elsewhere.url}/chat/completions"})
        with ModelServer(moved) as server, pytest.raises(errors.ModelError, match="another address"):
            OpenAIModel(options(server)).complete(request(), Meter())
    assert not elsewhere.requests
