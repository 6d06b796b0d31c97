import { Form, Link, type MetaFunction, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { searchPilots } from '~/calls/queries/calls.server';
import { searchCommittee } from '~/committee/search.server';
import { searchConsultations } from '~/consultations/search.server';
import { searchDecisions } from '~/decisions/search.server';
import { foundLength, search } from '~/discussions/search.server';
import { searchDocuments } from '~/documents/queries/searching.server';
import { searchEvents } from '~/events/search.server';
import { searchProgrammes } from '~/programmes/queries/list.server';
import { searchQuestionnaires } from '~/questionnaires/search.server';
import { page } from '~/shared/edge.server';
import { directionOf } from '~/shared/languages';
import { excerpt } from '~/shared/rich-text/excerpt';
import { subjectsOf } from '~/shared/subjects';
import { Time } from '~/shared/ui/time';

export const loader = page(async (asked) => {
  const query = (asked.url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 200);
  if (query) await asked.limit('search', asked.reader ? String(asked.reader.id) : asked.from);
  const [found, documents, events, questionnaires, consultations, decisions, programmes, pilots, committee] = query
    ? await Promise.all([
        search(asked.sql, asked.reader, query, asked.language),
        searchDocuments(asked.sql, asked.reader, query, asked.language, asked.now()),
        searchEvents(asked.sql, asked.reader, query, asked.language, asked.now()),
        searchQuestionnaires(asked.sql, asked.reader, query, asked.language),
        searchConsultations(asked.sql, asked.reader, query, asked.language, asked.now()),
        searchDecisions(asked.sql, asked.reader, query, asked.now()),
        searchProgrammes(asked.sql, asked.reader, query, asked.now()),
        searchPilots(asked.sql, asked.reader, query, asked.now()),
        searchCommittee(asked.sql, asked.reader, query, asked.language, asked.now()),
      ])
    : [[], [], [], [], [], [], [], [], []];
  return {
    query,
    more: found.length === foundLength,
    found: [
      ...consultations.map((c) => ({
        kind: 'consultation' as const,
        path: c.path,
        title: c.title,
        language: c.language,
        words: c.words,
        author: null,
        organisation: null,
        at: c.closesAt?.toISOString() ?? null,
      })),
      ...committee.map((m) => ({
        kind: 'committee' as const,
        path: m.path,
        title: m.title,
        language: m.language,
        words: m.words,
        author: null,
        organisation: null,
        at: m.startsAt.toISOString(),
      })),
      ...events.map((e) => ({
        kind: 'event' as const,
        path: e.path,
        title: e.title,
        language: e.language,
        words: e.words,
        author: null,
        organisation: null,
        at: e.startsAt.toISOString(),
      })),
      ...questionnaires.map((q) => ({
        kind: 'questionnaire' as const,
        path: q.path,
        title: q.title,
        language: q.language,
        words: q.words,
        author: null,
        organisation: null,
        at: null,
      })),
      ...decisions.map((d) => ({
        kind: 'decision' as const,
        path: d.path,
        title: d.title,
        language: d.language,
        words: d.words,
        author: null,
        organisation: null,
        at: d.decidedAt?.toISOString() ?? null,
      })),
      ...programmes.map((p) => ({
        kind: 'programme' as const,
        path: `/programmes/${p.id}`,
        title: p.title,
        language: p.language,
        words: excerpt(p.words, 240),
        author: null,
        organisation: p.lead,
        at: null,
      })),
      ...pilots.map((p) => ({
        kind: p.kind,
        path: p.path,
        title: p.title,
        language: p.language,
        words: excerpt(p.words, 240),
        author: null,
        organisation: p.organisation,
        at: null,
      })),
      ...documents.map((d) => ({
        kind: 'document' as const,
        path: `/documents/${d.id}`,
        title: d.title,
        language: d.language,
        words: d.words,
        author: null,
        organisation: d.lead,
        at: d.at?.toISOString() ?? null,
      })),
      ...found.map((f) => ({ ...f, at: f.at?.toISOString() ?? null })),
    ],
    title: asked.t('discussions:search.title'),
    zone: asked.reader?.timeZone ?? 'UTC',
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Plenary` },
  { name: 'robots', content: 'noindex' },
];

export default function Search() {
  const { query, found, more, zone } = useLoaderData<typeof loader>();
  const { t } = useTranslation('discussions');
  useTranslation(
    subjectsOf([
      'committee:found',
      'consultations:found',
      'decisions:found',
      'events:found',
      'pilots:found',
      'programmes:found',
      'questionnaires:found',
    ]),
  );
  return (
    <div className="narrow stack">
      <h1>{t('search.title')}</h1>
      <Form method="get" action="/search" role="search" className="row">
        <label htmlFor="q">{t('search.label')}</label>
        {/* biome-ignore lint/a11y/noAutofocus: whoever comes here without words comes to type some */}
        <input id="q" name="q" type="search" defaultValue={query} dir="auto" maxLength={200} autoFocus={!query} />
        <button type="submit" className="primary">
          {t('search.go')}
        </button>
      </Form>
      {!query && <p className="empty">{t('search.empty')}</p>}
      {query && found.length === 0 && <p className="empty">{t('search.none', { query })}</p>}
      {found.length > 0 && (
        <>
          <p>
            {more
              ? t('search.found-many', { count: found.length, query })
              : t('search.found', { count: found.length, query })}
          </p>
          <ul className="list">
            {found.map((f) => (
              <li key={f.path}>
                <h2>
                  <Link to={f.path}>
                    {f.kind === 'post' && t('search.post-in', { author: f.author, title: f.title })}
                    {f.kind === 'consultation' && t('consultations:found', { title: f.title })}
                    {f.kind === 'committee' && t('committee:found', { title: f.title })}
                    {f.kind === 'decision' && t('decisions:found', { title: f.title })}
                    {f.kind === 'programme' && t('programmes:found', { title: f.title })}
                    {f.kind === 'call' && t('pilots:found-call', { title: f.title })}
                    {f.kind === 'pilot' && t('pilots:found', { title: f.title })}
                    {f.kind === 'event' && t('events:found', { title: f.title })}
                    {f.kind === 'questionnaire' && t('questionnaires:found', { title: f.title })}
                    {f.kind === 'document' && t('search.document', { title: f.title })}
                    {f.kind === 'discussion' && f.title}
                  </Link>
                </h2>
                <p lang={f.language} dir={directionOf(f.language)}>
                  {f.words}
                </p>
                <p className="meta">
                  {f.organisation && <span>{f.organisation}</span>}
                  {f.at && <Time at={f.at} zone={zone} style="date" />}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
