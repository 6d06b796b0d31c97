import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../../shared/ui/form';
import type { ModeratingData } from '../page.server';

/** Who wants to speak, in the order in which they are called on. */
export function Hands({ hands }: { hands: ModeratingData['sorted']['hands'] }) {
  const { t } = useTranslation('talk');
  const names = hands.map((h, i) => h.name ?? t('hand.someone', { place: i + 1 }));
  return (
    <section aria-labelledby="hands">
      <h2 id="hands">{t('hand.line', { count: hands.length })}</h2>
      {hands.length > 0 && (
        <ol className="hands">
          {hands.map((h, i) => (
            <li key={h.id}>
              <p>
                <bdi>{names[i]}</bdi>
                {h.organisation && (
                  <>
                    , <bdi>{h.organisation}</bdi>
                  </>
                )}
                {h.called && (
                  <>
                    {' '}
                    <span className="state open">{t('hand.is-called')}</span>
                  </>
                )}
              </p>
              <div className="row">
                {(h.called ? (['lower'] as const) : (['call', 'lower'] as const)).map((deed) => (
                  <DeedForm key={deed} deed={`${deed}-${h.id}`}>
                    <input type="hidden" name="hand" value={h.id} />
                    <Button quiet={deed === 'lower'}>
                      {t(deed === 'call' ? 'hand.call' : 'hand.lower-theirs')}
                      <span className="unseen">: {names[i]}</span>
                    </Button>
                  </DeedForm>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
