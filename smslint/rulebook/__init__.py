"""How rules are written: schema, loading with positions, selection, samples, review and explanation."""
