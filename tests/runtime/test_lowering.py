"""The instructions of compiled functions do what their lines say: each equals itself as Python runs it."""

import numpy as np
import pytest

from dedup.runtime.compiler import compiled


def part_sum(values, low, high):
    part, total = values[low:high], 0
    for k in range(len(part)):
        total += part[k]
    return total


def sums_of_parts(values, out):
    for low in range(len(values)):
        out[low] = part_sum(values, low, len(values)) + part_sum(out, 0, low)


def steps(first, last, step, out):
    count = 0
    for k in range(first, last, step):
        out[count] = k
        count += 1
        k = 99  # the next number is the range's own
    for k in range(first, last):
        out[count] = k
        count += 1
    for k in range(last):
        out[count] = k
        count += 1
    return count


def branches(x, y, out):
    best, at = -1, 0
    for k in range(x):
        if k % 3 == y:
            continue
        wins = k * k % 7
        if wins > best:
            best, at = wins, k
        elif wins == best:
            for m in range(k, 0, -2):
                if m == at:
                    break
                at = m
        out[k] = at
        while best > 5 and k > 2:
            best -= k
    found = best if x > y else at
    out[x] = found
    return found


def numbers(x, y, out):
    out[0] = x / y if y else -1.0
    out[1] = x // y if y else -1
    out[2] = x % y if y else -1
    out[3] = int(out[0])
    out[4] = x if x == y and not x < 0 else 7
    out[5] = (x & 12) << 2 | (y ^ 5) >> 1
    out[6] = (x * x + 0.25) ** 0.5
    x += 1
    out[7] = min(x, y) + 2 * max(x, y) - abs(y)
    return x


def asked_again(x, y, out):
    if x > y:
        found = x * 2
    for k in range(3):
        out[k] = found + k if x > y else k
    if x > y:
        return found
    return -1


def raises(x):
    if x > 3:
        raise ValueError("large")
    return x


@pytest.fixture
def compiles(monkeypatch, tmp_path):
    """Compiles a function without leaving a trace."""
    monkeypatch.setattr("numba.core.config.CACHE_DIR", str(tmp_path))

    def twin(function, *callees):
        for callee in callees:
            monkeypatch.setitem(function.__globals__, callee.__name__, compiled(callee, is_callee=True))
        return compiled(function, is_callee=False)

    return twin


@pytest.mark.parametrize("kind", [np.uint8, np.int32, np.int64, np.float64])
def test_an_array_that_is_passed_on_can_be_cut(compiles, kind):
    values = np.array([3, 1, 4, 1, 5, 9, 2, 6], dtype=kind)
    expected, out = np.zeros(8, dtype=np.int64), np.zeros(8, dtype=np.int64)
    sums_of_parts(values, expected)
    twin = compiles(sums_of_parts, part_sum)
    twin(values, out)
    assert out.tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("function", "kind"),
    [(steps, np.int64), (branches, np.int32), (numbers, np.float64), (asked_again, np.int64)],
)
def test_loops_branches_and_numbers_are_those_of_python(compiles, function, kind):
    twin = compiles(function)
    for x in range(-3, 12):
        for y in range(-3, 12):
            if function is branches and x < 0:
                continue
            arguments = (x, y, 1 + abs(y) % 3 if y >= 0 else y) if function is steps else (x, y)
            expected, out = np.zeros(64, dtype=kind), np.zeros(64, dtype=kind)
            assert twin(*arguments, out) == function(*arguments, expected)
            assert out.tolist() == expected.tolist()


def test_smaller_integers_are_widened(compiles):
    low, high, step = np.int32(2), np.int64(40), np.int32(7)
    out = np.zeros(128, dtype=np.int64)
    count = compiles(steps)(low, high, step, out)
    assert out[:count].tolist() == [*range(2, 40, 7), *range(2, 40), *range(40)]


def test_what_raises_is_no_kernel(compiles):
    with pytest.raises(NotImplementedError, match="kernels do not raise"):
        compiles(raises)(1)
