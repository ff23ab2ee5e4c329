"""The built-in writer: what it may lift out of an article, and what it makes of a story."""

import re
from pathlib import Path

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer import reading, stories
from briefer.language.sentence import sentence
from briefer.records import RawArticle, Section, Wishes
from briefer.sources import load
from briefer.writers import extractive
from briefer.writers.extractive.course import Course
from briefer.writers.extractive.newest import is_past_news
from briefer.writers.standalone import dangling, lift, obstacle

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds():
    """The story of the sample articles."""
    return stories.story(reading.read(load([str(SEEDS)])[0])[0])


def story_of(*texts):
    """A story of some bare texts."""
    raws = [RawArticle(f"{i}.txt", text, title=f"Report {i}") for i, text in enumerate(texts)]
    return stories.story(reading.read(raws)[0])


def story_told(given):
    """The story of a case: articles, each behind a line "== outlet, day: title", a paragraph a line."""
    raws = []
    for part in given.split("== ")[1:]:
        head, _, text = part.strip().partition("\n")
        outlet, day, title = re.match(r"(\w+), (\S+): (.*)", head).groups()
        raws.append(RawArticle(outlet, text.replace("\n", "\n\n"), title=title, publisher=outlet, published=day))
    return stories.story(reading.read(raws)[0])


KINDS = ("overtaken", "outlook", "background", "repeats", "introductions", "leads", "leaning", "newest")


@pytest.mark.parametrize("case", cases("extractive/dangling"), ids=str)
def test_a_position_is_told_without_its_question_only_where_it_is_understood(case):
    """A model's sentence, of whatever length: it must name what it is about, by itself."""
    question, text = case.given.splitlines()
    assert (dangling(text, question, "en") or "alone") == case.expected


@pytest.mark.parametrize("case", cases("extractive/standalone"), ids=str)
def test_only_what_stands_alone_is_lifted(case):
    """A sentence is published as the case says, or refused for the reason that it gives."""
    lifted = lift(case.given)
    reason = obstacle(lifted.text)
    assert (f"[{reason}]" if reason else lifted.text) == case.expected


@pytest.mark.parametrize("case", [case for kind in KINDS for case in cases(f"extractive/{kind}")], ids=str)
def test_a_brief_is_put_together_as_an_editor_would(case):
    """The sentences of a brief, their order and their sections are those of the case."""
    draft = extractive.write(story_told(case.given), Wishes())
    assert "\n".join(f"{claim.section}: {claim.text}" for claim in draft.claims) == case.expected


@pytest.mark.parametrize("case", cases("extractive/two_days"), ids=str)
def test_what_a_newer_article_tells_otherwise_no_longer_holds(case):
    """A sentence of an older article holds or is overtaken, as the case says."""
    days = ("2026-03-02", "2026-03-05")
    raws = [
        RawArticle(day, text, title=day, published=day) for day, text in zip(days, case.given.splitlines(), strict=True)
    ]
    story = stories.story(reading.read(raws)[0])
    older = sentence(case.given.splitlines()[0], "en", days[0])
    assert ("overtaken" if is_past_news(older, Course(story)) else "holds") == case.expected


@given(st.text(max_size=200))
def test_lifting_drops_only_from_the_front(sentence):
    """What a claim quotes is always a tail of the passage, so that it grounds exactly."""
    lifted = lift(sentence)
    assert 0 <= lifted.dropped <= len(sentence)
    obstacle(lifted.text)


def test_every_claim_quotes_its_own_sentence(seeds):
    """The first quote of a claim stands in the passage that it names."""
    texts = {p.ref: p.text for a in seeds.articles for p in a.passages}
    for claim in extractive.write(seeds, Wishes()).claims:
        assert claim.quotes[0].text in texts[claim.quotes[0].passage]


def test_a_fact_told_by_several_origins_is_quoted_from_each(seeds):
    """A claim carries the passages of all origins that state the same."""
    claims = extractive.write(seeds, Wishes()).claims
    several = [c for c in claims if len({q.passage.partition(".")[0] for q in c.quotes}) > 2]
    assert len(several) >= 4


def test_no_fact_is_told_twice(seeds):
    """Two claims never quote passages of one group of overlaps."""
    claims = extractive.write(seeds, Wishes(length="long")).claims
    groups = [next((g for g in seeds.overlaps if c.quotes[0].passage in g), (c.quotes[0].passage,)) for c in claims]
    assert len(set(groups)) == len(groups)


