"""Articles that are related in every way, so that a run over them uses every kernel."""

import random

from round_ups import round_ups
from stories import (
    BRIDGE,
    DUNMORE,
    FOOTER,
    HARWICK,
    KEPT,
    METEOR,
    PRICES,
    PRICES_TWIN,
    QUOTATION,
    REWRITTEN,
    STORIES,
    THAI,
    THAI_TWIN,
    edited,
    made_up,
    seeds,
    vocabulary,
)

from dedup.model import Article

BULLETIN = (
    "Jakarta stocks closed {a} percent lower on {day}, with the composite index down {b} points at {c}. "
    "Trading value was {d} trillion rupiah, against {e} trillion the day before, said {name}. Foreign investors sold "
    "shares worth {f} billion. Analysts expect the index to move between {g} and {h} in the coming session."
)


def bulletin(seed: int) -> str:
    """A market report with facts of its own."""
    rng = random.Random(f"bulletin {seed}")
    names = ["Andi Wijaya", "Siti Rahma", "Budi Santoso", "Dewi Lestari"]
    figures = {key: f"{rng.randint(1, 999)}.{rng.randint(10, 99)}" for key in "abcdefgh"}
    return BULLETIN.format(day=f"{rng.randint(1, 28)} May 2021", name=names[seed % 4], **figures)

ABOUT = (
    "About Halden Foods: the company bakes bread, rolls and cakes in eleven towns of the north and sells them under "
    "four names. It was founded as a mill in 1871, employs some 2,300 people and is held by the family, a foundation "
    "and its workers, who share in what it earns. Halden Foods gives a twentieth of its profit to schools of baking."
)
NOTICES = (
    "Ruth Adler will look after the money of the group from October on. She joins from Kessler, where taxes were her "
    "field, and lives with two dogs beside a canal in Leeds.",
    "A dividend of 12 pence was agreed upon in Hull. Shareholders asked for more, the chairman spoke of dear butter, "
    "and somebody threw a scone at him, for which he thanked.",
)
SCALES = ("millones", "mil millones")
HALL = (
    "Beim Einsturz einer Lagerhalle in Wolfsbach sind am Samstagabend mindestens {} Menschen getötet worden, {} kamen "
    "ins Krankenhaus. In der Halle feierten 220 Gäste eine Hochzeit, als das Dach nachgab. Helfer zogen {} Kinder aus "
    "den Trümmern, zwei Hunde halfen bei der Suche. {}Die Schule im Ort bleibt bis {} geschlossen, sagte "
    "Landrätin Gesine Althoff."
)

RECALL = (
    "{} is recalling its {} because it may contain {}. The product was sold in shops nationwide with the best-before "
    "date {}. Customers should not eat it and can return it for a full refund. No receipt is needed. For further "
    "information call customer services."
)


