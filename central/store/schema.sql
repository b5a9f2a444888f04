-- The centre's embedded store, version 1. What a kiosk sent is kept to the byte; the columns repeat its
-- prefix so that chains can be followed. A day is all that is kept of when it came.
CREATE TABLE envelope (
    cursor     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    submission BLOB NOT NULL CHECK (length(submission) = 16),
    kiosk      BLOB NOT NULL CHECK (length(kiosk) = 16),
    chain      BLOB NOT NULL CHECK (length(chain) = 16),
    sequence   INTEGER NOT NULL,
    previous   BLOB NOT NULL CHECK (length(previous) = 32),
    state      TEXT NOT NULL CHECK (state IN ('active', 'retired', 'revoked')),
    day        TEXT NOT NULL,
    receipt    TEXT NOT NULL,
    bytes      BLOB NOT NULL
) STRICT;
CREATE INDEX envelope_by_place ON envelope (chain, sequence);
CREATE INDEX envelope_by_submission ON envelope (submission);

-- Fork and gap are worked out from what is held now: a gap closes when the missing one comes, and a fork
-- marks every branch. A fork is two envelopes at one place of a chain, or one that follows an envelope
-- which is not the one held at the place before it.
CREATE VIEW inbox AS SELECT
    e.cursor, e.id, e.day, e.state, e.receipt,
    EXISTS (SELECT 1 FROM envelope o
            WHERE o.chain = e.chain AND o.sequence = e.sequence AND o.id <> e.id)
        OR (e.sequence > 1
            AND EXISTS (SELECT 1 FROM envelope o
                        WHERE o.chain = e.chain AND o.sequence = e.sequence - 1)
            AND NOT EXISTS (SELECT 1 FROM envelope p
                            WHERE p.chain = e.chain AND p.sequence = e.sequence - 1
                              AND p.id = e.previous)) AS fork,
    (e.sequence <> 1 OR e.previous <> zeroblob(32))
        AND NOT EXISTS (SELECT 1 FROM envelope p
                        WHERE p.chain = e.chain AND p.sequence = e.sequence - 1
                          AND p.id = e.previous) AS gap,
    EXISTS (SELECT 1 FROM envelope o WHERE o.submission = e.submission AND o.id <> e.id) AS repeat
FROM envelope e;
