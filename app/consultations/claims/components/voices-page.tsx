import { useTranslation } from 'react-i18next';
import { HeardList } from '../../../heard/components/heard-list';
import { Voice } from '../../../heard/components/voice';
import { Button, DeedForm } from '../../../shared/ui/form';
import type { VoicesView } from '../queries/voices.server';
import { ClaimFields } from './claim-fields';
import { Crumb } from './parts';

/** Survivors' themes: those that can be tagged, each as a whole, and what becomes of those that are. */
export function ClaimVoicesPage({ view, zone }: { view: VoicesView; zone: string }) {
  const { t } = useTranslation('claims');
  return (
    <div className="narrow stack">
      <Crumb head={view} to="claims" />
      <h1>{t('voices.title')}</h1>
      <p className="lede">{t('voices.lede')}</p>
      <HeardList
        heard={view.heard}
        themes={view.themes}
        mayRespond={view.mayRespond}
        language={view.language}
        zone={zone}
        on="statement"
      />
      <section aria-labelledby="offered">
        <h2 id="offered">{t('voices.offered')}</h2>
        {view.offered.length === 0 && <p className="empty">{t('voices.none')}</p>}
        <ul className="list">
          {view.offered.map((v) => (
            <li key={v.voice}>
              <Voice voice={v.voice} on="choosing" />
              <details className="fold">
                <summary>{t('voices.tag')}</summary>
                <DeedForm deed={`tag-${v.id}`}>
                  <input type="hidden" name="voice" value={v.id} />
                  <ClaimFields
                    deed={`tag-${v.id}`}
                    claims={view.claims}
                    sections={view.sections}
                    section="survivors"
                    language={view.language}
                    once={view.once}
                  />
                  <p className="actions">
                    <Button name="side" value="for">
                      {t('tag.for')}
                    </Button>
                    <Button name="side" value="against">
                      {t('tag.against')}
                    </Button>
                  </p>
                </DeedForm>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
