"""Lock of a file for one process at a time; it is released when the process ends."""

from __future__ import annotations

import os
import sys

__all__ = ["lock", "unlock"]

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """A lock keeps others from reading what it covers, so it covers a byte that is never there."""

    def lock(descriptor: int) -> bool:
        """Lock an open file; return False if another process has the lock."""
        return _at_far(descriptor, msvcrt.LK_NBLCK)

    def unlock(descriptor: int) -> None:
        """Release the lock."""
        _at_far(descriptor, msvcrt.LK_UNLCK)

    def _at_far(descriptor: int, mode: int) -> bool:
        position = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, mode, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, position, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(descriptor: int) -> bool:
        """Lock an open file; return False if another process has the lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(descriptor: int) -> None:
        """Release the lock."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
