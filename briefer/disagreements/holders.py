"""Who holds a post: "Farr, the mayor of Quissel", "Mayor Farr", "Farr was elected mayor"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.disagreements.answers import IT, Answer, answers_differ, thing
from briefer.disagreements.people import person, same_person
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import pattern
from briefer.language.names import Name, fold
from briefer.records import Span

_ALIKE = 0.33  # what two sentences must say of each other where one does not say of what it is a post
_BEHIND = ("after", "named")
_REACH = 80  # code points from a name in which its post stands


def holders_differ(heard: Voices) -> Iterator[Conflict]:
    """Different people in one post."""
    yield from answers_differ((held for voice in heard.all for held in _held(voice)), heard, _may_be_one)


def _may_be_one(a: Sequence[str], b: Sequence[str], language: str | None) -> bool:
    """Whether two names may be one person's, in one post: with a married name the first name stays."""
    return fold(a[0]) == fold(b[0]) or same_person(a, b, language)


def _held(voice: Voice) -> Iterator[Answer]:
    """The posts that a sentence gives to the people whom it names."""
    for name in voice.said.names:
        who = person(name, voice.language)
        found = _post(voice, name) if who else None
        if found:
            title, place = found
            owner = _owner(voice, name, place)
            about = frozenset(voice.part(f"{title} {owner}").terms) | (frozenset() if owner else voice.topic)
            post = f"{title} of {owner}" if owner else title
            yield Answer(
                voice, f"Who is the {post}?", "", title, who, about, bool(owner), alike=0.0 if owner else _ALIKE
            )


def _post(voice: Voice, name: Name) -> tuple[str, Span] | None:
    """The post beside a name and where both stand, unless it is somebody's who no longer or only nearly holds it."""
    first_post, last_post = max(0, name.span.start - _REACH), name.span.end + _REACH
    for key, start, end in (
        ("before", first_post, name.span.start),
        *((key, name.span.end, last_post) for key in _BEHIND),
    ):
        post = pattern(voice.language, "posts", key).search(voice.text[start:end])
        if post is None:
            continue
        first, last = start + post.start("field" if post["field"] else "post"), start + post.end("post")
        if not pattern(voice.language, "posts", "past").search(voice.text[: start + post.start("post")]):
            title = " ".join(word.lower() for word in (post["field"], post["post"]) if word)
            return title, Span(min(first, name.span.start), max(last, name.span.end))
    return None


def _owner(voice: Voice, holder: Name, place: Span) -> str:
    """What a post is a post of, as written: the name before it, in it or after "of"; nothing where there is none."""
    for name in voice.said.names:
        between = voice.text[place.end : name.span.start]
        is_after = name.span.start >= place.end and pattern(voice.language, "posts", "owner").fullmatch(between)
        is_before = place.start - len("'s ") <= name.span.end <= place.end and name.span.end != place.end
        if name is not holder and (is_after or is_before):
            written = " ".join(part.text for part in name.parts)
            owner = thing(voice.text[place.end :].split(maxsplit=1)[1], voice.language) if is_after else written
            return written if owner == IT else owner
    return ""
