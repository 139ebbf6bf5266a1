-- Markings (Traffic Light Protocol 2.0) of documents and claims, 0 clear to 4 red; what the review log says of them, rebuilt by folding it.
CREATE TABLE marking(
  subject TEXT PRIMARY KEY,
  rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
