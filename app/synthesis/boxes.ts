import { sectorKeys } from '../organisations/sectors';

/** What a box is about. Each has a name of its own, so that all are kept with what was typed when a form comes back. */
export function boxName(kind: 'post' | 'sector', subject: number | string): string {
  return `box-${kind}-${subject}`;
}

/** What is ticked, by the names of a form's fields. */
export function tickedIn(typed: Record<string, string>): { posts: number[]; sectors: string[] } {
  const subjects = (kind: 'post' | 'sector') => {
    const start = boxName(kind, '');
    return Object.keys(typed).flatMap((name) => (name.startsWith(start) ? name.slice(start.length) : []));
  };
  return {
    posts: subjects('post')
      .filter((id) => /^[1-9]\d{0,14}$/.test(id))
      .map(Number),
    sectors: subjects('sector').filter((s) => sectorKeys.some((key) => key === s)),
  };
}
