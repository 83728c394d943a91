"""The version of the installed package."""


def version() -> str:
    """Return the version, or what stands for it in a tree that is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("newsdedup")
    except PackageNotFoundError:
        return "(not installed)"
