-- Format 1 of the ledger; `format-2.sql` goes on from it. One statement a table, then the indexes, then the words to search, then the views that people
-- look at with Datasette or sqlite3. Dates are EDTF; `first_day` and `last_day` are what EDTF stands for, as ISO days.

-- One row for each command that changed the ledger: what `--since` counts by.
CREATE TABLE addition (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                       -- RFC 3339, never earlier than the one before
    what TEXT NOT NULL
) STRICT;

-- The bytes as captured, each once.
CREATE TABLE source (
    n INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    media_type TEXT,                        -- as given; NULL where the bytes and the name tell
    read_as TEXT,                           -- the location they were read under
    read_by TEXT,                           -- stages and models that read them; NULL: to be read
    problems BLOB,                          -- what no article of them could tell
    bytes BLOB NOT NULL
) STRICT;

-- Where they were found. A source that no place holds any more was revised, or taken out.
CREATE TABLE place (
    location TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (n) ON DELETE CASCADE,
    addition INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX place_source ON place (source);

-- What could not be read, by where it is.
CREATE TABLE unreadable (
    location TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,                -- of its first article
    key TEXT NOT NULL,                      -- of all that it is weighed from
    title TEXT,
    articles INTEGER NOT NULL DEFAULT 0,
    outlets INTEGER NOT NULL DEFAULT 0,
    origins INTEGER NOT NULL DEFAULT 0,
    claims INTEGER NOT NULL DEFAULT 0,
    contested INTEGER NOT NULL DEFAULT 0,
    first_day TEXT,
    last_day TEXT,
    dossier BLOB                            -- NULL: to be weighed
) STRICT;
-- Planning looks at all stories and articles, and must not turn the pages of what is long.
CREATE INDEX story_plan ON story (id, key);
CREATE INDEX story_waiting ON story (n) WHERE dossier IS NULL;

CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,                       -- of its words: bytes that say the same share it, and one is current
    source INTEGER NOT NULL REFERENCES source (n) ON DELETE CASCADE,
    record INTEGER NOT NULL,                -- its place among the source's articles, from 1
    addition INTEGER NOT NULL,
    story INTEGER REFERENCES story (n) ON DELETE SET NULL,
    state TEXT NOT NULL DEFAULT 'new',      -- 'current', 'copy', 'revised' or 'hidden'; only current ones are weighed
    own_story TEXT NOT NULL,                -- what a story is called whose first article it is
    location TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    authors TEXT NOT NULL,                  -- JSON
    url TEXT,
    language TEXT,
    published TEXT,
    first_day TEXT,
    last_day TEXT,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX article_id ON article (id);
CREATE INDEX article_plan ON article (state, id, own_story);
CREATE INDEX article_source ON article (source);
CREATE INDEX article_own_story ON article (own_story);
CREATE INDEX article_story ON article (story);
CREATE INDEX article_addition ON article (addition);
CREATE INDEX article_url ON article (url);

-- Articles that somebody hid.
CREATE TABLE hidden (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What was read in an article, and what it is compared by.
CREATE TABLE reading (
    article INTEGER PRIMARY KEY REFERENCES article (n) ON DELETE CASCADE,
    reading BLOB NOT NULL
) STRICT;
CREATE TABLE signature (
    article INTEGER PRIMARY KEY REFERENCES article (n) ON DELETE CASCADE,
    compared INTEGER NOT NULL DEFAULT 0,    -- whether it was compared with all others
    key TEXT NOT NULL,                      -- of all that it was read from
    signature BLOB NOT NULL
) STRICT;

-- Articles alike enough to tell one story.
CREATE TABLE pair (
    first INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    second INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    likeness REAL NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_second ON pair (second);

-- An article that replaced another, and the stretches of text that were taken out and put in.
CREATE TABLE revision (
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    addition INTEGER NOT NULL,
    changes BLOB NOT NULL,
    PRIMARY KEY (old, new)
) STRICT, WITHOUT ROWID;

-- Words that a claim rested on until a revision took them out.
CREATE TABLE withdrawn (
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    claim TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    exact TEXT NOT NULL,
    addition INTEGER NOT NULL,
    PRIMARY KEY (old, new, claim, exact)
) STRICT, WITHOUT ROWID;
CREATE INDEX withdrawn_claim ON withdrawn (claim);

CREATE TABLE entity (
    n INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,                  -- JSON
    description TEXT,
    mentions INTEGER NOT NULL
) STRICT;
CREATE INDEX entity_story ON entity (story);
CREATE INDEX entity_id ON entity (id);

-- The forms of entities' names, folded, to find them by.
CREATE TABLE name (
    folded TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity (n) ON DELETE CASCADE,
    PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_entity ON name (entity);

CREATE TABLE attribution (
    n INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    article TEXT NOT NULL,
    speaker TEXT,
    kind TEXT NOT NULL,
    entity TEXT,
    form TEXT NOT NULL,
    stance TEXT NOT NULL,
    via TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX attribution_story ON attribution (story);
CREATE INDEX attribution_id ON attribution (id);
CREATE INDEX attribution_entity ON attribution (entity);

CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT,
    mode TEXT,
    status TEXT NOT NULL,
    when_value TEXT,
    first_day TEXT,
    last_day TEXT,
    place TEXT,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    label TEXT NOT NULL
) STRICT;
CREATE INDEX event_story ON event (story);
CREATE INDEX event_id ON event (id);
CREATE INDEX event_type ON event (type, first_day);
CREATE INDEX event_day ON event (first_day);

CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    event TEXT,
    facet TEXT NOT NULL,
    status TEXT NOT NULL,
    origins INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    positions INTEGER NOT NULL,
    since INTEGER NOT NULL,                 -- the addition that first gave it
    label TEXT NOT NULL
) STRICT;
CREATE INDEX claim_story ON claim (story);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_status ON claim (status, articles DESC, positions DESC, id);
CREATE INDEX claim_weight ON claim (articles DESC, positions DESC, id);
CREATE INDEX claim_since ON claim (since);

CREATE TABLE position (
    n INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    claim TEXT NOT NULL,
    stance TEXT NOT NULL,
    value TEXT NOT NULL,
    holder TEXT,                            -- from the outlet inwards, joined by " < "
    origin TEXT,
    as_of TEXT,
    article TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX position_story ON position (story);
CREATE INDEX position_claim ON position (claim);

CREATE TABLE origin (
    n INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    basis TEXT NOT NULL,
    articles INTEGER NOT NULL,
    positions INTEGER NOT NULL
) STRICT;
CREATE INDEX origin_story ON origin (story);

-- Claims of stories that are being weighed again: what they were before.
CREATE TABLE former (
    claim TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What became of claims: each change of status, and each claim that is no more.
CREATE TABLE change (
    n INTEGER PRIMARY KEY,
    addition INTEGER NOT NULL,
    claim TEXT NOT NULL,
    label TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT                              -- NULL: no longer claimed
) STRICT;
CREATE INDEX change_addition ON change (addition);

-- What people decided. Facts: applied on every weighing, never deleted.
CREATE TABLE fix (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    what TEXT NOT NULL,                     -- JSON
    said TEXT NOT NULL,                     -- in words
    undone_at TEXT,
    undone_by TEXT,
    problem TEXT                            -- why it fits nothing any more
) STRICT;

-- Words to search. The text stands in the tables above alone; triggers keep the index with them.
CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, content = 'article', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE attribution_words USING fts5 (
    content, content = 'attribution', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5 (
    label, content = 'claim', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TRIGGER article_words_new AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER article_words_gone AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER attribution_words_new AFTER INSERT ON attribution BEGIN
    INSERT INTO attribution_words (rowid, content) VALUES (new.n, new.content);
END;
CREATE TRIGGER attribution_words_gone AFTER DELETE ON attribution BEGIN
    INSERT INTO attribution_words (attribution_words, rowid, content) VALUES ('delete', old.n, old.content);
END;
CREATE TRIGGER claim_words_new AFTER INSERT ON claim BEGIN
    INSERT INTO claim_words (rowid, label) VALUES (new.n, new.label);
END;
CREATE TRIGGER claim_words_gone AFTER DELETE ON claim BEGIN
    INSERT INTO claim_words (claim_words, rowid, label) VALUES ('delete', old.n, old.label);
END;

-- For people. `articles`: what is in the ledger.
CREATE VIEW articles AS
    SELECT a.id, a.title, a.outlet, a.authors, a.published, a.language, a.url, a.location, a.state, s.id AS story,
           a.text
    FROM article a LEFT JOIN story s ON s.n = a.story;

-- `claims`: what is asserted, how it stands with it, and on how many origins it rests at most.
CREATE VIEW claims AS
    SELECT c.id, c.label, c.status, c.origins, c.articles, c.facet, c.event, s.id AS story, s.title AS story_title
    FROM claim c JOIN story s ON s.n = c.story;

-- `positions`: who takes which position on which claim, with the sentence.
CREATE VIEW positions AS
    SELECT p.id, p.claim, c.label AS claim_label, p.stance, p.value, p.holder, p.as_of, o.label AS origin, p.article,
           a.outlet,
           CAST(substr(CAST(a.text AS BLOB), p.start + 1, p."end" - p.start) AS TEXT) AS sentence, s.id AS story
    FROM position p
    JOIN story s ON s.n = p.story
    LEFT JOIN claim c ON c.id = p.claim AND c.story = p.story
    LEFT JOIN origin o ON o.id = p.origin AND o.story = p.story
    LEFT JOIN article a ON a.id = p.article AND a.story = p.story;

-- `who_said_what`: every attribution, with its speaker and words.
CREATE VIEW who_said_what AS
    SELECT t.id, t.speaker, e.name AS entity, t.kind, t.stance, t.form, t.content, t.via, a.outlet, a.published,
           t.article, s.id AS story
    FROM attribution t
    JOIN story s ON s.n = t.story
    LEFT JOIN entity e ON e.id = t.entity AND e.story = t.story
    LEFT JOIN article a ON a.id = t.article AND a.story = t.story;

-- `timeline`: what happened when.
CREATE VIEW timeline AS
    SELECT e.when_value AS "when", e.label, e.status, e.type, e.mode, e.articles, e.id AS event, s.id AS story,
           s.title AS story_title, e.first_day, e.last_day
    FROM event e JOIN story s ON s.n = e.story;
