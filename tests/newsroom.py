"""Articles of invented news for the tests of this folder."""

import random

from briefer.reading import read
from briefer.records import RawArticle

SYLLABLES = "bar con del fin gor hal jin kel lom mar nor pel ras sul tor vel wen zan".split()  # noqa: SIM905 - to read

FERRY = """A ferry sank off the island of Velm on Thursday evening with 120 people on board. Fourteen people were
killed, the coastguard of Orre said. The ferry had left the port of Orre at six and sent an emergency call an hour
later. Divers from three countries are searching the wreck. The owner of the ferry, Orre Lines, has stopped all its
ships for inspection. The minister of transport, Ruta Sandel, promised an inquiry."""
FERRY_TOLD_ELSEWHERE = """Relatives waited at the harbour of Orre all night. The ferry to Velm sank on Thursday evening,
and the coastguard of Orre said that fourteen people were killed. Survivors spoke of a loud bang. Orre Lines, which owns
the ferry, has stopped all its ships for inspection. Transport minister Ruta Sandel will travel to Velm."""
STEEL = """Tarnholt Steel will close its rolling mill in Senn next spring. The company blamed cheap imports and the
price of power. The mill has 900 workers. Unions called for a strike on Monday. The mayor of Senn, Karin Vogt, asked the
government for help. Tarnholt Steel made a loss in each of the last three years."""
MUSEUM = """The new museum of glass in Larnby opens on Sunday with a show of lamps. The architect Elsa Brandt built it
of recycled bottles. Tickets cost eight crowns. The city expects many visitors from abroad. Critics praised the light in
the upper hall and the garden with its pond."""


def articles(*texts, **given):
    """Read articles of some texts; what is *given* is a list with one value for each."""
    raws = [
        RawArticle(f"{number}.txt", text, **{name: values[number] for name, values in given.items()})
        for number, text in enumerate(texts)
    ]
    found, failures = read(raws)
    assert not failures
    return list(found)


def prose(words, seed):
    """So many invented words in sentences, the same for one seed."""
    rnd = random.Random(seed)
    made = ["".join(rnd.choices(SYLLABLES, k=3)) for _ in range(words)]
    return " ".join(f"{w.capitalize() if i % 12 == 0 else w}{'.' if i % 12 == 11 else ''}" for i, w in enumerate(made))
