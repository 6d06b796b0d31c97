import { describe, expect, it } from 'vitest';
import { claims, consultations, discussions, organisations, people, responses, statements } from './index';

describe.each(Object.entries(claims))('what %s came to', (key, of) => {
  const discussion = discussions.find((d) => d.key === of.discussion)!;
  const consultation = consultations.find((c) => c.key === key)!;
  const answers = responses[key] ?? [];

  it('is of a discussion that the consultation asks for, of which the open phase is over', () => {
    expect(consultation.parts.some((p) => p.kind === 'discussion' && p.of === of.discussion)).toBe(true);
    expect(consultation.phases.find((p) => p.kind === 'response')!.opens.days).toBeLessThan(0);
  });

  it.each(of.claims)('$key says that it is invented, and rests on words that stand there', ({ words, passages }) => {
    expect([words.en, words.fr, words.ar].every((text) => /\((?:invented|inventé|متخيَّل)\)$/.test(text))).toBe(true);
    expect(passages.length).toBeGreaterThan(0);
    for (const { post, statement, words: cited } of passages) {
      const source = post
        ? discussion.posts.find((p) => p.key === post)?.body
        : statements[key]?.[(statement ?? 0) - 1]?.words;
      expect(source).toContain(cited);
    }
  });

  it('is of nobody of a survivor group, and shows both sides where sources differ', () => {
    const sectorOf = (handle: string) =>
      organisations.find((o) => o.key === people.find((p) => p.key === handle)!.organisation)!.sector;
    const cited = of.claims.flatMap((c) => c.passages.flatMap((p) => (p.post ? [p.post] : [])));
    const authors = discussion.posts.filter((p) => cited.includes(p.key)).map((p) => p.author);
    expect(authors.map(sectorOf)).not.toContain('survivor-group');
    expect(of.claims.some((c) => new Set(c.passages.map((p) => p.side)).size === 2)).toBe(true);
  });

  it('is answered in every way, by invented organisations alone, and one answer names a paragraph', () => {
    expect(new Set(answers.map((r) => r.decision))).toEqual(new Set(['accepted', 'partly', 'not']));
    expect(answers.some((r) => r.state === 'done' && r.done)).toBe(true);
    expect(answers.some((r) => r.place)).toBe(true);
    for (const r of answers) {
      expect(organisations.find((o) => o.key === r.organisation)?.invented).toBe(true);
      expect(people.find((p) => p.key === r.by)?.organisation).toBe(r.organisation);
      expect(of.claims.map((c) => c.key)).toContain(r.claim);
      for (const text of [r.reason, r.action, r.done]) if (text) expect(text).toContain('(invented)');
      // What is not turned down is promised.
      expect(r.decision === 'not' || r.action !== undefined).toBe(true);
    }
  });
});
