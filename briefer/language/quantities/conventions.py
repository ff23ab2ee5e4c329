"""How each language writes numbers and dates: one table a language, written by hand.

Separators follow Unicode CLDR (decimal and grouping sign of each locale); number words, months and weekdays are the
languages' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one language writes numbers and dates. Words are lower-case, one token each."""

    decimal: str = "."  #: the sign before decimals; "" where both signs are possible
    spaced: bool = False  #: whether a plain space separates thousands
    small: Mapping[str, int] = field(default_factory=dict)  #: 0 to 19, and whole compounds up to 99
    tens: Mapping[str, int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()  #: words between tens and units: "and", "y", "et"
    articles: frozenset[str] = frozenset()  #: 1 before a scale word only: "a million"
    scales: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)


def _numbered(words: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """The words in order with their numbers; a slash separates variants of one word."""
    return {variant: start + step * place for place, word in enumerate(words.split()) for variant in word.split("/")}


#: Scale words and signs that are written in every language.
INTERNATIONAL = {"mn": MILLION, "mln": MILLION, "bn": BILLION, "bln": BILLION, "mrd": BILLION, "mio": MILLION,
                 "tn": TRILLION, "trn": TRILLION,
                 "万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12,
                 "조": 10**12, "千": 10**3}  # fmt: skip

_ENGLISH = Conventions(
    small=_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen", 0),
    tens=_numbered("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10),
    joins=frozenset({"and"}),
    articles=frozenset({"a", "an"}),
    scales={"hundred": 100, "thousand": THOUSAND, "million": MILLION, "billion": BILLION, "trillion": TRILLION,
            "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7, "dozen": 12, "millions": MILLION,
            "billions": BILLION},
    months=_numbered(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct "
        "november/nov december/dec"),
    weekdays=_numbered("monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat "
        "sunday/sun", 0),
    ordinals={
        **_numbered(
            "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth", 2),
        **_numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 20, 10)},
)  # fmt: skip


def _german() -> Conventions:
    units = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    tens = _numbered("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    compounds = {f"{u}und{t}": n + i for t, n in tens.items() for i, u in enumerate(units, 1)}
    return Conventions(
        decimal=",",
        small={**_numbered("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
                           "fünfzehn sechzehn siebzehn achtzehn neunzehn", 0), **tens, **compounds},
        articles=frozenset({"ein", "eine", "einer", "einem", "einen"}),
        scales={"hundert": 100, "tausend": THOUSAND, "million": MILLION, "millionen": MILLION, "milliarde": BILLION,
                "milliarden": BILLION, "billion": TRILLION, "billionen": TRILLION, "dutzend": 12},
        months=_numbered("januar/jänner februar märz april mai juni juli august september oktober november dezember"),
        weekdays=_numbered("montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag", 0),
    )  # fmt: skip


def _dutch() -> Conventions:
    units = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
    tens = _numbered("twintig dertig veertig vijftig zestig zeventig tachtig negentig", 20, 10)
    compounds = {f"{u}{'ën' if u.endswith('e') else 'en'}{t}": n + i
                 for t, n in tens.items() for i, u in enumerate(units, 1)}  # fmt: skip
    return Conventions(
        decimal=",",
        small={**_numbered("nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
                           "zestien zeventien achttien negentien", 0), **tens, **compounds},
        articles=frozenset({"een"}),
        scales={"honderd": 100, "duizend": THOUSAND, "miljoen": MILLION, "miljard": BILLION, "biljoen": TRILLION,
                "dozijn": 12},
        months=_numbered("januari februari maart april mei juni juli augustus september oktober november december"),
        weekdays=_numbered("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", 0),
    )  # fmt: skip


_FRENCH = Conventions(
    decimal=",",
    spaced=True,
    small={**_numbered("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
                       0), "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19},
    tens={**_numbered("vingt trente quarante cinquante soixante septante", 20, 10), "quatre-vingts": 80,
          "quatre-vingt": 80, "octante": 80, "huitante": 80, "nonante": 90},
    joins=frozenset({"et"}),
    articles=frozenset({"un", "une"}),
    scales={"cent": 100, "cents": 100, "mille": THOUSAND, "million": MILLION, "millions": MILLION,
            "milliard": BILLION, "milliards": BILLION, "md": BILLION, "mds": BILLION, "billion": TRILLION,
            "billions": TRILLION, "douzaine": 12},
    months=_numbered(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    weekdays=_numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
)  # fmt: skip

_SPANISH = Conventions(
    decimal=",",
    small={**_numbered("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
                       "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
                       "veinticinco veintiséis veintisiete veintiocho veintinueve", 0)},
    tens=_numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
    joins=frozenset({"y"}),
    articles=frozenset({"un", "una"}),
    scales={"cien": 100, "ciento": 100, "mil": THOUSAND, "millón": MILLION, "millones": MILLION, "billón": TRILLION,
            "billones": TRILLION, "docena": 12},
    months=_numbered("enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre "
                     "diciembre"),
    weekdays=_numbered("lunes martes miércoles jueves viernes sábado domingo", 0),
)  # fmt: skip


def _italian() -> Conventions:
    units = ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"]
    tens = _numbered("venti trenta quaranta cinquanta sessanta settanta ottanta novanta", 20, 10)
    compounds = {(t[:-1] if u[0] in "uo" else t) + ("tré" if u == "tre" else u): n + i
                 for t, n in tens.items() for i, u in enumerate(units, 1)}  # fmt: skip
    return Conventions(
        decimal=",",
        small={**_numbered("zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
                           "quattordici quindici sedici diciassette diciotto diciannove", 0), **tens, **compounds},
        articles=frozenset({"un", "una"}),
        scales={"cento": 100, "mille": THOUSAND, "mila": THOUSAND, "milione": MILLION, "milioni": MILLION,
                "miliardo": BILLION, "miliardi": BILLION, "dozzina": 12},
        months=_numbered("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
                         "novembre dicembre"),
        weekdays=_numbered("lunedì martedì mercoledì giovedì venerdì sabato domenica", 0),
    )  # fmt: skip


_PORTUGUESE = Conventions(
    decimal=",",
    small=_numbered("zero um dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze "
                    "quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove", 0),
    tens=_numbered("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 20, 10),
    joins=frozenset({"e"}),
    articles=frozenset({"um", "uma"}),
    scales={"cem": 100, "cento": 100, "mil": THOUSAND, "milhão": MILLION, "milhões": MILLION, "bilhão": BILLION,
            "bilhões": BILLION, "bilião": TRILLION, "biliões": TRILLION, "trilhão": TRILLION, "trilhões": TRILLION,
            "dúzia": 12},
    months=_numbered("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    weekdays=_numbered("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", 0),
)  # fmt: skip

#: Languages with words of their own; in the others only digits, signs and international units are read.
LANGUAGES: Mapping[str, Conventions] = MappingProxyType(
    {"en": _ENGLISH, "de": _german(), "fr": _FRENCH, "es": _SPANISH, "it": _italian(), "pt": _PORTUGUESE,
     "nl": _dutch()}
)  # fmt: skip

_COMMA, _SPACED = Conventions(decimal=","), Conventions(decimal=",", spaced=True)
_DIGITS_ONLY = {
    **dict.fromkeys(("da", "el", "hr", "id", "is", "ro", "sl", "sr", "tr", "vi"), _COMMA),
    **dict.fromkeys(("bg", "cs", "et", "fi", "hu", "lt", "lv", "nb", "no", "pl", "ru", "sk", "sv", "uk"), _SPACED),
    **dict.fromkeys(("ar", "fa", "he", "hi", "ja", "ko", "th", "zh"), Conventions()),
}
_UNKNOWN = Conventions(
    decimal="", small=_ENGLISH.small, tens=_ENGLISH.tens, joins=_ENGLISH.joins, articles=_ENGLISH.articles,
    scales=_ENGLISH.scales, months=_ENGLISH.months, weekdays=_ENGLISH.weekdays, ordinals=_ENGLISH.ordinals,
)  # fmt: skip


def conventions(language: str | None) -> Conventions:
    """The conventions of a language; English words and both readings of a separator when it is unknown.

    Args:
        language: ISO 639-1 code, or None.
    """
    code = (language or "").lower()[:2]
    return LANGUAGES.get(code) or _DIGITS_ONLY.get(code) or _UNKNOWN
