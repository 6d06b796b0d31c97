import { useTranslation } from 'react-i18next';
import { HeardList } from '../../heard/components/heard-list';
import { unansweredAmong } from '../../heard/heard';
import { Button, DeedForm, useRefused } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import type { HearingView } from '../queries/hearing.server';
import { DocumentFrame } from './document-frame';

/** What survivors said that this document rests on, what became of it, and whether the text is final. */
export function HearingPage({ view, zone }: { view: HearingView; zone: string }) {
  const { t } = useTranslation('heard');
  return (
    <DocumentFrame head={view.head} at="voices" title={t('document.title')}>
      <div className="stack">
        <p className="lede">{t('document.lede')}</p>
        <HeardList
          heard={view.heard}
          themes={view.themes}
          mayRespond={view.mayRespond}
          language={view.head.language}
          zone={zone}
          on="document"
        />
        <Final view={view} zone={zone} />
      </div>
    </DocumentFrame>
  );
}

function Final({ view, zone }: { view: HearingView; zone: string }) {
  const { t } = useTranslation('heard');
  const refused = useRefused('finish');
  const waiting = unansweredAmong(view.themes).length;
  if (!view.final && !view.mayFinish) return null;
  return (
    <section aria-labelledby="final">
      <h2 id="final">{t('final.title')}</h2>
      {view.final && (
        <p>
          {t('final.is', { number: view.final.number })} <Time at={view.final.at} zone={zone} style="date" />
        </p>
      )}
      {view.mayFinish && (
        <>
          <p className="hint">{t('final.hint')}</p>
          {waiting > 0 && !refused && <p className="notice">{t('final.waits', { count: waiting })}</p>}
          <DeedForm deed="finish">
            <Button primary={waiting === 0}>{t('final.keep')}</Button>
          </DeedForm>
        </>
      )}
    </section>
  );
}
