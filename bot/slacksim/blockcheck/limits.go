package blockcheck

// Limits of Block Kit: lengths in characters (Unicode code points), counts in items. Source: docs.slack.dev/reference/block-kit
// (blocks, block-elements, composition-objects, views), as carried in the comments of @slack/types 3.2.0 and slack_sdk 3.43.0.
const (
	MaxBlocks     = 50  // of a message
	MaxViewBlocks = 100 // of a modal or a Home tab
	MaxID         = 255 // block_id, action_id, callback_id, external_id

	MaxText         = 3000 // a text object, unless its place says less
	MaxFields       = 10
	MaxField        = 2000
	MaxHeader       = 150
	MaxHeaderLevel  = 4
	MaxContext      = 10 // elements
	MaxActions      = 25 // elements
	MaxFeedback     = 5  // elements of context_actions
	MaxURL          = 3000
	MaxAlt          = 2000
	MaxImageTitle   = 2000
	MaxInputLabel   = 2000
	MaxInputHint    = 2000
	MaxMarkdown     = 12000 // over all markdown blocks of a message
	MaxIndent       = 8     // of a rich_text_list; nine levels, from 0
	MaxVideoTitle   = 199
	MaxVideoAuthor  = 49
	MaxAlert        = 200
	MaxCardTitle    = 150
	MaxContainer    = 10  // child blocks
	MaxLayoutRows   = 5   // of a layout
	MaxLayoutItems  = 3   // of a row
	MaxLayoutLabel  = 150 // of a layout
	MaxTables       = 1   // a message
	MaxRows         = 100 // of a table
	MaxColumns      = 20  // of a table: cells of a row, and column_settings
	MaxTableText    = 10000
	MinDataRows     = 2 // of a data_table, header included
	MaxDataRows     = 201
	MaxDataText     = 20000
	MaxDataPage     = 100
	MaxCharts       = 2 // data_visualization blocks of a message
	MaxChartTitle   = 50
	MaxButtonText   = 75
	MaxButtonValue  = 2000
	MaxOptions      = 100 // of a select; also its groups
	MaxChoices      = 10  // of checkboxes and radio_buttons
	MaxOverflow     = 5
	MaxOptionText   = 75
	MaxOptionValue  = 150
	MaxDescription  = 75 // of an option
	MaxGroupLabel   = 75
	MaxPlaceholder  = 150
	MaxInputLength  = 3000 // max_length of a plain_text_input
	MaxFiles        = 10   // of a file_input
	MaxConfirmTitle = 100
	MaxConfirmText  = 300
	MaxConfirmLabel = 30
	MaxViewTitle    = 24 // title, submit and close
	MaxPrivate      = 3000
)

// anyLength is for strings whose length is checked together with others.
const anyLength = 1 << 30

// Classic returns the blocks that Slack has taken in the ack of a slash command for years.
func Classic() []string { return []string{"section", "header", "context", "actions", "divider"} }
