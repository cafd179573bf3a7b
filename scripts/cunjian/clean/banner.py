"""What the site that stored a speech added to it: upload notices, download hints, advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Span, Words
from cunjian.script import fold

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]*")
_SPACED = re.compile(r"(?:[^ ] +){5,}[^ ]")
_GAP = re.compile(r"省略|隐藏|剩余|可见|未显示|不能全部显示")
_BROKEN_OFF = 24  # a shorter line without a stop is no part of a wrapped paragraph
_TELLS, _COUNTS = 24, re.compile(r"\d")  # a sentence of this length with a number in it tells of something
_RUNNING = re.compile(r".{40,}[。！？]$")  # a paragraph
_TOLD = 60  # and of this one that has a word for readers and one for the people of a speech
_OWNER = re.compile(r"(?:©|[Cc]opyright)[^\u4e00-\u9fff]{0,24}([\u4e00-\u9fff]{2,8}?)(?=[ 　]*版权所有|[ 　]|$)")  # © 2010-2022 某某网 版权所有
_OF_TITLE = re.compile(r"^[【\[][^】\]]{4,}[】\]]")
_ITEM = re.compile(r"[（(]?(\d{1,2})[)）.、．](?!\d)|([①-⑳])")
_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,2}[.．、）)]\s*")


@lru_cache(maxsize=4)
def _tail_heads(words: Words) -> tuple[str, ...]:
    return tuple(fold(w) for w in words["noise.tail_heads"])


@lru_cache(maxsize=4)
def _notices(words: Words) -> re.Pattern[str]:
    heads = "|".join(re.escape(fold(w)) for w in words["noise.notice_heads"])
    return re.compile(rf"[\[【〔［(（★※]?(?:{heads})[\]】〕］)）]?[：:]?")


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[_Telling, re.Pattern[str]]:
    def either(*names: str) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(fold(w)) for name in names for w in words[name]))

    every = AhoCorasick([fold(w) for name in ("noise.anywhere", "noise.everyday") for w in words[name]])
    telling = _Telling(every, either("noise.anywhere"), either("noise.of_speech"), either("noise.to_reader"), either("noise.of_writing"))
    return telling, either("noise.edge")


@dataclass(frozen=True, slots=True)
class _Telling:
    """Phrases that make a notice; an everyday one (扫描二维码) does not where a speech tells of its people with it, or of so many."""

    every: AhoCorasick
    sure: re.Pattern[str]
    of_speech: re.Pattern[str]
    to_reader: re.Pattern[str]
    of_writing: re.Pattern[str]  # those of them that speeches have as well

    def holds(self, said: str) -> bool:
        """Whether any of the phrases stands there."""
        return bool(self.every.find_matches_as_indexes(said))

    def search(self, said: str) -> bool:
        if not self.holds(said):
            return False
        ended = said.rstrip().endswith(("。", "！", "？", "；"))
        told = ended and len(said) >= _TOLD and self.of_speech.search(said)  # 办了一个微信公众号……，文章是老会计敲出来的。
        if self.sure.search(said) or (self.to_reader.search(said) and not (told and all(self.of_writing.fullmatch(match[0]) for match in self.to_reader.finditer(said)))):
            return True
        if self.of_speech.search(said):
            return len(said) < _BROKEN_OFF and not ended
        return not (ended and len(said) >= _TELLS and _COUNTS.search(said))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of lines and sentences with a telling phrase; at the very top and end also of lines with a weaker one."""
    anywhere, edge = _patterns(words)
    text = clean.text
    rows = written(text)
    edges = _edge_block(rows, anywhere, edge) | _edge_block(rows[::-1], anywhere, edge) | _listed(rows, words, anywhere) | _tail(rows, words, anywhere) | _named(rows)
    for before, line in zip((None, *rows), rows, strict=False):
        folded = _tight(line.folded)
        if line.span.start in edges:
            yield Cut(line.span, "banner", "edge-notice")
        elif anywhere.holds(folded) and not (before and _runs_on(before.folded, folded, anywhere)):
            if len(folded) <= 160 and _mostly(anywhere, folded):
                gap = _GAP.search(folded) and line is not rows[-1]
                yield Cut(line.span, "gap" if gap else "banner", "site-notice")
            else:
                yield from _sentences(line.span, line.span.of(text), anywhere)


