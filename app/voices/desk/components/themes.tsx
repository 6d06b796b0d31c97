import { useTranslation } from 'react-i18next';
import { Button, RoomForm, Select, TextArea } from '../../../room/ui';
import { languageNames, languages } from '../../../shared/languages';
import type { ListedTheme } from '../themes.server';
import { DeskPage, StandsForIt, Week } from './desk-page';

export interface ThemesView {
  role: 'caseworker' | 'facilitator';
  room: string;
  isFacilitator: boolean;
  themes: ListedTheme[];
}

/** What several said, in facilitators' words, and what it rests on. How many that are is told to nobody. */
export function Themes({ view }: { view: ThemesView }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('themes.title', { room: view.room })}>
      <p>{t('themes.hint')}</p>
      {view.themes.length === 0 && <p>{t('themes.none')}</p>}
      {view.themes.map((theme) => (
        <section key={theme.id}>
          <h2>
            {t(`themes.state.${theme.state}`)} · {t(theme.isSupported ? 'themes.supported' : 'themes.unsupported')}
          </h2>
          <p lang={theme.language} dir="auto">
            {theme.words}
          </p>
          {theme.mayRelease && (
            <RoomForm deed={`release.${theme.id}`} label={t('excerpts.release')}>
              <input type="hidden" name="theme" value={theme.id} />
              <StandsForIt deed={`release.${theme.id}`} />
              <Button primary>{t('excerpts.release')}</Button>
            </RoomForm>
          )}
          {view.isFacilitator && (
            <RoomForm deed={`end.${theme.id}`} label={t('themes.end')}>
              <input type="hidden" name="theme" value={theme.id} />
              <Button>{t('themes.end')}</Button>
            </RoomForm>
          )}
          {theme.contributions.length > 0 && <h3>{t('themes.rests')}</h3>}
          {theme.contributions.map((c) => {
            const deed = `${c.supports ? 'unsupport' : 'support'}.${theme.id}.${c.id}`;
            const label = t(c.supports ? 'themes.unsupport' : 'themes.support', { id: c.id.slice(0, 8) });
            return (
              <RoomForm key={c.id} deed={deed} label={label}>
                <input type="hidden" name="theme" value={theme.id} />
                <input type="hidden" name="contribution" value={c.id} />
                <p>
                  <a href={`/desk/reading/${c.id}`}>{t('reading.one', { id: c.id.slice(0, 8) })}</a> ·{' '}
                  <Week of={c.week} />
                </p>
                <Button>{label}</Button>
              </RoomForm>
            );
          })}
        </section>
      ))}
      {view.isFacilitator && (
        <>
          <h2>{t('themes.write')}</h2>
          <RoomForm deed="write" label={t('themes.write')}>
            <TextArea
              deed="write"
              name="words"
              label={t('themes.words')}
              hint={t('themes.words-hint')}
              rows={4}
              maxLength={2000}
            />
            <Select
              deed="write"
              name="language"
              label={t('excerpts.language')}
              options={languages.map((l) => ({ value: l, label: languageNames[l] }))}
            />
            <StandsForIt deed="write" />
            <Button primary>{t('themes.write-do')}</Button>
          </RoomForm>
        </>
      )}
    </DeskPage>
  );
}
