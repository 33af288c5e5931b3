// Package metrics counts and times what archbot does, for Prometheus, and traces it, for OpenTelemetry. It is the only importer of the
// libraries for either.
//
//	m := metrics.New()
//	http.Handle("/metrics", m.Handler())
//	client := &http.Client{Transport: m.Transport(http.DefaultTransport)}
//	answered := m.Asked("mention"); …; answered("answer")
//
// # The metrics
//
// All names begin with archbot_, times are in seconds, and labels have few values: neither a question, nor a note, nor a channel or person is
// ever one.
//
//	archbot_questions_total{surface,outcome}       requests that were answered, however that came out
//	archbot_stage_seconds{stage}                   how long each stage of an answer took: answer, render, reply, and all
//	archbot_in_hand                                requests that are being answered now
//	archbot_connected                              1 while Slack's socket is open and greeted
//	archbot_connections_total                      sockets opened; all but the first are reconnects
//	archbot_envelopes_total{type}                  what came over the socket
//	archbot_redeliveries_total                     envelopes that Slack sent again
//	archbot_acks_lost_total                        acks that could not be written; a command's person sees Slack's own error
//	archbot_turned_away_total                      envelopes too many at once
//	archbot_slack_calls_total{method,result}       Web API calls and response URLs: ok, Slack's error code, http_STATUS or unreachable
//	archbot_slack_call_seconds{method}             and how long each took
//	archbot_tips_total{result}                     tips due, and what became of them: posted, late, skipped, failed
//	archbot_gaps_total{kind}                       questions that the notes have no answer to
//	archbot_store_seconds{result}                  how long the store took, and whether it worked: ok, error
//	archbot_blocks, archbot_notes                  what the index holds
//	archbot_index_changed_timestamp_seconds        when it last changed, in Unix time
//	archbot_build_info{version,go}                 1
//
// and Go's own go_* and process_*.
//
// # Traces
//
// [Span] begins a span. Without [Trace] it costs next to nothing.
package metrics
