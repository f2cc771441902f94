"""The look that is enough for most messages: plain text that names its sender and concerns no rule.

Nothing else is made of such a text than its folded copy and one scan; a link to the sender's own site, written as it should be,
is passed over. Whatever is not plain takes the long way, and comes to the same.
"""

from __future__ import annotations

from smslint.engine.naming import sender_forms
from smslint.engine.ownership import host_is_own
from smslint.text.fold import Folded
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.engine.bits import Group
    from smslint.engine.matcher import Seen
    from smslint.engine.program import Program
    from smslint.model import Context

_PLAIN_LINK = lazy(r"(?<!\S)https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/[A-Za-z0-9/_-]*)?(?=\s|\.\s|\.?\Z)")
_OWN_LINK = ("link", "link:own", "link:https", "link:path")


def without_own_link(program: Program, text: str, folded: Folded, context: Context) -> Folded | None:
    """The folded text with blanks for a plain link to the sender's own site; None when that is not all there is of links."""
    if folded.ascii is None or folded.ascii_words is None or not folded.is_identity or not program.reads_prose:
        return None
    match = _PLAIN_LINK.search(text)
    if match is None or text.count("://") != 1 or not host_is_own(match[1], context):
        return None
    start, end = match.span()
    gap = b" " * (end - start)
    plain = folded.ascii[:start] + gap + folded.ascii[end:]
    words = folded.ascii_words[: start + 1] + gap + folded.ascii_words[end + 1 :]
    return Folded(plain.decode("ascii"), words.decode("ascii"), plain, words)


def first_look(program: Program, text: str, folded: Folded, seen: Seen, context: Context, own_link: bool) -> Group | None:
    """What a plain text touches that names its sender; None for any other text.

    own_link: whether a link to the sender's own site was passed over.
    """
    wake = seen[2]
    if not folded.is_identity or wake.closer or "@" in text:
        return None
    words = folded.words
    for form in sender_forms(context):
        if form in words:
            break
    else:
        return None
    touched = wake.touched | program.text_traits.of(text, folded)
    return touched | program.link_bit | program.bits.group(_OWN_LINK) if own_link else touched
