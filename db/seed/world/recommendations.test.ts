import { describe, expect, it } from 'vitest';
import { isArea } from '../../../app/organisations/places';
import { isSector } from '../../../app/organisations/sectors';
import { isTheme } from '../../../app/shared/themes';
import { whyNotCommit } from '../../../app/tasks/commitment';
import { organisations, outcomes } from './index';

const all = outcomes.flatMap((o) => o.recommendations);

it('are about twenty, of six events, of which some are open, under way, done, set aside and overdue', () => {
  expect(outcomes).toHaveLength(6);
  expect(all.length).toBeGreaterThanOrEqual(18);
  expect(new Set(all.map((r) => r.state ?? 'open'))).toEqual(new Set(['open', 'under-way', 'done', 'not-pursued']));
  expect(all.some((r) => (r.due ?? 1) < 0)).toBe(true);
});

describe.each(outcomes)('$place', (outcome) => {
  it('was held on days of 2007, in an area', () => {
    expect(isArea(outcome.region)).toBe(true);
    expect(outcome.from <= outcome.until && outcome.from.startsWith('2007-')).toBe(true);
  });

  it.each(outcome.recommendations)('$number is a commitment that could be made, and what is invented says so', (r) => {
    expect(isTheme(r.theme)).toBe(true);
    expect(r.sectors.every(isSector)).toBe(true);
    const owner = organisations.find((o) => o.key === r.owner);
    // Nothing is promised here in the name of an organisation that exists.
    if (r.owner) expect(owner?.invented).toBe(true);
    const commitment = {
      ownerOrganisationId: owner ? 1 : null,
      ownerPersonId: null,
      dueOn: r.due === undefined ? null : '2030-01-01',
      state: r.state ?? 'open',
    };
    expect(whyNotCommit({ ...commitment, reason: r.reason ?? '' })).toBeUndefined();
    for (const text of [r.reason, ...(r.notes ?? []).map((n) => n.body)])
      if (text) expect(text).toContain('(invented)');
    expect(r.sectors).not.toContain('survivor-group');
    for (const text of [r.en, r.fr]) expect(text).toMatch(/^\P{Script=Arabic}+\.$/u);
    expect(r.ar).toMatch(/^[\p{Script=Arabic}\p{M}\s،.]+\.$/u);
  });
});
