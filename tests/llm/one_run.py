"""A run that can be killed: forks at each line of standard input, so that no start-up time is waited for again."""

import os
import sys
from pathlib import Path

from asking import request

from briefer.llm import Meter, ModelOptions, OpenAIModel

UNIQUE = 6


def run(base_url, store, which):
    """Ask every question of a round once."""
    model = OpenAIModel(ModelOptions("test-model", base_url, store=store, backoff=0.01))
    for number in range(UNIQUE):
        model.complete(request(f"round {which}, question {number}"), Meter())


if __name__ == "__main__":
    # One request before any fork, so that what is loaded when first needed is loaded once.
    OpenAIModel(ModelOptions("test-model", sys.argv[1])).complete(request("warm up"), Meter())
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run(sys.argv[1], Path(sys.argv[2]), line.strip())
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - this is how it reports
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - the same
