package render

import "github.com/slack-go/slack"

// tableSize is the length of a table, which is measured again and again until it fits.
func tableSize(t *slack.TableBlock) (length, error) {
	l := length{}.plus(len(`{"type":"table","rows":[]}`))
	for i, row := range t.Rows {
		l = l.plus(min(i, len(",")) + len("[]"))
		for j, cell := range row {
			c, err := cellSize(cell)
			if err != nil {
				return l, err
			}
			l = l.and(c).plus(min(j, len(",")))
		}
	}
	if len(t.ColumnSettings) > 0 {
		s, err := madeSize(t.ColumnSettings)
		return l.and(s).plus(len(`,"column_settings":`)), err
	}
	return l, nil
}

func cellSize(c slack.TableCell) (length, error) {
	switch c := c.(type) {
	case *slack.TableRawTextCell:
		return jsonSize(c.Text).plus(len(`{"type":"raw_text","text":""}`)), nil
	case *slack.TableRichTextCell:
		if len(c.Elements) == 1 {
			if s, ok := c.Elements[0].(*slack.RichTextSection); ok && s.Elements != nil {
				l, err := richSize(s.Elements)
				return l.plus(len(`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}`)), err
			}
		}
	}
	return madeSize(c)
}

// richSize is the length of a list of elements of rich text.
func richSize(list []slack.RichTextSectionElement) (sum length, err error) {
	for i, e := range list {
		l := length{}
		switch e := e.(type) {
		case *slack.RichTextSectionTextElement:
			l = jsonSize(e.Text).and(styleSize(e.Style)).plus(len(`{"type":"text","text":""}`))
		case *slack.RichTextSectionLinkElement:
			l = jsonSize(e.URL).and(styleSize(e.Style)).plus(len(`{"type":"link","url":""}`))
			if e.Text != "" {
				l = l.and(jsonSize(e.Text)).plus(len(`,"text":""`))
			}
		default:
			if l, err = madeSize(e); err != nil {
				return sum, err
			}
		}
		sum = sum.and(l).plus(min(i, len(",")))
	}
	return sum, nil
}

// styleSize is the length of a style behind the text that has it; of those that [richStyle] gives.
func styleSize(s *slack.RichTextSectionTextStyle) (l length) {
	if s == nil {
		return l
	}
	l = l.plus(len(`,"style":{}`))
	n := 0
	for _, one := range []struct {
		is   bool
		long int
	}{{s.Bold, len(`"bold":true`)}, {s.Italic, len(`"italic":true`)}, {s.Strike, len(`"strike":true`)}, {s.Code, len(`"code":true`)}} {
		if one.is {
			l = l.plus(one.long + min(n, len(",")))
			n++
		}
	}
	return l
}