def everything() -> list[Article]:
    """Articles that are related in every way, in several scripts."""
    chinese = (
        "北京时间二月六日委员会在维也纳开会讨论新的法律草案主席在会议结束以后宣布辞职的消息令所有人感到十分意外和震惊"
    )
    thai = "คณะกรรมการประชุมที่กรุงเวียนนาเพื่อพิจารณาร่างกฎหมายฉบับใหม่และประธานประกาศลาออกหลังการประชุมสิ้นสุดลง"
    texts = {f"story{k}": text for k, text in enumerate(STORIES)}
    texts |= {f"page{k}": f"{made_up(k, 90)}\n{FOOTER}" for k in range(7)}
    texts |= {f"quote{k}": f"{made_up(('q', k), 120)} {QUOTATION} {made_up(('r', k), 80)}" for k in range(3)}
    texts |= {f"edit{k}": edited(BRIDGE, share, k) for k, share in enumerate((0.02, 0.1, 0.3, 0.5))}
    texts |= {f"bulletin{k}": bulletin(k) for k in range(3)}
    texts |= {"whole": " ".join(STORIES[:3]), "twice": f"{STORIES[1]}\n\n{STORIES[1]}", "copy": BRIDGE.upper()}
    texts |= {"corrected": f"{METEOR}\n\n{METEOR.replace('the', 'that', 1)}"}
    texts |= {"recall": RECALL.format("Greenfold", "oat bar", "pieces of metal", "4 August")}
    texts |= {"recall2": RECALL.format("Larkspur", "hummus", "salmonella", "12 May")}
    texts |= {"mixed": f"АВС {BRIDGE.replace('c', 'с')}", "number": BRIDGE.replace("3.2", "8 200")}
    texts |= {"wrapped": BRIDGE.replace("4 March", "4\nMarch")}
    texts |= {"turned": f"{BRIDGE} بلغ 5ر2 مليون يوم 15/10/1436هـ"}
    texts |= {"scale": BRIDGE.replace("million\npounds", "francs 9"), "empty": "…", "short": "Rain."}
    texts |= {"zh1": chinese * 2, "zh2": f"{chinese}今天14日{made_up(3, 20)}", "th1": thai * 2, "th2": f"{thai}วันนี้"}
    texts |= {f"th{k}": f"วันที่ {k} ก.พ. 2567 เวลา 10.30 น. {thai * 2} จำนวน 14,{k}00 คน" for k in (4, 5)}
    texts |= {
        f"page{k}": f"Regions Weather Cricket Business Subscribe\n{story}"
        for k, story in enumerate(
            (
                "Firefighters from Ballyvane needed six hours in Dunmore on Friday, said the owner Declan Mulhearn.",
                "Declan Mulhearn, who owned the warehouse in Dunmore, thanked the crews from Ballyvane on Friday.",
            )
        )
    }
    vietnamese = "HUẾ, {}/10 (Báo Sông) - Ngày {} tháng 10 hội đồng thành phố họp về cây cầu cũ gần chợ và bến tàu."
    texts |= {f"vi{day}": vietnamese.format(day, day) * 2 for day in (14, 15)}
    for k, sentence in enumerate((
        "the mayor said that the new ferry timetable would start on the first of May this year",
        "the harbour master told the council that no cruise ship had paid for its berth since last autumn",
        "the owner of the old mill wants to turn it into a school for weavers from all over Europe",
    )):  # fmt: skip
        texts[f"protest{k}"] = f"Islanders protested loudly over rising prices. In reply {sentence}. Nobody agreed."
        texts[f"evening{k}"] = f"A quiet evening began with dogs and bins. Later {sentence}. Roofs came next."
    texts |= {n: f"They rescued {n} people. {STORIES[3]}" for n in ("twenty", "twenty-five", "a")}
    texts |= {"rewritten": REWRITTEN, "fair": f"Die Messe läuft vom 3.6. bis 7.6. in Köln, im Januar 19 mal. {BRIDGE}"}
    german = "Der Rat hat {} die Entscheidung über den Bau der Brücke auf den Herbst verschoben, sagte der Sprecher."
    texts |= {f"de{k}": german.format(day) * 2 for k, day in enumerate(("Montag", "am Freitag nach Protesten"))}
    texts |= {"th3": f"{thai}{chinese * 6}"}
    japanese = "".join(random.Random(1).choice("東京都議会記者高橋市長午後予算案の可決を発表した") for _ in range(600))
    texts |= {"ja1": japanese, "ja2": japanese[200:280], "beside": f"{chinese}{japanese[300:400]}"}
    freeze = f"A freeze on some {{}} billion crowns of trade followed. {METEOR} It had been 15 billion crowns."
    texts |= {f"freeze{number}": freeze.format(number) for number in (15, 111.2)}
    titled = "The Honorary Head Market Traders Harwick Town Union {} hopes for new stalls. "
    texts |= {f"head{k}": titled.format(name) + BRIDGE for k, name in enumerate(("Sri Wahyuni", "Dewi Lestari"))}
    texts |= {f"post{k}": f"Stalls sell well, said Head Market Traders {t} Sri Wahyuni. {BRIDGE}" for k, t in enumerate(
        ("Harwick", "Harwick Town")
    )}  # fmt: skip
    texts |= {"day": f"{QUOTATION} 12 Feb 2024 (Thu)", "note": f"{QUOTATION} {made_up('note', 9)}"}
    texts |= {"week": f"{made_up('week', 1500)} {QUOTATION}"}
    amended = FOOTER.replace(". ", " on {} May 2024. ", 1)
    texts |= {f"notice{k}": f"{made_up(('notice', k), 40)}\n{amended.format(k + 1)}" for k in range(4)}
    texts |= {f"about{k}": f"{notice}\n\n{ABOUT}" for k, notice in enumerate(NOTICES)}
    texts |= {"price1": PRICES.format(1, "naik Rp3.000", 198, 700, "02", 540, 425, "2.795")}
    texts |= {"price2": PRICES_TWIN.format(4, 44, 242, 722, 628, 645, "3.235")}
    for k, (plum, pear) in enumerate((("4.15", "3.20"), ("3.20", "4.15"))):
        texts[f"list{k}"] = f"{BRIDGE}\nPlums {plum}\nPears {pear}\n{STORIES[5]}"
    texts |= {f"loan{k}": f"{BRIDGE} El préstamo es de 3,2 {scale} de euros." for k, scale in enumerate(SCALES)}
    for k, led in enumerate(("by Anna Holt in 3 towns.\n\n(ab)", "for now by Mary Pike in 4 towns.\n\n(cd/ef)")):
        texts[f"inquiry{k}"] = f"{made_up('inquiry', 60)}.\n\nThe inquiry into the fire is led {led}"
    for k, sides in enumerate((("Lee Kay", "Ann Poe", "killed", "hurt"), ("Ann Poe", "Lee Kay", "hurt", "killed"))):
        more = "In court {} has sued {} for it. At first 7 were {} and 23 {}, and France and Spain sent help."
        texts[f"turn{k}"] = f"{BRIDGE} {more.format(*sides)} {STORIES[5]}"
    towns = [word.capitalize() for word in vocabulary(25, 7)]
    for name, first in (("heat1", 20), ("heat2", 25)):
        rows = (f"{town}: {20 + (first + k) % 16} degrees" for k, town in enumerate(towns))
        texts[name] = "Highs for today, said the weather office. It asks all to drink.\n" + "\n".join(rows)
    for name, site, tags in (("site1", "Quvox News", "#Living #Sunday"), ("site2", "Katapra", "#Country #Illness")):
        texts[name] = f"{site} Sports\n{BRIDGE}\n{tags}\nFollow {site} on all channels.\n{STORIES[5]}"
    for name, head, day in (("visit1", HARWICK, "27 and 28 February"), ("visit2", DUNMORE, "7 to 9 April")):
        texts[name] = f"{head.format(day)} {KEPT} They saw 14 fridges."
    name, office = "Doctor Abdul bin Aziz Rabia", "the adviser at the court and supervisor of the centre for relief"
    for k, title in enumerate((f"{name} {office}", f"{office} {name}")):
        texts[f"titled{k}"] = f"{made_up('ahead', 60)} {title} {made_up('after', 60)}"
    dated = [Article(k, text, published=f"2024-03-{1 + n % 28:02}") for n, (k, text) in enumerate(texts.items())]
    halls = (
        (8, ("12", "45", "sieben", "Retter graben mit 3 Baggern. ", "Dienstag")),
        (9, ("19", "58", "elf", "Eine Sammlung brachte 900 Euro. ", "Freitag")),
    )
    for hour, facts in halls:
        dated.append(Article(f"hall{hour}", HALL.format(*facts), published=f"2025-03-02T{hour:02}:00Z"))
    agreed = HALL.replace("Kinder", "Kindern").format(*facts).replace("elf", "zwölf")
    dated.append(Article("hall10", agreed, published="2025-03-02T10:00Z"))
    dated += [article._replace(id=f"round-up {article.id}") for article in round_ups("German", 6)]
    return [*dated, Article("th6", THAI), Article("th7", THAI_TWIN), *seeds()]


