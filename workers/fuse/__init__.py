"""Fuse: merges the reports of many articles into events with a life of their own, and decides what the wire hears."""

from workers.fuse.stage import FuseStage

__all__ = ["FuseStage"]
