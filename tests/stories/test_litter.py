from newsroom import FERRY, MUSEUM, STEEL, articles

from briefer.records import Kind
from briefer.stories import story

LINE = "Stay with us for more on this developing news"


def marked(made):
    """The boilerplate of each article of a story."""
    return [[p.text for p in a.passages if p.kind is Kind.BOILERPLATE] for a in story(made).articles]


def test_a_line_that_three_sources_repeat_is_marked():
    """It stays in the article, with the reason."""
    made = articles(*(f"{text}\n\n{LINE}" for text in (FERRY, STEEL, MUSEUM)))
    assert marked(made) == [[LINE], [LINE], [LINE]]
    reasons = {p.reason for a in story(made).articles for p in a.passages if p.text == LINE}
    assert reasons == {"the same line stands in 3 sources"}


def test_a_line_of_two_sources_is_kept():
    """Two may have the same thought."""
    made = articles(f"{FERRY}\n\n{LINE}", f"{STEEL}\n\n{LINE}", MUSEUM)
    assert marked(made) == [[], [], []]


def test_reprints_are_counted_once():
    """A syndicated text repeats every line; that makes none of them litter."""
    made = articles(*(f"{headline}\n\n{FERRY}\n\n{LINE}" for headline in ("Ferry sinks", "Many dead", "At sea")))
    assert marked(made) == [[], [], []]


def test_quotations_names_and_figures_are_never_litter():
    """What newsrooms have in common for good reason stays."""
    for line in ("“We will rebuild every house.”", "The mayor thanked Karin Vogt", "In all 14 people died"):
        made = articles(*(f"{text}\n\n{line}" for text in (FERRY, STEEL, MUSEUM)))
        assert marked(made) == [[], [], []]
