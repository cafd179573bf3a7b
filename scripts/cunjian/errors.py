"""What can go wrong, in words an editor understands (architecture: "Errors").

Every message is one Chinese sentence that names the file, the place, what is wrong and what to do.
"""

from __future__ import annotations


class CunjianError(Exception):
    """Root of all errors we raise on purpose; ``str(error)`` is shown to the user as it is."""


class Unreadable(CunjianError):
    """A source file cannot become reading text; the run goes on without it."""


class BadCuration(CunjianError):
    """A file in curation/ cannot be used; the run goes on without the entry."""


class CannotRun(CunjianError):
    """The command cannot be carried out at all (exit code 2)."""
