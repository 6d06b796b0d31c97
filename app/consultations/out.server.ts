import { Feed } from 'feed';
import type { Db } from '../../db/connect';
import type { ListSearch } from './forms';
import { type ListedConsultation, listConsultations } from './queries/list.server';

const mostInFeed = 50;

interface Asked {
  search: ListSearch;
  language: string;
  publicUrl: string;
  now: Date;
}

/** Public consultations as an Atom feed; nothing in it that a visitor may not see. One statement. */
export async function atomOfConsultations(
  sql: Db,
  { search, language, publicUrl, now }: Asked,
  title: string,
  says: (c: ListedConsultation) => string,
): Promise<{ atom: string; consultations: ListedConsultation[] }> {
  const { consultations } = await listConsultations(sql, null, {
    ...search,
    page: 1,
    inLanguage: language,
    now,
    length: mostInFeed,
  });
  const here = `${publicUrl}/consultations`;
  const feed = new Feed({
    id: here,
    link: here,
    title,
    language,
    copyright: '',
    feedLinks: { atom: `${publicUrl}/consultations.atom` },
    updated: new Date(Math.max(0, ...consultations.map((c) => Number(c.changedAt)))),
    generator: 'Plenary',
  });
  for (const c of consultations) {
    const link = `${here}/${c.id}/${c.slug}`;
    feed.addItem({
      id: `${here}/${c.id}`,
      link,
      title: c.title,
      description: says(c),
      date: c.changedAt,
      published: c.announcedAt ?? c.changedAt,
    });
  }
  return { atom: feed.atom1(), consultations };
}
