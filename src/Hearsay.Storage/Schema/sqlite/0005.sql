-- Claims about the same proposition: derived, and rebuilt from the claims alone. What is compared is a proposition of a claim (proposition -1 = its content, where it has none).
-- centre = the comparand that it belongs to (itself, where it is one); cluster = that of its centre, together with those that analysts merged.
CREATE TABLE cluster(
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  members INTEGER NOT NULL,
  weight REAL,
  latest TEXT
) STRICT;
CREATE INDEX cluster_by_id ON cluster(id);
CREATE INDEX cluster_disputed ON cluster(weight) WHERE weight IS NOT NULL;
CREATE TABLE comparand(
  pk INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL REFERENCES claim(pk),
  proposition INTEGER NOT NULL,
  day INTEGER NOT NULL,
  centre INTEGER NOT NULL,
  likeness REAL NOT NULL,
  cluster INTEGER,
  UNIQUE(claim, proposition)
) STRICT;
CREATE INDEX comparand_centre ON comparand(centre);
CREATE INDEX comparand_cluster ON comparand(cluster);
-- Keys by which comparands find what they may be alike with; day 0 = at any distance of days.
CREATE TABLE comparand_key(
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  comparand INTEGER NOT NULL,
  PRIMARY KEY(key, day, comparand)
) STRICT, WITHOUT ROWID;
-- Claims to be looked at again by the next grouping: new, retired, judged. Appended by what changes them, in the same transaction.
CREATE TABLE ungrouped(
  claim INTEGER PRIMARY KEY REFERENCES claim(pk)
) STRICT;
-- Clusters whose summary is to be made anew, since families of copies changed.
CREATE TABLE unsummed(
  cluster INTEGER PRIMARY KEY
) STRICT;
-- Every id that a cluster has had, with the claim that gave it: what was cited is found.
CREATE TABLE cluster_id(
  id TEXT PRIMARY KEY,
  claim TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Outlets and agencies that a text says it rests on.
CREATE TABLE citation(
  revision INTEGER NOT NULL REFERENCES revision(pk),
  name TEXT NOT NULL,
  PRIMARY KEY(revision, name)
) STRICT, WITHOUT ROWID;
INSERT INTO ungrouped(claim) SELECT pk FROM claim WHERE until IS NULL;
-- Texts are looked at once more, for what they cite.
DELETE FROM compared;
