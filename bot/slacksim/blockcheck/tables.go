package blockcheck

import (
	"encoding/json"
	"unicode/utf8"
)

func (c *checker) tableBlock(n node) {
	c.tables++
	if c.tables > MaxTables {
		n.wrong("only_one_table_allowed")
	}
	for _, row := range n.list("rows", 1, MaxRows, true) {
		for _, cell := range row.items(1, MaxColumns) {
			c.table += c.cell(cell)
		}
	}
	for _, s := range n.list("column_settings", 0, MaxColumns, false) {
		if s.v != nil && s.object() { // null skips a column
			s.enum("align", "left", "center", "right")
			s.boolean("is_wrapped")
		}
	}
	if c.table > MaxTableText {
		n.get("rows").wrong("must be less than %d characters over all tables", MaxTableText+1)
	}
}

// cell checks one cell and returns its characters.
func (c *checker) cell(n node) int {
	if !n.object() {
		return 0
	}
	switch n.kind() {
	case "raw_text":
		return utf8.RuneCountInString(n.str("text", MaxTableText, true))
	case "raw_number":
		switch v := n.get("value").v.(type) {
		case float64, json.Number:
		case nil:
			n.missing("value")
		default:
			n.get("value").wrong("must provide a number, not %T", v)
		}
		return utf8.RuneCountInString(n.str("text", MaxTableText, false))
	case "rich_text":
		return c.richText(n)
	}
	n.get("type").wrong("unsupported type: %s", n.kind())
	return 0
}

func (c *checker) dataTable(n node) {
	if caption, ok := n.need("caption"); ok {
		if _, bare := caption.v.(string); bare {
			n.str("caption", MaxText, true)
		} else {
			caption.textObject(MaxText, true)
		}
	}
	n.integer("page_size", 1, MaxDataPage)
	size, columns := 0, -1
	for i, row := range n.list("rows", MinDataRows, MaxDataRows, true) {
		cells := row.items(1, MaxColumns)
		if columns >= 0 && len(cells) != columns {
			row.wrong("must have %d cells like the first row", columns)
		}
		if i == 0 {
			columns = len(cells)
		}
		for _, cell := range cells {
			if i == 0 && cell.kind() != "raw_text" {
				cell.get("type").wrong("must be raw_text in the header row")
				continue
			}
			size += c.cell(cell)
		}
	}
	if size > MaxDataText {
		n.get("rows").wrong("must be less than %d characters", MaxDataText+1)
	}
}

func (c *checker) chart(n node) {
	c.charts++
	if c.charts > MaxCharts {
		n.wrong("no more than %d data_visualization blocks allowed", MaxCharts)
	}
	n.str("title", MaxChartTitle, true)
	if d, ok := n.need("chart"); ok {
		d.object()
	}
}

// richText checks a rich_text block or cell and returns its characters.
func (c *checker) richText(n node) int {
	size := 0
	for _, e := range n.list("elements", 1, MaxText, true) {
		size += c.richElement(e, true)
	}
	return size
}

// richElement checks a section, quote, code block or list, which itself is made of sections.
func (c *checker) richElement(n node, top bool) int {
	if !n.object() {
		return 0
	}
	kind := n.kind()
	switch {
	case kind == "rich_text_section", kind == "rich_text_quote" && top, kind == "rich_text_preformatted" && top:
		size := 0
		for _, e := range n.list("elements", 1, MaxText, true) {
			size += c.richPart(e)
		}
		return size
	case kind == "rich_text_list" && top:
		if _, ok := n.need("style"); ok {
			n.enum("style", "bullet", "ordered")
		}
		n.integer("indent", 0, MaxIndent)
		n.integer("border", 0, 1)
		n.integer("offset", 0, 1<<30)
		size := 0
		for _, e := range n.list("elements", 1, MaxText, true) {
			size += c.richElement(e, false)
		}
		return size
	}
	n.get("type").wrong("unsupported type: %s", kind)
	return 0
}

// richPart checks a piece of running text and returns its characters.
func (c *checker) richPart(n node) int {
	if !n.object() {
		return 0
	}
	if s := n.get("style"); s.v != nil && s.object() {
		for _, k := range []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"} {
			s.boolean(k)
		}
	}
	switch n.kind() {
	case "text":
		return utf8.RuneCountInString(n.str("text", MaxMarkdown, true))
	case "link":
		n.address("url", true)
		return utf8.RuneCountInString(n.str("text", MaxMarkdown, false))
	case "emoji":
		n.str("name", MaxID, true)
	case "user":
		n.str("user_id", MaxID, true)
	case "usergroup":
		n.str("usergroup_id", MaxID, true)
	case "channel":
		n.str("channel_id", MaxID, true)
	case "broadcast":
		if _, ok := n.need("range"); ok {
			n.enum("range", "here", "channel", "everyone")
		}
	case "date":
		n.need("timestamp")
		n.str("format", MaxText, true)
	case "color":
		n.str("value", MaxID, true)
	default:
		n.get("type").wrong("unsupported type: %s", n.kind())
	}
	return 0
}
