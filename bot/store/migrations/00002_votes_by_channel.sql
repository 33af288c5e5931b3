-- +goose Up
-- Where a vote was cast: "too basic" and "too deep" tune the tips of that channel, and its recap says what was liked there.
ALTER TABLE votes ADD COLUMN channel TEXT NOT NULL DEFAULT '';
CREATE INDEX votes_channel ON votes (channel, at);
-- The recap of a channel's week, and looking up a post by its day.
CREATE INDEX posts_at ON posts (channel, at);
