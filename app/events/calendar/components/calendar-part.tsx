import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';
import type { CalendarPartData } from '../part.server';

/** Ways for an event into one's own calendar; in the rail of its page. */
export function CalendarPart({ data: { add, series, discreet, own, schema } }: { data: CalendarPartData }) {
  const { t } = useTranslation('calendar');
  // Without a way there is no heading, and a section must not be named by one that is not there.
  if (!add && !series && !own) return schema ? <DataBlock text={schema} /> : null;
  return (
    <section aria-labelledby="in-calendar">
      <h2 id="in-calendar">{t('part.title')}</h2>
      <ul>
        {add && (
          <>
            <li>
              <a href={add.file}>{t('part.file')}</a>
            </li>
            <li>
              <a href={add.google} rel="noreferrer">
                {t('part.google')}
              </a>
            </li>
            <li>
              <a href={add.outlook} rel="noreferrer">
                {t('part.outlook')}
              </a>
            </li>
            <li>
              <a href={add.office} rel="noreferrer">
                {t('part.office')}
              </a>
            </li>
          </>
        )}
        {series && (
          <>
            <li>
              <a href={series.file}>{t('part.series-file')}</a>
            </li>
            <li>
              <a href={series.subscribe}>{t('part.series-subscribe')}</a>
            </li>
          </>
        )}
        {own && (
          <li>
            <Way to="/calendar">{t('part.own')}</Way>
          </li>
        )}
      </ul>
      {add && discreet && <p className="hint">{t('part.discreet')}</p>}
      {schema && <DataBlock text={schema} />}
    </section>
  );
}

/** No script: a browser runs nothing of this type, and so the page's policy has nothing to forbid. */
function DataBlock({ text }: { text: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which every sign that could end the block is escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
