"""Whether a passage states what a claim says: the one question behind overlaps, corroboration and the built-in writer.

A passage states a claim when it tells the claim's main clause and is not at odds with it. What stands beside the main
clause may be missing: a reason or a circumstance is not the fact itself. The rest of a fact may stand in the sentence
before or after.

The weights of words are those of the language and not of the story: a story's writer, its reader and whoever verifies
its brief years later with some of its texts get the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.compare import at_odds, differ, holds, matched, support
from briefer.language.informative import informative_terms
from briefer.language.name_words import COUNTRY, is_ordinary
from briefer.language.otherwise import tells_otherwise
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stems_of
from briefer.language.topics import Topic, news
from briefer.language.weights import fit

# Chosen on 180 pairs of sentences of sixty events, drawn by their support and read; see benchmarks/corroboration.py.
#: A passage states a claim from here on.
STATED = 0.38
#: From here on it does where somebody else holds so too: the writer who cites it, or an encoder.
SECONDED = 0.3
_SURE, _SURE_IF_SHORT = 0.45, 0.6  # from here on it may be told with quite other verbs
_SHORT = 8  # terms of a main clause, below which its verb says much of it
_UNSURE = STATED - 0.01
_MAIN_ALONE = 0.9  # what the main clause counts where the rest of the claim is not found
_TOLD = 0.25  # of what the main clause says beside its names: names and titles alone are no fact
# Chosen on 268 pairs of seventeen stories, each word counted by how new it is beside the topic: which share of the main
# clause must be found alone, where the two are much alike, where the deed agrees, and where somebody else holds so too.
_NEWS_ALONE, _NEWS, _NEWS_IF_DONE, _NEWS_IF_SECONDED = 0.59, 0.45, 0.41, 0.3
_LIKE = 0.59  # what `told` finds of two that are much alike
_SURE_OF_DEED, _HALF = 0.45, 0.46  # of what `told` finds, or of the news: the deed may be a noun, or only meant
_UNNAMED, _UNNAMED_IF_DONE = 0.4, 0.34  # of the news beside the names, in the passage itself
_LITTLE = 6.0  # weight that is taken as missing from every passage
_BESIDE = 0.6  # what a word counts that only the sentence before or after has
_IDF = fit(())
_NATIONS = frozenset(COUNTRY.values())


def stated(
    claim: Sentence,
    passage: Sentence,
    beside: Sequence[Sentence] = (),
    *,
    topics: Sequence[Topic] = (),
    least: float = 0.0,
) -> float:
    """How surely a passage states what a claim says, 0 to 1; 0 where its main clause is at odds with the passage.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        beside: the sentences before and after the passage.
        topics: those of the articles that the two are from.
        least: below this the value does not matter and may be 0, which saves most of the work.
    """
    value = told(claim, passage, beside, least=least)
    if not value or value < least:
        return 0.0
    value = past_topic(value, claim, passage, beside, topics)
    return value if value >= least and value and not are_at_odds(claim, passage, beside) else 0.0


def past_topic(
    value: float, claim: Sentence, passage: Sentence, beside: Sequence[Sentence], topics: Sequence[Topic]
) -> float:
    """What is left of a value where the words that are not what a story is about must be found, and the deed agree.

    Args:
        value: what `told` found, or more where an encoder seconds it.
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it.
        beside: the sentences before and after the passage.
        topics: those of the articles that the two are from.
    """
    main = claim.main
    share, unnamed = _news(main, passage, beside, topics)
    if share < _NEWS_IF_SECONDED:
        return 0.0
    if unnamed >= _UNNAMED and (share >= _NEWS_ALONE or (share >= _NEWS and value >= _LIKE)):
        return value
    is_enough = unnamed >= _UNNAMED_IF_DONE and share >= _NEWS_IF_DONE
    in_any_form = unnamed >= _UNNAMED and (value >= _SURE_OF_DEED or share >= _HALF)
    return value if is_enough and _does(main, passage, beside, in_any_form) else min(value, _UNSURE)


def _news(
    main: Sentence, passage: Sentence, beside: Sequence[Sentence], topics: Sequence[Topic]
) -> tuple[float, float]:
    """Which share of what a clause says beside the topic is found, and of its terms that are of no name."""
    found = whole = unnamed = unnamed_whole = 0.0
    for term, weight in _IDF.weighed(main):
        counts = weight * news(term, topics)
        is_held = holds(passage, term)
        whole += counts
        found += counts if is_held else _BESIDE * counts * any(holds(other, term) for other in beside)
        if term in main.unnamed:
            unnamed_whole += counts
            unnamed += counts * is_held
    return found / (whole + _LITTLE), unnamed / unnamed_whole if unnamed_whole else 1.0


def _does(main: Sentence, passage: Sentence, beside: Sequence[Sentence], in_any_form: bool) -> bool:
    """Whether the first deed that a main clause tells is told in a passage, as a noun or as a verb of its own."""
    small = _small(main.language)
    asides = [match.span() for match in lexicon.pattern(None, "asides", case=True).finditer(main.text)]
    told = (c for c in main.clauses if c.verb and not any(i < c.verb.start < end for i, end in asides))
    first = next((clause for clause in told if clause.finite and clause.did not in small), None)
    if first is None or not _is_told(first.did, main, passage):
        return False
    names = first.doer & _names(main)
    if names and not any(holds(one, name) for one in (passage, *beside) for name in names):
        return False
    same = [clause for clause in passage.main.clauses if _same(first.did, clause.did)]
    return in_any_form or any(clause.finite for clause in same)


@cache
def _small(language: str | None) -> frozenset[str]:
    """Verbs that tell no deed by themselves; "rejected" and "urged" do."""
    listed = (stems_of(language, "auxiliaries"), stems_of(language, "intending"))
    return stems_of(language, "saying", "say", "announce").union(*listed, {""})


def _is_told(deed: str, main: Sentence, passage: Sentence) -> bool:
    """Whether a passage has a verb, or a word for it that is not another one of the clause: "offered a proposal"."""
    others = main.shares.keys() - {deed}
    return deed in passage.shares or any(
        not senses_of(term).isdisjoint(senses_of(deed)) for term in passage.shares if term not in others
    )


def told(claim: Sentence, passage: Sentence, beside: Sequence[Sentence] = (), *, least: float = 0.0) -> float:
    """How much of a claim, or of its main clause, a passage tells, whether or not they are at odds: 0 to 1.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        beside: the sentences before and after the passage.
        least: below this the value does not matter and may be 0, which saves most of the work.
    """
    main = claim.main
    found, whole = matched(main, passage, _IDF, main.unnamed)
    if found < _TOLD * whole:
        return 0.0
    value = support(claim, passage, _IDF, beside=beside, least=least)
    if main is not claim:
        least = max(least, value) / _MAIN_ALONE
        value = max(value, _MAIN_ALONE * support(main, passage, _IDF, beside=beside, least=least))
    sure = _SURE if len(main.shares) >= _SHORT else _SURE_IF_SHORT
    return value if not STATED <= value < sure or _has_deed(main, passage) else _UNSURE


def _has_deed(main: Sentence, passage: Sentence) -> bool:
    """Whether a passage has a verb of a main clause, in any of its forms; a clause that only says or is has none."""
    small = stems_of(main.language, "auxiliaries") | stems_of(main.language, "saying")
    deeds = {clause.did for clause in main.clauses} - small - {""}
    return not deeds or any(holds(passage, deed) for deed in deeds)


def are_at_odds(claim: Sentence, passage: Sentence, beside: Sequence[Sentence] = ()) -> bool:
    """Whether a passage tells of another figure, day, country, name or deed than a claim, or denies it.

    Args:
        claim: the sentence of which the main clause counts.
        passage: the sentence that may state it.
        beside: the sentences before and after the passage, where the figure may stand.
    """
    if claim.text in passage.text:
        return False
    main = claim.main
    return (
        _figures_part(main, passage, beside)
        or _nations_part(main, passage)
        or _denials_part(main, passage)
        or _names_part(main, passage, beside)
        or differ(main, [passage])
        or tells_otherwise(main, [passage])
    )


def _figures_part(claim: Sentence, passage: Sentence, beside: Sequence[Sentence]) -> bool:
    """Whether a passage has none of the figures of a claim, or another one of the same things; or another day."""
    if not claim.quantities:
        return False
    theirs = (*passage.quantities, *(quantity for other in beside for quantity in other.quantities))
    missing = [quantity for quantity in claim.quantities if not states(theirs, quantity)]
    figures = [quantity for quantity in claim.quantities if _is_figure(quantity, claim)]
    figures = [q for q in figures if any(map(str.isdigit, q.span.of(claim.text)))] or figures  # more than "a third"
    has_one = any(quantity not in missing for quantity in figures)
    if figures and not has_one:
        return True
    others = [quantity for quantity in passage.quantities if not states(claim.quantities, quantity)]
    is_here = any(states(passage.quantities, figure) for figure in figures)
    if not is_here and any(at_odds(figure, other) for figure in figures for other in others):
        return True  # the sentence beside tells ours, and the passage another one
    # One figure in common shows that both tell of the same: then other sums may be of other things.
    telling = [q for q in missing if not has_one or q.kind in (QuantityKind.DATE, QuantityKind.COUNT)]
    return any(at_odds(quantity, other) for quantity in telling for other in others)


def _is_figure(quantity: Quantity, claim: Sentence) -> bool:
    """Whether a quantity is what is told: no day, no bare count up to twelve, and not the age in "Orr, 46,"."""
    is_age = claim.text[: quantity.span.start].endswith(", ") and claim.text[quantity.span.end :].startswith(",")
    return quantity.kind is not QuantityKind.DATE and not quantity.is_small_count and not is_age


def _nations_part(claim: Sentence, passage: Sentence) -> bool:
    """Whether each of two sentences names a country that the other one does not."""
    return _has_more(claim, passage) and _has_more(passage, claim)


def _has_more(one: Sentence, other: Sentence) -> bool:
    return any(term in _NATIONS and not holds(other, term) for term in one.shares)


def _denials_part(claim: Sentence, passage: Sentence) -> bool:
    """Whether one of two sentences denies what the other one tells with the same verb; what hangs on an "if" aside."""
    light = stems_of(claim.language, "auxiliaries")
    for mine in claim.clauses:
        theirs = [other for other in passage.clauses if _same(mine.did, other.did)]
        if mine.did in light or any(clause.condition for clause in (mine, *theirs)):
            continue
        if theirs and all(_denies(passage, other) != _denies(claim, mine) for other in theirs):
            return True
    return False


def _denies(one: Sentence, clause: Clause) -> bool:
    """Whether a clause denies its verb, before it or by the next word; in "the rate declined" it is the verb."""
    if not clause.denied or clause.verb is None or clause.verb.low == clause.denied:
        return False
    if clause.denied in lexicon.listed(one.language, "negation", "behind"):
        return True
    before = one.text[clause.span.start : clause.verb.start].lower()
    after = one.text[clause.verb.start :].lower().split()[1:2]
    return clause.denied in before or clause.denied in after


def _names_part(claim: Sentence, passage: Sentence, beside: Sequence[Sentence]) -> bool:
    """Whether what somebody does, or has done to him, is told with the same verb of another name, or the other way."""
    near, mine_named, their_named = (passage, *beside), _names(claim), _names(passage)
    for mine in claim.clauses:
        theirs = [other for other in passage.clauses if _same(mine.did, other.did)]
        if theirs and all(mine.doer & t.object and mine.object & t.doer and not mine.doer & t.doer for t in theirs):
            return True
        for one, others in ((mine.who, [t.who for t in theirs]), (mine.object, [t.object for t in theirs])):
            names = one & mine_named
            is_there = any(holds(sentence, term) for sentence in near for term in names)
            if names and others and not is_there and all(other & their_named for other in others):
                return True
    return False


def _names(one: Sentence) -> frozenset[str]:
    """The terms of a sentence's names, also of one that opens it and is no ordinary word."""
    parts = (part for name in one.names for part in name.parts)
    opening = (part.text for part in parts if part.doubtful and not is_ordinary(part.text))
    return one.named.union(*(informative_terms(word, one.language) for word in opening))


def _same(verb: str, other: str) -> bool:
    return bool(verb and other) and (verb == other or not senses_of(verb).isdisjoint(senses_of(other)))
