"""The counter of work, by which the suite tells linear work from quadratic work."""

import pytest
from work import growth, steps


def bounded(size):
    """Look at no more than the first few."""
    return sum(1 for _ in range(min(size, 10)))


def linear(size):
    """Look at everything once."""
    return sum(1 for _ in range(size))


def quadratic(size):
    """Look at everything from everywhere."""
    return sum(1 for _ in range(size) for _ in range(size))


@pytest.mark.parametrize(("work", "least", "most"), [(bounded, 0.7, 1.3), (linear, 1.9, 2.1), (quadratic, 3.8, 4.2)])
def test_growth_tells_how_work_grows(work, least, most):
    """Twice the size costs once, twice or four times the steps."""
    assert least < growth(work, 200) < most


def test_steps_are_the_same_each_time():
    """A count does not depend on the machine or its load."""
    assert steps(lambda: linear(1_000)) == pytest.approx(steps(lambda: linear(1_000)), rel=0.01)
