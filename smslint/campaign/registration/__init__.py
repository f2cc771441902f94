"""A 10DLC campaign or a toll-free verification before it is submitted: read, judged field by field, all faults at once."""
