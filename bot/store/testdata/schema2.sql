CREATE TABLE answers (
    channel    TEXT    NOT NULL,
    ts         TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    lease      BIGINT  NOT NULL,
    thread     TEXT    NOT NULL,
    reply      TEXT    NOT NULL,
    replies    TEXT    NOT NULL,
    asker      TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    context    TEXT    NOT NULL,
    surface    TEXT    NOT NULL,
    is_private INTEGER NOT NULL,
    blocks     TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    PRIMARY KEY (channel, ts)
);
CREATE TABLE gaps (
    form      TEXT    NOT NULL,
    topic     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    asked     BIGINT  NOT NULL,
    in_public BIGINT  NOT NULL,
    quote     TEXT    NOT NULL,
    quoted    TEXT    NOT NULL,
    channel   TEXT    NOT NULL,
    first_at  BIGINT  NOT NULL,
    at        BIGINT  NOT NULL,
    PRIMARY KEY (form, topic, kind)
);
CREATE TABLE leases (
    name  TEXT   NOT NULL PRIMARY KEY,
    owner TEXT   NOT NULL,
    until BIGINT NOT NULL
);
CREATE TABLE limits (
    id      TEXT   NOT NULL PRIMARY KEY,
    full_at BIGINT NOT NULL
);
CREATE TABLE posts (
    channel    TEXT    NOT NULL,
    local_date TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    lease      BIGINT  NOT NULL,
    tries      INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    block      TEXT    NOT NULL,
    rev        TEXT    NOT NULL,
    ts         TEXT    NOT NULL,
    late       INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    PRIMARY KEY (channel, local_date)
);
CREATE TABLE seen (
    id    TEXT   NOT NULL PRIMARY KEY,
    owner TEXT   NOT NULL,
    at    BIGINT NOT NULL
);
CREATE TABLE settings (
    scope TEXT   NOT NULL,
    id    TEXT   NOT NULL,
    value TEXT   NOT NULL,
    by_id TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (scope, id)
);
CREATE TABLE subscriptions (
    channel      TEXT    NOT NULL PRIMARY KEY,
    local_time   TEXT    NOT NULL,
    zone         TEXT    NOT NULL,
    weekdays     INTEGER NOT NULL,
    topics       TEXT    NOT NULL,
    level        TEXT    NOT NULL,
    kinds        TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    recap        INTEGER NOT NULL,
    next_at      BIGINT  NOT NULL,
    paused_until BIGINT  NOT NULL,
    paused       TEXT    NOT NULL,
    created_by   TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    version      BIGINT  NOT NULL
);
CREATE TABLE threads (
    channel TEXT   NOT NULL,
    ts      TEXT   NOT NULL,
    state   TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    request TEXT   NOT NULL,
    level   TEXT   NOT NULL,
    starter TEXT   NOT NULL,
    asker   TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (channel, ts)
);
CREATE TABLE used (
    channel TEXT    NOT NULL,
    block   TEXT    NOT NULL,
    rev     TEXT    NOT NULL,
    round   INTEGER NOT NULL,
    at      BIGINT  NOT NULL,
    PRIMARY KEY (channel, block, rev, round)
);
CREATE TABLE votes (
    person  TEXT    NOT NULL,
    block   TEXT    NOT NULL,
    rev     TEXT    NOT NULL,
    value   INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    note    TEXT    NOT NULL,
    at      BIGINT  NOT NULL, channel TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (person, block)
);
CREATE TABLE welcomes (
    channel TEXT   NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL
);
CREATE INDEX answers_asker ON answers (asker);
CREATE INDEX answers_at ON answers (at);
CREATE INDEX answers_reply ON answers (channel, reply);
CREATE INDEX gaps_at ON gaps (at);
CREATE INDEX limits_full ON limits (full_at);
CREATE INDEX posts_at ON posts (channel, at);
CREATE INDEX seen_at ON seen (at);
CREATE INDEX subscriptions_next ON subscriptions (next_at);
CREATE INDEX threads_at ON threads (at);
CREATE INDEX votes_at ON votes (at);
CREATE INDEX votes_block ON votes (block);
CREATE INDEX votes_channel ON votes (channel, at);
INSERT INTO gaps (asked, at, channel, first_at, form, in_public, kind, quote, quoted, topic) VALUES (1, 1774690200000, 'C1', 1774690200000, 'kind', 1, 'cons', 'cons of kafka?', 'U1', 'Kafka');
INSERT INTO settings (at, by_id, id, scope, value) VALUES (1774690200000, 'U1', 'C1', 'channel', '{"level":"entry"}');
INSERT INTO seen (at, id, owner) VALUES (1774690200000, 'event', 'EDG2GOZN5MBKWLB2XD53EB3XHZ');
INSERT INTO threads (asker, at, channel, level, request, starter, state, subject, ts) VALUES ('U2', 1774690200000, 'C1', 'entry', '{"q":"it''s"}', 'U1', 'open', 'Kafka', '1.2');
INSERT INTO subscriptions (channel, created_at, created_by, kinds, language, level, local_time, next_at, paused, paused_until, recap, topics, version, weekdays, zone) VALUES ('C1', 1774690200000, 'U1', '["tip"]', 'de', 'medium', '9:30', 1774693800000, '', 0, 1, '["messaging"]', 1, 62, 'Europe/Berlin');
INSERT INTO posts (at, block, channel, late, lease, local_date, owner, reason, rev, state, tries, ts) VALUES (1774690200000, 'a.md#Kafka|why|1', 'C1', 0, 1774690260000, '2026-03-27', 'one', '', 'r1', 'posted', 1, '9.9');
INSERT INTO used (at, block, channel, rev, round) VALUES (1774690200000, 'a.md#Kafka|why|1', 'C1', 'r1', 1);
INSERT INTO votes (at, block, channel, note, person, reason, rev, value) VALUES (1774690200000, 'a.md#Kafka|why|1', '', 'what is it?', 'U1', 'unclear', 'r1', -1);
INSERT INTO limits (full_at, id) VALUES (1774693800000, 'U1');
INSERT INTO welcomes (at, channel) VALUES (1774690200000, 'C1');
INSERT INTO leases (name, owner, until) VALUES ('prune', 'one', 1774693800000);
INSERT INTO answers (asker, at, blocks, channel, context, is_private, lease, owner, replies, reply, subject, surface, thread, ts) VALUES ('U1', 1774690200000, '[{"id":"a.md#Kafka|why|1","rev":"r1"}]', 'C1', '', 0, 0, '', '["1.2"]', '1.2', 'Kafka', 'mention', '1.1', '1.1');
