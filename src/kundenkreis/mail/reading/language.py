"""In which language a text is written."""

from functools import lru_cache
from typing import Any

_ENOUGH_LETTERS, _SURE, _READ = 12, 0.9, 2_000


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or an empty text if it is too short or not clear."""
    if sum(character.isalpha() for character in text[:_READ]) < _ENOUGH_LETTERS:
        return ""
    code, share = _identifier().classify(text[:_READ])
    return str(code) if share >= _SURE else ""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Load the model when the first text is read; it takes a second and 40 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
