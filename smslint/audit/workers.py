"""Processes that judge. The first loads the rules and tries them on some messages, and the others are copies of it: what takes
seconds is done once, and they share the memory of all that was made by then.

What they answer is packed: of a row or fault that was told before only its number is sent.
"""

from __future__ import annotations

import gc
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import Pipe, get_context
from pickle import dumps, loads
from queue import SimpleQueue
from threading import Event, Lock

from smslint.audit.outcome import Outcome, Shared, judge_all
from smslint.audit.same import Same
from smslint.errors import SmslintError
from smslint.text.domains import registrable_domain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from typing import Any

    from smslint.audit.outcome import Case
    from smslint.linter import Linter

CAN_COPY = hasattr(os, "fork") and sys.platform != "darwin"
"""Elsewhere each process loads the rules by itself."""


AT_ONCE = 2
"""Slices that a process is given: it need not wait for the next one while this process is busy."""
SELDOM = (20_000, 20, 100)
"""When the collector of garbage looks: judging leaves next to none in cycles."""


UNBEGUN = (
    "a process that judges has ended before it could begin: a script that asks for several has to do so below "
    "`if __name__ == '__main__':`, since each of them reads the script anew; if it does, perhaps for want of memory"
)


class WorkerError(SmslintError):
    """A process that judges is gone, or could not begin."""


class Workers:
    """`count` processes, which wait to be told what to try the rules on. shared: what answers are made of."""

    def __init__(self, linter: Linter, count: int, shared: Shared) -> None:
        # Fresh processes: a copy of one that has threads (Arrow has) may hang. The first of them has none.
        context = get_context("spawn")
        pairs = [Pipe() for _ in range(count)]
        theirs = [there for _, there in pairs]
        self._ready = False
        self._greeting = Lock()
        self._ends = [_End(here, shared) for here, _ in pairs]
        self._first = self._ends[:1] if CAN_COPY else self._ends
        self._free: SimpleQueue[_End] = SimpleQueue()
        for _ in range(AT_ONCE):
            for end in self._ends:
                self._free.put(end)
        self._processes = [
            context.Process(target=_begin, args=(dumps(linter), group), daemon=True)
            for group in ([theirs] if CAN_COPY else [[one] for one in theirs])
        ]
        for process in self._processes:
            process.start()
        for there in theirs:
            there.close()
        self._threads = ThreadPoolExecutor(count * AT_ONCE, "smslint-judges")

    def warm(self, cases: Sequence[Case]) -> None:
        """Tell the messages on which the rules are tried, before they are copied. To be called once, before anything is asked."""
        for end in self._first:
            with suppress(OSError):  # of one that is gone the greeting tells
                end.connection.send(cases)

    def ready(self, wait: bool = False) -> bool:
        """Whether they can judge by now. wait: until they can. Raises WorkerError when they never will."""
        with self._greeting:
            if not self._ready and (wait or all(end.connection.poll() for end in self._first)):
                for end in self._first:
                    end.greeted()
                self._ready = True
            return self._ready

    def submit(self, cases: Sequence[Case]) -> Future[list[Outcome]]:
        """The outcomes of cases, from whichever process is free, once they can judge."""
        return self._threads.submit(self._ask, cases)

    def _ask(self, cases: Sequence[Case]) -> list[Outcome]:
        self.ready(wait=True)
        end = self._free.get()
        try:
            return end.ask(cases)
        finally:
            self._free.put(end)

    def close(self) -> None:
        """End them; what they have not begun is dropped."""
        if not self._ready:
            for process in self._processes:
                process.terminate()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for end in self._ends:
            end.connection.close()  # at which they end
        for process in self._processes:
            process.join()


