-- Fingerprints of texts, and the revisions that were compared with the others for copies. What is not listed here is compared by the next 'hearsay add'.
CREATE TABLE fingerprint(
  body BIGINT PRIMARY KEY REFERENCES body(pk),
  bytes BYTEA NOT NULL
);
CREATE TABLE compared(
  revision BIGINT PRIMARY KEY REFERENCES revision(pk),
  at TEXT COLLATE "C" NOT NULL
);
