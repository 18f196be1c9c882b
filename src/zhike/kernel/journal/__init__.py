"""The journal under every write: change sets and their changes, history, and undo. It is also the outbox of events."""
