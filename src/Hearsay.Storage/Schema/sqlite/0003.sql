-- Ranges of days are answered by the index alone.
DROP INDEX claim_published;
CREATE INDEX claim_published ON claim(published_day, until);
