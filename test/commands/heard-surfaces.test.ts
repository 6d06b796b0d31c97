import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { proposalAttributes } from '../../app/documents/text/extensions';
import { textSchema } from '../../app/documents/text/schema';
import { surfaces } from '../../app/voices/door/protocol';
import { root } from '../support/running';

/*
 * Where a survivor's words may come into anything, and where a place for them stands. Words come into the platform at one point,
 * when a page is sent; whoever adds another, or another place, says here for what. A file that is not in the table fails.
 */

/** Files that ask the room for words. */
const asks: Record<string, string> = {
  'app/heard/fill.server.ts': 'pages, at the last moment before they are sent',
  'app/heard/citable.server.ts': 'which voices somebody may choose from: the words are dropped where they came',
  'app/documents/exchange/carried-voices.server.ts': 'files that leave: only what may be published outside',
};

/** Files that make a place for a voice, and the surface under which its words are asked. */
const places: Record<string, string[]> = {
  'app/heard/voices.ts': ['document'],
  'app/heard/components/voice.tsx': [],
  'app/heard/choosing.server.ts': ['choosing'],
  'app/documents/text/render-words.server.ts': [],
  'app/documents/components/sources-page.tsx': ['document'],
  'app/documents/components/hearing-page.tsx': ['document'],
  'app/synthesis/components/sources.tsx': ['statement'],
  'app/synthesis/components/settle.tsx': ['statement'],
  'app/synthesis/components/statement-form.tsx': ['choosing'],
  'app/synthesis/components/hearing-page.tsx': ['statement'],
  'app/consultations/claims/components/parts.tsx': ['statement'],
  'app/consultations/claims/components/voices-page.tsx': ['statement', 'choosing'],
  'app/decisions/picking/components/evidence.tsx': ['document'],
  'app/decisions/picking/components/picking-page.tsx': ['choosing'],
  'app/heard/components/heard-list.tsx': [],
  'app/heard/components/voices-page.tsx': ['public-page'],
};

/** Files that know that there are voices, and have neither their words nor a place for them. */
const know: Record<string, string> = {
  'app/heard/reconciling.server.ts': 'ids and states',
  'app/heard/copies.server.ts': 'the guard: text out, ids back',
  'app/routes/voices.tsx': 'ids of what may be published outside',
  'server/hearing.ts': 'the number of the last change',
};

const sources = (folder: string) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !/\.test\.tsx?$/.test(e.name))
    .map((e) => path.relative(root, path.join(e.parentPath, e.name)))
    .filter((file) => !/^app\/(voices|room)\/|^server\/(cli\/)?room|^db\/room\//.test(file))
    .sort();
const all = [...sources('app'), ...sources('server'), ...sources('db')];
const textOf = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const where = (pattern: RegExp) => all.filter((file) => pattern.test(textOf(file)));

test('words are asked for in the files of the table, and nowhere else', () => {
  expect(where(/\bvoices\.read\(/)).toEqual(Object.keys(asks).sort());
});

test('other questions are asked in the files of the table', () => {
  expect(where(/\bvoices\.ask\(/)).toEqual(Object.keys(know).sort());
});

test('a place for words is made in the files of the table, under the surfaces that it names', () => {
  const found = where(/\bplaceOfVoice\(|<Voice\b|<HeardList\b/);
  expect(found).toEqual(Object.keys(places).sort());
  for (const file of found) {
    const named = surfaces.filter((s) =>
      new RegExp(`on(?:: Surface)? ?= ?["']${s}["']|\\(voice, '${s}'\\)`).test(textOf(file)),
    );
    expect([file, named]).toEqual([file, places[file]]);
  }
});

test('every surface but files has a place, and files have their own', () => {
  const named = new Set(Object.values(places).flat());
  expect([...named, 'file'].sort()).toEqual([...surfaces].sort());
  expect(textOf('app/documents/exchange/carried-voices.server.ts')).toContain("'public', 'file'");
});

// Beside the door: how small a count may be shown and what a week is, which hold no word of anyone.
test('the platform knows of the room its door and nothing else', () => {
  const imports = (file: string) =>
    [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]*voices\/[^'"]+)['"]/g)].map((m) => m[1]!);
  const wrong = all.flatMap((file) =>
    imports(file)
      .filter((to) => /voices\//.test(to) && !/voices\/(?:door\/protocol|numbers|week)$/.test(to))
      .map((to) => `${file} -> ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('no push, mail, feed, search or file for programs knows of voices', () => {
  const without = all.filter((file) =>
    /^server\/(live|mail|coediting|jobs)\/|\.atom|\.csv|\.json\.ts$|searching|mail\.server|live\.server/.test(file),
  );
  expect(without.length).toBeGreaterThan(20);
  expect(without.filter((file) => /heard\/(?:voices|fill|components)|data-voice/.test(textOf(file)))).toEqual([]);
});

test('the text of a document can hold of a voice its reference, and no words', () => {
  const { voice } = textSchema.nodes;
  const passing = new Set<string>(proposalAttributes);
  expect(Object.keys(voice!.spec.attrs ?? {}).filter((name) => !passing.has(name))).toEqual(['id']);
  expect(voice!.isLeaf && voice!.isAtom && !voice!.isText).toBe(true);
  expect(() =>
    textSchema.nodeFromJSON({ type: 'voice', attrs: { id: 'x' }, content: [{ type: 'text', text: 'y' }] }).check(),
  ).toThrow();
});
