"""Libraries that only tests need: absent on a fresh machine they skip a module, in CI they fail it."""

import importlib
import os

import pytest


def needed(name):
    """The library of that name; skips the module without it, unless CI=true."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"needs {name}: pip install 'newsdedup[test]'", allow_module_level=True)
