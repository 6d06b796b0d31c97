import { useTranslation } from 'react-i18next';
import type { KeptForm } from '../edge.server';
import type { Refusal } from '../refusal';
import { subjectsOf } from '../subjects';
import { Button } from './form/button';

/** Longer texts are shown, so that they can be read and copied; the rest of a form is carried along. */
const shownFrom = 30;

/**
 * What was typed in a form that was not taken, since whoever wrote it is signed in no more, or somebody else is: a page of
 * its own where no script kept the one it was typed on. It is kept here alone, and goes with the window.
 */
export function KeptFormPage({ refusal, kept }: { refusal: Refusal; kept: KeptForm }) {
  const { t } = useTranslation('shared');
  useTranslation(subjectsOf([refusal.message]));
  const isShown = (text: string) => text.includes('\n') || text.length >= shownFrom;
  const shown = kept.fields.filter(([, text]) => isShown(text));
  const carried = kept.fields.filter(([, text]) => !isShown(text));
  return (
    <div className="narrow stack">
      <h1>{t('kept.title')}</h1>
      <p className="lede">{t(refusal.message, refusal.values)}</p>
      {refusal.kind === 'signed-out' && (
        <p>
          <a href={`/sign-in?to=${encodeURIComponent(kept.action)}`} target="_blank" rel="noreferrer">
            {t('form.sign-in-beside')}
          </a>
        </p>
      )}
      <form method="post" action={kept.action} className="stack" autoComplete="off">
        {carried.map(([name, text], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields may be named alike, and their order is theirs
          <input key={i} type="hidden" name={name} value={text} />
        ))}
        {shown.length > 0 && (
          <fieldset className="field">
            <legend>{t('kept.words')}</legend>
            {shown.map(([name, text], i) => (
              <textarea
                // biome-ignore lint/suspicious/noArrayIndexKey: fields may be named alike, and their order is theirs
                key={i}
                name={name}
                rows={8}
                dir="auto"
                defaultValue={text}
                aria-label={t('kept.text', { number: i + 1 })}
              />
            ))}
          </fieldset>
        )}
        {kept.incomplete && <p className="notice">{t('kept.incomplete')}</p>}
        <p className="actions">
          {refusal.offer ? (
            <Button primary name={refusal.offer.name} value={refusal.offer.value ?? 'yes'}>
              {t(refusal.offer.label, refusal.values)}
            </Button>
          ) : (
            <Button primary>{t('kept.send')}</Button>
          )}
        </p>
      </form>
    </div>
  );
}
