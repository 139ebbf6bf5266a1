-- The ledger, first schema. Forward only: a later change is another numbered file.
-- Instants are UTC text of fixed width (2026-11-23T15:04:05.123456Z), days ISO 8601: both sort as they stand.
-- since/until: a row is valid from since (inclusive) to until (exclusive); until null = still valid. Nothing is deleted.

-- Bytes by their SHA-256, compressed with Brotli: originals as they came, and extracted texts in UTF-8.
CREATE TABLE content(
  sha256 TEXT PRIMARY KEY,
  length INTEGER NOT NULL,
  stored BLOB NOT NULL
) STRICT;

CREATE TABLE outlet(
  pk INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL
) STRICT;

-- An extracted text. Everything that is read points into one.
CREATE TABLE body(
  pk INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE REFERENCES content(sha256),
  code_points INTEGER NOT NULL,
  language TEXT NOT NULL
) STRICT;

CREATE TABLE document(
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL UNIQUE,
  address TEXT,
  added TEXT NOT NULL
) STRICT;

-- What a document said from since to until: an edited article is a new revision, not a second document.
CREATE TABLE revision(
  pk INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(pk),
  number INTEGER NOT NULL,
  body INTEGER NOT NULL REFERENCES body(pk),
  original TEXT REFERENCES content(sha256),
  name TEXT NOT NULL,
  title TEXT,
  outlet INTEGER REFERENCES outlet(pk),
  published TEXT,
  published_day TEXT,
  since TEXT NOT NULL,
  until TEXT,
  UNIQUE(document, number)
) STRICT;
CREATE UNIQUE INDEX revision_current ON revision(document) WHERE until IS NULL;
CREATE INDEX revision_body ON revision(body);
CREATE INDEX revision_published ON revision(published_day, pk);

-- Every distinct way in which a text came in. Its hash covers the bytes and what is known of the publication.
CREATE TABLE arrival(
  sha256 TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revision(pk),
  original TEXT REFERENCES content(sha256),
  origin TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX arrival_revision ON arrival(revision);

-- Files that went in to their last item, by the hash of bytes, reader and options: adding one again costs its hash.
CREATE TABLE finished(
  sha256 TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  items INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE set_aside(
  pk INTEGER PRIMARY KEY,
  item TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  original TEXT REFERENCES content(sha256),
  at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  solved TEXT
) STRICT;

CREATE TABLE reader(
  pk INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  UNIQUE(version, model)
) STRICT;

-- One run of one reader version on one text.
CREATE TABLE reading(
  pk INTEGER PRIMARY KEY,
  body INTEGER NOT NULL REFERENCES body(pk),
  reader INTEGER NOT NULL REFERENCES reader(pk),
  at TEXT NOT NULL,
  claims INTEGER NOT NULL,
  UNIQUE(body, reader)
) STRICT;

-- A claim of a document, as hearsay.claim/1 in record, with columns to find it by. A claim read anew with another record is a new row with the same id.
CREATE TABLE claim(
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document(pk),
  revision INTEGER NOT NULL REFERENCES revision(pk),
  reading INTEGER REFERENCES reading(pk),
  ordinal INTEGER NOT NULL,
  speaker TEXT NOT NULL,
  stance TEXT NOT NULL,
  form TEXT NOT NULL,
  outlet INTEGER REFERENCES outlet(pk),
  published_day TEXT,
  type TEXT,
  status TEXT,
  object TEXT,
  earliest TEXT,
  latest TEXT,
  confidence REAL NOT NULL,
  copy_of TEXT,
  record TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT
) STRICT;
CREATE UNIQUE INDEX claim_current ON claim(document, id) WHERE until IS NULL;
CREATE INDEX claim_id ON claim(id);
CREATE INDEX claim_published ON claim(published_day, pk);
CREATE INDEX claim_facets ON claim(until, stance, outlet, speaker, type, status);

-- What a claim's content says happened, one row per proposition of its record.
CREATE TABLE proposition(
  claim INTEGER NOT NULL REFERENCES claim(pk),
  ordinal INTEGER NOT NULL,
  type TEXT NOT NULL,
  status TEXT,
  certainty TEXT,
  polarity TEXT,
  object TEXT,
  system TEXT,
  least REAL,
  most REAL,
  earliest TEXT,
  latest TEXT,
  place TEXT,
  country TEXT,
  transfer INTEGER NOT NULL,
  PRIMARY KEY(claim, ordinal)
) STRICT, WITHOUT ROWID;

-- Who is meant: a candidate is derived from a name alone; the registry and people confirm.
CREATE TABLE party(
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  state TEXT NOT NULL,
  same_as TEXT,
  since TEXT NOT NULL
) STRICT;

-- Mentions: who stands where in a claim. proposition -1 = the claim itself (its speakers, outermost first).
CREATE TABLE mention(
  claim INTEGER NOT NULL REFERENCES claim(pk),
  role TEXT NOT NULL,
  proposition INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  party INTEGER REFERENCES party(pk),
  PRIMARY KEY(claim, role, proposition, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_party ON mention(party, role, claim);

-- A claim of an older revision and the same claim in the next one.
CREATE TABLE succession(
  older TEXT NOT NULL,
  newer TEXT NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision(pk),
  PRIMARY KEY(newer, older, revision)
) STRICT, WITHOUT ROWID;

-- The log: what people decided. Appended, never changed. hash = SHA-256(previous, line feed, record).
CREATE TABLE review(
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  other TEXT,
  record TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX review_subject ON review(subject);
CREATE INDEX review_other ON review(other);
CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'the review log is only appended to'); END;
CREATE TRIGGER review_is_never_deleted BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'the review log is only appended to'); END;

-- What the log amounts to for each claim; derived, and rebuilt by folding the log.
CREATE TABLE standing(
  claim TEXT PRIMARY KEY,
  verdict TEXT,
  reliability TEXT,
  credibility INTEGER,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Copies of one another, and where a story comes from.
CREATE TABLE family(
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  since TEXT NOT NULL
) STRICT;
CREATE TABLE family_member(
  document INTEGER NOT NULL REFERENCES document(pk),
  family INTEGER NOT NULL REFERENCES family(pk),
  relation TEXT NOT NULL,
  score REAL NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY(document, family)
) STRICT, WITHOUT ROWID;
CREATE INDEX family_member_family ON family_member(family, document);
CREATE TABLE origin(
  document INTEGER NOT NULL REFERENCES document(pk),
  name TEXT NOT NULL,
  basis TEXT NOT NULL,
  other INTEGER REFERENCES document(pk),
  score REAL NOT NULL,
  PRIMARY KEY(document, name, basis)
) STRICT, WITHOUT ROWID;
-- Keys of a text's fingerprint; texts that share keys may be copies.
CREATE TABLE sketch(
  key INTEGER NOT NULL,
  body INTEGER NOT NULL REFERENCES body(pk),
  PRIMARY KEY(key, body)
) STRICT, WITHOUT ROWID;

-- Full text. Words are cut and folded by Hearsay, so that both databases find the same; rowid = pk.
CREATE VIRTUAL TABLE claim_words USING fts5(words, content='', columnsize=0, tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE body_words USING fts5(words, content='', columnsize=0, tokenize="ascii tokenchars '_'");
