"""Whether a capitalised first word of a sentence is an ordinary word, where no source has it to compare with.

A dictionary would be 500 kB; endings and a short list tell nearly as well, because the question only matters for words
that can official open an English sentence without an article.
"""

from __future__ import annotations

from briefer.language.name_words import FUNCTION, GENERIC, OPENERS, TITLES
from briefer.language.quantities.conventions import conventions
from briefer.language.word_sets import word_set

#: Nouns that need no article, collective and irregular plurals, adjectives that stand before plurals.
_ORDINARY = word_set("""
access activity advice age agriculture aid air airspace alcohol ammunition anger anxiety anybody apprentice art
attendance authority aviation bad bail bankruptcy beer behaviour big black blame blood bread broadband business butter
cannot care cargo cash cattle chaos charity cheap chief childcare children civil clean clear climate clothing coal
coastal cocaine coffee cold commerce common community compensation competition computer confidence consensus
construction consumer contact content control corn corporate corruption cotton courage court coverage crew crime crowd
crude culture current customer cyber cycling daily damage danger data death debate debris debt deep defence defense
demand democracy dense design detail diesel diplomacy direct disease diversity divorce domestic double dozen drought
drug dry dust early earth easy ecommerce economic economy education electric electricity email emergency emigration
employee energy enforcement environment equality equipment equity evidence exact exercise expert extra extreme faith
false family fans farm fast fatal fear feedback female fewer fiction film finance financial fire firm fish flight
flood flu fog food football foreign forest fraud free freedom freight fresh friction fruit fuel full fund funny fury
future gas gender general global going gold good goodwill government graffiti grain green grief gross ground growth
guidance guilt gun gunfire gunmen happy hard hardware harm head health heat heavy help herd heritage hip history
holiday home homework honesty hope hospital hostage hot household housing human hunger ice ideal identity illegal
income independent industry inflation influence info information infrastructure initial injury inside insurance
intelligence intense interest internal international internet investor iron irony isolated jail jewellery joint jury
justice key knowledge labor labour lack land language large law lawmaker lead leadership learning legal leisure less
lesson liability liberty life light liquid literature live livestock local logic long loss lottery love low loyalty
luck luggage luxury lying machinery mail mainstream maintenance major majority male man maritime marketing marriage
mass material mathematics maximum meat medicine medium memory men mental merchandise metal mid middle migrant military
milk minimum mining minor minority missing mobile modern momentum money mortgage motor mountain multiple murder music
mutual nature near negative new newly news nobody noise nominal normal nuclear nutrition obesity oil old online open
opposition ordinary organic organised organized output overnight ownership oxygen pain panic paper parental part
patience pay payment peace pension people personal petrol phone photo physical plastic poetry policy political
politics poor pop popular population pork possession poverty power practice praise prayer premium press pressure
pretax price primary prior private profit progress proof prop property prosperity protein public publicity punishment
pupil quality quick radical rail rain rainfall rare raw reaction real rear recent record red refugee regional relief
remote rent republican research residential respect retail retired revenue rice rich rival road romance romantic royal
rubbish rural sadness safety sales sanitation satellite scandal school science seafood search seasonal secondary
secrecy security senior separate serious service sewage sexual sharp shipping short significant silence silver similar
simple single slow small smoke snow soccer social society soft software soil solar solid solidarity southern space
special speculation speech speed spending spirit sport spot stability staff standard steel stock storm strange street
stress strict strong student substantial success sudden sugar summer supply support surplus surprise surveillance
swift talent tax team tech technical technology teenage teenager television temporary tens tension terminal terror
terrorism testimony textile thick thick-skinned time timing tobacco top torture total tough tourism trade tradition
traffic training transparency transport travel treason trial tribal troubled trust truth turnout underwater
unemployment uniform union unity universal unknown unlike unrest unseen unusual urban usage usual vaccine vast vehicle
veteran victory violence visa visual volunteer voter wage war warm waste water weak wealth weather weekly welfare
western wheat white wholesale wide wild wildlife wind winter wintry wisdom witness women wood wool work world worse
wrong yearly youth
""")
_ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ing", "ance", "ence", "ism", "ship", "hood", "ly", "ed", "ful", "less",
    "ous", "able", "ible", "ive", "cracy", "ology", "graphy", "dom", "men", "women", "people", "ical", "ary",
)  # fmt: skip
_NOT_PLURAL = ("ss", "us", "is", "os", "'s")
_NUMBERS = frozenset(conventions("en").small) | frozenset(conventions("en").tens)
_LONG = 5


def is_common(word: str) -> bool:
    """Whether a word is on one of the lists: no guess by its ending."""
    low = word.lower()
    return any(low in words for words in (_ORDINARY, OPENERS, FUNCTION, GENERIC, TITLES, _NUMBERS))


def is_ordinary(word: str) -> bool:
    """Whether an English word is likely no name, although its capital may come from its place alone.

    Args:
        word: the word as it stands, without a possessive.

    >>> [is_ordinary(word) for word in ("Hundreds", "Unemployment", "Microsoft", "Keilar")]
    [True, True, False, False]
    """
    low = word.lower()
    if is_common(word):
        return True
    if len(low) >= _LONG and low.endswith("s") and not low.endswith(_NOT_PLURAL):
        return True
    return len(low) > _LONG and low.endswith(_ENDINGS)
