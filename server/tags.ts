import type { Announcement } from '../db/announce';

/**
 * What kept pages show, by the announcement that changes it. Every announcement drops the page of the discussion it
 * names and the lists; a name or an organisation that changes may stand on any page.
 */
export function tagsOf({ what, ids }: Announcement): string[] {
  if (what.startsWith('organisation.') || what === 'person.renamed')
    return ['organisations', 'discussions', 'everything'];
  const tags: string[] = [];
  if (ids.discussion !== undefined) tags.push(`discussion:${ids.discussion}`);
  if (ids.from !== undefined) tags.push(`discussion:${ids.from}`);
  if (tags.length > 0) tags.push('discussions');
  return tags;
}
