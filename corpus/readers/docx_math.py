"""Formulae of Word documents on one line: (a+b)/c, x^2, a_i, √(x)."""

from __future__ import annotations

from lxml import etree

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_JOINED = {"sSup": ("e", "^", "sup"), "sSub": ("e", "_", "sub"), "f": ("num", "/", "den")}
_DEEPEST = 60


def is_formula(element: etree._Element) -> bool:
    """Whether `element` is a formula in a line or by itself."""
    return element.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara")


def formula(element: etree._Element, depth: int = 0) -> str:
    """The formula as it is written on one line."""
    if depth > _DEEPEST or not isinstance(element.tag, str):
        return ""
    name = element.tag.removeprefix(_MATH)
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""
    if name in _JOINED:
        left, sign, right = _JOINED[name]
        return _held(_part(element, left, depth)) + sign + _held(_part(element, right, depth))
    if name == "sSubSup":
        base, low, high = (_held(_part(element, part, depth)) for part in ("e", "sub", "sup"))
        return f"{base}_{low}^{high}"
    if name == "rad":
        return f"√({_part(element, 'e', depth)})"
    inner = "".join(formula(child, depth + 1) for child in element)
    return f"({inner})" if name == "d" else _sign(element, name) + inner


def _sign(element: etree._Element, name: str) -> str:
    """The sum's or integral's sign, which the file holds as a property."""
    if name != "nary":
        return ""
    sign = element.find(f"{_MATH}naryPr/{_MATH}chr")
    return (sign.get(f"{_MATH}val") or "") if sign is not None else "∫"


def _part(element: etree._Element, name: str, depth: int) -> str:
    found = element.find(f"{_MATH}{name}")
    return formula(found, depth + 1) if found is not None else ""


def _held(text: str) -> str:
    """In brackets where it is more than one name or number."""
    return text if text.isalnum() or not text else f"({text})"
