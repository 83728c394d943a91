import numpy as np
import pytest
from all_kinds import everything
from pairs import relation_of

from dedup.corpus.corpus import build_corpus
from dedup.decide.region_facts import count_same, facts_in_regions, is_broken
from dedup.evidence.evidence import measure
from dedup.evidence.rewriting import parallel_regions
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels, run

#: Two events in the words that such reports have, with other facts throughout.
OTHER_EVENTS = {
    "th": (
        "รถพ่วงบรรทุกมันสำปะหลังเสียหลักตกร่องกลางถนนสาย 304 ช่วงโค้งวังน้ำเขียวเมื่อเช้าวันอังคาร ทำให้การจราจรติดขัดนานหกชั่วโมง "
        "คนขับวัย 51 ปี บาดเจ็บเล็กน้อย ตำรวจระบุว่ายางล้อหน้าระเบิด เจ้าหน้าที่ใช้รถยกลากรถออกจากร่องกลาง",
        "รถทัวร์ชนต้นไม้ริมถนนสาย 304 ช่วงโค้งวังน้ำเขียวเมื่อค่ำวันศุกร์ ทำให้การจราจรติดขัดนานสามชั่วโมง ผู้โดยสาร 12 คนบาดเจ็บเล็กน้อย "
        "ตำรวจระบุว่าคนขับหลับใน เจ้าหน้าที่นำผู้บาดเจ็บส่งโรงพยาบาลปักธงชัย",
    ),
    "en": (
        "A blaze gutted a timber yard on the edge of Harrowby shortly before midnight on Tuesday. Some 55 firefighters "
        "were sent at 11.50 p.m. and took six hours to bring the flames under control. Nobody was hurt. Neighbours had "
        "been asked to leave their homes for the night. The yard had stocked oak for barrels since the war, its owner "
        "said, and he means to start again with what the insurers pay.",
        "A blaze scorched the kitchen of a seaside hotel in the middle of Harrowby early on Saturday. Some 18 "
        "firefighters were sent at 5.10 a.m. and took two hours to bring the flames under control. Nobody was hurt. "
        "Breakfast was "
        "served in the church hall to guests in slippers. A toaster is thought to be the cause, and the manager hopes "
        "that the dining room can open for a wedding party that is booked for the weekend.",
    ),
    "es": (
        "Un tráiler cargado de 24 toneladas de naranjas se salió el martes por la noche en la A-68 a la altura de "
        "Gallur y obligó a cortar la calzada durante seis horas. El chófer, de 52 años, sufrió contusiones. Según la "
        "Guardia Civil, falló un freno trasero. Los bomberos retiraron la fruta con palas. El tráfico se desvió por "
        "la autopista.",
        "Una furgoneta de reparto vacía ardió el sábado por la mañana en la A-68 a la altura de Gallur y obligó a "
        "cortar la calzada durante tres horas. La chófer, de 31 años, salió por su propio pie. Según la Guardia Civil, "
        "el fuego empezó en la cabina. Los bomberos evitaron que ardiera un trigal. El tráfico se desvió por la "
        "autopista.",
    ),
}  # fmt: skip

COPIES = (Relation.NEAR_DUPLICATE, Relation.EXCERPT, Relation.OVERLAP)


@pytest.mark.parametrize("dates", [{}, {"a": "2025-01-07", "b": "2025-01-17"}, {"a": "2025-01-07", "b": "2025-03-17"}])
@pytest.mark.parametrize("language", OTHER_EVENTS)
def test_another_event_in_the_same_words_is_no_copy(language, dates):
    assert relation_of(*OTHER_EVENTS[language], **dates) not in COPIES


@pytest.mark.parametrize("language", ["en", "th"])
def test_the_same_words_with_the_same_facts_stay_one(language):
    one, two = OTHER_EVENTS[language]
    pairs = {
        "en": {"Saturday": "Tuesday", "18 fire": "55 fire", "5.10 a.m": "11.50 p.m", "two hours": "six hours"},
        "th": {"วันศุกร์": "วันอังคาร", "สามชั่วโมง": "หกชั่วโมง", "12 คน": "51 ปี"},
    }[language]
    for before, after in pairs.items():
        assert before in two
        two = two.replace(before, after)
    assert relation_of(one, two) in COPIES


def test_a_quotation_whose_every_word_is_the_same_is_shared_whatever_the_figures_beside_it():
    said = (
        "we shall rebuild the bridge at the same place and with the same stones because the people of this valley have "
        "asked for nothing else since the flood"
    )
    one = f"On Monday 14 workers and 30 soldiers began at 6.15 a.m., and the mayor said that {said}. Nets were hung up."
    two = f"On Friday 90 workers and 75 soldiers began at 8.40 a.m., and the mayor said that {said}. Boats were sent."
    assert relation_of(one, two) is Relation.TEMPLATE


def regions_of(texts, compiled=False):
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    corpus = corpus._replace(compiled=compiled)
    hosts, guests = np.arange(0, len(texts), 2), np.arange(1, len(texts), 2)
    regions = parallel_regions(corpus, hosts, guests, workers=1)
    evidence = measure(corpus, hosts.astype(np.int32), guests.astype(np.int32), 3, 1)
    broken = is_broken(corpus, evidence, np.arange(len(hosts)), Params())
    return facts_in_regions(corpus, hosts, guests, regions, workers=1).tolist(), broken.tolist()


def test_facts_are_counted_where_the_texts_run_in_parallel():
    one = "Of 7 huts it is said that the flood took three boats and 40 sheep from the farm by the lake on Monday."
    two = "In 2019 it was said that the flood took five boats and 40 sheep from the farm by the lake on Friday. 8 died."
    assert regions_of([one, two, one, one]) == ([[2, 1], [4, 4]], [True, False])


def test_compiled_and_interpreted_agree():
    texts = [text for article in everything() if (text := article.text)]
    texts = [text for pair in OTHER_EVENTS.values() for text in pair] + texts[: len(texts) // 2 * 2]
    plain = regions_of(texts)
    compile_kernels()
    assert regions_of(texts, compiled=True) == plain


def test_values_are_counted_once():
    assert run(count_same, False, [5, 0, 5, 6, 6, 7, 7, 8], 4, 8) == (2, 3, 1)
    assert run(count_same, False, [0, 0], 1, 2) == (0, 0, 0)
