import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import type { Authored } from '../../../shared/texts';
import { structsIn } from '../../text/proposal-writers';
import { listSuggestions } from '../../text/suggestions';
import { Authors, type Known, nothingKnown, type Question } from './authors';
import type { TextSession } from './session';
import type { WriteData } from './write-data';

/** As many as the server takes in one question. */
const mostAsked = 200;
const gatherMs = 300;
const pauseMs = 5000;

/** Whose the suggestions of this text are, asked of the server as they come. */
export function useProposers(editor: Editor | null, session: TextSession, { id, me }: WriteData): Known {
  const [known, setKnown] = useState(nothingKnown);
  const { id: person, organisation } = me;
  useEffect(() => {
    if (!editor) return;
    const authors = new Authors({ person, organisation }, () => session.doc.clientID);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    let isOver = false;
    let { answered } = session.state();

    async function look(): Promise<void> {
      timer = undefined;
      const suggestions = listSuggestions(editor!.state.doc);
      const structs = suggestions.length > 0 ? structsIn(session.doc) : new Map();
      const now = authors.known(suggestions, structs);
      setKnown((before) => (isSame(before, now) ? before : now));
      const question = authors.wanted(suggestions, structs);
      if (isAsking || question.structs.length === 0) return;
      const some = { structs: question.structs.slice(0, mostAsked), people: question.people.slice(0, mostAsked) };
      isAsking = true;
      const answer = await ask(id, some);
      isAsking = false;
      if (isOver) return;
      if (answer) authors.learn(some, answer);
      soon(answer ? 0 : pauseMs);
    }

    function soon(ms = gatherMs): void {
      timer ??= setTimeout(() => void look(), ms);
    }

    const changed = () => soon();
    const heard = () => {
      const now = session.state();
      if (now.answered === answered || now.safety !== 'saved') return;
      answered = now.answered;
      authors.askAgain();
      soon();
    };
    editor.on('update', changed);
    const deaf = session.subscribe(heard);
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
      editor.off('update', changed);
      deaf();
    };
  }, [editor, session, id, person, organisation]);
  return known;
}

async function ask(document: number, { structs, people }: Question): Promise<Authored[] | null> {
  const clients = [...new Set(structs.map(({ client }) => client))];
  const query = [...clients.map((c) => `client=${c}`), ...people.map((p) => `person=${p}`)].join('&');
  const answer = await fetch(`/documents/${document}/writers?${query}`).catch(() => null);
  if (!answer?.ok) return null;
  const { authors } = (await answer.json()) as { authors: Authored[] };
  return authors;
}

function isSame(a: Known, b: Known): boolean {
  const words = ({ proposers, misused }: Known) => JSON.stringify([[...proposers], [...misused]]);
  return words(a) === words(b);
}
