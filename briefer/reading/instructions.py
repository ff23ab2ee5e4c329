"""Text that speaks to a machine reader instead of a person."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[\"“«„][^\"”»“]{0,400}[\"”»“]|['‘][^'’]{12,400}['’]")
_ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|above|earlier|preceding|all|any|other|your)\b.{0,30}\b(?:instructions?|prompts?|rules|directions|guidelines|articles?|sources?|passages?|context)\b",
        r"\b(?:you are|act as|behave as|pretend to be)\b.{0,20}\b(?:an? )?(?:ai|a\.i\.|llm|language model|assistant|chatbot|summari[sz]er|dan)\b",
        r"(?:^|[.:!]\s*)(?:please )?(?:respond|reply|answer|output|print|write|say|state|report|include|add|append|insert|repeat|mention)\b.{0,40}\b(?:in|to|at|with|as)?\s*(?:your|the) (?:answer|response|reply|summary|output|brief|summari[sz]ation)\b",
        r"\b(?:system|developer) (?:prompt|message|instruction)s?\b\s*[:>\]]",
        r"^\W*(?:system|assistant|user|developer|human)\s*:\s",
        r"<\|?(?:im_start|im_end|system|endoftext|assistant)\|?>|\[/?INST\]|<<SYS>>",
        r"\b(?:do not|don't|never) (?:mention|summari[sz]e|cite|include|use|quote|trust|reveal)\b.{0,40}\b(?:article|source|passage|other|instruction|user|prompt|summary|brief)s?\b",
        r"\b(?:ai|language) models?\b.{0,20}\b(?:must|should|have to|are to|reading this)\b",
        r"\b(?:when|if|while) (?:you )?(?:summari[sz]e|summari[sz]ing|are summari[sz]ing|process(?:ing)?) (?:this|the)\b",
        r"\b(?:new|updated|important|special|hidden) instructions?\b\s*(?::|for (?:you|the|ai|assistants?|models?))",
    )
)


def gives_orders(sentence: str) -> bool:
    """Whether a sentence tells a language model what to do.

    Words between quotation marks do not count, so that an article *about* such attacks is still read as an article.
    """
    unquoted = _QUOTED.sub(" ", sentence)
    return any(order.search(unquoted) for order in _ORDERS)
