"""Countries, regions, faiths and parties by every form that names them; the lists are `nations` and `regions`."""

from __future__ import annotations

from collections.abc import Mapping

from briefer.language import lexicon


def _by_form(name: str) -> Mapping[str, str]:
    """The first form of its line for every form of a list, with spaces for "_"."""
    rows = ([form.replace("_", " ") for form in line.split()] for line in lexicon.lines(None, name))
    return {form: row[0] for row in rows for form in row}


#: Form, lower-case with spaces, to country.
COUNTRY = _by_form("nations")
#: Form of a region, faith or party to its family; unlike a country's, these need no capital to be ordinary words.
RELATED = _by_form("regions")
