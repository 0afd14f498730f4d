"""Figures: a briefing's timeline and its map as drawings, each with its words and its table."""

from hashiya.figures.drawing import Figure, typeset
from hashiya.figures.map import draw_map
from hashiya.figures.strip import draw_strip
from hashiya.figures.timeline import draw_timeline

__all__ = ["Figure", "draw_map", "draw_strip", "draw_timeline", "typeset"]
