-- The workbench: who may do what, what was done, and what people want to be told of.
-- password: as the framework's PasswordHasher writes it (PBKDF2), or null. subject: issuer and subject of OpenID Connect, parted by a space, or null.
CREATE TABLE account(
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  password TEXT,
  subject TEXT UNIQUE,
  added TEXT NOT NULL,
  disabled TEXT
) STRICT, WITHOUT ROWID;

-- Who is logged in. id: SHA-256 of what the browser holds.
CREATE TABLE session(
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account(name),
  began TEXT NOT NULL,
  ends TEXT NOT NULL,
  ended TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session(account);

-- Everything that was changed through the workbench and by whom, beside the review log. Appended, never changed.
CREATE TABLE audit(
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  detail TEXT,
  source TEXT
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END;

-- Requests with reviews that were answered: the same request again gets the same entries and writes nothing.
CREATE TABLE answered(
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,
  entries TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY(owner, key)
) STRICT, WITHOUT ROWID;

-- Queries that somebody keeps. checked: number of the last claim that was looked at for it.
CREATE TABLE saved_search(
  pk INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  seen TEXT,
  checked INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_search_current ON saved_search(owner, name) WHERE until IS NULL;
CREATE TABLE alert(
  search INTEGER NOT NULL REFERENCES saved_search(pk),
  claim TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY(search, claim)
) STRICT, WITHOUT ROWID;
