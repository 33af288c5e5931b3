-- +goose Up
-- Instants are milliseconds of UTC since 1970. Lists and settings are JSON. What is true is 1.

CREATE TABLE threads (
    channel TEXT   NOT NULL,
    ts      TEXT   NOT NULL,
    state   TEXT   NOT NULL, -- open, stopped, human
    subject TEXT   NOT NULL,
    request TEXT   NOT NULL,
    level   TEXT   NOT NULL,
    starter TEXT   NOT NULL,
    asker   TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (channel, ts)
);
CREATE INDEX threads_at ON threads (at);

-- A question, from the moment that a replica has begun to answer it.
CREATE TABLE answers (
    channel    TEXT    NOT NULL, -- of the question
    ts         TEXT    NOT NULL, -- of the question
    owner      TEXT    NOT NULL,
    lease      BIGINT  NOT NULL, -- until when owner has it; 0 once answered
    thread     TEXT    NOT NULL,
    reply      TEXT    NOT NULL, -- the first of replies
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
CREATE INDEX answers_reply ON answers (channel, reply);
CREATE INDEX answers_at ON answers (at);
CREATE INDEX answers_asker ON answers (asker);

CREATE TABLE subscriptions (
    channel      TEXT    NOT NULL PRIMARY KEY,
    local_time   TEXT    NOT NULL, -- 9:30
    zone         TEXT    NOT NULL,
    weekdays     INTEGER NOT NULL,
    topics       TEXT    NOT NULL,
    level        TEXT    NOT NULL,
    kinds        TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    recap        INTEGER NOT NULL,
    next_at      BIGINT  NOT NULL,
    paused_until BIGINT  NOT NULL,
    paused       TEXT    NOT NULL, -- why
    created_by   TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    version      BIGINT  NOT NULL
);
CREATE INDEX subscriptions_next ON subscriptions (next_at);

CREATE TABLE posts (
    channel    TEXT    NOT NULL,
    local_date TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    lease      BIGINT  NOT NULL,
    tries      INTEGER NOT NULL,
    state      TEXT    NOT NULL, -- claimed, posted, skipped
    block      TEXT    NOT NULL,
    rev        TEXT    NOT NULL,
    ts         TEXT    NOT NULL,
    late       INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    PRIMARY KEY (channel, local_date)
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
    value   INTEGER NOT NULL, -- 1 or -1
    reason  TEXT    NOT NULL,
    note    TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    PRIMARY KEY (person, block)
);
CREATE INDEX votes_block ON votes (block);
CREATE INDEX votes_at ON votes (at);

CREATE TABLE gaps (
    form      TEXT    NOT NULL, -- kind: a known topic lacks a kind; topic: the topic is unknown
    topic     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    asked     BIGINT  NOT NULL, -- how often
    in_public BIGINT  NOT NULL, -- how many of these in public
    quote     TEXT    NOT NULL, -- one that was asked in public, in the asker's words
    quoted    TEXT    NOT NULL, -- who asked that
    channel   TEXT    NOT NULL, -- where that was
    first_at  BIGINT  NOT NULL,
    at        BIGINT  NOT NULL,
    PRIMARY KEY (form, topic, kind)
);
CREATE INDEX gaps_at ON gaps (at);

CREATE TABLE settings (
    scope TEXT   NOT NULL, -- channel, person
    id    TEXT   NOT NULL,
    value TEXT   NOT NULL,
    by_id TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (scope, id)
);

-- How much of a limit is used, by the generic cell rate algorithm: full_at is when all of it will be free again.
CREATE TABLE limits (
    id      TEXT   NOT NULL PRIMARY KEY,
    full_at BIGINT NOT NULL
);
CREATE INDEX limits_full ON limits (full_at);

CREATE TABLE welcomes (
    channel TEXT   NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL
);

CREATE TABLE leases (
    name  TEXT   NOT NULL PRIMARY KEY,
    owner TEXT   NOT NULL,
    until BIGINT NOT NULL
);

CREATE TABLE seen (
    id    TEXT   NOT NULL PRIMARY KEY,
    owner TEXT   NOT NULL,
    at    BIGINT NOT NULL
);
CREATE INDEX seen_at ON seen (at);
