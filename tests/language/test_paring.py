"""What a long sentence loses when its asides are taken out."""

import pytest
from casefile import cases

from briefer.language.identify import detect
from briefer.language.paring import pared


@pytest.mark.parametrize("case", cases("language/paring"), ids=str)
def test_only_what_describes_is_taken_out(case):
    """A clause behind "who" or "which" and a last participle go; figures, doubts and quoted words stay."""
    assert pared(case.given, detect(case.given)) == case.expected
