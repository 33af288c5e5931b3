package render

// What Slack takes. Where no other source is named, it is docs.slack.dev/reference/block-kit (blocks, composition
// objects). Texts are counted after escaping, in UTF-16 units: Slack does not say in which unit it counts, and this is
// never less than its characters.
const (
	MaxBlocks          = 50   // in a message
	MaxViewBlocks      = 100  // in a modal or on the Home tab
	MaxSectionText     = 3000 // a section's text, as any text object's
	MaxContextText     = 3000 // one text of a context block
	MaxFields          = 10   // of a section
	MaxFieldText       = 2000 // each
	MaxHeaderText      = 150
	MaxContextElements = 10
	MaxImageURL        = 3000
	MaxImageAlt        = 2000
	MaxImageTitle      = 2000
	MaxTableRows       = 100
	MaxTableColumns    = 20
	MaxTables          = 1     // in a message; one reading of the documents allows more
	MaxTableText       = 10000 // over all cells of all tables of a message
	MaxListIndent      = 8     // of a rich_text_list, 0 being the first of nine
	MaxButtonText      = 75
	MaxButtonValue     = 2000
	MaxOptions         = 100 // of a menu
	MaxOptionText      = 75
	MaxOptionValue     = 150
	MaxViewTitle       = 24    // and its submit and close
	MaxActions         = 25    // elements of an actions block
	MaxText            = 4000  // of a message's text: chat.update refuses more (docs.slack.dev/reference/methods/chat.update)
	MaxBlockJSON       = 10000 // of a message's blocks as JSON; refused as msg_blocks_too_long from about 11,300 (slackapi/bolt-js#2867)
	MaxAck             = 20480 // bytes of an ack's payload, this many already refused (slack-go v0.35.0, socketmode)
)

// Our own bounds, within Slack's.
const (
	// maxTextBytes is how long a message's text may be as JSON. Blocks take at most 15,000 bytes (see cost), which
	// leaves room in an ack for its envelope.
	maxTextBytes = 4500
	// maxShareCost is what a button to share may take of [MaxBlockJSON]: its value, written as JSON within JSON, is up to a
	// few times its length, and the answer comes first.
	maxShareCost = 4500
	// maxWantingCost is what the buttons for what is missing may take under an answer that has something.
	maxWantingCost = 1000
	// maxOnwardCost is what the buttons that lead on may take together.
	maxOnwardCost = 3500
	// maxLinkURL is the longest URL that is made a link; a longer one would fill the message by itself.
	maxLinkURL = 1500
	// maxImages is how many pictures are shown in one answer; the others are counted.
	maxImages = 3
	// maxFurther is how many snippets follow the lead.
	maxFurther = 4
	// maxAsks is how many questions are suggested for snippets that are left out.
	maxAsks = 3
	// entryText is how much of a snippet after the lead is shown.
	entryText = 280
	// maxListed is how many suggestions, or matches of a filter, are listed.
	maxListed = 20
	// maxPath is how long a topic path may be before its middle is left out.
	maxPath = 200
	// maxLabel is how long a name, a caption or a quoted question may be in a line with others.
	maxLabel = 120
)
