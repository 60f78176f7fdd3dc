"""Tests of the families of constructions."""
