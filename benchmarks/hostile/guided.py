"""D1 led by coverage: atheris chooses which changed files to change further.

python -m benchmarks.hostile.guided READER SECONDS SEED
"""

import json
import os
import pkgutil
import random
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import atheris

import dedup.readers

with atheris.instrument_imports(include=["dedup.readers"]):  # before anything imports them plain
    for found in pkgutil.iter_modules(dedup.readers.__path__):
        import_module(f"dedup.readers.{found.name}")
from benchmarks.hostile.fuzz import Tally
from benchmarks.hostile.mutate import Mutator

_MAX_BYTES = 1 << 20


def fuzz_guided(name: str, seconds: float, seed: int) -> NoReturn:
    """Fuzz one reader in this process; print what happened as the last line, and end the process."""
    tally = Tally(name, seconds)
    names = [file for file, _ in tally.samples]
    mutator = Mutator(random.Random(seed), tally.samples)

    def take(data: bytes) -> None:
        if data:  # the first byte says which name the file has
            tally.take(names[data[0] % len(names)], data[1:])
        if tally.is_over:
            print("", json.dumps(tally.figures()), sep="\n", flush=True)
            os._exit(0)

    def change(data: bytes, max_size: int, _: int) -> bytes:
        kind = data[0] % len(names) if data else 0
        return (bytes([kind]) + mutator.changed(names[kind], data[1:]))[:max_size]

    with tempfile.TemporaryDirectory() as folder:
        for kind, (_, raw) in enumerate(tally.samples):
            Path(folder, str(kind)).write_bytes(bytes([kind]) + raw)
        limits = [f"-max_len={_MAX_BYTES}", f"-seed={seed}", "-rss_limit_mb=0", "-timeout=100", "-len_control=0"]
        limits.append(f"-artifact_prefix={folder}/")
        atheris.Setup([sys.argv[0], folder, *limits], take, custom_mutator=change)
        atheris.Fuzz()
    sys.exit("fuzzing ended before its time")


if __name__ == "__main__":
    fuzz_guided(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
