import { useTranslation } from 'react-i18next';
import { AskedBy } from '../../consultations/components/asked-by';
import { directionOf } from '../../shared/languages';
import { countedWords } from '../../shared/ui/counted-words';
import { keptPiece } from '../../shared/ui/kept';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { DiscussionPage } from '../page.server';
import { StateLabel } from './conversation';

const parts = [
  'id',
  'title',
  'textLanguage',
  'introductionHtml',
  'state',
  'readers',
  'moderation',
  'facilitators',
  'askedBy',
  'postCount',
  'organisationCount',
  'facilitates',
] as const;

type Told = Pick<DiscussionPage, (typeof parts)[number]> & {
  /** How long until it opens or closes. */
  left: Left | null;
  /** How many are here, where scripts know it; null for visitors, whom the island tells. */
  live: { present: number | null } | null;
};

export function headingOf(data: DiscussionPage, live: Told['live']): Told {
  const next =
    data.state === 'open' ? data.phases.at(-1)?.closesAt : data.state === 'announced' ? data.phases[0]?.opensAt : null;
  return { ...pick(data), left: next ? timeUntil(next, data.now) : null, live };
}

function pick(data: DiscussionPage): Pick<DiscussionPage, (typeof parts)[number]> {
  return Object.fromEntries(parts.map((part) => [part, data[part]])) as Pick<DiscussionPage, (typeof parts)[number]>;
}

/** The state of a discussion, its title, and how far it has come. */
export const Heading = keptPiece('discussion heading', 'header', {}, function Heading(told: Told) {
  const { t, i18n } = useTranslation('discussions');
  return (
    <>
      <p className="crumb">
        <Way to="/discussions">{t('title')}</Way>
      </p>
      <div data-live-part="state">
        <StateLine {...told} />
      </div>
      <h1 lang={told.textLanguage} dir={directionOf(told.textLanguage)}>
        {told.title}
      </h1>
      {told.introductionHtml && <Words className="lede" html={told.introductionHtml} language={told.textLanguage} />}
      <AskedBy consultations={told.askedBy} />
      <p className="meta">
        {told.facilitators.length > 0 && (
          <span>
            {t('facilitated-by', {
              names: told.facilitators
                .map((f) => (f.organisation ? `${f.name} (${f.organisation})` : f.name))
                .join(', '),
            })}
          </span>
        )}
        <span data-live-part="posts">{t('posts', { count: told.postCount })}</span>
        <span data-live-part="organisations">{t('organisations', { count: told.organisationCount })}</span>
        {told.live ? (
          <span>{told.live.present !== null && t('present', { count: told.live.present })}</span>
        ) : (
          <span data-present {...countedWords(i18n, 'discussions:present')} />
        )}
      </p>
      {told.facilitates && (
        <p className="actions">
          <Way className="plain" to={`/discussions/${told.id}/board`}>
            {t('to-board')}
          </Way>
          <Way className="plain" to={`/discussions/${told.id}/edit`}>
            {t('to-edit')}
          </Way>
          <Way className="plain" to={`/discussions/${told.id}/synthesis/edit`}>
            {t('to-synthesis-edit')}
          </Way>
        </p>
      )}
    </>
  );
});

function StateLine({ state, left, readers, moderation }: Told) {
  const { t } = useTranslation('discussions');
  return (
    <p>
      <StateLabel
        state={state}
        words={left ? t(`state.${state}-in`, { count: left.count, context: left.unit }) : t(`state.${state}`)}
      />{' '}
      <span className="tag">{t(`readers.${readers}`)}</span>
      {moderation === 'pre' && <span className="tag">{t('moderation.pre')}</span>}
    </p>
  );
}

interface Left {
  count: number;
  unit: 'days' | 'hours' | 'minutes';
}

/** Whole days, or hours in the last two days, or minutes in the last hour. */
function timeUntil(instant: string, now: string): Left {
  const seconds = Math.max(0, (Date.parse(instant) - Date.parse(now)) / 1000);
  if (seconds < 3600) return { count: Math.max(1, Math.round(seconds / 60)), unit: 'minutes' };
  if (seconds < 48 * 3600) return { count: Math.round(seconds / 3600), unit: 'hours' };
  return { count: Math.round(seconds / 86_400), unit: 'days' };
}
