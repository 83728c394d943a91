"""A local paper bears the name of its town, which its stories name, too: that ties no stories to its menu."""

import pytest
from stories import articles, relations

from dedup.detect import find_duplicates

MENU = """Home | News | Sport | Business | Culture | Puzzles | Jobs
Sign in or create a free account to save the stories that matter to you
{town} Courier, the daily paper of {town} and the valley since 1887
"""
FOOTER = """
Read also: ten walks around {town} for a rainy weekend with children
Read also: how we chose the best bakeries, and where the queue is shortest on a Saturday morning
The {town} Courier is an independent newspaper. Support our journalists from 99p a week and cancel at any time.
About the author: our newsroom team covers {town} seven days a week. Got a story? Write to the news desk.
All rights reserved. No part of this website may be reproduced without the written permission of the publisher.
"""
BODIES = (
    "A burst main flooded the cellar of the {town} library on Sunday night. Staff carried nine hundred volumes of the "
    "maritime collection up three flights of stairs by torchlight, and none of them was lost, the librarian said.",
    "The {town} rowing club took two medals at the regatta in Kelham. Its coxless four led from the bridge on and "
    "won by a length, while the junior eight lost an oar, and with it the heat, within sight of the line.",
    "Residents of Tanner Street have won their fight against a car park. An inspector found that the lime trees, "
    "planted after the war by returning soldiers, outweigh forty spaces that {town} hardly needs.",
    "A baker who sold sourdough from her kitchen window is to open a shop. Amina Yusuf, who came to {town} six years "
    "ago, will take on two apprentices and keep the window, because her neighbours insisted on it.",
    "Magistrates in {town} fined a driver who parked a hearse across the entrance of the fire station. He had meant to "
    "be gone in a minute, he told the court, but the wake, a merry one, went on until four in the morning.",
    "The choir school of {town} seeks a new organist after thirty one years. Candidates will play a fugue, accompany "
    "a psalm at sight and, so the advertisement says, tolerate bats, which have nested behind the pipes for ages.",
    "Beekeepers in {town} report their poorest honey harvest since records began. Cold nights in May kept the swarms "
    "inside, and what was gathered from the limes afterwards tasted, in the words of one, of wet cardboard.",
)
STORY = (
    "The council of {town} will close the old bridge over the Wend on 4 May for eleven months, since divers have found "
    "deep cracks in two of its five piers. Traffic is to be led through Kelham, where the mayor, Ruth Adeyemi, fears "
    "for the sleep of her people. The repair costs 3.2 million pounds, of which the county bears half. Traders on the "
    "quay want a ferry for the time of the work, and the council has promised to ask two companies for an offer before "
    "the end of the month, though neither has a boat that could carry more than thirty passengers at low water."
)
ENDS = (
    "Adeyemi said that she would ask the county for a limit of speed and for signs in Kelham before the first lorry.",
    "The traders doubt that a ferry will come: the quay, was cut off for two summers when the piers were new.",
    "Divers went down four times in March. What they saw of the piers, an engineer said, could not wait for a winter.",
    "The last repair of the bridge, in 1974, cost a tenth of that and took the county twice the time it had promised.",
    "The council votes on both offers for the ferry in June. Until then passengers may cross the Wend on foot.",
)


@pytest.mark.parametrize("town", ["Harrow Vale", "Ballinasloe", "Guildford", "Derby", "Perth"])
def test_a_town_that_menu_and_stories_name_makes_no_copies(town):
    pages = [f"{MENU}{body}\n{FOOTER}".format(town=town) for body in BODIES]
    found = relations(find_duplicates(articles(*pages), workers=1))
    assert set(found.values()) <= {"same-event"}


@pytest.mark.parametrize("town", ["Harrow Vale", "Ballinasloe"])
def test_versions_of_one_story_stay_copies(town):
    versions = [f"{STORY} {end}".format(town=town) for end in ENDS]
    found = relations(find_duplicates(articles(*versions), workers=1))
    assert len(found) == 10
    assert set(found.values()) == {"near-duplicate"}


@pytest.mark.parametrize("town", ["Ballinasloe", "Guildford", "Perth"])
def test_a_short_item_that_names_what_the_footer_names_makes_no_copies_of_the_others(town):
    footer = "\n".join(FOOTER.format(town=town).strip().splitlines()[-2:])
    page = "Home News Sport Opinion Jobs Notices Login\n{}\n" + footer
    items = (
        "A pothole that swallowed the wheel of a bin lorry in Alnwick was filled after eleven weeks.",
        "The Spartans signed goalkeeper Owen Tully on loan until April after two of theirs broke the same finger.",
        "Seahouses will get a third public toilet after traders on the harbour front offered to pay half of it.",
        "Volunteers counted 4,119 grey seal pups on the Farne Islands, which is a record for the colony, they think.",
        f"The swing bridge of {town} stays open to boats only on Thursday evening while hydraulics are greased.",
    )
    assert not find_duplicates(articles(*(page.format(item) for item in items)), workers=1).matches
