"""Words for shares, multiples and numbers that are not counted: half, two-thirds, twice, doubled, hundreds.

What they say where they stand is told by :mod:`dedup.changes.numbers.shares`.
"""

from functools import cache

from dedup.language.arabic_letters import plain

#: The shares by their denominators.
_SHARES = """
2 half halves setengah separuh hälfte mitad moitié metade metà helft половина половину половины połowa połowę połowy
2 yarısı yarısını نصف nusu आधा आधे आधी অর্ধেক نیمی
3 third thirds sepertiga pertiga drittel dritteln tercio tercios tiers terço terços terzo terzi treti треть трети
3 третина третину trzecia trzecie trzecich ثلث theluthi तिहाई
4 quarter quarters seperempat perempat viertel vierteln cuarto cuartos quart quarts quarto quarti quartos kwart четверть
4 четверти чверть ćwierć çeyrek çeyreği ربع أرباع robo चौथाई
5 fifth fifths seperlima perlima fünftel fünfteln quinto quintos cinquième cinquièmes quinti خمس أخماس
6 sixth sixths seperenam sechstel sexto sixième sesto
7 seventh sevenths siebtel septième
8 eighth eighths seperdelapan achtel octavo huitième
9 ninth ninths neuntel
10 tenth tenths sepersepuluh zehntel décimo dixième decimo
"""
#: The multiples by their factors.
_MULTIPLES = """
2 twice double doubled doubles doubling zweimal doppelt verdoppelt verdoppelte doble duplicado duplicó doublé
2 dobro dobrou doppio raddoppiato tweemaal verdubbeld вдвое удвоил удвоился удвоились
3 thrice triple tripled triples tripling treble trebled dreimal dreifach verdreifacht verdreifachte triplicado triplicó
3 triplé triplo triplicou triplicato driemaal verdrievoudigd втрое утроил утроился утроились
4 quadruple quadrupled viermal vierfach vervierfacht cuádruple quadruplé quádruplo quadruplo вчетверо
5 fünfmal fünffach verfünffacht quintuple quintupled
"""
TIMES = (
    *("times", "kali", "mal", "fois", "veces", "vezes", "volte", "keer", "раза", "раз", "рази", "разів", "razy", "kez"),
    "مرات",
)
#: Numbers that are not counted, by what they are many of.
_MANY = """
10 tens puluhan decenas dizaines dezenas decine tientallen десятки десятков десятків dziesiątki dziesiątek عشرات onlarca
12 dozens dutzende dutzenden docenas douzaines dúzias dozzine dozijnen
100 hundreds ratusan hunderte hunderten cientos centenares centaines centenas centinaia honderden сотни сотен
100 сотні setki setek yüzlerce مئات mamia
1000 thousands ribuan tausende tausenden miles millares milliers milhares migliaia duizenden тысячи тысяч тисячі tysiące
1000 tysięcy binlerce آلاف maelfu
1000000 millions jutaan millionen millones milhões milioni miljoenen миллионы мільйони miliony milyonlarca ملايين
1000000000 billions miliaran milliarden milliards miliardi
"""
#: Denominators that are ordinals, too, or something else alone.
DOUBTFUL = frozenset(
    (
        *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "cuarto", "quarto", "quinto"),
        *("terzo", "trzecia", "sexto", "sesto", "octavo"),
    )
)


@cache
def share_words() -> dict[str, tuple[str, int]]:
    """What each word is, a share, a multiple or many, and its denominator, its factor or what it is many of.

    >>> share_words()["thirds"], share_words()["twice"], share_words()["ratusan"]
    (('share', 3), ('multiple', 2), ('many', 100))
    """
    out = {}
    for kind, table in (("share", _SHARES), ("multiple", _MULTIPLES), ("many", _MANY)):
        for line in table.strip().splitlines():
            number, *words = line.split()
            out.update({plain(word): (kind, int(number)) for word in words})
    return out
