"""Text that a picture's frame cuts off: in the file, but on no page."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium_c

_Box = tuple[float, float, float, float]


def is_clipped(pointer: object) -> bool:
    """Whether the page object lies wholly outside a box that clips it. Both are in the file's coordinates."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(pointer)
    count = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(pointer, left, bottom, right, top):
        return False
    own = (left.value, bottom.value, right.value, top.value)
    boxes = (_box(clip, at) for at in range(count))
    return any(box is not None and _apart(own, box) for box in boxes)


def _box(clip: object, at: int) -> _Box | None:
    """The box around one clipping path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for number in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, at)):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, at, number)
        if segment and pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _apart(first: _Box, second: _Box) -> bool:
    return first[2] <= second[0] or first[0] >= second[2] or first[3] <= second[1] or first[1] >= second[3]
