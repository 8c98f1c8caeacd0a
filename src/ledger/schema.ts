/** The ledger's tables. Every statement is safe to run again. */

const TABLES = `
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS posts (
  slug TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  date INTEGER NOT NULL,
  year INTEGER NOT NULL,
  updated INTEGER,
  etag TEXT NOT NULL,
  revision INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  name TEXT,
  renderer TEXT NOT NULL,
  details TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS posts_by_date ON posts (date, slug);
CREATE INDEX IF NOT EXISTS posts_by_status ON posts (status, date);
CREATE INDEX IF NOT EXISTS pages_by_slug ON posts (slug) WHERE kind = 'page';

CREATE TABLE IF NOT EXISTS items (
  slug TEXT PRIMARY KEY, date INTEGER NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS articles (slug TEXT PRIMARY KEY, html TEXT NOT NULL, text TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS revisions (
  slug TEXT NOT NULL,
  revision INTEGER NOT NULL,
  action TEXT NOT NULL,
  etag TEXT NOT NULL,
  title TEXT NOT NULL,
  changed INTEGER NOT NULL,
  by TEXT NOT NULL,
  name TEXT,
  bytes INTEGER NOT NULL,
  source BLOB,
  pictures TEXT NOT NULL,
  PRIMARY KEY (slug, revision)
);

CREATE TABLE IF NOT EXISTS indexed (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS unindexed (n INTEGER PRIMARY KEY, slug TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
  a, b, c, content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE TABLE IF NOT EXISTS related (
  slug TEXT NOT NULL, n INTEGER NOT NULL, other TEXT NOT NULL, title TEXT NOT NULL,
  PRIMARY KEY (slug, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS related_by_other ON related (other);

CREATE TABLE IF NOT EXISTS aliases (path TEXT PRIMARY KEY, slug TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS aliases_by_slug ON aliases (slug);

CREATE TABLE IF NOT EXISTS translations (slug TEXT PRIMARY KEY, original TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS translations_by_original ON translations (original);

CREATE TABLE IF NOT EXISTS lists (list TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS list_pages (
  list TEXT NOT NULL, n INTEGER NOT NULL, date INTEGER NOT NULL, slug TEXT NOT NULL,
  entries TEXT NOT NULL, PRIMARY KEY (list, n)
);
CREATE INDEX IF NOT EXISTS list_pages_by_start ON list_pages (list, date, slug);

CREATE TABLE IF NOT EXISTS pictures (
  key TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS uses (
  slug TEXT NOT NULL, address TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (slug, address)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS uses_by_key ON uses (key);
CREATE TABLE IF NOT EXISTS cards (
  slug TEXT PRIMARY KEY, title TEXT NOT NULL, lang TEXT, key TEXT, due INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cards_by_key ON cards (key, due);
CREATE VIEW IF NOT EXISTS shown AS
  SELECT key, slug FROM uses UNION ALL SELECT key, slug FROM cards WHERE key IS NOT NULL;
CREATE TABLE IF NOT EXISTS previews (key TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS idle (key TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wanted (
  slug TEXT NOT NULL, address TEXT NOT NULL, line INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (slug, address)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS proofs (id TEXT PRIMARY KEY, until INTEGER NOT NULL, document BLOB NOT NULL);

CREATE TABLE IF NOT EXISTS shelf (
  key TEXT PRIMARY KEY,
  rank INTEGER NOT NULL,
  ver INTEGER NOT NULL,
  put INTEGER NOT NULL DEFAULT 0,
  due INTEGER,
  wrote INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  since INTEGER
) WITHOUT ROWID;
DROP INDEX IF EXISTS shelf_due;
DROP INDEX IF EXISTS shelf_by_due;
CREATE INDEX IF NOT EXISTS shelf_dirty ON shelf (due, rank) WHERE due IS NOT NULL AND put < ver;
CREATE INDEX IF NOT EXISTS shelf_unverified ON shelf (due) WHERE due IS NOT NULL AND put >= ver;
CREATE INDEX IF NOT EXISTS shelf_refused ON shelf (tries) WHERE rank = 0 AND put < ver AND tries > 0;
CREATE TABLE IF NOT EXISTS rebuilds (
  since INTEGER PRIMARY KEY, date INTEGER, slug TEXT NOT NULL, rank INTEGER NOT NULL, key TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS listeners (name TEXT PRIMARY KEY, delay INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS news (
  listener TEXT NOT NULL, path TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL,
  PRIMARY KEY (listener, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS news_due ON news (due);

CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (at);

CREATE TABLE IF NOT EXISTS log (
  at INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS log_by_subject ON log (subject);
CREATE TABLE IF NOT EXISTS tokens (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER,
  used INTEGER,
  used_from TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (id INTEGER PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS writes (hour INTEGER PRIMARY KEY, puts INTEGER NOT NULL);
`

/** A ledger of before had a row for each entry of a list. */
const GATHER = `
INSERT INTO list_pages
SELECT list, n, entries ->> '$[0].date', entries ->> '$[0].slug', entries FROM (
  SELECT list, n, json_group_array(json_object('date', date, 'slug', slug) ORDER BY date, slug) AS entries
  FROM (SELECT *, (row_number() OVER (PARTITION BY list ORDER BY date, slug) + 49) / 50 AS n FROM entries)
  GROUP BY list, n
);
DROP TABLE entries;
DROP TABLE pages;
`

export function createTables(sql: SqlStorage): void {
  sql.exec(TABLES)
  if (first(sql, `SELECT 1 FROM sqlite_master WHERE name = 'entries'`)) sql.exec(GATHER)
}

/** The row of a query that gives at most one, or null. To its end: a cursor left open keeps its statement, and the next
 * call prepares another. */
export function first<Row extends Record<string, SqlStorageValue>>(
  sql: SqlStorage,
  query: string,
  ...bindings: SqlStorageValue[]
): Row | null {
  return sql.exec<Row>(query, ...bindings).toArray()[0] ?? null
}

/** Counts one on and gives the new value: versions of the shelf are drawn from here. */
export function nextVersion(sql: SqlStorage): number {
  const row = first<{ value: number }>(
    sql,
    `INSERT INTO counters VALUES ('version', 1)
     ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
  )
  if (!row) throw new Error('the version counter gave nothing')
  return row.value
}
