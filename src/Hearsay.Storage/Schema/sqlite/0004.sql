-- Whose voice a claim is in: 'attributed' to a source, or 'narration', which is the outlet's own.
ALTER TABLE claim ADD COLUMN voice TEXT NOT NULL DEFAULT 'attributed';

-- Seals: one for each addition to the ledger, a digest over the rows that it wrote, chained like the review log. 'seal' names the one that a row was written under, 'ended' the one that a claim
-- ended under. The first one is over all that was there before there were seals; Hearsay makes it when it brings the schema up to date.
CREATE TABLE seal(
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  subject TEXT NOT NULL,
  written INTEGER NOT NULL,
  digest TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER seal_is_never_changed BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'seals are only appended'); END;
CREATE TRIGGER seal_is_never_deleted BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'seals are only appended'); END;
ALTER TABLE claim ADD COLUMN seal INTEGER NOT NULL DEFAULT 1;
ALTER TABLE claim ADD COLUMN ended INTEGER;
ALTER TABLE revision ADD COLUMN seal INTEGER NOT NULL DEFAULT 1;
ALTER TABLE arrival ADD COLUMN seal INTEGER NOT NULL DEFAULT 1;
ALTER TABLE reading ADD COLUMN seal INTEGER NOT NULL DEFAULT 1;
ALTER TABLE review ADD COLUMN seal INTEGER NOT NULL DEFAULT 1;
UPDATE claim SET ended = 1 WHERE until IS NOT NULL;

-- Every family that a document was in, from since on, so that a past state can be shown.
CREATE TABLE family_past(
  document INTEGER NOT NULL REFERENCES document(pk),
  since TEXT NOT NULL,
  family INTEGER NOT NULL REFERENCES family(pk),
  PRIMARY KEY(document, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX family_past_family ON family_past(family, document);
INSERT INTO family_past(document, since, family) SELECT document, MIN(since), MIN(family) FROM family_member GROUP BY document;

-- How many valid claims have which value: what is counted without a condition is only looked up.
CREATE TABLE tally(
  voice TEXT NOT NULL,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  claims INTEGER NOT NULL,
  PRIMARY KEY(voice, facet, value)
) STRICT, WITHOUT ROWID;
INSERT INTO tally SELECT voice, 'stance', stance, COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, stance;
INSERT INTO tally SELECT voice, 'form', form, COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, form;
INSERT INTO tally SELECT voice, 'speaker', speaker, COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, speaker;
INSERT INTO tally SELECT voice, 'outlet', COALESCE(CAST(outlet AS TEXT), ''), COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, outlet;
INSERT INTO tally SELECT voice, 'day', COALESCE(published_day, ''), COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, published_day;
CREATE TRIGGER claim_counts AFTER INSERT ON claim WHEN NEW.until IS NULL BEGIN
  INSERT INTO tally VALUES(NEW.voice, 'stance', NEW.stance, 1), (NEW.voice, 'form', NEW.form, 1), (NEW.voice, 'speaker', NEW.speaker, 1),
    (NEW.voice, 'outlet', COALESCE(CAST(NEW.outlet AS TEXT), ''), 1), (NEW.voice, 'day', COALESCE(NEW.published_day, ''), 1)
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claim_counts_no_longer AFTER UPDATE OF until ON claim WHEN OLD.until IS NULL AND NEW.until IS NOT NULL BEGIN
  UPDATE tally SET claims = claims - 1 WHERE voice = OLD.voice AND facet = 'stance' AND value = OLD.stance;
  UPDATE tally SET claims = claims - 1 WHERE voice = OLD.voice AND facet = 'form' AND value = OLD.form;
  UPDATE tally SET claims = claims - 1 WHERE voice = OLD.voice AND facet = 'speaker' AND value = OLD.speaker;
  UPDATE tally SET claims = claims - 1 WHERE voice = OLD.voice AND facet = 'outlet' AND value = COALESCE(CAST(OLD.outlet AS TEXT), '');
  UPDATE tally SET claims = claims - 1 WHERE voice = OLD.voice AND facet = 'day' AND value = COALESCE(OLD.published_day, '');
END;

-- What it answered is tallied now; it was the largest index and the slowest to keep.
DROP INDEX claim_facets;
-- Ranges of days are answered by the index alone.
DROP INDEX claim_published;
CREATE INDEX claim_published ON claim(published_day, until, voice);
-- Rows in the order of their seals, for checking.
CREATE INDEX claim_ended ON claim(ended, pk) WHERE ended IS NOT NULL;
CREATE INDEX arrival_seal ON arrival(seal, sha256);
