/**
 * The workspace's schema, step by step. A step that has landed is never edited; a new one is added at the end.
 * The step's number stands in one place: its position here, kept in `PRAGMA user_version`.
 */
export const SCHEMA_STEPS: readonly string[] = [
  `
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- A run is visible only when ready: what an interrupted import leaves behind is never seen.
  CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('importing', 'ready')),
    -- The process that imports it: another program on the same file must not take a live import for a dead one.
    owner_pid INTEGER NOT NULL,
    import_id TEXT NOT NULL
  );
  CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('http', 'changes')),
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT,
    records INTEGER NOT NULL DEFAULT 0,
    skipped TEXT NOT NULL DEFAULT '[]',
    damage TEXT,
    from_us INTEGER,
    to_us INTEGER
  );
  CREATE INDEX capture_run ON capture (run_id);

  CREATE TABLE endpoint (
    id INTEGER PRIMARY KEY,
    method TEXT NOT NULL,
    origin TEXT NOT NULL,
    route_key TEXT NOT NULL,
    route TEXT NOT NULL,
    UNIQUE (method, origin, route_key)
  );
  CREATE TABLE exchange (
    id INTEGER PRIMARY KEY,
    capture_id INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    byte_offset INTEGER NOT NULL,
    endpoint_id INTEGER REFERENCES endpoint (id),
    method TEXT NOT NULL,
    origin TEXT NOT NULL,
    path TEXT NOT NULL,
    query TEXT NOT NULL,
    start_us INTEGER,
    end_us INTEGER,
    server_from_us INTEGER,
    server_to_us INTEGER,
    status INTEGER,
    failure TEXT,
    reached TEXT NOT NULL,
    reached_why TEXT NOT NULL,
    client TEXT,
    keys TEXT NOT NULL,
    claims TEXT NOT NULL
  );
  CREATE INDEX exchange_capture ON exchange (capture_id, position);
  CREATE INDEX exchange_endpoint ON exchange (endpoint_id, start_us);
  -- Headers and bodies stand apart, compressed, so that lists never read them.
  CREATE TABLE message (
    exchange_id INTEGER PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
    content BLOB NOT NULL
  );

  CREATE TABLE source_transaction (
    id INTEGER PRIMARY KEY,
    capture_id INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    source_id TEXT NOT NULL,
    byte_offset INTEGER NOT NULL,
    time_us INTEGER,
    time_kind TEXT,
    resolution_us INTEGER,
    context TEXT NOT NULL
  );
  CREATE INDEX source_transaction_capture ON source_transaction (capture_id);
  CREATE INDEX source_transaction_source ON source_transaction (source_id, time_us);
  CREATE TABLE change (
    transaction_id INTEGER NOT NULL REFERENCES source_transaction (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    op TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT,
    before_row TEXT,
    before_image TEXT NOT NULL,
    after_row TEXT,
    changed TEXT,
    byte_offset INTEGER NOT NULL,
    PRIMARY KEY (transaction_id, ordinal)
  ) WITHOUT ROWID;

  CREATE TABLE link (
    transaction_id INTEGER PRIMARY KEY REFERENCES source_transaction (id) ON DELETE CASCADE,
    exchange_id INTEGER REFERENCES exchange (id) ON DELETE CASCADE,
    probability REAL NOT NULL,
    basis TEXT NOT NULL,
    evidence TEXT NOT NULL,
    rivals TEXT NOT NULL
  );
  CREATE INDEX link_exchange ON link (exchange_id);

  -- What the rules said of each endpoint in each run. Can be made again at any time from the above.
  CREATE TABLE finding (
    key TEXT NOT NULL,
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    endpoint_id INTEGER NOT NULL REFERENCES endpoint (id),
    rule TEXT NOT NULL,
    verdict TEXT NOT NULL,
    judgement TEXT NOT NULL,
    PRIMARY KEY (key, run_id)
  ) WITHOUT ROWID;

  -- People's decisions: every action is kept, undone or not; \`decided\` is the present state.
  CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    label TEXT NOT NULL,
    undone_at_ms INTEGER,
    undone_by TEXT,
    -- 0 once something new was decided after the undo: it can no longer be done again.
    redoable INTEGER NOT NULL DEFAULT 1
  );
  CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    action_id INTEGER NOT NULL REFERENCES action (id),
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    before_value TEXT,
    after_value TEXT,
    why TEXT
  );
  CREATE INDEX decision_subject ON decision (subject);
  CREATE INDEX decision_action ON decision (action_id);
  CREATE TABLE decided (
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (subject, field)
  ) WITHOUT ROWID;
  `,
  `
  -- What selects the operation beside method and path; NULL where the path is all, and for what came before this step.
  ALTER TABLE exchange ADD COLUMN operation TEXT;
  `,
  `
  -- Where values were masked, as [{place, times}]: names only. Captures from before this step have not counted.
  ALTER TABLE capture ADD COLUMN masked TEXT NOT NULL DEFAULT '[]';
  `,
  `
  -- What attribution said of a run beside its links: the clocks of its change logs, as JSON. Runs from before have none.
  CREATE TABLE attribution (
    run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    clocks TEXT NOT NULL,
    -- What people had said that it followed, and how it did with ids hidden from it; NULL: not looked at.
    corrections TEXT NOT NULL DEFAULT '[]',
    calibration TEXT
  );
  `,
  `
  -- The rows before and after changes stand apart, packed; changes from before this step hold their own.
  CREATE TABLE row_image (
    -- Of the transaction whose images come first; those of the next ids follow, one line each.
    first_id INTEGER PRIMARY KEY,
    capture_id INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    content BLOB NOT NULL
  );
  CREATE INDEX row_image_capture ON row_image (capture_id);
  -- It served only imports of logs that had grown, and cost each import of any.
  DROP INDEX source_transaction_source;
  `,
  `
  -- The connection a request went over, as its recorder numbers it; NULL where it does not, and for what came before.
  ALTER TABLE exchange ADD COLUMN connection TEXT;
  `,
  `
  -- What lists count of each run (totals.ts), made again from the above whenever it is not there.
  CREATE TABLE total (
    run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    -- The probability from which links were counted.
    likely_from REAL NOT NULL,
    exchanges INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    -- The time from the start of the longest exchange to its end.
    longest_us INTEGER NOT NULL,
    transactions INTEGER NOT NULL,
    linked INTEGER NOT NULL,
    background INTEGER NOT NULL
  );
  CREATE TABLE total_of_calls (
    run_id INTEGER NOT NULL REFERENCES total (run_id) ON DELETE CASCADE,
    endpoint_id INTEGER NOT NULL REFERENCES endpoint (id),
    client TEXT NOT NULL,
    calls INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    wrote INTEGER NOT NULL,
    PRIMARY KEY (endpoint_id, run_id, client)
  ) WITHOUT ROWID;
  CREATE INDEX total_of_calls_run ON total_of_calls (run_id);
  CREATE TABLE total_of_writes (
    run_id INTEGER NOT NULL REFERENCES total (run_id) ON DELETE CASCADE,
    endpoint_id INTEGER,
    table_name TEXT NOT NULL,
    op TEXT NOT NULL,
    changed TEXT,
    rows INTEGER NOT NULL
  );
  CREATE INDEX total_of_writes_run ON total_of_writes (run_id);
  CREATE TABLE total_of_table (
    run_id INTEGER NOT NULL REFERENCES total (run_id) ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    -- The newest transaction that wrote it.
    newest INTEGER NOT NULL,
    PRIMARY KEY (run_id, table_name)
  ) WITHOUT ROWID;

  -- What was open at a moment, and what was said of one endpoint, without reading the run.
  CREATE INDEX exchange_time ON exchange (capture_id, start_us, end_us);
  CREATE INDEX finding_endpoint ON finding (endpoint_id);
  -- The history of every finding over all runs, without its judgement.
  ALTER TABLE finding ADD COLUMN calls INTEGER GENERATED ALWAYS AS (judgement ->> '$.proof.calls') VIRTUAL;
  ALTER TABLE finding ADD COLUMN wrote INTEGER GENERATED ALWAYS AS (judgement ->> '$.proof.wrote') VIRTUAL;
  CREATE INDEX finding_cells ON finding (run_id, key, endpoint_id, rule, verdict, calls, wrote);
  `,
  `
  -- Views with a name are decisions, so that they can be undone.
  INSERT INTO decided (subject, field, value)
    SELECT 'view:' || json_extract(v.value, '$.name'), 'view', json_quote(json_extract(v.value, '$.address'))
    FROM setting s, json_each(s.value) v WHERE s.key = 'views' GROUP BY 1;
  DELETE FROM setting WHERE key = 'views';
  `,
  `
  -- An endpoint's calls are looked at run by run.
  DROP INDEX exchange_endpoint;
  CREATE INDEX exchange_endpoint ON exchange (endpoint_id, capture_id, start_us);
  `,
  `
  -- What the changes of a capture have in common stands once: most have one of a few shapes.
  CREATE TABLE change_shape (
    id INTEGER PRIMARY KEY,
    capture_id INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    op TEXT NOT NULL,
    table_name TEXT NOT NULL,
    before_image TEXT NOT NULL,
    changed TEXT,
    -- Names of the columns whose values the images have; NULL where the images have the names.
    before_columns TEXT,
    after_columns TEXT
  );
  CREATE INDEX change_shape_capture ON change_shape (capture_id);
  CREATE TABLE change_row (
    transaction_id INTEGER NOT NULL REFERENCES source_transaction (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    -- No reference: it goes with its capture, as the transaction does.
    shape_id INTEGER NOT NULL,
    row_key TEXT,
    byte_offset INTEGER NOT NULL,
    -- Of changes from before images stood apart.
    before_row TEXT,
    after_row TEXT,
    PRIMARY KEY (transaction_id, ordinal)
  ) WITHOUT ROWID;
  INSERT INTO change_shape (capture_id, op, table_name, before_image, changed)
    SELECT DISTINCT t.capture_id, c.op, c.table_name, c.before_image, c.changed
    FROM change c JOIN source_transaction t ON t.id = c.transaction_id;
  CREATE INDEX shape_by_look ON change_shape (capture_id, op, table_name, before_image, changed);
  INSERT INTO change_row
    SELECT c.transaction_id, c.ordinal, s.id, c.row_key, c.byte_offset, c.before_row, c.after_row
    FROM change c JOIN source_transaction t ON t.id = c.transaction_id
    JOIN change_shape s ON s.capture_id = t.capture_id AND s.op = c.op AND s.table_name = c.table_name
      AND s.before_image = c.before_image AND s.changed IS c.changed
    ORDER BY c.transaction_id, c.ordinal;
  DROP INDEX shape_by_look;
  DROP TABLE change;
  CREATE VIEW change AS
    SELECT r.transaction_id, r.ordinal, s.op, s.table_name, r.row_key, s.before_image, s.changed, r.byte_offset
    FROM change_row r JOIN change_shape s ON s.id = r.shape_id;
  `,
];