class _End:
    """The near end of what joins this process to one that judges."""

    def __init__(self, connection: Connection, shared: Shared) -> None:
        self.connection = connection
        self._shared = shared
        self._kinds: list[Any] = []
        self._asking = Lock()
        self._heard_out = Event()
        self._heard_out.set()

    def greeted(self) -> None:
        """Hear that it can begin. Raises WorkerError."""
        try:
            fault = self.connection.recv()
        except (EOFError, OSError):
            raise WorkerError(UNBEGUN) from None
        if fault is not None:
            raise WorkerError(f"a process that judges cannot begin: {fault}")

    def ask(self, cases: Sequence[Case]) -> list[Outcome]:
        """Its answer to cases. Raises what judging them raised there, and WorkerError when it is gone.

        Others may ask meanwhile: they are answered in the order in which they asked.
        """
        own = Event()
        with self._asking:
            before = self._heard_out
            try:
                self.connection.send(cases)
            except (BrokenPipeError, ConnectionResetError):
                raise _gone() from None
            self._heard_out = own
        before.wait()
        try:
            return self._unpacked(self._heard())
        finally:
            own.set()

    def _unpacked(self, answer: Any) -> list[Outcome]:
        if isinstance(answer, BaseException):
            raise answer
        first, fresh, places = answer
        kinds = self._kinds
        del kinds[first:]
        kinds += [self._shared.one(kind) for kind in fresh]
        return [
            Outcome(kinds[row], tuple([(kinds[fault], start, end) for fault, start, end in spots]))
            for row, spots in places
        ]

    def _heard(self) -> Any:
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            raise _gone() from None


def _gone() -> WorkerError:
    return WorkerError(
        "a process that judges has ended, perhaps for want of memory; give a smaller --jobs, and --resume"
    )


def _begin(told: bytes, connections: Sequence[Connection]) -> None:
    """In the first process: get ready, make the others, and judge as they do. told: the linter."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # interruption is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    own, *others = connections
    try:
        linter = _warmed(told, own)
    except EOFError:
        return  # nobody waits any more
    except Exception as error:
        own.send(str(error) if isinstance(error, SmslintError) else type(error).__name__)
        return
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    copies = _copied(linter, own, others)
    with suppress(OSError):  # nobody may wait any more
        own.send(None)
        _serve(linter, own)
    for copy in copies:
        os.waitpid(copy, 0)
    os._exit(0)  # to take apart what it made would take a third of a second


def _warmed(told: bytes, connection: Connection) -> Linter:
    """The linter, tried on the messages that come over a connection: texts are still being read when it begins.

    Raises EOFError when nobody is at the other end any more.
    """
    linter: Linter = loads(told)
    linter._rules.program.matcher.build()
    try:
        warm = connection.recv()
    except OSError:
        raise EOFError from None
    judge_all(linter, warm, Shared())
    registrable_domain("larch.example")  # the list of suffixes is read once, though none of these asked for it
    return linter


def _copied(linter: Linter, own: Connection, others: Sequence[Connection]) -> list[int]:
    """Copies of this process, one to judge for each of the other connections. Returns their process numbers."""
    copies = []
    for place, connection in enumerate(others):
        copies.append(os.fork())
        if copies[-1] == 0:
            for other in (own, *others[place + 1 :]):
                other.close()
            try:
                _serve(linter, connection)
            finally:
                os._exit(0)
        connection.close()
    return copies


def _serve(linter: Linter, connection: Connection) -> None:
    """Answer until nobody asks any more."""
    same, shared, packer = Same(), Shared(), Packer()
    while True:
        try:
            cases = connection.recv()
        except (EOFError, OSError):
            return
        try:
            contexts = {id(context): context for _, context in cases}
            known = {number: same.of(context) for number, context in contexts.items()}
            outcomes = judge_all(linter, [(text, known[id(context)]) for text, context in cases], shared)
            answer: Any = packer.packed(outcomes)
        except Exception as error:
            answer = error
        try:
            connection.send(answer)
        except OSError:
            return


class Packer:
    """Packs outcomes as (number of the first kind that is new, rows and faults that are, places), for one reader.

    A kind is known by the object that it is, not by what it says: equal ones are mostly one object, see `Shared`.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._kinds: list[Any] = []
        """Kept, so that no other object comes to bear the identity of one that was told."""

    def packed(self, outcomes: Sequence[Outcome]) -> tuple[int, list[Any], list[tuple[Any, ...]]]:
        """What is sent for outcomes."""
        if len(self._kinds) > Shared.MOST:
            self._numbers, self._kinds = {}, []
        first = len(self._kinds)
        number = self._number
        places = [
            (number(row), [(number(fault), start, end) for fault, start, end in spots]) for row, spots, _ in outcomes
        ]
        return first, self._kinds[first:], places

    def _number(self, kind: Any) -> int:
        number = self._numbers.get(id(kind))
        if number is None:
            number = self._numbers[id(kind)] = len(self._kinds)
            self._kinds.append(kind)
        return number
