import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../app/discussions/discussion';
import { isArea, isCountry, regionOf, regionOfCountry, regions } from '../../../app/organisations/places';
import { isDetail, isSector, type Sector, sectorKeys } from '../../../app/organisations/sectors';
import { contentLanguages } from '../../../app/shared/languages';
import {
  discussions,
  documents,
  instantAgo,
  instantOf,
  organisations,
  people,
  type SeedDiscussion,
  type SeedPost,
} from './index';
import { prose } from './prose';
import { minutesAgo } from './times';

const organisationByKey = new Map(organisations.map((organisation) => [organisation.key as string, organisation]));
const personByKey = new Map(people.map((person) => [person.key as string, person]));
const handles = [...organisations.map((organisation) => organisation.handle), ...people.map((person) => person.handle)];

function sectorOf(personKey: string): Sector {
  const organisation = organisationByKey.get(personByKey.get(personKey)?.organisation ?? '');
  if (!organisation) throw new Error(`${personKey} has no organisation`);
  return organisation.sector;
}

describe('organisations', () => {
  it('have handles that are unique among people too, and hold no dot', () => {
    expect(new Set(handles).size).toBe(handles.length);
    for (const handle of handles) expect(handle).toMatch(/^[a-z0-9][a-z0-9.-]{1,38}[a-z0-9]$/);
    for (const { handle } of organisations) expect(handle).not.toContain('.');
  });

  it.each(organisations)('$key has a sector and a place, and says when it is invented', (organisation) => {
    const { sector, sectorDetail, region, country, name, invented, mandate } = organisation;
    expect(isSector(sector)).toBe(true);
    if (sectorDetail) expect(isDetail(sector, sectorDetail)).toBe(true);
    expect(isArea(region)).toBe(true);
    if (country) expect(isCountry(country)).toBe(true);
    // Somebody who filters by region and then by country must not lose them.
    if (country && regionOf(region)) expect(regionOfCountry(country)).toBe(regionOf(region));
    expect(name.endsWith('(invented)')).toBe(invented);
    expect(mandate).toMatch(/\.$/);
  });

  it('are the six founders, who may all chair, and others that are invented', () => {
    const members = organisations.filter((organisation) => organisation.member);
    expect(members.map((member) => member.key)).toEqual(['ilo', 'iom', 'ohchr', 'osce', 'unicef', 'unodc']);
    expect(members.every(({ member }) => member?.mayChair && member.since.startsWith('2007-'))).toBe(true);
    expect(organisations.filter((organisation) => !organisation.invented)).toEqual(members);
  });

  it('cover every sector and every region', () => {
    expect(new Set(organisations.map((organisation) => organisation.sector))).toEqual(new Set(sectorKeys));
    const covered = new Set(organisations.map((organisation) => regionOf(organisation.region)));
    for (const region of regions) expect(covered).toContain(region);
  });
});

describe('people', () => {
  it.each(people)('$key belongs somewhere, in a real time zone, at a reserved address', (person) => {
    expect(organisationByKey.has(person.organisation)).toBe(true);
    expect(contentLanguages).toContain(person.language);
    expect(IANAZone.isValidZone(person.timeZone)).toBe(true);
    expect(person.name).toMatch(/^\S+ Demonstration$/);
    expect(person.email).toMatch(/^[a-z-]+@[a-z0-9-]+\.plenary\.example$/);
    expect(person.handle).toMatch(/^[a-z0-9][a-z0-9-]*[.][a-z0-9.-]*[a-z0-9]$/);
  });

  it('have one sign-in of each kind to print, and the person behind it is what it says', () => {
    const printed = people.filter((person) => person.demonstration);
    expect(printed.map((person) => person.demonstration).sort()).toEqual(
      [
        'secretariat',
        'focal-point',
        'facilitator',
        'participant',
        'participant-other',
        'observer',
        'waiting',
        'partner-editor',
        'suggester',
      ].sort(),
    );
    const as = (role: string) => printed.find((person) => person.demonstration === role);
    const open = discussions.find((discussion) => discussion.state === 'open');
    expect(as('secretariat')?.secretariat).toBe(true);
    expect(as('focal-point')?.office).toBe('focal-point');
    expect(organisationByKey.get(as('focal-point')?.organisation ?? '')?.member).toBeDefined();
    expect(open?.facilitators).toContain(as('facilitator')?.key);
    expect(open?.observers).toContain(as('observer')?.key);
    // In one programme document at least, each in its part.
    for (const [role, part] of [
      ['partner-editor', 'editor'],
      ['suggester', 'suggester'],
    ] as const) {
      const { key, office, organisation } = as(role)!;
      const invited = documents.flatMap((d) =>
        d.organisations.filter((o) => o.key === organisation && d.lead !== o.key),
      );
      expect(invited.map((o) => o.role)).toContain(part);
      expect(office !== undefined || invited.some((o) => o.named?.some((n) => n.person === key))).toBe(true);
    }
    expect(as('waiting')?.state).toBe('waiting');
    expect(as('participant')?.organisation).not.toBe(as('participant-other')?.organisation);
    // Neither holds an office: who tries them sees what everybody may do, and no more.
    expect([as('participant')?.office, as('participant-other')?.office]).toEqual([undefined, undefined]);
  });

  it('are two of the secretariat, a focal point and an alternate of each member, and two who wait', () => {
    expect(people.filter((person) => person.secretariat).map((person) => person.organisation)).toEqual([
      'unodc',
      'unodc',
    ]);
    for (const member of organisations.filter((organisation) => organisation.member)) {
      const offices = people.filter((person) => person.organisation === member.key).map((person) => person.office);
      expect(offices.filter((office) => office === 'focal-point')).toHaveLength(1);
      expect(offices.filter((office) => office === 'alternate')).toHaveLength(1);
    }
    const waiting = people.filter((person) => person.state === 'waiting');
    expect(waiting).toHaveLength(2);
    for (const { organisation, office } of waiting) {
      expect(office).toBeUndefined();
      // Somebody of their own organisation can approve them.
      expect(people.some((person) => person.organisation === organisation && person.office === 'focal-point')).toBe(
        true,
      );
    }
  });

  it('come from every sector', () => {
    const active = people.filter((person) => person.state === 'active');
    expect(new Set(active.map((person) => sectorOf(person.key)))).toEqual(new Set(sectorKeys));
  });
});

