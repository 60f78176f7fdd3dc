"""The wire: a pure function from an event to a ninjs 3.1 item. Fuse calls it; no worker of its own."""

from workers.wire.heard import Difference, Heard, differences, heard
from workers.wire.item import compose, item_uri

__all__ = ["Difference", "Heard", "compose", "differences", "heard", "item_uri"]
