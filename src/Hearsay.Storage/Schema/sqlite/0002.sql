-- Fingerprints of texts, and the revisions that were compared with the others for copies. What is not listed here is compared by the next 'hearsay add'.
CREATE TABLE fingerprint(
  body INTEGER PRIMARY KEY REFERENCES body(pk),
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE compared(
  revision INTEGER PRIMARY KEY REFERENCES revision(pk),
  at TEXT NOT NULL
) STRICT;
