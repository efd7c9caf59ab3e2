package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/report"
	"github.com/citecheck/citecheck/report/explain"
)

// runExplain says what rules and reasons mean.
func runExplain(c *cli.Context, std streams) error {
	var topics []explain.Topic
	for _, name := range c.Args().Slice() {
		topic, ok := explain.Find(name)
		if !ok {
			return codeError{exitUsage, unknownTopic(name)}
		}
		topics = append(topics, topic)
	}
	if err := report.Explain(std.out, topics, terminalOptions(c, std.out)); err != nil {
		return unwritten(err)
	}
	return nil
}

func unknownTopic(name string) error {
	if near := explain.Near(name); len(near) > 0 {
		return fmt.Errorf("%s is no rule or reason; did you mean %s?", name, strings.Join(near, " or "))
	}
	return fmt.Errorf("%s is no rule or reason: citecheck explain lists them", name)
}
