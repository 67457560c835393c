-- Format 3: the words of new rows are put into the indexes together, at the end of each transaction
-- (`crates/gainsay-store/src/words.rs`). A trigger for each row made SQLite write a piece of the index for each, and join
-- all these pieces again and again: nearly a tenth of what adding took.
DROP TRIGGER article_words_new;
DROP TRIGGER attribution_words_new;
DROP TRIGGER claim_words_new;

-- Rows that go before their words came into the index are not in it.
DROP TRIGGER article_words_gone;
DROP TRIGGER attribution_words_gone;
DROP TRIGGER claim_words_gone;
CREATE TRIGGER article_words_gone AFTER DELETE ON article
WHEN EXISTS (SELECT 1 FROM article_words_docsize WHERE id = old.n) BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER attribution_words_gone AFTER DELETE ON attribution
WHEN EXISTS (SELECT 1 FROM attribution_words_docsize WHERE id = old.n) BEGIN
    INSERT INTO attribution_words (attribution_words, rowid, content) VALUES ('delete', old.n, old.content);
END;
CREATE TRIGGER claim_words_gone AFTER DELETE ON claim
WHEN EXISTS (SELECT 1 FROM claim_words_docsize WHERE id = old.n) BEGIN
    INSERT INTO claim_words (claim_words, rowid, label) VALUES ('delete', old.n, old.label);
END;

-- Planning looks at what all articles were read from, and must not turn the pages of what they are compared by.
CREATE INDEX signature_plan ON signature (article, compared, key);
-- Among many articles four pairs of five are too little alike to join anything.
CREATE INDEX pair_alike ON pair (first, second, likeness) WHERE likeness >= 0.2;
