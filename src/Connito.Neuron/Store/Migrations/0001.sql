-- What a neuron must not lose or do twice. Cycles are the network's, hotkeys SS58, results JSON.

CREATE TABLE step (
    cycle      INTEGER NOT NULL,
    stage      TEXT    NOT NULL,
    hotkey     TEXT    NOT NULL,           -- whom the step is about; '' for none
    result     TEXT    NOT NULL,
    at         TEXT    NOT NULL,
    PRIMARY KEY (cycle, stage, hotkey)
) WITHOUT ROWID;

CREATE TABLE point (
    round      INTEGER NOT NULL,           -- the block that names the round
    uid        INTEGER NOT NULL,
    hotkey     TEXT    NOT NULL,
    score      REAL    NOT NULL,
    reason     TEXT,                       -- why the score is zero
    PRIMARY KEY (round, uid)
) WITHOUT ROWID;

CREATE TABLE shard_seen (
    model_hash TEXT    NOT NULL,
    hotkey     TEXT    NOT NULL,
    cycle      INTEGER NOT NULL,
    block      INTEGER NOT NULL,           -- of the commitment of its signature
    PRIMARY KEY (model_hash, hotkey, cycle)
) WITHOUT ROWID;

CREATE TABLE revision_file (
    hotkey     TEXT    NOT NULL,           -- who published it
    cycle      INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    sha256     TEXT    NOT NULL,           -- its name in the vault
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (hotkey, cycle, name)
) WITHOUT ROWID;

CREATE INDEX revision_file_sha256 ON revision_file (sha256);
