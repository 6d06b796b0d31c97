import type { Page } from '@playwright/test';
import type { JSONContent } from '@tiptap/core';
import { createDocument } from '../../app/documents/commands/creating.server';
import type { Role } from '../../app/documents/document';
import { recordText } from '../../app/documents/recording.server';
import { textOf } from '../../app/documents/text/yjs';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import type { TestServer } from '../support/running';
import { expect as impatient } from './support';

/** A page with two editors on a busy machine takes its time; what is waited for comes all the same. */
export const expect = impatient.configure({ timeout: 30_000 });

export const paragraph = (words: string, id?: string): JSONContent => ({
  type: 'paragraph',
  attrs: { id: id ?? null },
  content: words ? [{ type: 'text', text: words }] : [],
});
export const heading = (words: string, id: string, level = 1): JSONContent => ({
  type: 'heading',
  attrs: { id, level },
  content: [{ type: 'text', text: words }],
});

export interface SomeDocument {
  id: number;
  write: string;
  lead: number;
  /** Focal point of the lead organisation, an editor. */
  owner: SomePerson;
  /** Someone of an organisation that is invited in this role. */
  invite: (role: Role, name: string, organisation?: string) => Promise<SomePerson & { organisation: number }>;
  /** The committed text, in words, blocks as lines. */
  words: () => Promise<string>;
  settle: () => Promise<void>;
}

/** An invented document with this text, led by an organisation of its own. */
export async function aDocument(
  server: TestServer,
  blocks: JSONContent[] = [heading('Situation', 'situ1'), paragraph('Two provinces report.', 'para1')],
  { title = 'Joint programme (invented)', language = 'en', owner: name = 'Halima Owner' } = {},
): Promise<SomeDocument> {
  const { sql } = server;
  const { texts } = server.coediting;
  const lead = await anOrganisation(sql, { member: true, name: 'Lead Office (invented)' });
  const owner = await aPerson(sql, { name, organisation: lead, office: 'focal-point' });
  const text = { type: 'doc', content: blocks };
  const id = await createDocument(
    sql,
    texts,
    await owner.reader(),
    { title, language, template: null, lead, readers: 'invited', once: crypto.randomUUID(), text },
    new Date(),
  );
  return {
    id,
    write: `/documents/${id}/write`,
    lead,
    owner,
    async invite(role, personName, organisationName = `Partner of ${personName} (invented)`) {
      const organisation = await anOrganisation(sql, { name: organisationName });
      const person = await aPerson(sql, { name: personName, organisation });
      await sql`insert into document_organisation (document_id, organisation_id, role, invited_by) values (${id}, ${organisation}, ${role}, ${owner.id})`;
      await sql`insert into document_person (document_id, organisation_id, person_id, named_by) values (${id}, ${organisation}, ${person.id}, ${owner.id})`;
      return { ...person, organisation };
    },
    words: async () => {
      const doc = textOf(await texts.read(id));
      return doc.textBetween(0, doc.content.size, '\n', ' ');
    },
    settle: async () => recordText(sql, id, await texts.read(id), 0),
  };
}

/** The text of the page, once it is there and the line is open. */
export async function openText(page: Page, path: string) {
  await page.goto(path);
  const text = page.getByRole('textbox', { name: /^Text of/ });
  await expect(text).toBeVisible();
  await expect(page.locator('.safety')).toHaveText(/Saved|You see changes/);
  return text;
}

/** All that was typed without a line is stored on this device: the page may be closed. */
export async function keptOnDevice(page: Page): Promise<void> {
  await expect(page.locator('.safety:not([aria-busy])')).toHaveText(/changes kept/);
}

/** Puts the caret before or after these words, as a click would. */
export async function put(page: Page, words: string, where: 'start' | 'end'): Promise<void> {
  await select(page, words, where);
}

/** Chooses these words in the text. */
export async function choose(page: Page, words: string): Promise<void> {
  await select(page, words, 'all');
}

async function select(page: Page, words: string, where: 'start' | 'end' | 'all'): Promise<void> {
  await page.locator('.text').focus();
  await page.evaluate(
    ([wanted, side]) => {
      const walker = document.createTreeWalker(document.querySelector('.text')!, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        const [from, to] = [at, at + wanted.length];
        const selection = getSelection()!;
        selection.setBaseAndExtent(node, side === 'end' ? to : from, node, side === 'start' ? from : to);
        return;
      }
      throw new Error(`Nowhere in the text: ${wanted}`);
    },
    [words, where] as const,
  );
  // The editor has heard of it when it says so itself.
  await page.waitForFunction(
    ([wanted, side]) => {
      const { editor } = document.querySelector('.text') as Element & {
        editor: {
          state: {
            selection: { from: number; to: number; empty: boolean };
            doc: { textBetween(a: number, b: number): string };
          };
        };
      };
      const { from, to, empty } = editor.state.selection;
      if (side === 'all') return !empty && editor.state.doc.textBetween(from, to) === wanted;
      const [a, b] = side === 'end' ? [from - wanted.length, from] : [from, from + wanted.length];
      return empty && a >= 0 && editor.state.doc.textBetween(a, b) === wanted;
    },
    [words, where] as const,
  );
}

/** The words of the text as the editor of this page has them: other people's carets stand between those that are drawn. */
export async function wordsIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { editor } = document.querySelector('.text') as Element & {
      editor: { state: { doc: { textContent: string } } };
    };
    return editor.state.doc.textContent;
  });
}
