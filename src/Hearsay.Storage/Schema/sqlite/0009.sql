-- The claims of one reading of a document, valid or not.
CREATE INDEX claim_revision ON claim(revision);
