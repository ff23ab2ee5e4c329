"""README's first example is what the program prints."""

from readme import MARKED, README, example


def test_the_example_is_what_the_program_prints():
    """The brief that README opens with is made from `seeds/` by today's code; `python tests/readme.py` renews it."""
    (shown,) = MARKED.findall(README.read_text(encoding="utf-8"))
    assert shown == example()
