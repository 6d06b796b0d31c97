import type { JSONContent } from '@tiptap/core';
import type { Part, Template, Words } from '../../documents/templates/shape';
import { newId } from '../../documents/text/ids';

/** What is known of a meeting when its minutes are made: in the language of the minutes, and in words already. */
export interface MinutesFacts {
  title: string;
  /** When and where, in one line. */
  when: string;
  quorum: string | null;
  attendance: { member: string; people: string }[];
  observers: string[];
  items: {
    title: string;
    /** What members said of a proposal so far, and how it stands; null for an item of its own. */
    decision: { state: string; positions: { member: string; position: string }[] } | null;
  }[];
  followUps: { words: string; owner: string; due: string; state: string }[];
  actions: { words: string; owner: string; due: string; state: string }[];
}

/** The words that are the same in all minutes. */
export interface MinutesWords {
  attendance: string;
  member: string;
  people: string;
  observers: string;
  agenda: string;
  followUps: string;
  discussed: string;
  position: string;
  actions: string;
  action: string;
  owner: string;
  due: string;
  state: string;
  other: string;
}

const said = (words: string): Words => ({ en: words, fr: words, ar: words });

function paragraph(words: string): JSONContent {
  return { type: 'paragraph', attrs: { id: newId() }, content: words ? [{ type: 'text', text: words }] : [] };
}

function tableOf(columns: string[], rows: string[][]): NonNullable<Part['table']> {
  return { columns: columns.map(said), rows: rows.map((row) => row.map(said)) };
}

/**
 * The text with which minutes begin: who was there, then the agenda with what members said of each proposal, then what was taken on.
 * What was discussed is for people to write.
 */
export function minutesText(facts: MinutesFacts, words: MinutesWords): Template {
  const actionTable = (actions: MinutesFacts['actions']) =>
    tableOf(
      [words.action, words.owner, words.due, words.state],
      actions.map((a) => [a.words, a.owner, a.due, a.state]),
    );
  return {
    title: said(facts.title),
    parts: [
      {
        heading: said(words.attendance),
        content: [
          paragraph(facts.when),
          ...(facts.quorum ? [paragraph(facts.quorum)] : []),
          ...(facts.observers.length > 0 ? [paragraph(`${words.observers}: ${facts.observers.join(', ')}`)] : []),
        ],
        table: tableOf(
          [words.member, words.people],
          facts.attendance.map((a) => [a.member, a.people]),
        ),
      },
      {
        heading: said(words.agenda),
        parts: [
          ...(facts.followUps.length > 0
            ? [{ heading: said(words.followUps), table: actionTable(facts.followUps) }]
            : []),
          ...facts.items.map(
            ({ title, decision }): Part => ({
              heading: said(title),
              hint: said(words.discussed),
              ...(decision
                ? {
                    content: [paragraph(decision.state)],
                    table: tableOf(
                      [words.member, words.position],
                      decision.positions.map((p) => [p.member, p.position]),
                    ),
                  }
                : {}),
            }),
          ),
        ],
      },
      {
        heading: said(words.actions),
        ...(facts.actions.length > 0 ? { table: actionTable(facts.actions) } : { hint: said(words.discussed) }),
      },
      { heading: said(words.other), hint: said(words.discussed) },
    ],
  };
}
