"""YAML is composed once for each text in a process: the word lists are long, and nearly every test reads the same ones again."""

from __future__ import annotations

from functools import lru_cache

from cunjian import yamlfile

yamlfile._compose = lru_cache(maxsize=64)(yamlfile._compose)
