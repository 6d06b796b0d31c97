import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnce } from '../../../events/live/components/use-once';
import type { loader as rootLoader } from '../../../root';
import { contentLanguages, languageNames } from '../../../shared/languages';
import { Button, DeedForm, RefusedWithoutForm, Select, TextArea } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { ModeratingData } from '../page.server';
import { limits } from '../statement';
import type { SortedStatement } from '../views';
import { StatementsHeading } from './heading';
import { StatementState } from './statement-state';
import { StatementWords } from './statement-words';

/** Every statement for those who facilitate: what waits first, oldest first; then all by their number. */
export function ModeratePage({ data }: { data: ModeratingData }) {
  const { t } = useTranslation('statements');
  useConsultationLive(data.head.id, data.now, ['statements', 'self']);
  const waiting = data.statements.filter((s) => s.state === 'waiting');
  const settled = data.statements.filter((s) => s.state !== 'waiting');
  return (
    <div className="columns">
      <StatementsHeading head={data.head} title={t('moderate.title')} />
      <Rail label={t('moderate.rail')}>{data.maySeed && <Seed data={data} />}</Rail>
      <div className="stack">
        <RefusedWithoutForm stands={(deed) => deed === 'seed' || waiting.some((s) => deed === `approve-${s.id}`)} />
        <section aria-labelledby="waiting">
          <h2 id="waiting">{t('moderate.waiting', { count: waiting.length })}</h2>
          {waiting.length === 0 && <p className="empty">{t('moderate.none-waits')}</p>}
          <ol className="asked-list">
            {waiting.map((s) => (
              <li key={s.id}>
                <One statement={s} head={data.head.id}>
                  <DeedForm deed={`approve-${s.id}`}>
                    <input type="hidden" name="statement" value={s.id} />
                    <Button>
                      {t('moderate.approve')}
                      <span className="unseen">: {t('number', { number: s.number })}</span>
                    </Button>
                  </DeedForm>
                </One>
              </li>
            ))}
          </ol>
        </section>
        <section aria-labelledby="settled">
          <h2 id="settled">{t('moderate.settled', { count: settled.length })}</h2>
          <ol className="asked-list">
            {settled.map((s) => (
              <li key={s.id}>
                <One statement={s} head={data.head.id} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}

function One({ statement: s, head, children }: { statement: SortedStatement; head: number; children?: ReactNode }) {
  const { t } = useTranslation('statements');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? 'UTC';
  const here = `/consultations/${head}/statements`;
  return (
    <article aria-labelledby={`sorted-${s.id}`}>
      <h3 id={`sorted-${s.id}`}>{t('number', { number: s.number })}</h3>
      {s.words !== null && <StatementWords of={{ words: s.words, language: s.language, from: s.from }} />}
      <StatementState of={s} here={here} />
      <p className="meta">
        <span>
          {t(s.seed ? 'moderate.seeded-by' : 'moderate.proposed-by')} <bdi>{s.author}</bdi>
        </span>
        {s.organisation && <bdi>{s.organisation}</bdi>}
        <Time at={s.proposedAt} zone={zone} />
      </p>
      <div className="actions">
        {children}
        <Way to={`${here}/${s.number}`}>
          {t('moderate.more')}
          <span className="unseen">: {t('number', { number: s.number })}</span>
        </Way>
      </div>
    </article>
  );
}

/** Statements to begin with. */
function Seed({ data }: { data: ModeratingData }) {
  const { t } = useTranslation('statements');
  const key = useOnce('seed', data.once);
  return (
    <section aria-labelledby="seed">
      <h2 id="seed">{t('moderate.seed')}</h2>
      <p className="hint">{t('moderate.seed-hint')}</p>
      <DeedForm deed="seed" key={key}>
        <input type="hidden" name="once" value={key} />
        <TextArea
          deed="seed"
          name="words"
          label={t('propose.words')}
          hint={t('propose.hint', { max: limits.words })}
          rows={3}
          required
        />
        <Select
          deed="seed"
          name="language"
          label={t('propose.language')}
          value={data.language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
          required
        />
        <Button>{t('moderate.seed-do')}</Button>
      </DeedForm>
    </section>
  );
}
