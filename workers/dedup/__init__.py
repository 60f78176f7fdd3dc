"""Copies, updates and look-alikes told apart: every article gets a story and a verdict."""
