-- Answers "which rows point into this file, and what stands before a record?",
-- as export, verify and prune ask.
CREATE INDEX snapshots_place ON snapshots(warc, offset);
