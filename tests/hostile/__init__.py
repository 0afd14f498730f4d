"""Hostile inputs: what somebody could put into a briefing to hurt whoever checks or reads it."""
