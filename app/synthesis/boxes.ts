import { sectorKeys } from '../organisations/sectors';

/** What a box is about. Each has a name of its own, so that all are kept with what was typed when a form comes back. */
export function boxName(kind: 'post' | 'sector' | 'voice', subject: number | string): string {
  return `box-${kind}-${subject}`;
}

/** What is ticked, by the names of a form's fields. */
export function tickedIn(typed: Record<string, string>): {
  posts: number[];
  sectors: string[];
  /** By the numbers under which they are cited. */
  voices: number[];
} {
  const subjects = (kind: 'post' | 'sector' | 'voice') => {
    const start = boxName(kind, '');
    return Object.keys(typed).flatMap((name) => (name.startsWith(start) ? name.slice(start.length) : []));
  };
  const numbers = (kind: 'post' | 'voice') =>
    subjects(kind)
      .filter((id) => /^[1-9]\d{0,14}$/.test(id))
      .map(Number);
  return {
    posts: numbers('post'),
    voices: numbers('voice'),
    sectors: subjects('sector').filter((s) => sectorKeys.some((key) => key === s)),
  };
}
