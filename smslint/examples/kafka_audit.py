"""Judge messages as they pass through Kafka: JSON objects in from one topic, results out to another.

    python -m smslint.examples.kafka_audit --servers localhost:9092 --source sent --target judged

A record is {"text": "...", "sender": "...", ...}; a result is keyed as its record was. Offsets are committed when results
have arrived, so a result may come twice after a crash and is never lost. What cannot be judged goes to TARGET.rejects.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer

from smslint.audit.fields import FIELDS
from smslint.audit.kernel import Kernel
from smslint.audit.read.values import plain
from smslint.corpus.rows import parse_object
from smslint.errors import SmslintError
from smslint.linter import Linter
from smslint.model import Context

AT_ONCE = 500
SECONDS = 0.5


def run(consumer: Consumer, producer: Producer, target: str, kernel: Kernel, go_on: Callable[[], bool] = lambda: True) -> None:
    """Judge what comes until `go_on` says no."""
    while go_on():
        records = [one for one in consumer.consume(AT_ONCE, SECONDS) if not _is_end(one)]
        if records:
            _answer(records, producer, target, kernel)
            if producer.flush(30):
                raise RuntimeError("results were not delivered in 30 seconds; nothing is committed, so nothing is lost")
            consumer.commit(asynchronous=False)


def _is_end(record: Any) -> bool:
    fault = record.error()
    if fault is not None and fault.code() != KafkaError._PARTITION_EOF:
        raise KafkaException(fault)
    return fault is not None


def _answer(records: list[Any], producer: Producer, target: str, kernel: Kernel) -> None:
    rows, keys = [], []
    for record in records:
        try:
            row = parse_object(record.value() or b"")
            rows.append({name: plain(row.get(name)) for name in ("text", *FIELDS) if name == "text" or name in row})
            keys.append(record.key())
        except SmslintError as error:
            producer.produce(f"{target}.rejects", json.dumps({"reason": str(error)}), record.key())
    if not rows:
        return
    names = sorted({name for row in rows for name in row})
    batch = pa.RecordBatch.from_pydict({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})
    for key, result in zip(keys, kernel.judge(batch).to_pylist(), strict=True):
        where = target if result["error"] is None else f"{target}.rejects"
        producer.produce(where, json.dumps(result if result["error"] is None else {"reason": result["error"]}), key)
        producer.poll(0)


def main() -> None:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--servers", default="localhost:9092")
    parser.add_argument("--source", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--brand")
    options = parser.parse_args()
    settings = {"bootstrap.servers": options.servers}
    consumer = Consumer({**settings, "group.id": "smslint", "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([options.source])
    kernel = Kernel(Linter(), Context(brand=options.brand))
    try:
        run(consumer, Producer({**settings, "enable.idempotence": True}), options.target, kernel)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
