import { randomUUID } from 'node:crypto';
import {
  announceCall,
  beginCall,
  changeWhat,
  nameReviewers,
  setQuestions,
  setTimes,
} from '../../app/calls/commands/calling.server';
import { holdCall } from '../../app/calls/commands/holding.server';
import { beginPilot, savePilot } from '../../app/calls/commands/proposing.server';
import { saveReview } from '../../app/calls/commands/reviewing.server';
import { passInstant } from '../../app/calls/jobs.server';
import { type Item, items, type Judged, type Mark } from '../../app/calls/scoring';
import { noAnswer } from '../../app/decisions/entry/entry';
import type { EntryInput } from '../../app/decisions/entry/forms';
import { entryCriteria } from '../../app/decisions/entry-criteria';
import { findReaderById } from '../../app/people/readers.server';
import type { Tx } from '../connect';
import { asDeeds, putProposal } from './decisions';
import { adoption, calls, type SeedCall, type SeedPilot } from './world';

interface World {
  organisationIds: Map<string, number>;
  personIds: Map<string, number>;
  now: Date;
}

const day = 86_400_000;
const at = (days: number, { now }: World) => new Date(now.getTime() + days * day);

/** Calls, what was proposed and how it was scored, by the deeds of those who do it, each at its time; one pilot is taken on. */
export async function putCalls(tx: Tx, world: World): Promise<void> {
  const pilots = new Map<string, number>();
  for (const call of calls) {
    const id = await putCall(tx, call, world);
    for (const pilot of call.pilots) pilots.set(pilot.key, await putPilot(tx, call, id, pilot, world));
    const closed = at(call.closes, world);
    if (closed > world.now) continue;
    for (const pilot of call.pilots) await putScores(tx, call, pilots.get(pilot.key)!, pilot, world);
    await passInstant(tx, (await holdCall(tx, id))!, world.now);
  }
  const subject = { kind: 'pilot', id: pilots.get(adoption.pilot)! };
  await putProposal(tx, adoption.proposal, world, { ...subject, entry: judgement(world) });
}

async function readerOf(tx: Tx, person: string, { personIds }: World) {
  return (await findReaderById(tx, personIds.get(person)!))!;
}

async function putCall(tx: Tx, call: SeedCall, world: World): Promise<number> {
  const sql = asDeeds(tx);
  const begun = at(call.opens - 3, world);
  const by = await readerOf(tx, 'nadia.d', world);
  const { title, introduction, sought, area } = call;
  const id = await beginCall(sql, by, { title, language: 'en', once: randomUUID() }, begun);
  const ceiling = String(call.ceiling);
  const what = {
    version: 1,
    title,
    introduction,
    sought,
    themes: [...call.themes],
    area,
    currency: 'USD' as const,
    ceiling,
  };
  await changeWhat(sql, by, id, what, begun);
  const local = (days: number, hour: string) => `${at(days, world).toISOString().slice(0, 10)}T${hour}`;
  const times = {
    opens: local(call.opens, '09:00'),
    closes: local(call.closes, '17:00'),
    scored: local(call.scored, '17:00'),
  };
  const whichs = { opensWhich: null, closesWhich: null, scoredWhich: null };
  await setTimes(sql, by, id, { version: 2, timeZone: 'UTC', reason: '', ...times, ...whichs }, begun);
  const questions = call.questions.map((words, i) => ({ id: `q${i + 1}`, words, most: 1000 }));
  await setQuestions(sql, by, id, { version: 3, questions }, begun);
  await nameReviewers(sql, by, id, [...call.reviewers], begun);
  await announceCall(sql, by, id, 4, begun);
  return id;
}

async function putPilot(tx: Tx, call: SeedCall, id: number, p: SeedPilot, world: World): Promise<number> {
  const sql = asDeeds(tx);
  const by = await readerOf(tx, p.by, world);
  const organisation = world.organisationIds.get(p.organisation)!;
  const begin = { organisation, title: p.title, language: 'en' as const, once: randomUUID() };
  const pilot = await beginPilot(sql, by, id, begin, at(call.opens + 10, world));
  const [direct, support, evaluation, staff, other] = p.budget.map(String) as [string, string, string, string, string];
  await savePilot(
    sql,
    by,
    pilot,
    {
      ...{ version: 1, title: p.title, area: p.area, country: p.country ?? null, otherPartners: '' },
      ...{ aims: p.aims, novelty: p.novelty, survivors: p.survivors, request: p.request, requestWords: p.requestWords },
      ...{ 'direct-assistance': direct, 'victim-support': support, evaluation, staff, other },
      total: String(p.budget.reduce((sum, amount) => sum + amount, 0)),
      partners: p.partners.map((key) => world.organisationIds.get(key)!),
      answers: Object.fromEntries(p.answers.map((answer, i) => [`q${i + 1}`, answer])),
      next: 'submit',
    },
    at(call.closes - 4, world),
  );
  return pilot;
}

async function putScores(tx: Tx, call: SeedCall, pilot: number, p: SeedPilot, world: World): Promise<void> {
  for (const [i, score] of p.scores.entries()) {
    const judged = items.map((item: Item): Judged => {
      const said: Mark | string = score.but?.[item] ?? score.mark;
      return typeof said === 'string'
        ? { item, mark: null, cannot: true, words: said }
        : { item, mark: said, cannot: false, words: '' };
    });
    const by = await readerOf(tx, score.by, world);
    const input = { version: 0, comment: score.comment, judged, submit: true };
    await saveReview(asDeeds(tx), by, pilot, input, at(call.closes + 8 + i, world));
  }
}

/** By the entry criteria, of the pilot that is taken on. */
function judgement(world: World): EntryInput {
  return entryCriteria.map((criterion) => ({
    ...noAnswer(criterion),
    ...{ met: true, words: 'It is met as the pilot says (invented).' },
    ...(criterion === 'nobody-elses-task'
      ? { lookedAt: 'The agencies, the church and the two shelters (invented)' }
      : {}),
    ...(criterion === 'request-and-will'
      ? {
          requestedBy: 'The labour ministry (invented)',
          requestedOn: at(-90, world).toISOString().slice(0, 10),
          reference: 'A letter (invented)',
        }
      : {}),
  }));
}
