import { useTranslation } from 'react-i18next';
import { Voice } from '../../../heard/components/voice';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { ShownEvidence } from '../shown.server';

/** A piece of evidence: its words as far as its reader may see them, and how it stands. */
export function Evidence({ piece }: { piece: ShownEvidence }) {
  const { t } = useTranslation(['decisions', 'evidence']);
  const kind = <span className="tag">{t(`evidence.kind.${piece.kind}`)}</span>;
  switch (piece.what) {
    case 'words':
      return (
        <article>
          <p>
            {kind}{' '}
            <Way to={piece.path}>
              <bdi>{piece.author || piece.words}</bdi>
            </Way>{' '}
            {piece.organisation && <bdi>{piece.organisation}</bdi>}
          </p>
          <blockquote lang={piece.language} dir={directionOf(piece.language)}>
            <p>{piece.words}</p>
          </blockquote>
          {piece.changed && <p className="source-changed">{t('evidence.changed')}</p>}
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
          {kind} <Voice voice={piece.voice} on="document" />
        </p>
      );
    case 'gone':
      return (
        <p>
          {kind} <span className="source-changed">{t('evidence.gone')}</span>
        </p>
      );
    case 'withheld':
      return (
        <p>
          {kind} <span className="source-changed">{t('evidence:withheld')}</span>
        </p>
      );
    default:
      return (
        <p>
          {kind} {t('evidence.hidden')}
        </p>
      );
  }
}
