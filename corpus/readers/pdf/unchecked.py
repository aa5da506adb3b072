"""pdfium's functions as they are asked for every letter of a document: quicker to call."""

from __future__ import annotations

import ctypes
from typing import Any


def unchecked(function: Any, restype: Any = ctypes.c_int) -> Any:
    """The same function without ctypes' checks of every argument, which take longer than the call itself.

    Whoever calls it must pass what the function's declaration says: pdfium's own objects as they are, plain
    integers for C's, `ctypes.byref` for pointers. `restype`: what it gives, as ctypes names it.
    """
    copy = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    copy.restype = restype
    return copy
