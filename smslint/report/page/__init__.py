"""The frame of every HTML report: one file, no script, no address outside it, fit for a screen reader and for paper.

A page is built from blocks (tiles, tables, charts, notes, folds) in sections; `render` puts them into the frame. Values
may hold anything that a message or a sender can hold: they are shown as text, never read as markup.
"""

from __future__ import annotations

from smslint.report.page.blocks import Block, Column, Figure, Fold, Note, Section, Table, Tile, Tiles
from smslint.report.page.frame import render

__all__ = ["Block", "Column", "Figure", "Fold", "Note", "Section", "Table", "Tile", "Tiles", "render"]
