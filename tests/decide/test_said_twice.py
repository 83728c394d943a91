import numpy as np
import pytest

from dedup.decide.said_twice import words_again

STORY = list(range(100))


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ([], 0),
        (STORY, 0),
        ([*STORY, *STORY], 100),
        ([*STORY, 77, 78, 79, *STORY], 100),
        ([90, 91, 92, *STORY, *STORY, *range(100, 110)], 100),
        ([*STORY, *STORY, *STORY], 200),
        ([*STORY, *STORY[:40], 99, *STORY[41:]], 99),  # a word changed
        ([*STORY, *STORY[:10]], 0),  # a phrase said again
        ([word for part in (STORY[:15], [70], STORY[15:30], [71]) * 2 for word in part], 32),
        ([word for name in (70, 71, 72) for word in (*STORY[:15], name, *STORY[15:30], name)], 0),  # a form
        ([5] * 30, 29),
    ],
)
def test_words_that_stand_again_in_long_runs_are_counted(words, again):
    assert words_again(np.array(words, dtype=np.int32)) == again
