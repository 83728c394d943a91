"""Make the virtual environments of the peers that speed and quality are compared with.

They are no dependencies of the project and never share its environment; text-dedup, which pins
much, has one of its own. A peer that does not install is named with the reason, and left out.

    python -m benchmarks.peers.make FOLDER
"""

import json
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TIMEOUT_S = 900  #: for one peer's packages


class Peer(NamedTuple):
    """What a peer needs, and the environment that it lives in."""

    environment: str
    packages: tuple[str, ...]


COMMON = "common"
PEERS: Mapping[str, Peer] = {
    "orjson": Peer(COMMON, ("orjson>=3.10,<4", "numpy>=2,<3")),
    "datasketch": Peer(COMMON, ("datasketch>=2.0,<3",)),
    "rensa": Peer(COMMON, ("rensa>=0.5,<1",)),
    "gaoya": Peer(COMMON, ("gaoya>=0.2,<1",)),
    "fast-dedup": Peer(COMMON, ("fast-dedup>=0.1,<1",)),
    "FastSketchLSH": Peer(COMMON, ("FastSketchLSH>=1.0,<2",)),
    "scikit-learn": Peer(COMMON, ("scikit-learn>=1.5,<2",)),
    "datatrove": Peer(COMMON, ("datatrove>=0.10,<1", "spacy>=3.8,<4", "regex", "xxhash>=3,<4", "tokenizers")),
    "text-dedup": Peer("text-dedup", ("text-dedup>=0.4,<1", "orjson>=3.10,<4")),
}
_RECORD = "peers.json"


def python_of(folder: Path, environment: str = COMMON) -> Path:
    """Return the Python of one of the environments in a folder."""
    return folder / environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make(folder: Path) -> Path:
    """Return the Python of the common environment in a folder; all are made if they are not there."""
    installed(folder)
    return python_of(folder)


def installed(folder: Path) -> dict[str, str]:
    """Return for each peer its version, or why it is not there; made once, then remembered in the folder.

    Args:
        folder: Holds the environments.
    """
    record = folder / _RECORD
    if record.exists():
        known: dict[str, str] = json.loads(record.read_text())
        return known
    found = {}
    for name, peer in PEERS.items():
        python = python_of(folder, peer.environment)
        if not python.exists():
            venv.create(folder / peer.environment, with_pip=True)
        found[name] = _install(name, python, peer.packages)
        print(f"{name}: {found[name]}", file=sys.stderr)
    record.write_text(json.dumps(found, indent=1) + "\n")
    return found


def is_there(said: str) -> bool:
    """True if what :func:`installed` says of a peer is a version."""
    return said[:1].isdigit()


def _install(name: str, python: Path, packages: tuple[str, ...]) -> str:
    """Install one peer; return its version, or the last line of what went wrong."""
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--prefer-binary", *packages]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return f"not installed within {TIMEOUT_S} s"
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        return f"does not install: {(errors or ['pip failed'])[-1].removeprefix('ERROR: ')}"
    code = f"import importlib.metadata as m; print(m.version({name!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.peers.make FOLDER")
    print(make(Path(sys.argv[1])))
