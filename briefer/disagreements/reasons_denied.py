"""A reason that one gives and another denies, or calls wrong before giving its own."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.disagreements.accounts import Account, causal
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import pattern

_BEFORE = 3  # sentences before one that may tell what is explained
_HALF = 0.5  # share of a denied cause that must be in the one that is given


def reasons_denied(heard: Voices) -> Iterator[Conflict]:
    """A cause against its denial: "because of a row, and not because of results"; "disputed the reason given"."""
    given = [account for voice in heard.all if (account := causal(voice))]
    for voice in heard.all:
        others = [account for account in given if account.voice.origin != voice.origin]
        if denied := pattern(voice.language, "causes", "denied").search(voice.text):
            cause = voice.part(denied["cause"] or denied["before"])
            others = [
                account
                for account in others
                if cause.shares and heard.shared(cause, account.tail) >= _HALF
                if not heard.strangers(account.voice, voice, account.voice.speakers, voice.speakers)
            ]
            position = voice
        elif disputed := pattern(voice.language, "causes", "disputed").search(voice.text):
            whose = frozenset(voice.part(disputed["who"] or disputed["whose"] or "").terms) & voice.names
            others = [account for account in others if whose <= heard.terms[account.voice.article]]
            position = _after(voice, heard) or voice
        else:
            continue
        about = _about(voice)
        scored = [(-len(_about(a.voice) & about), a.voice.ref, a) for a in others if _one_effect(a, voice, heard)]
        for *_, account in sorted(scored, key=lambda entry: entry[:2])[:1]:
            yield Conflict("Why did it happen?", (account.voice, position))


def _after(voice: Voice, heard: Voices) -> Voice | None:
    """The sentence after one, where it goes on about it: "She said …"."""
    return next((other for other in heard.all if other.before is voice and other.leans), None)


def _about(voice: Voice) -> frozenset[str]:
    """The terms of a sentence and of those before it."""
    found, one = set(voice.said.shares), voice.before
    for _ in range(_BEFORE):
        found.update(one.said.shares if one else ())
        one = one.before if one else None
    return frozenset(found) | voice.context


def _one_effect(account: Account, voice: Voice, heard: Voices) -> bool:
    """Whether a cause and its denial may be of one thing: what stands before them shares a name, and more than that."""
    shared = heard.common(_about(account.voice), _about(voice))
    return bool(shared & heard.named) and bool(shared - heard.named)
