"""The example for Kafka, against the broker that the client library brings for tests: real protocol, no server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from smslint.audit.kernel import Kernel
from smslint.model import Context
from tests.audit.words import BAD, GOOD
from tests.words import linter

kafka = pytest.importorskip("confluent_kafka", reason="confluent-kafka is not here: pip install 'smslint[kafka]'")


@pytest.fixture
def broker() -> Iterator[tuple[Any, str]]:
    """(a client with the broker inside, its address)."""
    client = kafka.Producer({"bootstrap.servers": "nowhere", "test.mock.num.brokers": 1})
    client.produce("sent", b"{}")
    client.flush(10)
    place = next(iter(client.list_topics(timeout=10).brokers.values()))
    yield client, f"{place.host}:{place.port}"
    client.flush(1)


def consumer(address: str, topic: str, group: str) -> Any:
    settings = {"bootstrap.servers": address, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False}
    made = kafka.Consumer(settings)
    made.assign([kafka.TopicPartition(topic, partition, 0) for partition in range(4)])
    return made


def taken(address: str, topic: str, count: int) -> list[tuple[bytes, dict[str, Any]]]:
    """So many records of a topic, by key."""
    reader, found = consumer(address, topic, "readers"), []
    for _ in range(100):
        found += [(one.key(), json.loads(one.value())) for one in reader.consume(count, 0.1) if one.error() is None]
        if len(found) >= count:
            break
    reader.close()
    return sorted(found, key=lambda pair: pair[0] or b"")


def test_records_are_judged_and_broken_ones_put_aside(broker: tuple[Any, str]) -> None:
    client, address = broker
    from smslint.examples import kafka_audit

    for key, value in ((b"a", {"text": GOOD, "id": 7}), (b"b", {"text": BAD, "sender": "+18005550142"}), (b"c", {"text": None})):
        client.produce("sent", json.dumps(value).encode(), key)
    client.produce("sent", b"no json", b"d")
    assert client.flush(10) == 0
    rounds = iter(range(12))
    source = consumer(address, "sent", "smslint")
    kafka_audit.run(source, client, "judged", Kernel(linter(), Context()), lambda: next(rounds, None) is not None)
    source.close()
    judged = taken(address, "judged", 2)
    assert [(key, row["verdict"]) for key, row in judged] == [(b"a", "pass"), (b"b", "block")]
    aside = taken(address, "judged.rejects", 3)
    reasons = {key: row["reason"] for key, row in aside if key}
    assert "no text" in reasons[b"c"]
    assert "not valid JSON" in reasons[b"d"]
