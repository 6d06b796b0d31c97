import { createHash } from 'node:crypto';
import type { Sql } from '../../../db/connect';
import { saveNews } from '../../notices/commands/news.server';
import { newsLimits } from '../../notices/notice';
import type { Reader } from '../../people/person';
import { i18nFor } from '../../shared/i18n.server';
import { type Language, languages, pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { formatTime } from '../../shared/time';
import type { TitledConsultation } from './queries/rules.server';

interface Text {
  language: string;
  title: string;
  purpose: string;
  feeds: string;
}

/**
 * Prepares the announcement of a consultation to everybody who has asked for news, of all sectors, in every language of the
 * screens; answers its id. It is a draft: its page shows the text as it is sent and how many it goes to, by sector and region,
 * and it is sent from there. Prepared once: asked for again, that one is answered, sent or not. Refuses closed where it is not
 * announced, and not-allowed where it is for invited organisations alone.
 */
export async function prepareNews(
  sql: Sql,
  reader: Reader,
  consultation: TitledConsultation,
  publicUrl: string,
): Promise<number> {
  if (!consultation.announcedAt || consultation.cancelledAt) throw refuse('closed', 'balance:refusals.not-announced');
  if (consultation.readers === 'invited') throw refuse('not-allowed', 'balance:refusals.for-invited');
  const texts = await sql<Text[]>`
    select language, title, purpose, feeds from consultation_text where consultation_id = ${consultation.id} order by language`;
  const written = languages.map((language) => newsText(consultation, texts, language, publicUrl));
  return saveNews(sql, reader, null, {
    sectors: [],
    regions: [],
    languages: [],
    version: 0,
    once: keyOfNews(consultation.id),
    texts: written,
  });
}

/** The same for everyone who asks: two windows, or two people, prepare one. */
function keyOfNews(consultation: number): string {
  const hex = createHash('sha256').update(`consultation-news:${consultation}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function newsText(consultation: TitledConsultation, texts: Text[], language: Language, publicUrl: string) {
  const { t } = i18nFor(language);
  const text = pickVersion(texts, language, consultation.language)!;
  const open = consultation.phases.find((p) => p.kind === 'open');
  const day = (at: Date) => formatTime(at.toISOString(), language, consultation.timeZone, 'date');
  const body = [
    t('balance:news.begins', { title: text.title }),
    text.purpose,
    t('balance:news.feeds', { feeds: text.feeds }),
    ...(open ? [t('balance:news.open', { from: day(open.opensAt), until: day(open.closesAt) })] : []),
    `${publicUrl}/consultations/${consultation.id}`,
  ];
  return {
    language,
    subject: text.title.slice(0, newsLimits.subject),
    body: body.join('\n\n').slice(0, newsLimits.body),
  };
}
