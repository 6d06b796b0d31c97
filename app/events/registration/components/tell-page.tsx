import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Button, DeedForm } from '../../../shared/ui/form';
import { useLookAgain } from '../../../shared/ui/look-again';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';

interface TellProps {
  event: { id: number; path: string; title: string; titleLanguage: string };
  telling: { materials: number; forms: number; toldAt: string | null; count: number; waiting: number };
  why: string | null;
  letter: { subject: string; texts: string[]; link: string };
  zone: string;
}

/** To tell those who registered, once, that something is there to look back at: what they get, and how many they are. */
export function TellPage({ event, telling, why, letter, zone }: TellProps) {
  const { t } = useTranslation('registration');
  return (
    <div className="narrow">
      <p className="crumb">
        <Way to={event.path} lang={event.titleLanguage} dir={directionOf(event.titleLanguage)}>
          {event.title}
        </Way>
        {' › '}
        <Way to={`/events/${event.id}/participants`}>{t('participants.title')}</Way>
      </p>
      <h1>{t('tell.title')}</h1>
      {telling.toldAt ? (
        <>
          <p className="notice good">
            {t('tell.told', { count: telling.count })} <Time at={telling.toldAt} zone={zone} />
          </p>
          <Leaving {...telling} />
        </>
      ) : (
        <>
          <p className="lede">{t('tell.lede')}</p>
          <p>{t('tell.materials', { count: telling.materials })}</p>
          {telling.forms > 0 && <p>{t('tell.form')}</p>}
          <p>
            <strong>{t('tell.count', { count: telling.count })}</strong>
          </p>
          <h2>{t('tell.letter')}</h2>
          <blockquote>
            <p>
              <strong>{letter.subject}</strong>
            </p>
            {letter.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <p>{letter.link}</p>
          </blockquote>
          {why ? (
            <p className="notice">{t(why)}</p>
          ) : (
            <DeedForm deed="tell">
              <div className="actions">
                <Button primary>{t('tell.button', { count: telling.count })}</Button>
              </div>
            </DeedForm>
          )}
        </>
      )}
    </div>
  );
}

/** How far the letters are: to five thousand people they leave one by one. */
function Leaving({ count, waiting }: TellProps['telling']) {
  const { t } = useTranslation('registration');
  useLookAgain(waiting > 0);
  const left = Math.max(0, count - waiting);
  return (
    <>
      <p role="status">{t('tell.left', { left, count })}</p>
      <meter min={0} max={Math.max(1, count)} value={left} aria-label={t('tell.sending')} />
    </>
  );
}
