import { useTranslation } from 'react-i18next';
import { smallestShown } from '../../../voices/numbers';
import { cap, smallest } from '../balanced';

/** How it was counted, in plain words: whoever doubts a figure can see what it is. */
export function Method() {
  const { t } = useTranslation('results');
  const values = { count: smallest, cap, survivors: smallestShown };
  const points = ['all', 'equal', 'by-sector', 'effective', 'withheld', 'steps', 'survivors', 'voices'] as const;
  return (
    <section className="stack" aria-labelledby="method">
      <h2 id="method">{t('method.title')}</h2>
      <dl className="record">
        {points.map((point) => (
          <div key={point}>
            <dt>{t(`method.${point}.name`)}</dt>
            <dd>{t(`method.${point}.words`, values)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
