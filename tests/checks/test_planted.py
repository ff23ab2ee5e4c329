"""Lies planted in the sample articles: not one changed figure or invented name passes."""

import re
from pathlib import Path

import pytest

from briefer.checks import rejects, run
from briefer.language.names import names
from briefer.language.quantities import extract, states
from briefer.language.sentences import split
from briefer.records import Evidence, EvidencePiece

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def sentences_of(path):
    """Each sentence of an article with the evidence that the pipeline would give for it."""
    text = path.read_text(encoding="utf-8")
    spans = split(text)
    for place, span in enumerate(spans):
        around = " ".join(near.of(text) for near in spans[max(0, place - 1) : place + 2])
        yield span.of(text), Evidence((EvidencePiece("A1", span.of(text), around, text, language="en"),))


def lies_with_figures(path):
    """The sentences of an article with one figure changed, unless the evidence states the changed one too."""
    for sentence, evidence in sentences_of(path):
        near = extract(evidence.around, language="en")
        for quantity in extract(sentence, language="en"):
            for change in (r"\d(?=\D*$)", r"\d"):
                figure = re.sub(change, lambda digit: str((int(digit[0]) + 3) % 9 + 1), quantity.text, count=1)
                changed = extract(figure, language="en")
                if (
                    figure != quantity.text
                    and changed
                    and not changed[0].is_small_count
                    and not states(near, changed[0])
                ):
                    yield sentence[: quantity.span.start] + figure + sentence[quantity.span.end :], evidence


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_changed_figure_passes(path):
    """Every sentence with a changed figure is rejected."""
    lies = list(lies_with_figures(path))
    assert len(lies) > 10
    assert [lie for lie, evidence in lies if not rejects(run(lie, evidence))] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("invented", ["Veltrano", "Marla Quennet", "Iceland"])
def test_no_invented_name_passes(path, invented):
    """Every sentence in which a name outside quotation marks was replaced by an invented one is rejected."""
    lies = [
        (sentence[: name.span.start] + invented + " " + sentence[name.span.end :], evidence)
        for sentence, evidence in sentences_of(path)
        if not set(sentence) & set('"“')
        for name in names(sentence)
        if not name.doubtful
    ]
    assert len(lies) > 10
    assert [lie for lie, evidence in lies if not rejects(run(lie, evidence))] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_sentence_of_the_article_passes(path):
    """What the article says itself, with words before it, is never rejected."""
    sentences = list(sentences_of(path))
    assert sentences
    told = [(f"It was also said that {sentence}", evidence) for sentence, evidence in sentences]
    assert [claim for claim, evidence in told if rejects(run(claim, evidence))] == []
