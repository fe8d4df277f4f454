"""The order of right-to-left text on a line, by the Unicode bidirectional algorithm."""

import re
import unicodedata

from bidi import algorithm

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


# python-bidi's steps know no isolates; embeddings do nearly the same.
_ISOLATES = {"LRI": "LRE", "FSI": "LRE", "RLI": "RLE", "PDI": "PDF"}


def has_right_to_left(text: str) -> bool:
    """Whether any sign of the text runs or turns to the left, so that `levels` is needed at all."""
    return _RIGHT_TO_LEFT.search(text) is not None


def mostly_right_to_left(text: str) -> bool:
    """Whether more letters run to the left than to the right: then the paragraph stands at the right margin."""
    kinds = [unicodedata.bidirectional(each) for each in text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def ends_weakly(word: str) -> bool:
    """Whether the word's last sign belongs to numbers as well as to words: a comma, a full stop, a colon."""
    return unicodedata.bidirectional(word[-1]) in ("CS", "ES", "ET")


def levels(text: str, leftward: bool) -> list[int]:
    """Each character's embedding level (odd runs to the left) in a paragraph whose own level is `leftward`."""
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(leftward), "LR"[leftward]
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
        character["type"] = character["orig"] = _ISOLATES.get(character["type"], character["type"])
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {character["index"]: character["level"] for character in storage["chars"]}
    result, last = [], int(leftward)
    for index in range(len(text)):  # marks that steer direction were taken out: they stay with what stands before
        last = found.get(index, last)
        result.append(last)
    return result


def runs(text: str, level: list[int], base: int) -> list[tuple[int, int, int]]:
    """One line's runs (start, end, level) from left to right, without the spaces at its end."""
    kept = len(text.rstrip(" "))
    words = len(text.rstrip())  # other spaces at the end take the paragraph's level
    cut: list[tuple[int, int, int]] = []
    for index in range(kept):
        here = level[index] if index < words else base
        if cut and cut[-1][2] == here:
            cut[-1] = (cut[-1][0], index + 1, here)
        else:
            cut.append((index, index + 1, here))
    return _visual(cut)


def _visual(cut: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Rule L2: from the highest level to the lowest odd one, turn round every stretch at that level or above."""
    odd = [level for _, _, level in cut if level % 2]
    for level in range(max((level for _, _, level in cut), default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(cut):
            end = start
            while end < len(cut) and cut[end][2] >= level:
                end += 1
            cut[start:end] = cut[start:end][::-1]
            start = end + 1
    return cut
