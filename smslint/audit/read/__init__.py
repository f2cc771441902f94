"""Sources of audits: each gives records or faults, in order, and says where they stand."""
