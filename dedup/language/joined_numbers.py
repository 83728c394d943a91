"""Numbers that are written as one word: einundzwanzig, doscientos, duecentocinquanta, tweeduizend."""

HUNDREDFOLD = 1000  #: values from here up to :data:`LAST_HUNDREDFOLD` are so many times a hundred: 1020 is 2000
LAST_HUNDREDFOLD = 1998
_GERMAN_UNITS = "ein zwei drei vier fünf sechs sieben acht neun"
_GERMAN_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_DUTCH_UNITS = "een twee drie vier vijf zes zeven acht negen"
_DUTCH_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_DUTCH_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
#: Tens first, which lose their last letter before a vowel: ventuno, quarantotto.
_ITALIAN_UNITS = "uno due tre quattro cinque sei sette otto nove"
_ITALIAN_TEENS = "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"
_ITALIAN_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
_SPANISH_TWENTIES = "uno/ún/una dós trés cuatro cinco séis siete ocho nueve"
#: From 200 on, without the last two letters of both genders.
_ROMANCE_HUNDREDS = (
    "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient",
    "duzent trezent quatrocent quinhent seiscent setecent oitocent novecent",
)


def joined_numbers() -> list[tuple[str, int]]:
    """Return the words with their values; those above a thousand are whole hundreds and count as such.

    >>> numbers = dict(joined_numbers())
    >>> [numbers[word] for word in ("einundzwanzig", "doscientas", "centoventi", "zweitausend")]
    [21, 200, 120, 1020]
    """
    german = {10 + k: word for k, word in enumerate(_GERMAN_TEENS.split())}
    german |= _tens(_GERMAN_TENS, _GERMAN_UNITS, "und")
    dutch = {10 + k: word for k, word in enumerate(_DUTCH_TEENS.split())} | _tens(_DUTCH_TENS, _DUTCH_UNITS, "en")
    italian = {10 + k: word for k, word in enumerate(_ITALIAN_TEENS.split())} | _italian_tens()
    entries = [(word, n) for below in (german, dutch, italian) for n, word in below.items() if n > 20 and n % 10]
    twenties = enumerate(_SPANISH_TWENTIES.split(), 1)
    entries += [(f"veinti{unit}", 20 + k) for k, units in twenties for unit in units.split("/")]
    entries += [
        (f"{word}{gender}", 100 * k)
        for words in _ROMANCE_HUNDREDS for k, word in enumerate(words.split(), 2) for gender in ("os", "as")
    ]  # fmt: skip
    entries += _large(_GERMAN_UNITS.split(), german, "hundert", "tausend", "tausend")
    entries += _large(_DUTCH_UNITS.split(), dutch, "honderd", "duizend", "duizend")
    return entries + _large(_ITALIAN_UNITS.split(), italian, "cento", "mille", "mila")


def _tens(tens: str, units: str, joint: str) -> dict[int, str]:
    """Numbers from 20 to 99 of which the units stand first."""
    out = {10 * k: ten for k, ten in enumerate(tens.split(), 2)}
    for k, unit in enumerate(units.split(), 1):
        joined = f"{unit}{'ën' if joint == 'en' and (unit[-2:] == 'ee' or unit == 'drie') else joint}"
        out |= {10 * ten + k: f"{joined}{word}" for ten, word in enumerate(tens.split(), 2)}
    return out


def _italian_tens() -> dict[int, str]:
    """Italian numbers from 20 to 99."""
    out = {}
    for k, ten in enumerate(_ITALIAN_TENS.split(), 2):
        out[10 * k] = ten
        for unit, word in enumerate(_ITALIAN_UNITS.split(), 1):
            out[10 * k + unit] = f"{ten[:-1] if word in ('uno', 'otto') else ten}{word}"
    return out


def _large(
    units: list[str], below: dict[int, str], hundred: str, thousand: str, thousands: str
) -> list[tuple[str, int]]:
    """Hundreds, those with whole tens behind them, thousands up to 99, and those with hundreds behind them."""
    hundreds = {100 * k: f"{unit}{hundred}" for k, unit in enumerate(units, 1)}
    tens = {n: word for n, word in below.items() if n % 10 == 0}
    out = [(f"{word}{ten}", n + m) for n, word in [*hundreds.items(), (100, hundred)] for m, ten in tens.items()]
    out += [(word, n) for n, word in hundreds.items()]
    out += [(f"{word}{hundred}", HUNDREDFOLD + n) for n, word in below.items() if n < 20]
    full = {1: thousand} | {k: f"{unit}{thousands}" for k, unit in enumerate(units, 1) if k > 1}
    out += [(f"{word}{thousands}", HUNDREDFOLD + 10 * n) for n, word in below.items()]
    for k, word in full.items():
        out += [(word, HUNDREDFOLD + 10 * k)] if k > 1 else []
        out += [(f"{word}{more}", HUNDREDFOLD + 10 * k + n // 100) for n, more in hundreds.items()]
        out.append((f"{word}{hundred}", HUNDREDFOLD + 10 * k + 1))
    return out
