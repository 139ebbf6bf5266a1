-- The least certain claims first, as a queue for people wants them.
CREATE INDEX claim_confidence ON claim(confidence, pk DESC);
