import { randomUUID } from 'node:crypto';
import {
  announceCall,
  beginCall,
  changeWhat,
  nameReviewers,
  setQuestions,
  setTimes,
} from '../../app/calls/commands/calling.server';
import { beginPilot, savePilot } from '../../app/calls/commands/proposing.server';
import { saveReview } from '../../app/calls/commands/reviewing.server';
import type { PilotInput, ReviewInput } from '../../app/calls/forms';
import { items, type Mark } from '../../app/calls/scoring';
import type { Sql } from '../../db/connect';
import { anOrganisation, aPerson, type SomePerson } from './people';

/** Days from an instant. */
export const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000);

export interface SomeCall {
  id: number;
  path: string;
  opensAt: Date;
  closesAt: Date;
  secretariat: SomePerson;
  reviewers: SomePerson[];
  /** An organisation that proposes, with two who speak for it and one who does not. */
  organisation: number;
  focal: SomePerson;
  alternate: SomePerson;
  colleague: SomePerson;
  outsider: SomePerson;
}

const local = (at: Date) => at.toISOString().slice(0, 16);

/** A call as the secretariat prepares and announces it, open from a day before `now` to ten days after; all of it invented. */
export async function aCall(
  sql: Sql,
  now: Date,
  values: { draft?: boolean; title?: string; reviewers?: number; ceiling?: string } = {},
): Promise<SomeCall> {
  const secretariat = await aPerson(sql, { secretariat: true });
  const organisation = await anOrganisation(sql);
  const outside = await anOrganisation(sql);
  const focal = await aPerson(sql, { organisation, office: 'focal-point' });
  const alternate = await aPerson(sql, { organisation, office: 'alternate' });
  const colleague = await aPerson(sql, { organisation });
  const outsider = await aPerson(sql, { organisation: outside, office: 'focal-point' });
  const reviewers: SomePerson[] = [];
  for (let i = 0; i < (values.reviewers ?? 2); i++) reviewers.push(await aPerson(sql));
  const by = await secretariat.reader();
  const title = values.title ?? 'Safe nights (invented)';
  const before = daysFrom(now, -2);
  const id = await beginCall(sql, by, { title, language: 'en', once: randomUUID() }, before);
  const what = {
    introduction: 'For towns on the coast.',
    sought: 'Beds for one night.',
    themes: [],
    area: '014',
  } as const;
  await changeWhat(
    sql,
    by,
    id,
    { ...what, themes: [], version: 1, title, currency: 'USD', ceiling: values.ceiling ?? '100000' },
    before,
  );
  const minute = (at: Date) => new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  const opensAt = minute(daysFrom(now, -1));
  const closesAt = minute(daysFrom(now, 10));
  const whichs = { opensWhich: null, closesWhich: null, scoredWhich: null } as const;
  const times = { opens: local(opensAt), closes: local(closesAt), scored: local(daysFrom(now, 20)) };
  await setTimes(sql, by, id, { ...times, ...whichs, version: 2, timeZone: 'UTC', reason: '' }, before);
  const questions = [{ id: 'q1', words: 'Who opens the door at night?', most: 300 }];
  await setQuestions(sql, by, id, { version: 3, questions }, before);
  await nameReviewers(
    sql,
    by,
    id,
    reviewers.map((r) => r.handle),
    before,
  );
  if (!values.draft) await announceCall(sql, by, id, 4, before);
  const people = { secretariat, reviewers, focal, alternate, colleague, outsider };
  return { id, path: `/pilots/calls/${id}`, opensAt, closesAt, organisation, ...people };
}

/** What a form of a pilot says, whole. */
export function aPilotForm(version: number, change: Partial<PilotInput> = {}): PilotInput {
  return {
    version,
    title: 'Beds above the bakery (invented)',
    area: '014',
    country: 'KE',
    partners: [],
    otherPartners: '',
    aims: 'Twelve beds.',
    novelty: 'Opened by neighbours.',
    survivors: 'Asked through a support organisation.',
    request: 'agreed',
    requestWords: 'The town has agreed.',
    'direct-assistance': '20000',
    'victim-support': '10000',
    evaluation: '3000',
    staff: '17000',
    other: '',
    total: '50000',
    answers: { q1: 'A neighbour.' },
    next: 'submit',
    ...change,
  };
}

/** A pilot that was handed in to a call, at the instant given. */
export async function aPilot(
  sql: Sql,
  call: SomeCall,
  now: Date,
  change: Partial<PilotInput> = {},
): Promise<{ id: number; path: string }> {
  const by = await call.focal.reader();
  const begin = {
    organisation: call.organisation,
    title: 'A pilot (invented)',
    language: 'en',
    once: randomUUID(),
  } as const;
  const id = await beginPilot(sql, by, call.id, begin, now);
  await savePilot(sql, by, id, aPilotForm(1, change), now);
  return { id, path: `/pilots/${id}` };
}

export function aReview(mark: Mark | null, change: Partial<ReviewInput> = {}): ReviewInput {
  const words = mark === null ? 'Too early to say (invented).' : '';
  return {
    version: 0,
    comment: '',
    judged: items.map((item) => ({ item, mark, cannot: mark === null, words })),
    submit: true,
    ...change,
  };
}

/** One reviewer's marks, all the same, handed in. */
export async function scored(sql: Sql, pilot: number, by: SomePerson, mark: Mark | null, now: Date): Promise<void> {
  await saveReview(sql, await by.reader(), pilot, aReview(mark), now);
}
