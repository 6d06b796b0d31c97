import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { keptList } from '../../shared/ui/kept';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { ShownConsultation } from '../shown';

/** State of a consultation in words; its colour is that of the discussion's state that means the same. */
export function ConsultationState({ state }: { state: ShownConsultation['state'] }) {
  const { t } = useTranslation('consultations');
  const look = { preparing: 'draft', announced: 'announced', running: 'open', ended: 'closed', cancelled: 'hidden' }[
    state
  ];
  return <span className={`state ${look}`}>{t(`state.${state}`)}</span>;
}

/** Consultations one below the other; `within` a part of the page that has a heading of its own. */
export const ConsultationItems = keptList<{ zone: string; within?: boolean }, ShownConsultation>(
  'consultations',
  ['ul', 'list'],
  ['li'],
  (c) => {
    const { t } = useTranslation('consultations');
    const Title = c.within ? 'h3' : 'h2';
    return (
      <article>
        <ConsultationState state={c.state} />
        <Title lang={c.language} dir={directionOf(c.language)}>
          <Way to={c.path}>{c.title}</Way>
        </Title>
        <p className="meta">
          {c.phase && (
            <span>
              {t(`phase.${c.phase.kind}`)} · {t('list.until')} <Time at={c.phase.closesAt} zone={c.zone} />
            </span>
          )}
          {!c.phase && c.next && (
            <span>
              {t(`phase.${c.next.kind}`)} · {t('list.from')} <Time at={c.next.opensAt} zone={c.zone} />
            </span>
          )}
        </p>
        {c.feeds !== '' && (
          <p>
            {t('feeds.short')} <bdi lang={c.language}>{c.feeds}</bdi>
          </p>
        )}
        <p className="meta">
          <span>
            {c.scope === 'theme' ? t(`themes:${c.theme}`) : c.scope === 'region' ? c.region : t('scope.general')}
          </span>
          <bdi>{c.host}</bdi>
          {c.languages !== '' && <span>{c.languages}</span>}
          {c.readers !== 'public' && <span>{t(`readers.${c.readers}`)}</span>}
        </p>
      </article>
    );
  },
);