// Early and late on a day, and on days when clocks change in Europe.
const nows = ['2026-01-15T21:05:00Z', '2026-03-29T00:30:00Z', '2026-07-01T11:00:00Z', '2026-10-25T23:50:00Z'].map(
  (iso) => new Date(iso),
);

describe.each(discussions)('the discussion $key', (discussion) => {
  const { posts, phases, timeZone, synthesis } = discussion;
  const keys = posts.map((post) => post.key);

  it('is run by active people who do not only observe', () => {
    for (const key of [discussion.createdBy, ...discussion.facilitators]) {
      expect(personByKey.get(key)?.state).toBe('active');
      expect(discussion.observers ?? []).not.toContain(key);
    }
  });

  it.each(nows)('is what it says it is when seeded at %s', (now) => {
    const spans = phases.map((phase) => [
      instantOf(phase.opens, timeZone, now),
      instantOf(phase.closes, timeZone, now),
    ]);
    const times = spans.flat().map((instant) => instant.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const [opens = 0, closes = 0] = [times[0], times.at(-1)];
    expect(instantAgo(discussion.announced, now).getTime()).toBeLessThan(opens);
    expect(discussion.state).toBe(
      now.getTime() < opens ? 'announced' : now.getTime() < closes ? 'open' : 'synthesised',
    );
    for (const post of posts) {
      const [from, until] = spans[post.phase] ?? [];
      const at = instantAgo(post.ago, now);
      expect(from && until && from <= at && at < until, post.key).toBe(true);
    }
    if (synthesis) {
      expect(instantAgo(synthesis.started, now).getTime()).toBeGreaterThan(closes);
      expect(minutesAgo(synthesis.published)).toBeLessThan(minutesAgo(synthesis.started));
    }
  });

  it('keeps to the limits that everybody else is held to', () => {
    for (const title of Object.values(discussion.title)) expect(title.length).toBeLessThanOrEqual(limits.title);
    for (const text of Object.values(discussion.introduction))
      expect(text.length).toBeLessThanOrEqual(limits.introduction);
    for (const phase of phases) {
      for (const question of Object.values(phase.question))
        expect(question.length).toBeLessThanOrEqual(limits.question);
    }
    for (const { hidden } of posts) expect(hidden?.reason.length ?? 0).toBeLessThanOrEqual(limits.reason);
  });

  it.each(posts)('$key is written by somebody who may, and refers to what exists', (post) => {
    expect(maySpeak(discussion, post.author)).toBe(true);
    if (post.inReplyTo) {
      const answered = posts.find((other) => other.key === post.inReplyTo);
      expect(answered && minutesAgo(answered.ago)).toBeGreaterThan(minutesAgo(post.ago));
      expect(answered?.hidden).toBeUndefined();
    }
    for (const { by } of post.reactions ?? []) {
      expect(maySpeak(discussion, by), by).toBe(true);
      expect(by).not.toBe(post.author);
    }
    const once = (post.reactions ?? []).map(({ by, kind }) => `${by} ${kind}`);
    expect(new Set(once).size).toBe(once.length);
    for (const happened of [post.hidden?.ago, post.edited?.ago]) {
      if (happened) expect(minutesAgo(happened)).toBeLessThan(minutesAgo(post.ago));
    }
    if (post.hidden) expect(discussion.facilitators).toContain(post.hidden.by);
  });

  it.each(posts)('$key has a body of a readable length, in its language, that mentions whom one can find', (post) => {
    for (const text of textsOf(post)) {
      const words = text.body.split(/\s+/).length;
      expect(words).toBeGreaterThanOrEqual(40);
      expect(words).toBeLessThanOrEqual(150);
      expect(/\p{Script=Arabic}/u.test(text.body)).toBe(text.language === 'ar');
      for (const [, handle] of text.body.matchAll(/(?<![\w.])@([a-z0-9][a-z0-9.-]{1,38}[a-z0-9])/g)) {
        expect(handles).toContain(handle);
      }
    }
    expect(post.edited?.earlier).not.toBe(post.body);
  });

  it('waives every post and every sector that no statement cites, and only those', () => {
    if (!synthesis) return expect(discussion.state).not.toBe('synthesised');
    const cited = synthesis.statements.flatMap((statement) => [...statement.cites] as string[]);
    for (const key of cited) expect(keys).toContain(key);
    expect(cited.some((key) => posts.find((post) => post.key === key)?.hidden)).toBe(false);
    const uncited = keys.filter((key) => !cited.includes(key));
    expect(synthesis.waivers.posts.map((waiver) => waiver.post).sort()).toEqual(uncited.sort());
    const citedSectors = new Set(cited.map((key) => sectorOf(posts.find((post) => post.key === key)?.author ?? '')));
    const uncitedSectors = sectorKeys.filter((sector) => !citedSectors.has(sector));
    expect(synthesis.waivers.sectors.map((waiver) => waiver.sector).sort()).toEqual([...uncitedSectors].sort());
    expect(discussion.facilitators).toContain(synthesis.by);
  });

  it('asks only those who are cited, after it is published, and each once', () => {
    for (const statement of synthesis?.statements ?? []) {
      const authors = statement.cites.map((key) => posts.find((post) => post.key === key)?.author);
      const answers = statement.reflections ?? [];
      expect(new Set(answers.map((answer) => answer.by)).size).toBe(answers.length);
      for (const answer of answers) {
        expect(authors).toContain(answer.by);
        expect(minutesAgo(answer.ago)).toBeLessThan(minutesAgo(synthesis?.published ?? {}));
      }
    }
  });
});

it('shows what a demonstration should: a hidden and an edited post, translations, each answer to a reflection', () => {
  const posts = discussions.flatMap((discussion) => discussion.posts);
  expect(posts.filter((post) => post.hidden)).toHaveLength(1);
  expect(posts.filter((post) => post.edited)).toHaveLength(1);
  expect(new Set(posts.map((post) => post.language))).toEqual(new Set(['en', 'fr', 'es', 'ar']));
  const answers = discussions.flatMap(({ synthesis }) =>
    (synthesis?.statements ?? []).flatMap((statement) => (statement.reflections ?? []).map(({ answer }) => answer)),
  );
  expect(new Set(answers)).toEqual(new Set(['yes', 'partly', 'no']));
  expect(discussions.map((discussion) => discussion.state).sort()).toEqual(['announced', 'open', 'synthesised']);
});

it('states in the synthesis how many spoke, as they did', () => {
  const closed = discussions.find((discussion) => discussion.state === 'synthesised');
  const contributors = new Set(
    closed?.posts.map((post) => post.author).filter((key) => !closed.facilitators.includes(key)),
  );
  const spoken = [...contributors].map((key) => organisationByKey.get(personByKey.get(key)?.organisation ?? ''));
  expect(contributors.size).toBe(18);
  expect(new Set(spoken.map((organisation) => organisation?.sector)).size).toBe(9);
  expect(new Set(spoken.flatMap((organisation) => (organisation && regionOf(organisation.region)) ?? [])).size).toBe(5);
  expect(closed?.synthesis?.introduction.en).toMatch(/^Eighteen contributors from nine sectors and five regions/);
  expect(closed?.synthesis?.statements).toHaveLength(8);
});

describe('prose', () => {
  it('joins the lines of a paragraph and keeps those of lists and quotations', () => {
    expect(prose`
      One line
      and its end:

      - first, which
        goes on
      - second

      > quoted

      1. one
      2. two
    `).toBe('One line and its end:\n\n- first, which goes on\n- second\n\n> quoted\n\n1. one\n2. two');
  });
});

function maySpeak(discussion: SeedDiscussion, personKey: string): boolean {
  const person = personByKey.get(personKey);
  const { writers, invited = [] } = discussion.audience;
  return (
    person?.state === 'active' &&
    !discussion.observers?.includes(person.key) &&
    (writers === 'registered' || invited.includes(person.organisation))
  );
}

function textsOf(post: SeedPost): { language: string; body: string }[] {
  return [
    post,
    ...(post.translations ?? []),
    ...(post.edited ? [{ language: post.language, body: post.edited.earlier }] : []),
  ];
}
