import { randomUUID } from 'node:crypto';
import { writePost } from '../../app/discussions/posting.server';
import type { Reader } from '../../app/people/person';
import { waive } from '../../app/synthesis/commands/closing.server';
import { type StatementEdit, startSynthesis } from '../../app/synthesis/commands/writing.server';
import { readToClose } from '../../app/synthesis/queries/closing.server';
import type { Sql } from '../../db/connect';
import { aDiscussion, aPostForm } from './discussions';
import { anOrganisation, aPerson, type SomePerson } from './people';

/** While `aDiscussion` is open, and after it has closed. */
export const during = new Date();
export const after = new Date(during.getTime() + 25 * 3_600_000);
export const later = (days: number) => new Date(after.getTime() + days * 86_400_000);

/** The kind and the message of a refusal that something ends in; fails the test where it does not. */
export async function refusalOf(
  deed: Promise<unknown>,
): Promise<{ kind: string; message: string; fields?: Record<string, string> }> {
  try {
    await deed;
  } catch (e) {
    const { kind, message, fields } = e as { kind: string; message: string; fields?: Record<string, string> };
    if (!kind) throw e;
    return { kind, message, ...(fields ? { fields } : {}) };
  }
  throw new Error('it was not refused');
}

/** What a form for a statement sends. */
export function aStatementForm(
  discussion: number,
  body: string,
  cites: number[],
  values: Partial<StatementEdit> = {},
): StatementEdit {
  return { discussion, statement: null, language: 'en', version: 1, body, once: randomUUID(), cites, ...values };
}

/** An open discussion with three posts by people of two sectors, and a synthesis that was begun. */
export async function aBegunSynthesis(sql: Sql, values: Parameters<typeof aDiscussion>[1] = {}) {
  const ngo = await anOrganisation(sql, { sector: 'civil-society' });
  const ministry = await anOrganisation(sql, { sector: 'government' });
  const discussion = await aDiscussion(sql, {
    ...values,
    ...(values.readers === 'invited' ? { invited: [ngo, ministry, ...(values.invited ?? [])] } : {}),
  });
  const anna = await aPerson(sql, { name: 'Anna Demonstration', organisation: ngo });
  const bilal = await aPerson(sql, { name: 'Bilal Demonstration', organisation: ministry });
  const posts: number[] = [];
  for (const [person, words] of [
    [anna, 'Shelters need a budget line of their own.'],
    [bilal, 'Labour inspectors meet workers first.'],
    [anna, 'Interpreters should be paid and trained.'],
  ] as const) {
    posts.push((await writePost(sql, await person.reader(), aPostForm(discussion.id, words), during)).id);
  }
  const facilitator = await discussion.facilitator.reader();
  await startSynthesis(sql, facilitator, discussion.id, during);
  const [first, second, third] = posts as [number, number, number];
  return { ...discussion, ngo, ministry, anna, bilal, first, second, third, writer: facilitator };
}

/** Waives everything that is still open. */
export async function waiveRest(
  sql: Sql,
  writer: Reader,
  discussion: number,
  reason = 'Not about the question.',
): Promise<void> {
  const { view } = await readToClose(sql, writer, discussion, 'en', after);
  const posts = view.uncitedPosts.filter((p) => p.reason === null).map((p) => p.id);
  const sectors = view.uncitedSectors.filter((s) => s.reason === null).map((s) => s.sector);
  if (posts.length + sectors.length > 0) await waive(sql, writer, { discussion, posts, sectors, reason }, after);
}

/** Everyone who is not to write a synthesis, by what they are. */
export async function outsiders(
  sql: Sql,
  discussion: number,
  organisation: number,
): Promise<[string, SomePerson | null][]> {
  const other = await anOrganisation(sql);
  return [
    ['a visitor', null],
    ['a waiting account', await aPerson(sql, { state: 'waiting', organisation })],
    ['a participant', await aPerson(sql, { organisation, role: { discussion, role: 'participant' } })],
    ['a member of another organisation', await aPerson(sql, { organisation: other })],
    ['an observer', await aPerson(sql, { role: { discussion, role: 'observer' } })],
    ['a focal point', await aPerson(sql, { organisation, office: 'focal-point' })],
  ];
}

export async function readerOf(person: SomePerson | null): Promise<Reader | null> {
  return person ? person.reader() : null;
}
