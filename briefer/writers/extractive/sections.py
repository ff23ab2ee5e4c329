"""Where a sentence belongs: the bottom line, the key facts, the context or the outlook."""

from __future__ import annotations

import re

from briefer.records import Section

_OUTLOOK = re.compile(
    r"\b(?:could|may|might|is expected to|are expected to|is likely to|are likely to|is set to|are set to|plans? to|"
    r"intends? to|hopes? to|aims? to|remains? to be seen|(?:is|are) due (?:to|in|on|by)|next (?:week|month|quarter|year|spring|"
    r"summer|autumn|fall|winter)|forecasts?|predicts?|risks? (?:losing|short|delays?|a|the|disrupt\w*)|will (?:need|have) to|"
    r"must now|going forward|in the coming)\b",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"\b(?:founded|established|headquartered|based in|had been|has been|have been|has long|had long|for (?:years|decades|months)|"
    r"previously|formerly|earlier (?:this|in)|last (?:year|month|spring|summer|autumn|fall|winter)|since (?:19|20)\d\d|"
    r"in (?:19|20)\d\d|known for|valued at|revenue of|in .{0,20}revenue|employs?|had used|used to|years? ago|accounts? for|"
    r"accounted for|supplied|history)\b",
    re.IGNORECASE,
)
_LONG_ENOUGH = 5  # claims, from which on a bottom line has two sentences


def section(text: str, rank: int, chosen: int) -> Section:
    """The section of a sentence.

    Args:
        text: the sentence.
        rank: its place by importance, from 0.
        chosen: how many sentences the brief has.
    """
    if rank < (2 if chosen >= _LONG_ENOUGH else 1):
        return Section.BOTTOM_LINE
    if _OUTLOOK.search(text):
        return Section.OUTLOOK
    return Section.CONTEXT if _CONTEXT.search(text) else Section.KEY_FACTS
