import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Way } from '../../shared/ui/way';
import type { EvidenceData } from '../pages.server';
import { Crumb } from './change-page';

type Piece = EvidenceData['evidence'][number];

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
            <li key={`${piece.kind} ${piece.cited}`}>
              <Evidence piece={piece} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Evidence({ piece }: { piece: Piece }) {
  const { t } = useTranslation('decisions');
  const kind = <span className="tag">{t(`evidence.kind.${piece.kind}`)}</span>;
  switch (piece.what) {
    case 'words':
      return (
        <article>
          <p>
            {kind}{' '}
            <Way to={piece.path}>
              <bdi>{piece.author}</bdi>
            </Way>{' '}
            {piece.organisation && <bdi>{piece.organisation}</bdi>}
          </p>
          <blockquote lang={piece.language} dir={directionOf(piece.language)}>
            <p>{piece.words}</p>
          </blockquote>
          {piece.changed && <p className="hint">{t('evidence.changed')}</p>}
        </article>
      );
    case 'document':
      return (
        <p>
          {kind}{' '}
          <Way to={piece.path} lang={piece.language}>
            {piece.title}
          </Way>
        </p>
      );
    case 'voice':
      return (
        <p>
          {kind} <Way to="/voices">{t('evidence.voice')}</Way>
        </p>
      );
    default:
      return (
        <p>
          {kind} {t(piece.what === 'gone' ? 'evidence.gone' : 'evidence.hidden')}
        </p>
      );
  }
}
