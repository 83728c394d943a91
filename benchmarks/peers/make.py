"""Make the virtual environment of the peers that speed is compared with.

They are no dependencies of the project and never share its environment.

    python -m benchmarks.peers.make FOLDER
"""

import subprocess
import sys
import venv
from pathlib import Path

PEERS = ("datasketch>=2.0,<3", "rensa>=0.5,<1", "gaoya>=0.2,<1", "orjson>=3.10,<4")


def make(folder: Path) -> Path:
    """Return the Python of the peers' environment in a folder, which is made if it is not there."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return python


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.peers.make FOLDER")
    print(make(Path(sys.argv[1])))
