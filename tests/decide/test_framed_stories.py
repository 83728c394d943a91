"""Short notices in the frame of one site are no forms; a form whose wording recurs is one."""

from runs import found_in
from stories import made_up

from dedup.model import Article

HEAD = (
    "Front | Town | Games | Trade | Skies\n"
    "Sign up here for our evening letter and you will not miss a thing that happens near you\n\n"
)
FOOT = (
    "\n\nTell your friends about this on any of the networks\n"
    "See as well: all that one has to know about the new rules for garden sheds\n"
    "No part of this page may be printed anywhere unless the owner of the paper has put that in writing.\n"
    "Write to us | Who we are | Your data | Biscuits"
)


def notice(k: int) -> str:
    words = made_up(f"notice {k}", 44).split()
    words[7], words[21], words[30] = f"{3 * k + 11}", f"{5 * k + 212}", "and"
    return f"{made_up(k, 1)[:-1]} Corp said {' '.join(words)}"


def test_short_notices_in_the_frame_of_one_site_are_not_related():
    texts = [notice(k) for k in range(80)]
    assert not found_in([Article(f"{k}", text) for k, text in enumerate(texts)]).matches
    assert not found_in([Article(f"{k}", f"{HEAD}{text}{FOOT}") for k, text in enumerate(texts)]).matches
