"""Heliu without a face: everything here runs with no display and no Qt."""
