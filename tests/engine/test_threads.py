"""What several threads learn at once is what one would have learnt."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from smslint.engine.content import Content
from tests.words import bundle

THREADS = 8


def test_threads_that_learn_the_same_terms_agree_on_what_they_mean() -> None:
    content, usual = Content(bundle()[0]), sys.getswitchinterval()
    terms = list(content.terms.all())[::5]
    start = Barrier(THREADS)

    def learn(turn: int) -> None:
        start.wait()
        content.meaning(content.learn(terms if turn % 2 else terms[::-1]))

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(learn, range(THREADS)))
    finally:
        sys.setswitchinterval(usual)
    assert len(content.set_masks) == len(content.key_masks) == len(content.meanings)
    for number, sets, groups, _ in terms:
        assert content.meanings[content.means[number]] == (sets, groups)
        assert content.set_masks[content.means[number]] == sum(1 << index for index in set(sets))
