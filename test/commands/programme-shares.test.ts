import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { followDecision, readSubjectOf } from '../../app/decisions/subjects.server';
import { proposeShare } from '../../app/programmes/commands/sharing.server';
import { listProposedShares, listShares } from '../../app/programmes/queries/shares.server';
import { isRefusal } from '../../app/shared/refusal';
import { freshDatabase } from '../support/database';
import { aProgramme } from '../support/programmes';

const { sql } = await freshDatabase();
const now = new Date('2026-03-29T01:30:00Z');
const p = await aProgramme(sql);
const [lead, partner, secretariat] = [
  await p.leadFocal.reader(),
  await p.partnerFocal.reader(),
  await p.secretariat.reader(),
];
const share = (more: Partial<Parameters<typeof proposeShare>[2]> = {}) => ({
  kind: 'victim-support' as const,
  share: 3250,
  since: '2026-06-01',
  once: randomUUID(),
  ...more,
});
const decide = (subject: number, outcome: 'adopted-by-consensus' | 'not-adopted', proposal: number, at = now) =>
  sql.begin((tx) => followDecision(tx, { proposal, kind: 'share', subject, outcome, at }));

test('members and the secretariat ask for one; to everybody else there is nothing to ask', async () => {
  const refused = await proposeShare(sql, partner, share(), now).catch((e: unknown) => e);
  expect(isRefusal(refused) && refused.kind).toBe('not-found');
  expect([await listProposedShares(sql, partner, now), await listProposedShares(sql, null, now)]).toEqual([null, null]);
  const once = share();
  const ids = await Promise.all([proposeShare(sql, lead, once, now), proposeShare(sql, lead, once, now)]);
  expect(ids[0]).toBe(ids[1]);
  expect(await listProposedShares(sql, secretariat, now)).toEqual([
    { id: ids[0], kind: 'victim-support', basisPoints: 3250, since: '2026-06-01', put: null },
  ]);
  expect(await listShares(sql)).toEqual([]);
  expect(await readSubjectOf(sql, null, { kind: 'share', id: ids[0] }, 'fr', now)).toMatchObject({
    title: 'Au moins 32,5\u00a0% de chaque programme pour les victimes, à partir du 1 juin 2026',
    path: '/programmes/shares',
  });
});

test('what was adopted is agreed by its decision, once, and never for days that have been', async () => {
  const [first, second] = [
    await proposeShare(sql, lead, share(), now),
    await proposeShare(sql, secretariat, share({ kind: 'evaluation', share: 500, since: '2020-01-01' }), now),
  ];
  const [proposal] = await sql<{ id: number }[]>`
    insert into proposal (title, language, created_by, once) values ('Shares', 'en', ${p.secretariat.id}, gen_random_uuid()) returning id`;
  await decide(first, 'not-adopted', proposal!.id);
  expect(await listShares(sql)).toEqual([]);
  await decide(first, 'adopted-by-consensus', proposal!.id);
  await decide(first, 'adopted-by-consensus', proposal!.id);
  await decide(second, 'adopted-by-consensus', proposal!.id);
  expect(await listShares(sql)).toMatchObject([
    { kind: 'victim-support', basisPoints: 3250, since: '2026-06-01', proposalId: proposal!.id },
    { kind: 'evaluation', basisPoints: 500, since: '2026-03-29', proposalId: proposal!.id },
  ]);
});
