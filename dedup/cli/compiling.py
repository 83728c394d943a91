"""Compile in a process beside what a first large run needs last, while that run compiles what it needs first.

numba compiles one kernel at a time in a process. Both processes write to the same cache folder, and a kernel
that is there already is loaded: they meet in the middle, which nearly halves the wait on two cores.
"""

import atexit
import os
import subprocess
import sys
from functools import partial
from threading import Thread

import numpy as np

from dedup.assemble import assemble
from dedup.corpus.corpus import build_corpus
from dedup.decide.decide import relate
from dedup.decide.forms import kept_wording
from dedup.detect import find_pairs
from dedup.events.twins import find_twins, twin_reasons
from dedup.evidence.evidence import align, details, weigh
from dedup.evidence.passages import AS_A_WHOLE
from dedup.evidence.rewriting import parallel_regions
from dedup.model import Article
from dedup.params import Params
from dedup.repeats.repeats_of import repeats_of
from dedup.runtime.collector import collector_paused
from dedup.runtime.kernels import compile_kernels
from dedup.runtime.processes import command_of
from dedup.runtime.threads import worker_count


def compile_beside(workers: int | None) -> None:
    """Start the process, if the run may use two cores; it ends with this one, however this one ends."""
    if min(worker_count(workers), worker_count(None)) < 2:
        return
    command = command_of("dedup.cli.compiling", "compile_while_wanted")
    silent = subprocess.DEVNULL
    try:
        beside = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=silent, stderr=silent)
    except OSError:
        return
    atexit.register(beside.kill)


def sample() -> list[Article]:
    """Return three short articles: two with a passage in common and other facts, one with its text twice."""
    shared = " ".join(f"on {day} March 2024 Minister Ana Silva saw bridge{day} near Port{day}" for day in range(1, 9))
    first, second = (" ".join(f"{word}{k} said {k * 7}" for k in range(40)) for word in ("harbour", "council"))
    return [
        Article("a", f"{shared}. {first}.", published="2024-03-09"),
        Article("b", f"{second}. {shared.replace('8', '9')}.", published="2024-03-09"),
        Article("c", f"{first}.\n\n{first}."),
    ]


def compile_while_wanted() -> None:
    """Do so until the process that asks for it closes our standard input, or ends."""
    Thread(target=_end_with_input, daemon=True).start()
    compile_backwards()


def _end_with_input() -> None:
    """Wait for the end of standard input and leave at once."""
    sys.stdin.buffer.read()
    os._exit(1)


def compile_backwards() -> None:
    """Compile the later stages of a run: what they work on is found by interpreted kernels."""
    with collector_paused():  # compiling makes more objects than it drops
        _compile_backwards(Params())


def _compile_backwards(params: Params) -> None:
    """Do the work of :func:`compile_backwards`."""
    corpus = build_corpus(sample(), params, compiled=False)
    corpus, pairs, twins, *_ = find_pairs(corpus, None, params, 1)
    aligned = align(corpus, pairs.left, pairs.right, params.shingle_size, 1)
    compile_kernels()
    corpus = corpus._replace(compiled=True)
    by_host = np.lexsort((pairs.evidence.guests, pairs.evidence.hosts))
    hosts, guests = pairs.evidence.hosts[by_host], pairs.evidence.guests[by_host]
    asked, spans = np.ones(len(hosts), dtype=np.bool_), np.zeros((len(hosts), 2), dtype=np.int32)
    copies = np.full(len(hosts), AS_A_WHOLE, dtype=np.uint8)
    # facts are the first that a run waits for
    details(corpus, hosts, guests, ~asked, copies, spans, params.shingle_size, 1)
    find_twins(corpus, pairs.left, pairs.right, pairs.days, asked, params, 1)
    repeats_of(corpus, params, 1)
    parallel_regions(corpus, pairs.left, pairs.right, workers=1)
    kept_wording(corpus, pairs.left, pairs.right)
    weigh(corpus, aligned, None, 1)  # that, and where words stand, has callees that the run compiles at its beginning
    assemble(corpus, pairs, params, 1, partial(twin_reasons, corpus, twins))
    relate(corpus, pairs.left, pairs.right, pairs.evidence, pairs.days, params, workers=1)
