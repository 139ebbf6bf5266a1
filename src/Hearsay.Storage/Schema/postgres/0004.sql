-- Whose voice a claim is in: 'attributed' to a source, or 'narration', which is the outlet's own.
ALTER TABLE claim ADD COLUMN voice TEXT COLLATE "C" NOT NULL DEFAULT 'attributed';

-- Seals: one for each addition to the ledger, a digest over the rows that it wrote, chained like the review log. 'seal' names the one that a row was written under, 'ended' the one that a claim
-- ended under. The first one is over all that was there before there were seals; Hearsay makes it when it brings the schema up to date.
CREATE TABLE seal(
  number BIGINT PRIMARY KEY,
  at TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  written BIGINT NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  previous TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL UNIQUE
);
CREATE TRIGGER seal_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE claim ADD COLUMN seal BIGINT NOT NULL DEFAULT 1;
ALTER TABLE claim ADD COLUMN ended BIGINT;
ALTER TABLE revision ADD COLUMN seal BIGINT NOT NULL DEFAULT 1;
ALTER TABLE arrival ADD COLUMN seal BIGINT NOT NULL DEFAULT 1;
ALTER TABLE reading ADD COLUMN seal BIGINT NOT NULL DEFAULT 1;
ALTER TABLE review ADD COLUMN seal BIGINT NOT NULL DEFAULT 1;
UPDATE claim SET ended = 1 WHERE until IS NOT NULL;

-- Every family that a document was in, from since on, so that a past state can be shown.
CREATE TABLE family_past(
  document BIGINT NOT NULL REFERENCES document(pk),
  since TEXT COLLATE "C" NOT NULL,
  family BIGINT NOT NULL REFERENCES family(pk),
  PRIMARY KEY(document, since)
);
CREATE INDEX family_past_family ON family_past(family, document);
INSERT INTO family_past(document, since, family) SELECT document, MIN(since), MIN(family) FROM family_member GROUP BY document;

-- How many valid claims have which value: what is counted without a condition is only looked up.
CREATE TABLE tally(
  voice TEXT COLLATE "C" NOT NULL,
  facet TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  claims BIGINT NOT NULL,
  PRIMARY KEY(voice, facet, value)
);
INSERT INTO tally SELECT voice, 'stance', stance, COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, stance;
INSERT INTO tally SELECT voice, 'form', form, COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, form;
INSERT INTO tally SELECT voice, 'speaker', speaker, COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, speaker;
INSERT INTO tally SELECT voice, 'outlet', COALESCE(CAST(outlet AS TEXT), ''), COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, outlet;
INSERT INTO tally SELECT voice, 'day', COALESCE(published_day, ''), COUNT(*) FROM claim WHERE until IS NULL GROUP BY voice, published_day;
CREATE FUNCTION count_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO tally VALUES(NEW.voice, 'stance', NEW.stance, 1), (NEW.voice, 'form', NEW.form, 1), (NEW.voice, 'speaker', NEW.speaker, 1),
    (NEW.voice, 'outlet', COALESCE(CAST(NEW.outlet AS TEXT), ''), 1), (NEW.voice, 'day', COALESCE(NEW.published_day, ''), 1)
    ON CONFLICT (voice, facet, value) DO UPDATE SET claims = tally.claims + 1;
  RETURN NULL;
END $$;
CREATE FUNCTION count_claim_no_longer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE tally SET claims = claims - 1 WHERE voice = OLD.voice AND (facet, value) IN (('stance', OLD.stance), ('form', OLD.form), ('speaker', OLD.speaker),
    ('outlet', COALESCE(CAST(OLD.outlet AS TEXT), '')), ('day', COALESCE(OLD.published_day, '')));
  RETURN NULL;
END $$;
CREATE TRIGGER claim_counts AFTER INSERT ON claim FOR EACH ROW WHEN (NEW.until IS NULL) EXECUTE FUNCTION count_claim();
CREATE TRIGGER claim_counts_no_longer AFTER UPDATE OF until ON claim FOR EACH ROW WHEN (OLD.until IS NULL AND NEW.until IS NOT NULL) EXECUTE FUNCTION count_claim_no_longer();

-- What it answered is tallied now; it was the largest index and the slowest to keep.
DROP INDEX claim_facets;
-- Ranges of days are answered by the index alone.
DROP INDEX claim_published;
CREATE INDEX claim_published ON claim(published_day DESC NULLS LAST, pk DESC) INCLUDE (until, voice);
-- Rows in the order of their seals, for checking.
CREATE INDEX claim_ended ON claim(ended, pk) WHERE ended IS NOT NULL;
CREATE INDEX arrival_seal ON arrival(seal, sha256);
