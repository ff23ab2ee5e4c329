"""Currencies and units of measure, in the spellings that news uses.

Currency codes follow ISO 4217. A sign or word that several countries share ("$", "pounds", "crowns") keeps a unit of
its own, which agrees with each of theirs.
"""

from __future__ import annotations

_CURRENCIES = {
    # unit: spellings after or before the number
    "USD": "us$ usd",
    "CAD": "c$ ca$ cad", "AUD": "a$ au$ aud", "NZD": "nz$ nzd", "HKD": "hk$ hkd", "SGD": "s$ sgd", "TWD": "nt$ twd",
    "dollar": "$ dollar dollars dólar dólares dollari dólar",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp sterling",
    "pound": "pound pounds quid",
    "JPY": "jpy yen 円", "CNY": "cny rmb yuan renminbi 元 人民币", "yen-or-yuan": "¥ ￥",
    "INR": "₹ inr", "PKR": "pkr", "rupee": "rs rupee rupees rupien roupies",
    "KRW": "₩ krw won 원", "RUB": "₽ rub rouble roubles ruble rubles rubel",
    "CHF": "chf", "franc": "franc francs franken",
    "BRL": "r$ brl reais", "MXN": "mx$ mxn", "ARS": "ars", "peso": "peso pesos",
    "SEK": "sek", "NOK": "nok", "DKK": "dkk", "crown": "krona kronor krone kroner crowns",
    "PLN": "pln zloty zlotys złoty", "CZK": "czk", "HUF": "huf forint forints", "TRY": "₺ lira liras",
    "UAH": "₴ uah hryvnia hryvnias", "ILS": "₪ ils shekel shekels", "ZAR": "zar rand", "NGN": "₦ ngn naira",
    "AED": "aed dirham dirhams", "SAR": "sar riyal riyals", "THB": "฿ thb baht", "VND": "₫ vnd dong",
    "IDR": "idr rupiah", "MYR": "myr ringgit", "PHP": "₱ php", "BTC": "btc bitcoin bitcoins",
}  # fmt: skip
#: Spelling, lower-case, to unit.
CURRENCIES = {spelling: unit for unit, spellings in _CURRENCIES.items() for spelling in spellings.split()}
#: A unit that several currencies share, and those currencies.
SHARED = {
    "dollar": frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"}),
    "pound": frozenset({"GBP"}),
    "cent": frozenset({"dollar", "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "EUR"}),
    "yen-or-yuan": frozenset({"JPY", "CNY"}),
    "rupee": frozenset({"INR", "PKR"}),
    "franc": frozenset({"CHF"}),
    "peso": frozenset({"MXN", "ARS", "PHP"}),
    "crown": frozenset({"SEK", "NOK", "DKK", "CZK"}),
}
#: Words that may stand before a currency's name: "14 billion US dollars".
NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "british": "GBP",
    "hong": "HKD", "singapore": "SGD", "taiwan": "TWD", "taiwanese": "TWD", "swiss": "CHF", "indian": "INR",
    "pakistani": "PKR", "mexican": "MXN", "argentine": "ARS", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK",
    "czech": "CZK", "philippine": "PHP", "美": "USD", "欧": "EUR",
}  # fmt: skip
#: Hundredths, and the money they are of.
SMALL_CHANGE = {"cents": "cent", "pence": "pound", "penny": "pound", "pennies": "pound"}
#: Words before a length that make an area or a volume of it.
DIMENSIONS = {"square": "square", "sq": "square", "cubic": "cubic"}

_MEASURES = {
    "kilometre": "km kms kilometre kilometres kilometer kilometers kilómetros chilometri quilômetros",
    "metre": "metre metres meter meters metros metri mètres",
    "centimetre": "cm centimetre centimetres centimeter centimeters", "millimetre": "mm millimetre millimetres",
    "mile": "mile miles", "foot": "ft foot feet", "inch": "inch inches", "yard": "yard yards",
    "kilogram": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes", "gram": "gram grams gramme grammes",
    "tonne": "tonne tonnes ton tons", "ounce": "oz ounce ounces", "stone": "st",
    "litre": "litre litres liter liters", "gallon": "gallon gallons", "barrel": "barrel barrels bpd",
    "acre": "acre acres", "hectare": "ha hectare hectares", "degree": "° ° c degree degrees celsius fahrenheit",
    "mph": "mph", "km/h": "kph", "watt": "w watt watts", "kilowatt": "kw kwh kilowatt kilowatts",
    "megawatt": "mw mwh megawatt megawatts", "gigawatt": "gw gwh gigawatt gigawatts",
    "gigabyte": "gb gigabyte gigabytes", "terabyte": "tb terabyte terabytes", "megabyte": "mb megabyte megabytes",
    "second": "second seconds sec secs sekunden secondes segundos", "minute": "minute minutes min mins minuten minutos",
    "hour": "hour hours hr hrs stunde stunden heure heures hora horas ore uur",
    "day": "day days tag tage tagen jour jours día días giorni dias dagen",
    "week": "week weeks woche wochen semaine semaines semana semanas settimane weken",
    "month": "month months monat monate monaten mois mes meses mesi maanden",
    "year": "year years yr yrs jahr jahre jahren an ans année années año años anni ano anos jaar",
    "century": "century centuries jahrhundert siècle siècles siglo siglos",
}  # fmt: skip
#: Spelling, lower-case, to unit. "c" is left to the degree sign before it.
MEASURES = {
    spelling: unit for unit, spellings in _MEASURES.items() for spelling in spellings.split() if spelling != "c"
}
#: The word after the number of an age says nothing that "27" alone does not.
AGE = frozenset({"old", "aged"})

PERCENT = frozenset({"%", "percent", "pct", "prozent", "porcentaje", "procent", "percento"})
#: "per cent", "pour cent", "por ciento", "per cento": first word, then second.
PERCENT_PAIRS = frozenset(
    {("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento"), ("per", "cento"), ("per", "hundred")}
)
POINT_WORDS = frozenset({"point", "points", "prozentpunkte", "prozentpunkten", "prozentpunkt"})
POINTS = frozenset({"pp", "ppt", "ppts", "prozentpunkte", "prozentpunkten", "prozentpunkt", "procentpunten"})
BASIS_POINTS = frozenset({"bps", "bp"})


def agree(one: str, another: str) -> bool:
    """Whether two currency units may be the same money: "$" and "US$" may, "US$" and "A$" may not."""
    return one == another or another in SHARED.get(one, ()) or one in SHARED.get(another, ())