def test_a_reprint_adds_nothing(seeds):
    """Sentences of a copy are not offered again."""
    copies = {article for group in seeds.copies for article in group[1:]}
    assert copies
    assert not {c.ref.partition(".")[0] for c in extractive.candidates(seeds)} & copies


def test_sections_come_in_reading_order(seeds):
    """Bottom line, key facts, context, outlook."""
    order = [list(Section).index(c.section) for c in extractive.write(seeds, Wishes()).claims]
    assert order == sorted(order)
    assert order[0] == 0


@pytest.mark.parametrize(("length", "most"), [("short", 5), ("standard", 12), ("long", 20)])
def test_length_sets_how_much_is_said(seeds, length, most):
    """A longer brief has more claims, up to what its length aims at."""
    assert 3 <= len(extractive.write(seeds, Wishes(length=length)).claims) <= most


def test_what_readers_know_makes_room_for_what_they_do_not(seeds):
    """Of sentences that hold what was told on other days few are chosen again."""
    first = {claim.text for claim in extractive.write(seeds, Wishes()).claims}
    second = {claim.text for claim in extractive.write(seeds, Wishes(told=tuple(first))).claims}
    assert len(second - first) >= 3


def test_another_number_is_no_repetition():
    """A sentence that is another one but for its number is told beside it, since nobody says which holds."""
    first = "A fire on the ferry Velma injured at least 17 people off the port of Orre on Sunday, the coast guard said."
    second = "A fire on the ferry Velma injured 19 people off the port of Orre on Sunday, hospitals said on Monday."
    draft = extractive.write(story_of(first, second), Wishes())
    assert sorted(claim.text for claim in draft.claims) == sorted([first, second])


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_max_claims_is_never_exceeded(seeds, most):
    """A person who asks for so many claims gets no more."""
    assert len(extractive.write(seeds, Wishes(max_claims=most)).claims) == most


def test_the_order_of_the_articles_does_not_change_what_is_said():
    """The same articles in another order give the same sentences."""
    texts = [
        "Tolvane ended its contract with Oriel on Monday. The plant in Harle has 300 workers.",
        "Oriel lost its contract with Tolvane on Monday. Bramwick bought a third of Oriel in May.",
        "Bramwick paid 40 million crowns for a third of Oriel in May, Ada Moll said.",
    ]
    one, other = (extractive.write(story_of(*order), Wishes()) for order in (texts, texts[::-1]))
    assert {c.text for c in one.claims} == {c.text for c in other.claims}


def test_one_article_makes_a_brief_too():
    """A story of one article is briefed from what it says."""
    draft = extractive.write(
        story_of("Tolvane ended its contract with Oriel on Monday. Oriel has 300 workers in Harle."), Wishes()
    )
    assert len(draft.claims) == 2


def test_an_article_of_chatter_makes_an_empty_draft():
    """Where nothing stands alone, nothing is claimed."""
    assert extractive.write(story_of("I told you so, my friends. You did not listen to me."), Wishes()).claims == ()


def test_a_teaser_is_no_headline():
    """A title that asks or teases gives way to one that tells."""
    raws = [
        RawArticle("a", "Tolvane ended its contract with Oriel on Monday.", title="Why Tolvane just dropped Oriel?"),
        RawArticle("b", "Tolvane ended its Oriel contract on Monday.", title="Tolvane ends its contract with Oriel"),
    ]
    story = stories.story(reading.read(raws)[0])
    assert extractive.write(story, Wishes()).headline == "Tolvane ends its contract with Oriel"


def test_a_title_that_a_later_article_overtook_is_no_headline():
    """Over news that has come stands no title of when it was to come."""
    story = story_told(
        "== Courier, 2026-06-01: Harbor chief to testify on missing cranes of Velmar\n"
        "Harbor chief Ida Rohm plans to testify before the Velmar senate on Tuesday about three missing cranes.\n"
        "== Herald, 2026-06-03: Rohm denies she sold cranes\n"
        "Harbor chief Ida Rohm told the Velmar senate on Tuesday that she had sold no cranes."
    )
    assert extractive.write(story, Wishes()).headline == "Rohm denies she sold cranes"


def test_a_title_that_leans_on_its_page_is_no_headline():
    """Where an untitled text opens with "The sudden turn of events", the brief's own first sentence is the headline."""
    story = story_of(
        "The sudden turn of events shook Harle. Oriel closed its plant in Harle on Monday and left 300 idle."
    )
    assert extractive.write(story, Wishes()).headline.startswith("Oriel closed its plant")
