"""Progress of long runs, on standard error."""

from __future__ import annotations

import sys
import time

_START = time.monotonic()


def say(line: str) -> None:
    print(f"[{time.monotonic() - _START:6.0f} s] {line}", file=sys.stderr, flush=True)
