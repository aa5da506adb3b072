"""Text that a picture's frame cuts off: in the file, but on no page."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium_c

from corpus.readers.pdf.unchecked import unchecked

_Box = tuple[float, float, float, float]

_get_clip = unchecked(pdfium_c.FPDFPageObj_GetClipPath, ctypes.c_void_p)
_get_count = unchecked(pdfium_c.FPDFClipPath_CountPaths)
_get_bounds = unchecked(pdfium_c.FPDFPageObj_GetBounds)
_get_segment_count = unchecked(pdfium_c.FPDFClipPath_CountPathSegments)
_get_segment = unchecked(pdfium_c.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
_get_point = unchecked(pdfium_c.FPDFPathSegment_GetPoint)


def is_clipped(pointer: ctypes.c_void_p) -> bool:
    """Whether the page object lies wholly outside a box that clips it. Both are in the file's coordinates."""
    clip = ctypes.c_void_p(_get_clip(pointer))
    count = _get_count(clip) if clip else 0
    if count <= 0:
        return False
    own = bounds(pointer)
    if own is None:
        return False
    boxes = (_box(clip, at) for at in range(count))
    return any(box is not None and _apart(own, box) for box in boxes)


def bounds(pointer: ctypes.c_void_p) -> _Box | None:
    """Left, bottom, right and top of a page object in the coordinates of what holds it; None where unknown."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not _get_bounds(pointer, *map(ctypes.byref, (left, bottom, right, top))):
        return None
    return left.value, bottom.value, right.value, top.value


def _box(clip: ctypes.c_void_p, at: int) -> _Box | None:
    """The box around one clipping path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for number in range(_get_segment_count(clip, at)):
        segment = ctypes.c_void_p(_get_segment(clip, at, number))
        if segment and _get_point(segment, ctypes.byref(x), ctypes.byref(y)):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _apart(first: _Box, second: _Box) -> bool:
    return first[2] <= second[0] or first[0] >= second[2] or first[3] <= second[1] or first[1] >= second[3]
