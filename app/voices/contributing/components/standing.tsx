import { useTranslation } from 'react-i18next';
import { Button, Notice, RoomForm, Sentences } from '../../../room/ui';
import type { View } from '../page.server';
import { OfText, ToMenu, Which } from './parts';
import { ExclusionChoices } from './writing';

type At<K extends View['at']> = Extract<View, { at: K }>;

const signs = { yes: 'yes', no: 'no', ended: 'ended', again: 'again' } as const;

export function Consent({ scopes, told, isReady, texts, text }: At<'consent'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('consent.title')}</h1>
      <Which texts={texts} text={text} step="consent" />
      <p>{t('consent.lead')}</p>
      {!isReady && <Notice>{t('told.language')}</Notice>}
      {scopes.map(({ scope, state, version }) => (
        <RoomForm key={scope} deed="consent" step="consent" className="scope" label={t(`scope.${scope}.name`)}>
          <OfText text={text} />
          <input type="hidden" name="scope" value={scope} />
          <input type="hidden" name="version" value={version} />
          <h2>{t(`scope.${scope}.name`)}</h2>
          <p>{t(`scope.${scope}.text`)}</p>
          <p>
            <strong>{t(`consent.${signs[state]}`)}</strong>
          </p>
          {scope === 'read_by_support' ? (
            <p className="hint">{t('consent.reading')}</p>
          ) : (
            <p className="ways">
              {state !== 'yes' && isReady && (
                <Button name="go" value="give">
                  {t(state === 'again' ? 'consent.renew' : 'consent.give')}
                </Button>
              )}{' '}
              {(state === 'yes' || state === 'again') && (
                <Button name="go" value="take">
                  {t('consent.take')}
                </Button>
              )}
            </p>
          )}
        </RoomForm>
      ))}
      {isReady && (
        <details>
          <summary>{t('told.again')}</summary>
          <Sentences of={told} ordered />
        </details>
      )}
      <ToMenu step="consent" />
    </>
  );
}

export function Exclude({ offered, chosen, texts, text }: At<'exclude'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('exclusions.title')}</h1>
      <Which texts={texts} text={text} step="exclude" />
      <RoomForm deed="exclude" step="exclude" keeps>
        <OfText text={text} />
        <ExclusionChoices deed="exclude" offered={offered} chosen={chosen} />
        <Button primary>{t('exclusions.save')}</Button>
      </RoomForm>
      <ToMenu step="exclude" />
    </>
  );
}

export function Opened({ weeks, changes, texts, text }: At<'opened'>) {
  const { t } = useTranslation('voice');
  const named = (week: number) => ({ week: week % 100, year: Math.floor(week / 100) });
  return (
    <>
      <h1>{t('opened.title')}</h1>
      <Which texts={texts} text={text} step="opened" />
      <p>{t('opened.lead')}</p>
      {weeks.length === 0 && <p>{t('opened.none')}</p>}
      {weeks.map(({ week, support, another }) => (
        <section key={week}>
          <h2>{t('opened.week', named(week))}</h2>
          {support > 0 && <p>{t('opened.support', { count: support })}</p>}
          {another > 0 && <p>{t('opened.another', { count: another })}</p>}
        </section>
      ))}
      {changes.length > 0 && (
        <>
          <h2>{t('opened.changes')}</h2>
          {changes.map((c) => (
            <p key={c.week}>{t('opened.changes-week', { count: c.changes, ...named(c.week) })}</p>
          ))}
        </>
      )}
      <ToMenu step="opened" />
    </>
  );
}

export function Longer({ weeks, texts, text }: At<'longer'>) {
  const { t } = useTranslation('voice');
  const more = t('weeks', { count: weeks });
  return (
    <>
      <h1>{t('longer.title')}</h1>
      <Which texts={texts} text={text} step="longer" />
      <p>
        {text.weeksLeft === 0
          ? t('longer.last', { more })
          : t('longer.lead', { more, left: t('weeks', { count: text.weeksLeft }) })}
      </p>
      <RoomForm deed="longer" step="longer">
        <OfText text={text} />
        <Button primary>{t('longer.yes')}</Button>
      </RoomForm>
      <ToMenu step="longer" />
    </>
  );
}
