-- Format 2: captures of one address are one article with a history, and an id that somebody noted down leads to what it
-- became. What was read before is read again by whoever writes next.

-- Its address, plain: captures that share one are one article, of which the latest counts.
ALTER TABLE article ADD COLUMN address TEXT;
-- The day it says it was last changed, else published: by this one capture is later than another.
ALTER TABLE article ADD COLUMN stated TEXT;
CREATE INDEX article_address ON article (address);

-- The article whose words give the id.
ALTER TABLE entity ADD COLUMN known_by TEXT;
ALTER TABLE event ADD COLUMN known_by TEXT;
ALTER TABLE claim ADD COLUMN known_by TEXT;

-- Ids that were given once and are no more, with the article whose words gave them.
CREATE TABLE retired (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                     -- 'entity', 'event' or 'claim'
    label TEXT NOT NULL,
    article TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What is to be read again is looked for without turning the pages of what was captured.
CREATE INDEX source_read ON source (read_by, read_as);
CREATE INDEX retired_article ON retired (article);

UPDATE source SET read_by = NULL;
