import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Time } from '../../shared/ui/time';
import type { HeadView } from '../head';
import { DocumentFrame, type PlaceOfDocument } from './document-frame';

export interface CompareProps {
  head: HeadView;
  at: PlaceOfDocument;
  title: string;
  from: { name: string; at: string | null };
  to: { name: string; at: string | null };
  /** What came and went, marked and said; empty where the two say the same. */
  html: string;
  zone: string;
}

/** Two texts as one that can be read: what went is struck out, what came is underlined, and both are said. */
export function ComparePage({ head, at, title, from, to, html, zone }: CompareProps) {
  const { t } = useTranslation('documents');
  return (
    <DocumentFrame head={head} at={at} title={title}>
      <div className="stack">
        <dl className="record">
          <div>
            <dt>{t('compare.from')}</dt>
            <dd>
              <bdi>{from.name}</bdi> {from.at && <Time at={from.at} zone={zone} />}
            </dd>
          </div>
          <div>
            <dt>{t('compare.to')}</dt>
            <dd>
              <bdi>{to.name}</bdi> {to.at && <Time at={to.at} zone={zone} />}
            </dd>
          </div>
        </dl>
        {html === '' ? (
          <p className="empty">{t('compare.same')}</p>
        ) : (
          <article
            className="words document changes"
            lang={head.language}
            dir={directionOf(head.language)}
            // Rendered from a closed list of elements: text/difference.ts.
            // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
            dangerouslySetInnerHTML={{ __html: html }}
          />
        )}
      </div>
    </DocumentFrame>
  );
}