def _tight(folded: str) -> str:
    """A line whose letters are all set apart (版 权 所 有), closed up."""
    return folded.replace(" ", "") if _SPACED.fullmatch(folded) else folded


def _edge_block(rows: Sequence[Line], anywhere: _Telling, edge: re.Pattern[str]) -> set[int]:
    """Starts of the lines of a block of notices at one end: it needs one telling line and ends at the first other."""
    block, sure = [], False
    for line in rows[:30]:
        folded = line.folded
        if len(folded) <= 160 and any(anywhere.search(s) for s in _SENTENCE.findall(folded)):
            sure = True
        elif not (edge.search(folded) and (len(folded) <= 30 or _NUMBER.match(folded)) and len(folded) <= 120):
            break
        block.append(line.span.start)
    return set(block) if sure else set()


def _named(rows: Sequence[Line]) -> set[int]:
    """Starts of the short lines near either end that open with the name of whoever claims the rights in the site."""
    ends = (*rows[:12], *rows[-12:])
    owner = next((match[1] for line in rows[-12:] if (match := _OWNER.search(line.folded))), None)
    if owner is None:
        return set()
    return {line.span.start for line in ends if line.folded.startswith(owner) and len(line.folded) <= 40 and not line.folded.endswith("。")}


def _listed(rows: Sequence[Line], words: Words, telling: _Telling) -> set[int]:
    """Starts of 温馨提示 alone in a line above or below all running text, and of the lines numbered 1, 2, 3 right below it, whatever
    they say but of the people of a speech."""
    notices = _notices(words)
    starts: set[int] = set()
    for index, line in enumerate(rows):
        if not notices.fullmatch(line.folded):
            continue
        found = [line.span.start]
        for number, item in enumerate(rows[index + 1 :], 1):
            match = _ITEM.match(item.folded)
            own = telling.of_speech.search(item.folded) and not telling.holds(item.folded)
            if own or not match or int(match[1] or ord(match[2]) - ord("①") + 1) != number:
                break
            found.append(item.span.start)
        around = rows[:index], rows[index + len(found) :]
        if len(found) > 1 and any(not any(_RUNNING.search(one.folded) for one in some) for some in around):
            starts.update(found)
    return starts


def _tail(rows: Sequence[Line], words: Words, anywhere: _Telling) -> set[int]:
    """Starts of the short lines below 相关文章 or 【the title】相关文章 at the end of a file, notices among them."""
    heads = _tail_heads(words)
    start = len(rows)
    for index in range(len(rows) - 1, max(0, len(rows) - 25), -1):
        folded = rows[index].folded
        if (len(folded) > 60 or folded.endswith(("。", "！", "？"))) and not anywhere.search(folded):
            break
        if _OF_TITLE.sub("", folded).lstrip("【[·• ").startswith(heads):
            start = index
    return {line.span.start for line in rows[start:]}


def _runs_on(before: str, folded: str, anywhere: _Telling) -> bool:
    """Whether the only sentence with a phrase is the end of one that the line before begins and that tells of the speech."""
    told = [s for s in _SENTENCE.findall(folded) if anywhere.search(s)]
    if len(before) < _BROKEN_OFF or not told or told[1:] or not folded.startswith(told[0]):
        return False
    start = _SENTENCE.findall(before)[-2]  # the last is empty
    return not start.endswith(("。", "！", "？", "；", "：")) and not anywhere.search(start + told[0])


def _mostly(anywhere: _Telling, folded: str) -> bool:
    """Whether at least half of a line's characters stand in sentences with a telling phrase."""
    told = sum(len(s) for s in _SENTENCE.findall(folded) if anywhere.search(s))
    return 2 * told >= len(folded)


def _sentences(span: Span, raw: str, anywhere: _Telling) -> Iterator[Cut]:
    for match in _SENTENCE.finditer(fold(raw)):
        if match.group() and anywhere.search(match.group()):
            start, end = match.span()
            inner = raw[start:end]
            lead = len(inner) - len(inner.lstrip())
            yield Cut(
                Span(span.start + start + lead, span.start + end - (inner.endswith("\n"))), "banner", "site-notice"
            )
