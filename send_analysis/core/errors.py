"""The errors that a user meets, one class and one exit code for each kind.

A :class:`SendAnalysisError` is shown without a traceback. Its message is plain text: it names the file, the row and the
column, says what is allowed and what to do, and never holds a value of a person's row.
"""


class SendAnalysisError(Exception):
    """Base of every error that is shown to the user as a message, without a traceback."""

    exit_code = 1


class UsageError(SendAnalysisError):
    """The command was called with something that it cannot use, such as the name of a section that does not exist."""

    exit_code = 2


class ParamsError(SendAnalysisError):
    """The params files do not say what they must say."""

    exit_code = 10


class DataError(SendAnalysisError):
    """An extract cannot be read, or lacks what its dataset needs."""

    exit_code = 11


class CheckError(SendAnalysisError):
    """A check whose failure stops publication has failed."""

    exit_code = 12


class DisclosureError(SendAnalysisError):
    """A figure was about to be shown that has not passed disclosure control, or passed it in two different ways."""

    exit_code = 13


class NotebookError(SendAnalysisError):
    """A notebook failed while it ran, or reported another period than the one asked for."""

    exit_code = 14


class PublicationError(SendAnalysisError):
    """A page holds something that must not be published."""

    exit_code = 15


class SetupError(SendAnalysisError):
    """The machine lacks something that the command needs."""

    exit_code = 16
