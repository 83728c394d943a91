import pytest
from stories import BRIDGE, STORIES, THAI, articles, relations

from dedup.detect import find_duplicates

HEADS = (
    "Home News Sport Weather Culture Subscribe",
    "The Tern & Gazette, established 1871",
    "You are reading this because a friend gave it to you",
    "Listen 6 min | Save | Print",
    "Europe edition Asia edition Africa edition",
)
FEET = (
    "Sign up to our morning briefing, sent to your inbox before breakfast at no cost. Copyright Larkfield Media.",
    "Comments are closed. If you want to complain about something that you have read here, write to the editor.",
    "Our journalism is paid for by readers in forty countries; become one and cancel whenever you like to do so.",
    "This piece first appeared in the weekend magazine. Reporting by Petra Novak. Photographs by Goran Sikic.",
    "Most read: Ferry runs aground off Split. Bears on the move. Why a village sells snow. New rules for visas.",
)
MENUS = (
    "Home World Business Sport Opinion Puzzles Events Schools Jobs Letters Travel Food Farming Courts Archive Login",
    "Search Latest Local Football Cricket Racing Columnists Film Music Books Property Announcements Obituaries Photos",
    "Markets Stocks Funds Currencies Commodities Earnings Careers Podcasts Newsletter Bonds Economy Contact Help",
    "Weather Traffic Classifieds Advertise Edition Videos Calendar Council Health Science Tech Arts Politics Family",
)
KELANTAN = """Banjir di Kota Bharu memaksa 214 keluarga meninggalkan rumah mereka sejak petang Isnin, kata Angkatan
Pertahanan Awam. Paras air Sungai Kelantan naik melebihi takat bahaya selepas hujan lebat dua hari berturut-turut.
Sebanyak enam pusat pemindahan dibuka di sekolah dan balai raya, dan bekalan makanan dihantar dengan bot."""


THAI_FEET = (
    "สมัครรับจดหมายข่าวยามเช้าของเราได้ฟรีทุกวัน แล้วไม่พลาดทุกเรื่องสำคัญ สงวนลิขสิทธิ์ตามกฎหมาย",
    "ปิดรับความคิดเห็นแล้ว หากต้องการร้องเรียนเรื่องที่อ่านบนเว็บไซต์นี้ โปรดเขียนถึงบรรณาธิการ",
    "งานข่าวของเราอยู่ได้ด้วยผู้อ่านจากทั่วประเทศ มาเป็นสมาชิกกับเราและยกเลิกเมื่อใดก็ได้ตามใจ",
    "บทความนี้ลงพิมพ์ครั้งแรกในนิตยสารฉบับสุดสัปดาห์ ภาพถ่ายโดยทีมช่างภาพ ห้ามนำไปเผยแพร่ต่อ",
    "อ่านมากที่สุด เรือข้ามฟากเกยตื้น หมีออกหากิน ทำไมหมู่บ้านนี้ขายหิมะ กฎใหม่ของการขอวีซ่า",
)


def are_all_copies(texts):
    found = relations(find_duplicates(articles(*texts), workers=1))
    return len(found) == len(texts) * (len(texts) - 1) // 2 and set(found.values()) == {"near-duplicate"}


@pytest.mark.parametrize("story", [BRIDGE, STORIES[1], KELANTAN])
def test_a_story_that_five_sites_print_among_lines_of_their_own_is_no_furniture(story):
    assert are_all_copies([f"{head}\n\n{story}\n\n{foot}" for head, foot in zip(HEADS, FEET, strict=True)])


def test_nor_is_one_in_a_script_without_spaces():
    assert are_all_copies([f"{THAI}\n\n{foot}" for foot in THAI_FEET])


def test_nor_if_it_comes_first():
    assert are_all_copies([f"{BRIDGE}\n\n{foot}" for foot in FEET])


def test_nor_behind_menus():
    assert are_all_copies([f"{menu}\n\n{BRIDGE}" for menu in MENUS])


def test_nor_if_it_is_a_brief_in_as_many_words_of_its_sites():
    brief = " ".join(BRIDGE.split()[:50])
    feet = [f"{foot} {FEET[k - 1]}" for k, foot in enumerate(FEET)]
    assert are_all_copies([f"{head}\n\n{brief}\n\n{foot}" for head, foot in zip(HEADS, feet, strict=True)])


@pytest.mark.parametrize(
    "page",
    [
        "{menus}\n\n{item}\n\n{feet}",
        "{item}\n\n{feet}",
        "{menus} {menus}\n\n{item}",
        "By {k}\n{menus}\n\n{item}\n\n{feet}\n\nNext: {k}",
    ],
    ids=["between", "above a footer", "below a menu", "with lines of its own"],
)
def test_a_frame_around_items_stays_one(page):
    menus, feet = " ".join(MENUS[:3]), " ".join(FEET)
    items = [" ".join(story.split()[:45]) for story in STORIES]
    texts = [page.format(menus=menus, feet=feet, item=item, k=item.split()[-1]) for item in items]
    assert not find_duplicates(articles(*texts), workers=1).matches


def test_edited_copies_and_digests_are_no_frame_for_one_another():
    words = BRIDGE.split()
    edits = [" ".join(word if k % 9 != shift else f"x{word}" for k, word in enumerate(words)) for shift in range(3)]
    digests = [f"{STORIES[k]}\n\n{BRIDGE}\n\n{STORIES[k + 1]}" for k in (1, 3)]
    found = relations(find_duplicates(articles(*edits, *digests, f"{STORIES[5]}\n\n{BRIDGE}"), workers=1))
    assert len(found) == 15
    assert set(found.values()) <= {"near-duplicate", "excerpt", "overlap"}


def test_a_story_with_lines_of_its_site_in_the_middle_is_no_furniture():
    first, last = f"{BRIDGE} {STORIES[3]}", f"{STORIES[4]} {STORIES[5]}"
    assert are_all_copies([f"{head}\n\n{first}\n\n{foot}\n\n{last}" for head, foot in zip(HEADS, FEET, strict=True)])


def test_a_banner_of_prose_before_items_is_part_of_their_frame():
    banner = f"{FEET[0]} {FEET[1]} {FEET[2]}"
    texts = [f"{banner}\n\n{' '.join(story.split()[:25])}\n\n{MENUS[0]}\n{' '.join(FEET)}" for story in STORIES]
    assert not find_duplicates(articles(*texts), workers=1).matches
