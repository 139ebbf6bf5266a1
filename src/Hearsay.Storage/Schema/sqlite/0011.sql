-- Whether the comparand is a centre stands with its keys: what is alike to a centre needs to be compared with centres alone.
ALTER TABLE comparand_key ADD COLUMN centre INTEGER NOT NULL DEFAULT 0;
UPDATE comparand_key SET centre = 1 WHERE comparand IN (SELECT pk FROM comparand WHERE centre = pk);
-- The members of a centre are counted, and their first day found, without reading their rows.
DROP INDEX comparand_centre;
CREATE INDEX comparand_centre ON comparand(centre, cluster, day);
DROP INDEX comparand_cluster;
CREATE INDEX comparand_cluster ON comparand(cluster, centre);
-- How many members a cluster had when it was last summed: large ones are summed again when they have grown by a quarter, or when no claim waits any more.
ALTER TABLE cluster ADD COLUMN summed INTEGER NOT NULL DEFAULT 0;
