-- The inbox: what waits to be read. Workers lease an item until a moment, read it, and settle it in the transaction that adds its articles.
-- state: waiting, leased, done, dead. visible: a waiting item is not taken, and a lease does not end, before. One row for the same bytes or address with the same envelope: item is their hash.
CREATE TABLE inbox(
  pk INTEGER PRIMARY KEY,
  item TEXT NOT NULL UNIQUE,
  content TEXT REFERENCES content(sha256),
  address TEXT,
  name TEXT NOT NULL,
  document_id TEXT NOT NULL,
  media_type TEXT,
  charset TEXT,
  outlet TEXT,
  published TEXT,
  added_by TEXT,
  added TEXT NOT NULL,
  state TEXT NOT NULL,
  visible TEXT NOT NULL,
  worker TEXT,
  tries INTEGER NOT NULL,
  code TEXT,
  message TEXT,
  settled TEXT,
  sent TEXT
) STRICT;
CREATE INDEX inbox_open ON inbox(pk) WHERE state IN ('waiting', 'leased');
CREATE INDEX inbox_leased ON inbox(visible) WHERE state = 'leased';
CREATE INDEX inbox_dead ON inbox(pk) WHERE state = 'dead';
CREATE INDEX inbox_address ON inbox(address, pk) WHERE state IN ('waiting', 'leased');
CREATE INDEX inbox_settled ON inbox(settled);
CREATE INDEX inbox_unsent ON inbox(sent, pk) WHERE state IN ('waiting', 'leased');

-- What an item became.
CREATE TABLE inbox_document(
  item INTEGER NOT NULL REFERENCES inbox(pk) ON DELETE CASCADE,
  document TEXT NOT NULL REFERENCES document(id),
  PRIMARY KEY(item, document)
) STRICT;
