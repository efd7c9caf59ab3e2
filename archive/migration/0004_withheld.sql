-- A change that a sweep did not report, as the configuration or the paper says
-- that it may stand. It is still to be told when that has ended.
CREATE TABLE withheld (
  run_id   INTEGER NOT NULL REFERENCES runs(id), -- the sweep
  paper_id INTEGER NOT NULL REFERENCES papers(id),
  link_id  INTEGER NOT NULL REFERENCES links(id),
  kind     TEXT    NOT NULL, -- dead, changed, unsure, moved
  known    INTEGER NOT NULL, -- the last check of the link that a report told of; 0 for none
  PRIMARY KEY (run_id, paper_id, link_id, kind)
) WITHOUT ROWID;
