import { useTranslation } from 'react-i18next';
import { Button, RoomForm } from '../../../room/ui';
import { languageNames } from '../../../shared/languages';
import type { ListedExcerpt } from '../excerpts.server';
import { DeskPage, StandsForIt, Week } from './desk-page';

/** Excerpts on their way: to the contributor's yes, to a second reader, to the batch of a week. */
export function Excerpts({ view }: { view: { role: 'caseworker' | 'facilitator'; excerpts: ListedExcerpt[] } }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('excerpts.title')}>
      <p>{t('excerpts.hint')}</p>
      {view.excerpts.length === 0 && <p>{t('excerpts.none')}</p>}
      {view.excerpts.map((e) => (
        <section key={e.id}>
          <h2>
            {t(`excerpts.${e.form}`)} · {t(`excerpts.state.${e.state}`)}
          </h2>
          {e.words && (
            <blockquote lang={e.language} dir="auto">
              {e.words}
            </blockquote>
          )}
          <p>
            {languageNames[e.language as 'en']} · {t('excerpts.by', { name: e.proposedBy })} ·{' '}
            <a href={`/desk/reading/${e.contribution}`}>{t('reading.one', { id: e.contribution.slice(0, 8) })}</a>
            {e.batchWeek && (
              <>
                {' '}
                · {t('excerpts.batch')} <Week of={e.batchWeek} />
              </>
            )}
          </p>
          {e.mayRelease && (
            <RoomForm deed={`release.${e.id}`} label={t('excerpts.release')}>
              <input type="hidden" name="excerpt" value={e.id} />
              <p>{t('excerpts.release-hint')}</p>
              <StandsForIt deed={`release.${e.id}`} />
              <Button primary>{t('excerpts.release')}</Button>
            </RoomForm>
          )}
          {e.state !== 'refused' && (
            <RoomForm deed={`take-back.${e.id}`}>
              <input type="hidden" name="excerpt" value={e.id} />
              <Button>{t('excerpts.take-back')}</Button>
            </RoomForm>
          )}
        </section>
      ))}
    </DeskPage>
  );
}
