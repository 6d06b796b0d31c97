import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { type Choice, choices } from '../statement';
import type { StatementView } from '../views';

export interface Sent {
  statement: StatementView;
  choice: Choice;
}

export interface Ballot {
  /** What is voted on now; null where nothing is left, as far as is known here. */
  current: StatementView | null;
  left: number;
  /** The last vote, taken or on its way. */
  last: Sent | null;
  /** A vote that was not taken. */
  failed: Sent | null;
  /** Votes that are on their way. */
  sending: number;
  vote(choice: Choice): void;
}

/**
 * Votes one after the other without waiting for pages: each vote is sent, the next statement is there at once, and the page is
 * read again when those it holds are through. A vote that was not taken brings its statement back. What is being looked at
 * stays, whatever the page learns meanwhile: what one is about to press must not be another one.
 */
export function useBallot(next: StatementView[], leftOnServer: number, path: string, asOf: string): Ballot {
  const { revalidate, state } = useRevalidator();
  const [sent, setSent] = useState<ReadonlyMap<number, Sent>>(new Map());
  const [sending, setSending] = useState(0);
  const [last, setLast] = useState<Sent | null>(null);
  const [failed, setFailed] = useState<Sent | null>(null);
  const held = useRef<number | null>(null);
  const open = next.filter((s) => !sent.has(s.id));
  const current = open.find((s) => s.id === held.current) ?? open[0] ?? null;
  held.current = current?.id ?? null;
  // Those that the page still lists, and were voted on since it was read.
  const here = next.length - open.length;
  const left = Math.max(0, leftOnServer - here);

  // Read again when what is here is through, and every vote has arrived: once for each state of the page.
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (current || left === 0 || sending > 0 || state !== 'idle' || asked.current === asOf) return;
    asked.current = asOf;
    revalidate();
  }, [current, left, sending, state, asOf, revalidate]);

  async function send(vote: Sent): Promise<void> {
    const { id } = vote.statement;
    // As the form itself would send it: read by the server in a tenth of the time that a form of several parts takes.
    const body = new URLSearchParams({ deed: `vote-${id}`, statement: String(id), choice: vote.choice });
    setSending((n) => n + 1);
    let taken = false;
    try {
      // Taken means led elsewhere; where to is of no interest, and following would fetch the whole page.
      const answer = await fetch(path, { method: 'POST', body, redirect: 'manual' });
      taken = answer.type === 'opaqueredirect';
    } catch {
      // Not sent at all: said below.
    }
    setSending((n) => n - 1);
    if (taken) return;
    setSent((all) => new Map([...all].filter(([id]) => id !== vote.statement.id)));
    setFailed(vote);
    asked.current = null;
    revalidate();
  }

  return {
    current,
    left,
    last,
    failed,
    sending,
    vote(choice) {
      if (!current) return;
      const vote = { statement: current, choice };
      setFailed(null);
      setLast(vote);
      setSent((all) => new Map(all).set(current.id, vote));
      void send(vote);
    },
  };
}

/** Votes with the keys 1, 2 and 3, where nobody types and keys are not switched off. */
export function useVotingKeys(vote: (choice: Choice) => void): void {
  const latest = useRef(vote);
  useEffect(() => {
    latest.current = vote;
  });
  useEffect(() => {
    const hear = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.repeat || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
      if (document.documentElement.dataset.shortcuts === 'off' || document.querySelector('dialog[open]')) return;
      const at = e.target instanceof HTMLElement ? e.target : document.body;
      if (at.isContentEditable || at.closest('input, textarea, select, [role=textbox], [role=combobox]')) return;
      // By the place of the key: above letters that give no figures without shift, too.
      const choice = choices[Number(/^(?:Digit|Numpad)([123])$/.exec(e.code)?.[1]) - 1];
      if (!choice) return;
      e.preventDefault();
      latest.current(choice);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
