import { expect, it } from 'vitest';
import { consultations, events, sessions, statements } from './index';

it.each(sessions)(
  'the session $event stands in its consultation, with statements of it that are voted on',
  (session) => {
    const consultation = consultations.find((c) => c.key === session.consultation)!;
    expect(events.map((e) => e.key)).toContain(session.event);
    expect(consultation.parts).toContainEqual(expect.objectContaining({ kind: 'session', of: session.event }));
    for (const number of session.items.flatMap((i) => i.statements ?? [])) {
      const statement = statements[session.consultation]![number - 1];
      expect(statement && !statement.waits).toBe(true);
    }
  },
);

it('says in each of its languages that it is invented', () => {
  const said = sessions.flatMap((s) => s.items.flatMap((i) => [i.title, ...(i.words ? [i.words] : [])]));
  for (const words of said) {
    expect(words.en).toMatch(/\(invented\)$/);
    expect(words.fr).toMatch(/\(inventé\)$/);
    expect(words.ar).toMatch(/\(متخيَّل\)$/);
  }
});
