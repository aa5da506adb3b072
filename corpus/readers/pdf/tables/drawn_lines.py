"""The straight lines drawn on a page: what tables are ruled with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.readers.pdf.clips import bounds, is_clipped
from corpus.readers.pdf.geometry import page_map
from corpus.readers.pdf.layout import Rule
from corpus.readers.pdf.unchecked import unchecked

_THIN = 2.5
_LEAST = 8.0
_MOST_OBJECTS = 4000
"""A page with more drawn objects is a picture; its lines are not looked for."""

_MOST_SEGMENTS = 300
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Matrix = tuple[float, float, float, float, float, float]

_get_object = unchecked(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p)
_get_part = unchecked(pdfium_c.FPDFFormObj_GetObject, ctypes.c_void_p)
_count_parts = unchecked(pdfium_c.FPDFFormObj_CountObjects)
_get_type = unchecked(pdfium_c.FPDFPageObj_GetType)
_get_matrix = unchecked(pdfium_c.FPDFPageObj_GetMatrix)
_count_segments = unchecked(pdfium_c.FPDFPath_CountSegments)
_get_segment = unchecked(pdfium_c.FPDFPath_GetPathSegment, ctypes.c_void_p)
_get_segment_type = unchecked(pdfium_c.FPDFPathSegment_GetType)
_get_point = unchecked(pdfium_c.FPDFPathSegment_GetPoint)
_is_closed = unchecked(pdfium_c.FPDFPathSegment_GetClose)


def page_rules(page: pdfium.PdfPage, quarters: int = 0) -> tuple[Rule, ...]:
    """The level and upright lines of a page that is turned by `quarters` clockwise quarter turns."""
    places = page_map(page, quarters)
    found = []
    for x0, y0, x1, y1 in _objects(page):
        (left, top), (right, bottom) = places.point(x0, y0), places.point(x1, y1)
        rule = Rule(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        if max(rule.x1 - rule.x0, rule.y1 - rule.y0) >= _LEAST:
            found.append(rule)
    return tuple(found)


_Line = tuple[float, float, float, float]


def _objects(page: pdfium.PdfPage) -> Iterator[_Line]:
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    for at in range(min(count, _MOST_OBJECTS)):
        yield from _object(ctypes.c_void_p(_get_object(page.raw, at)), _IDENTITY, 0)


def _object(pointer: ctypes.c_void_p, outer: _Matrix, depth: int) -> Iterator[_Line]:
    """The lines of one page object; those of a form's parts carry the form's matrix."""
    kind = _get_type(pointer)
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH and not is_clipped(pointer):
        yield from _path(pointer, outer)
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < 2:
        inner = _times(_matrix(pointer), outer)
        for at in range(min(_count_parts(pointer), _MOST_OBJECTS)):
            yield from _object(ctypes.c_void_p(_get_part(pointer, at)), inner, depth + 1)


def _path(pointer: ctypes.c_void_p, outer: _Matrix) -> Iterator[_Line]:
    own = bounds(pointer)
    if own is None:
        return
    (x0, y0), (x1, y1) = _point(outer, *own[:2]), _point(outer, *own[2:])
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield box
    elif _count_segments(pointer) <= _MOST_SEGMENTS:
        yield from _segments(pointer, _times(_matrix(pointer), outer))


def _segments(pointer: ctypes.c_void_p, matrix: _Matrix) -> Iterator[_Line]:
    """The level and upright strokes of a larger path, such as a grid or a frame."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for at in range(_count_segments(pointer)):
        segment = ctypes.c_void_p(_get_segment(pointer, at))
        kind = _get_segment_type(segment)
        _get_point(segment, ctypes.byref(x), ctypes.byref(y))
        point = _point(matrix, x.value, y.value)
        if kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
            yield from _stroke(last, point)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        last = point
        if _is_closed(segment) and start is not None:
            yield from _stroke(last, start)


def _stroke(first: tuple[float, float], second: tuple[float, float]) -> Iterator[_Line]:
    if abs(first[0] - second[0]) < 1 or abs(first[1] - second[1]) < 1:
        yield (
            min(first[0], second[0]), min(first[1], second[1]),
            max(first[0], second[0]), max(first[1], second[1]),
        )  # fmt: skip


def _matrix(pointer: ctypes.c_void_p) -> _Matrix:
    found = pdfium_c.FS_MATRIX()
    if not _get_matrix(pointer, ctypes.byref(found)):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    """The matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
