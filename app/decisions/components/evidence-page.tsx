import { useTranslation } from 'react-i18next';
import type { EvidenceData } from '../pages.server';
import { Evidence } from '../picking/components/evidence';
import { Crumb } from './change-page';

/** What a proposal rests on, each with its reader's own rights. */
export function EvidencePage({ data }: { data: EvidenceData }) {
  const { t } = useTranslation('decisions');
  return (
    <div className="narrow stack">
      <Crumb id={data.id} title={data.title} language={data.language} />
      <h1>{t('evidence.title')}</h1>
      {data.evidence.length === 0 ? (
        <p className="empty">{t('evidence.none')}</p>
      ) : (
        <ul className="list">
          {data.evidence.map((piece) => (
            <li key={piece.id}>
              <Evidence piece={piece} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
