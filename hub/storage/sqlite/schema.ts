/**
 * One entry a version, applied in order; the database says in `user_version` how many it has had. Only ever append:
 * an entry that has been released is never changed.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE users (id TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE devices (
    user TEXT NOT NULL, id TEXT NOT NULL, seen_at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (user, id)
  ) WITHOUT ROWID;
  CREATE TABLE groups (id TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE files (id TEXT PRIMARY KEY, owner TEXT NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX files_by_owner ON files (owner);

  CREATE TABLE conversations (
    key TEXT PRIMARY KEY, seq INTEGER NOT NULL, activity INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE members (
    key TEXT NOT NULL REFERENCES conversations (key), user TEXT NOT NULL, role TEXT NOT NULL,
    joined INTEGER NOT NULL, joined_seq INTEGER NOT NULL, read INTEGER NOT NULL, delivered INTEGER NOT NULL,
    pinned INTEGER NOT NULL, hidden INTEGER NOT NULL, notify TEXT NOT NULL, PRIMARY KEY (key, user)
  ) WITHOUT ROWID;
  CREATE INDEX members_by_user ON members (user, key);
  CREATE INDEX members_by_length ON members (key, joined, user);

  CREATE TABLE messages (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES conversations (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, client_id TEXT, at INTEGER NOT NULL,
    counts INTEGER NOT NULL, recalled INTEGER NOT NULL, doc TEXT NOT NULL, UNIQUE (key, seq)
  );
  CREATE UNIQUE INDEX messages_by_sending ON messages (sender, client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX messages_unread ON messages (key, seq, sender) WHERE counts = 1 AND recalled = 0;

  CREATE TABLE carried (
    file TEXT NOT NULL REFERENCES files (id), key TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (file, key, seq)
  ) WITHOUT ROWID;

  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, audience TEXT NOT NULL, at INTEGER NOT NULL, subject TEXT, doc TEXT NOT NULL
  );
  CREATE INDEX events_by_audience ON events (audience, id);
  CREATE UNIQUE INDEX events_by_subject ON events (audience, subject) WHERE subject IS NOT NULL;
  CREATE INDEX events_by_time ON events (at);
  CREATE TABLE listening (
    user TEXT NOT NULL, audience TEXT NOT NULL, from_id INTEGER NOT NULL, to_id INTEGER,
    PRIMARY KEY (user, audience, from_id)
  ) WITHOUT ROWID;
  CREATE TABLE numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO numbers VALUES ('floor', 0);
  `,
  // Search: texts apart from the messages, so that what is recalled is gone from here too.
  `
  CREATE TABLE places (n INTEGER PRIMARY KEY, key TEXT NOT NULL, seq INTEGER NOT NULL, UNIQUE (key, seq));
  CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'trigram');
  INSERT INTO places (key, seq)
    SELECT key, seq FROM messages WHERE recalled = 0 AND coalesce(
      json_extract(doc, '$.content.text'), json_extract(doc, '$.content.fallback'), json_extract(doc, '$.content.file.name')
    ) IS NOT NULL;
  INSERT INTO words (rowid, text)
    SELECT p.n, coalesce(json_extract(m.doc, '$.content.text') || char(10), '')
      || coalesce(json_extract(m.doc, '$.content.fallback') || char(10), '')
      || coalesce(json_extract(m.doc, '$.content.file.name'), '')
    FROM places p JOIN messages m ON m.key = p.key AND m.seq = p.seq;
  `,
  // Who sees what: directed messages, messages and conversations deleted for oneself; and what is asked of single fields.
  `
  ALTER TABLE members ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE members ADD COLUMN cleared_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE members ADD COLUMN marked_unread INTEGER NOT NULL DEFAULT 0;
  UPDATE members SET shown = read, cleared_seq = joined_seq;

  CREATE TABLE kept (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES conversations (key), seq INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, client_id TEXT, at INTEGER NOT NULL, kind TEXT NOT NULL,
    counts INTEGER NOT NULL, recalled INTEGER NOT NULL, directed INTEGER NOT NULL, unlisted INTEGER NOT NULL,
    receipt INTEGER NOT NULL, pinned_at INTEGER, expires_at INTEGER, burning INTEGER NOT NULL, doc TEXT NOT NULL,
    UNIQUE (key, seq)
  );
  INSERT INTO kept
    SELECT n, key, seq, id, sender, client_id, at, coalesce(json_extract(doc, '$.content.kind'), ''),
      counts, recalled, 0, 0, 0, NULL, NULL, 0,
      CASE WHEN json_type(doc, '$.replyTo.preview') IS NULL THEN doc ELSE json_remove(doc, '$.replyTo.preview') END
    FROM messages;
  DROP TABLE messages;
  ALTER TABLE kept RENAME TO messages;
  CREATE UNIQUE INDEX messages_by_sending ON messages (sender, client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX messages_unread ON messages (key, seq, sender, directed) WHERE counts = 1 AND recalled = 0;
  CREATE INDEX messages_by_kind ON messages (key, kind, seq);
  CREATE INDEX messages_by_sender ON messages (sender) WHERE recalled = 0;
  CREATE INDEX messages_pinned ON messages (key, pinned_at) WHERE pinned_at IS NOT NULL;
  CREATE INDEX messages_receipt ON messages (key, seq, sender) WHERE receipt = 1;
  CREATE INDEX messages_burning ON messages (key, seq, sender) WHERE burning = 1;
  CREATE INDEX messages_expiring ON messages (expires_at) WHERE expires_at IS NOT NULL;

  CREATE TABLE audiences (
    key TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, PRIMARY KEY (key, seq, user)
  ) WITHOUT ROWID;
  CREATE TABLE hidden (
    key TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, PRIMARY KEY (key, seq, user)
  ) WITHOUT ROWID;
  CREATE TABLE named (
    key TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, PRIMARY KEY (key, seq, user)
  ) WITHOUT ROWID;
  CREATE INDEX named_by_user ON named (key, user, seq);
  INSERT OR IGNORE INTO named SELECT m.key, m.seq, u.value
    FROM messages m, json_each(m.doc, '$.mentions.users') u WHERE m.recalled = 0;
  INSERT OR IGNORE INTO named SELECT key, seq, '' FROM messages
    WHERE recalled = 0 AND json_extract(doc, '$.mentions.all') = 1;

  UPDATE words SET text = fold(text);
  `,
  // People and places: lists that are read in order, directories, small records. `wide`: more than a few members; the
  // activity of such a conversation is not kept with each of them.
  `
  CREATE TABLE docs (
    kind TEXT NOT NULL, owner TEXT NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (kind, owner, id)
  ) WITHOUT ROWID;
  CREATE INDEX docs_by_rank ON docs (kind, owner, rank, id);
  CREATE INDEX docs_by_id ON docs (kind, id, owner);

  ALTER TABLE conversations ADD COLUMN wide INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE members ADD COLUMN more TEXT;
  ALTER TABLE members ADD COLUMN activity INTEGER;
  UPDATE conversations SET wide = 1 WHERE (SELECT count(*) FROM members m WHERE m.key = conversations.key) > 16;
  UPDATE members SET activity = (SELECT c.activity FROM conversations c WHERE c.key = members.key AND c.wide = 0);
  CREATE INDEX members_by_activity ON members (user, pinned, activity DESC, key, notify)
    WHERE hidden = 0 AND activity IS NOT NULL;
  CREATE INDEX members_wide ON members (user, pinned, key) WHERE hidden = 0 AND activity IS NULL;
  CREATE INDEX members_with_more ON members (user, pinned, key) WHERE hidden = 0 AND more IS NOT NULL;

  ALTER TABLE users ADD COLUMN names TEXT;
  UPDATE users SET names = fold_name(coalesce(json_extract(doc, '$.name'), '') || char(10) || id)
    WHERE json_extract(doc, '$.kind') = 'user' AND json_extract(doc, '$.mergedInto') IS NULL;
  CREATE INDEX users_found ON users (id, names) WHERE names IS NOT NULL;

  ALTER TABLE groups ADD COLUMN listed TEXT;
  ALTER TABLE groups ADD COLUMN names TEXT;
  UPDATE groups SET listed = coalesce(json_extract(doc, '$.kind'), 'group'),
      names = fold_name(coalesce(json_extract(doc, '$.name'), '') || char(10) || id)
    WHERE json_extract(doc, '$.listed') = 1 AND json_extract(doc, '$.dismissed') IS NULL;
  CREATE INDEX groups_listed ON groups (listed, id, names) WHERE listed IS NOT NULL;
  `,
];
