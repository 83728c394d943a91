"""Processes of our own, which import what this one imports."""

import json
import os
import sys

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import {function}; {function}()"


def command_of(module: str, function: str) -> list[str]:
    """Return the command line of a Python process that calls a function without arguments.

    The process looks for modules where this one does. ``python -m`` looks in the working folder first: started from
    the sources of the package, it takes those in place of the installed package.

    Args:
        module: Full name of the module, such as ``"dedup.runtime.apart_worker"``.
        function: Name of the function in it.

    Raises:
        OSError: If the working folder, in which this process looks for modules, has been removed.
    """
    path = json.dumps([os.path.abspath(folder or os.curdir) for folder in sys.path])
    return [sys.executable, "-P", "-c", _START.format(module=module, function=function), path]
