"""Will this volume go out? A simulation, second by second, of queues, rates, caps and expiry."""
