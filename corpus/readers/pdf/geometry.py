"""From the file's own coordinates to those of the page as it is displayed."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


@dataclass(frozen=True, slots=True)
class PageMap:
    """From the file's own coordinates to those of the page as it is displayed."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file stands on the displayed page."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def across(self, x: float, y: float) -> float:
        """How far from the left edge of the displayed page a point of the file stands."""
        return self.a * x + self.c * y + self.e

    @property
    def angle(self) -> float:
        """How far the page is turned for display, in radians, as the file counts (counterclockwise)."""
        return -math.atan2(self.b, self.a)


def page_map(page: pdfium.PdfPage, quarters: int) -> PageMap:
    """Asks pdfium where three points go, so that crop box and rotation are both in it.

    `quarters` more clockwise quarter turns are added.
    """
    scale = 100.0
    sides = (int(page.get_width() * scale), int(page.get_height() * scale))
    width, height = sides if quarters % 2 == 0 else sides[::-1]
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(px: float, py: float) -> tuple[float, float]:
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, width, height, quarters, px, py, x, y)
        return x.value / scale, y.value / scale

    (ex, ey), (ax, ay), (cx, cy) = device(0, 0), device(1000, 0), device(0, 1000)
    return PageMap((ax - ex) / 1000, (ay - ey) / 1000, (cx - ex) / 1000, (cy - ey) / 1000, ex, ey)
