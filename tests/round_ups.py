"""Pages that hold one story whole, each with another text, and pages of a site on which nothing else stands."""

import random

from stories import BRIDGE, made_up

from dedup.model import Article

GERMAN = (
    "Jan Bohle und Olga Schulz starten am Sonntag mit ihrer Sendung im Netz. Nur drei Tage, nachdem Bohles Magazin am "
    "Donnerstag, 12. Mai, wieder zu sehen ist, soll die erste Folge des Duos zu hören sein. Das teilte der Dienst am "
    "Montag in seinem Blog mit. Wie die neue Sendung heißt, wird noch nicht verraten. Auch zu den Inhalten sei noch "
    "nichts mitzuteilen, sagte eine Sprecherin. Die beiden hatten ihre Show am Sonntag zuletzt beim Sender Nordwelle."
)
THAI = (
    "คณะรัฐมนตรีมีมติเห็นชอบให้ปิดสะพานหินเก่าที่อำเภอแม่ริมเพื่อซ่อมแซมตั้งแต่วันจันทร์หน้า วิศวกรพบรอยร้าวลึกที่เสาสองต้นเมื่อต้นปี "
    "ค่าใช้จ่ายทั้งหมดประมาณสามล้านบาทและงานจะเสร็จก่อนฤดูหนาว รถโดยสารต้องอ้อมผ่านหมู่บ้านด้านใต้ซึ่งใช้เวลาเพิ่มอีกยี่สิบห้านาที "
    "เจ้าของร้านค้าทางฝั่งเหนือกังวลว่าลูกค้าจะน้อยลง นางสมศรีซึ่งขายขนมปังบอกว่าครึ่งหนึ่งของลูกค้าเดินข้ามสะพานนี้ทุกวัน"
)
STORIES_AND_TITLES = {
    "English": (BRIDGE, "Bridge at Harwick to close for months"),
    "German": (GERMAN, "Bohle und Schulz starten bald"),
    "Thai": (THAI, "ปิดสะพานหินเก่าที่อำเภอแม่ริม"),
}
_LETTERS, _ENDS = "กขคงจชซดตถทนบปผฝพฟมยรลวสหอ", ("า", "ี", "ู", "ะ", "อน", "าง", "ิด", "ุก", "ัน", "อบ", "ึก")


def other(language: str, number: int) -> str:
    """A text that is about nothing else."""
    if language != "Thai":
        return made_up((language, number), 90)
    rng = random.Random(number)
    return "".join(rng.choice(_LETTERS) + rng.choice(_ENDS) for _ in range(130))


def round_ups(language: str, count: int = 5, title: str | None = None) -> list[Article]:
    """A story by itself, and pages that hold it whole, before or behind another text."""
    story, own_title = STORIES_AND_TITLES[language]
    pages = [
        "\n".join((story, other(language, k)) if k % 2 else (other(language, k), story)) for k in range(count)
    ]
    first = Article("story", story, title=own_title if title is None else title)
    return [first, *(Article(f"page{k}", page) for k, page in enumerate(pages))]


BANNER = (
    "We and our partners use cookies and similar means on this site. They help us to keep you signed in, to count our "
    "visitors and to show advertisements that may interest you. You can accept all of them, refuse those that are not "
    "needed, or change your choice at any time below. Read more in our notice, which also says how long data are kept."
)
MENU = (
    "Sport\nCulture\nOpinion\nWeather\nVideos\nSubscribe\nLogin\nContact\nImprint\nHelp\n"
    "Archive\nJobs\nProperty\nCars\nObituaries\nPublic notices\nCrosswords\nPodcasts\nNewsletters\nSearch the "
    "site\nTravel\nFood and drink\nScience\nHealth\nSchools\nCourts\nLetters\nMaps\nGames\nShop\nEvents\nRadio\n"
    "Tickets\nHome\nPolitics\nBusiness and money"
)
"""Frames, of which an empty page has nothing else."""


def framed(frame: str, title: str, count: int = 6) -> list[Article]:
    """Unrelated articles of a site, and a page where only its frame stands."""
    return [
        Article("empty", frame, title=title),
        *(Article(f"page{k}", f"{frame}\n{made_up(('framed', k), 120)}") for k in range(count)),
    ]
