import math
import random

import pytest
from asking import options, request
from model_server import OK, ModelServer, Raw, Says

from briefer.errors import BudgetExceeded, ModelError
from briefer.llm import Meter, OpenAIModel, Usage
from briefer.llm.ledger import Ledger
from briefer.llm.limits import Budget
from briefer.llm.options import Card, ModelOptions


def run_of_requests(dice, options, card, ledger):
    """Requests of all sizes and outcomes, each billed by a server that keeps to the limits it is given."""
    budget = Budget(options, card, ledger)
    billed = refused = 0.0
    for _ in range(30):
        asked, limit = dice.randrange(10, 20_000), dice.randrange(10, 8_000)
        try:
            held = budget.reserve("brief", asked, limit)
        except BudgetExceeded:
            refused += 1
            continue
        read, written = dice.randrange(1, asked + 1), dice.randrange(0, limit + 1)
        cost, outcome = card.cost(read, written), dice.choice(["done", "lost", "failed", "in flight"])
        if outcome == "done":
            budget.settle(held, "done", Usage(1, read, written, cost))
        elif outcome == "lost":
            budget.settle(held, "lost", None)
        elif outcome == "failed":
            budget.settle(held, "failed", Usage(1))
        billed += 0.0 if outcome == "failed" else cost
    return billed, refused


def test_no_run_costs_more_than_its_cap():
    """200 random budgets, prices and requests: what a server bills never exceeds the cap, and caps do bind."""
    dice, refusals = random.Random(5), 0
    for _ in range(200):
        card = Card(dice.uniform(0.01, 10), dice.uniform(0.1, 60), cache_write=dice.choice([1.0, 1.25]))
        cap = dice.uniform(0.0, 2.0)
        billed, refused = run_of_requests(dice, ModelOptions("m", "http://x/v1", max_cost=cap), card, None)
        assert billed <= cap
        refusals += refused
    assert refusals > 200


def test_no_month_costs_more_than_its_cap(tmp_path):
    """Several runs, one file: the cap holds over all of them, also for requests whose end nobody saw."""
    dice, card = random.Random(7), Card(5.0, 40.0)
    ledger = Ledger(tmp_path / "s.db")
    options = ModelOptions("m", "http://x/v1", max_cost_month=1.5, store=tmp_path / "s.db")
    billed = sum(run_of_requests(dice, options, card, ledger)[0] for _ in range(4))
    assert 0 < billed <= 1.5
    assert ledger.left_this_month(1.5) < 0.4


@pytest.mark.parametrize("cap", [0.05, 0.10, 0.75, 1.0, 3.0])
def test_what_is_affordable_can_be_reserved(cap):
    """The number of input tokens that is said to be affordable is, and not one per cent more."""
    card = Card(2.0, 10.0, cache_write=1.25)
    tokens = Budget(ModelOptions("m", "http://x/v1", max_cost=cap), card, None).affordable(4_000)
    assert 0 < tokens < math.inf
    Budget(ModelOptions("m", "http://x/v1", max_cost=cap), card, None).reserve("brief", int(tokens), 4_000)
    with pytest.raises(BudgetExceeded):
        Budget(ModelOptions("m", "http://x/v1", max_cost=cap), card, None).reserve(
            "brief", int(tokens * 1.01) + 1, 4_000
        )


def test_without_a_cap_everything_is_affordable():
    """No cap, no limit."""
    assert Budget(ModelOptions("m", "http://x/v1"), Card(1, 1), None).affordable(10) == math.inf


def test_no_server_bills_more_than_the_cap():
    """Over a real server that fails, answers and cuts answers off at random, and bills all of it but refusals."""
    dice, refusals, price = random.Random(13), 0, Card(3.0, 15.0, cache_write=1.25)
    for _ in range(20):
        billed: list[float] = []

        def answer(asked, billed=billed):
            reads, writes = len(asked.system + asked.user) // 4, asked.output_limit
            outcome = dice.choice(["full", "short", "error", "refused", "cut"])
            if outcome != "refused":
                billed.append(price.cost(reads, writes, written=reads))
            if outcome == "error":
                return Raw(status=500)
            if outcome == "refused":
                return Raw(status=429)
            details = {"cache_write_tokens": reads}
            usage = {"prompt_tokens": reads, "completion_tokens": writes, "prompt_tokens_details": details}
            return Says(OK, finish="length" if outcome == "cut" else "stop", usage=usage)

        cap = dice.uniform(0.01, 0.6)
        with ModelServer(answer) as server:
            model = OpenAIModel(options(server, cards={"test-model": price}, max_cost=cap, backoff=0.001))
            for number in range(5):
                try:
                    model.complete(request(f"question {number} " * dice.randrange(1, 800)), Meter())
                except BudgetExceeded:
                    refusals += 1
                    break
                except ModelError:
                    continue
        assert sum(billed) <= cap
        assert model.usage.cost_usd <= cap
    assert refusals > 5


def test_two_models_of_one_run_share_its_budget():
    """What one model spent, in dollars or in tokens, the other cannot spend again; each pays its own price."""
    cards = {"m": Card(1.0, 1.0), "n": Card(10.0, 10.0)}
    with ModelServer(OK) as server:
        for cap in ({"max_cost": 0.1}, {"max_tokens": 20_000}):
            first = OpenAIModel(options(server, model="m", cards=cards, **cap))
            second = OpenAIModel(options(server, model="n", cards=cards, **cap), beside=first)
            before = second.affordable(10)
            first.complete(request(), Meter())
            assert second.affordable(10) < before
            most = max(first.affordable(10), second.affordable(10))
            with pytest.raises(BudgetExceeded):
                second.complete(request("word " * int(most)), Meter())
