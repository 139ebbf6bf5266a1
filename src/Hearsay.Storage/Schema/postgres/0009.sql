-- The claims of one reading of a document, valid or not.
CREATE INDEX claim_revision ON claim(revision);
-- What a corrected copy stands for, and what became of a claim in an edited text.
CREATE INDEX claim_copy ON claim(copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX succession_older ON succession(older);
-- Merges and splits, which every round of comparing looks up.
CREATE INDEX review_kind ON review(kind, number);
