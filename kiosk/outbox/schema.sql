-- The queue of one terminal. Everything here is ciphertext, hashes, public lists and
-- days. Read by queue.cpp; `user_version` is the version of this schema.

-- Where the chain stands. Commits together with the row it speaks of. A missing row means the head
-- was lost: a new chain begins.
CREATE TABLE head (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    chain      BLOB NOT NULL CHECK (length(chain) = 16),
    sequence   INTEGER NOT NULL CHECK (sequence >= 0),
    last_id    BLOB NOT NULL CHECK (length(last_id) = 32),
    -- 1 once a test record of this chain has a verified receipt: only then may forms begin.
    tested     INTEGER NOT NULL DEFAULT 0 CHECK (tested IN (0, 1))
) STRICT;

-- Envelopes without a receipt, oldest first by position.
CREATE TABLE envelope (
    position   INTEGER PRIMARY KEY AUTOINCREMENT,
    submission BLOB NOT NULL UNIQUE CHECK (length(submission) = 16),
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    chain      BLOB NOT NULL CHECK (length(chain) = 16),
    sequence   INTEGER NOT NULL CHECK (sequence >= 1),
    age_hash   BLOB NOT NULL CHECK (length(age_hash) = 32),
    kind       TEXT NOT NULL CHECK (kind IN ('referral', 'test')),
    -- Quarantined: the centre called it malformed. Kept, and tried again each day.
    state      TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'quarantined')),
    bytes      BLOB NOT NULL CHECK (length(bytes) BETWEEN 200 AND 524288),
    UNIQUE (chain, sequence)
) STRICT;
-- No index by state: the way to what is sent next must not depend on a page that no read-back sees.
CREATE INDEX envelope_test ON envelope (chain) WHERE kind = 'test';

-- What is left of an envelope whose receipt was verified: enough to answer a repeated submission.
CREATE TABLE tombstone (
    submission BLOB PRIMARY KEY CHECK (length(submission) = 16),
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    age_hash   BLOB NOT NULL CHECK (length(age_hash) = 32),
    sequence   INTEGER NOT NULL CHECK (sequence >= 1),
    day        TEXT NOT NULL CHECK (length(day) = 10)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_day ON tombstone (day);

-- Every manifest that was accepted. Only the newest keeps its bytes; the others stay known, because
-- a referral may have been sealed to one just before it was superseded.
CREATE TABLE manifest (
    version    INTEGER PRIMARY KEY CHECK (version >= 1),
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    bytes      BLOB
) STRICT;
CREATE TABLE manifest_signature (
    position   INTEGER PRIMARY KEY,
    text       TEXT NOT NULL
) STRICT;

PRAGMA user_version = 1;
