"""Everything that can go wrong, each with a sentence for the person in front of the screen.

    ReferatError
    ├── SettingError          a setting is unknown or can't be used
    ├── DataFolderError       the data folder can't be read or written
    │   ├── CatalogDamaged    the catalog is not a catalog, or its schema is too new
    │   └── WriterBusy        another process is writing
    ├── IndexDamaged          a derived index can't be used; it is rebuilt from the catalog
    ├── BackupError           a backup can't be written or restored
    ├── NothingIngested       there are no minutes yet
    ├── NotThere              an item, a meeting or a case is not in the catalog
    ├── DocumentRejected      a file of minutes can't be read
    ├── ModelUnavailable      an embedding or chat model can't be had
    │   └── ModelOverdue      a chat model takes too long
    ├── GoldError             a file of gold questions or a history can't be used
    ├── ServerError           the page can't be served (port in use, bad login file)
    └── LoginRefused          nobody has that name and password, or they were tried too often

Third-party errors are translated in the adapter that calls the third party, nowhere else.
"""

from __future__ import annotations


class ReferatError(Exception):
    """The root. `user_message` is one Danish sentence that says what is wrong and what to do.

    `retryable` tells whether the same call may succeed later without anybody changing anything.
    """

    retryable = False

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message


class SettingError(ReferatError):
    """A setting (indstilling) is unknown, malformed or points nowhere."""


class DataFolderError(ReferatError):
    """The data folder (datamappe) can't be created, read or written."""


class CatalogDamaged(DataFolderError):
    """The catalog file is damaged, or was written by a newer version."""


class WriterBusy(DataFolderError):
    """Another process holds the write lock."""

    retryable = True


class IndexDamaged(ReferatError):
    """A derived index does not open or disagrees with itself."""


class BackupError(ReferatError):
    """A backup (sikkerhedskopi) can't be written, or is none."""


class NothingIngested(ReferatError):
    """A question was asked before any minutes were read in."""


class NotThere(ReferatError):
    """An item, a meeting or a case was asked for that the catalog doesn't have."""


class DocumentRejected(ReferatError):
    """A file can't be read as minutes; the message names the reason and the remedy."""


class ModelUnavailable(ReferatError):
    """A model is missing, damaged or out of reach."""

    retryable = True


class ModelOverdue(ModelUnavailable):
    """A chat model did not answer in the time it was given."""


class GoldError(ReferatError):
    """A file of questions or a conversation history is malformed."""


class ServerError(ReferatError):
    """The page can't be served."""


class LoginRefused(ReferatError):
    """A login (log ind) is wrong, missing or tried too often.

    `seconds` is how long to wait before the next try; 0 where there is nothing to wait for.
    """

    seconds = 0

    def after(self, seconds: int) -> LoginRefused:
        """Itself, with how long to wait."""
        self.seconds = seconds
        return self
