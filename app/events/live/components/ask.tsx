import { useTranslation } from 'react-i18next';
import { Button, Choices, DeedForm, TextArea } from '../../../shared/ui/form';
import { limits } from '../talk';
import { useOnce } from './use-once';

/** Asks a question, with one's name or without it; what that means is said where one chooses. */
export function Ask({
  once,
  mayBeNamed,
  heldFirst,
  asGuest,
}: {
  once: string;
  mayBeNamed: boolean;
  heldFirst: boolean;
  /** By the link of a mail: no name is shown unless they choose it. */
  asGuest: boolean;
}) {
  const { t } = useTranslation('talk');
  const key = useOnce('ask', once);
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">{t('ask.title')}</h2>
      <DeedForm deed="ask" key={key}>
        <input type="hidden" name="once" value={key} />
        <TextArea
          deed="ask"
          name="words"
          label={t('ask.words')}
          hint={`${t('ask.hint', { max: limits.question })}${heldFirst ? ` ${t('ask.held')}` : ''}`}
          rows={3}
          required
        />
        {mayBeNamed ? (
          <Choices
            deed="ask"
            name="as"
            label={t('ask.as')}
            value={asGuest ? 'unnamed' : 'named'}
            options={[
              { value: 'named', label: t('ask.named'), hint: t(asGuest ? 'ask.named-hint-guest' : 'ask.named-hint') },
              {
                value: 'unnamed',
                label: t('ask.unnamed'),
                hint: t(asGuest ? 'ask.unnamed-hint-guest' : 'ask.unnamed-hint'),
              },
            ]}
          />
        ) : (
          <>
            <input type="hidden" name="as" value="unnamed" />
            <p className="hint">{t('ask.always-unnamed')}</p>
          </>
        )}
        <Button primary>{t('ask.do')}</Button>
      </DeedForm>
    </section>
  );
}
