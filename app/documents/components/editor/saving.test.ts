import { describe, expect, it } from 'vitest';
import { type Happening, heard, nothingSent, type Saving, safetyOf, unsaved } from './saving';

const what = (text: string): Happening => {
  const [name, frames] = text.split(' ');
  return name === 'committed' ? { what: 'committed', frames: Number(frames) } : ({ what: name } as Happening);
};
const told = (...all: string[]): Saving => all.map(what).reduce(heard, nothingSent);

describe('what is safe', () => {
  it.each<[string, string[], number, string]>([
    ['before anything', [], 0, 'opening'],
    ['connected, and not answered', ['opened'], 0, 'opening'],
    ['opened, asked and answered', ['opened', 'answered', 'synced', 'committed 1'], 0, 'saved'],
    ['answered to, and not asked yet what it lacks', ['opened', 'synced'], 0, 'saving'],
    ['an answer may bring what another page left', ['opened', 'answered', 'synced'], 0, 'saving'],
    ['typed', ['opened', 'answered', 'synced', 'sent'], 1, 'saving'],
    ['typed, and only the answer is committed', ['opened', 'answered', 'synced', 'sent', 'committed 1'], 1, 'saving'],
    ['typed and committed', ['opened', 'answered', 'synced', 'sent', 'sent', 'committed 3'], 0, 'saved'],
    ['one of two committed', ['opened', 'answered', 'synced', 'sent', 'sent', 'committed 2'], 1, 'saving'],
    ['nothing can be saved', ['opened', 'answered', 'synced', 'sent', 'trouble'], 1, 'trouble'],
    ['saved again after trouble', ['opened', 'answered', 'synced', 'sent', 'trouble', 'committed 2'], 0, 'saved'],
  ])('%s', (_, happenings, count, safety) => {
    const saving = told(...happenings);
    expect(unsaved(saving)).toBe(count);
    expect(safetyOf(saving, false)).toBe(safety);
  });

  it('is not asked of who only reads', () => {
    expect(safetyOf(told('opened', 'synced'), false, false)).toBe('saved');
  });

  it('is not, when the line is lost before the notice', () => {
    const lost = told('opened', 'answered', 'synced', 'sent', 'sent', 'committed 2', 'closed');
    expect(unsaved(lost)).toBe(1);
    expect(safetyOf(lost, true)).toBe('offline');
  });

  it('counts what is typed without a line, and sends it with the next answer', () => {
    const offline = ['opened', 'answered', 'synced', 'closed', 'kept', 'kept', 'kept'];
    expect(unsaved(told(...offline))).toBe(3);
    const back = told(...offline, 'opened', 'answered', 'synced');
    expect(unsaved(back)).toBe(3);
    expect(safetyOf(back, true)).toBe('saving');
    expect(unsaved(heard(back, what('committed 1')))).toBe(0);
  });

  it('counts what is typed between the line and the answer once', () => {
    const early = told('kept', 'opened', 'sent', 'answered', 'synced');
    expect(unsaved(early)).toBe(2);
    expect(unsaved(heard(early, what('committed 1')))).toBe(1);
    expect(unsaved(heard(early, what('committed 2')))).toBe(0);
  });

  it('does not take the notices of one connection for another', () => {
    const again = told('opened', 'answered', 'sent', 'sent', 'closed', 'opened', 'answered', 'sent');
    expect(unsaved(again)).toBe(3);
    expect(unsaved(heard(again, what('committed 1')))).toBe(1);
  });
});
