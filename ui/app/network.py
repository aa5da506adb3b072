"""Whether an address can be reached from other machines."""

from __future__ import annotations

import ipaddress


def stays_here(address: str) -> bool:
    """Whether only this machine reaches what listens on `address`."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
