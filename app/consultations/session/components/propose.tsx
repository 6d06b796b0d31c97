import { useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useOnce } from '../../../events/live/components/use-once';
import { contentLanguages, languageNames } from '../../../shared/languages';
import { Button, DeedForm, Select, TextArea } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import type { Similar } from '../../statements/commands/proposing.server';
import { limits } from '../../statements/statement';

interface Answered {
  similar: Similar;
  typed: { words: string; language: string };
}

/** Proposes a statement while it is being talked about. A facilitator reads it before it stands there. */
export function Propose({
  item,
  once,
  language,
  statementsPath,
}: {
  item: number;
  once: string;
  language: string;
  statementsPath: string;
}) {
  const { t } = useTranslation('session');
  const answer = useActionData<Answered | { refusal: unknown; deed: string }>();
  const similar = answer && 'similar' in answer ? answer : null;
  const refused = answer !== undefined && 'refusal' in answer && answer.deed === 'propose';
  const key = useOnce('propose', once);
  return (
    <details className="fold" open={similar || refused ? true : undefined}>
      <summary>{t('propose.title')}</summary>
      {similar && (
        <section className="notice" role="alert" aria-labelledby="similar">
          <h3 id="similar">{t('propose.similar')}</h3>
          <ul>
            {similar.similar.map((s) => (
              <li key={s.id}>
                <Way to={`${statementsPath}/${s.number}`}>
                  <bdi lang={s.language}>{s.words}</bdi>
                </Way>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DeedForm deed="propose" key={`${key} ${similar ? 'similar' : ''}`}>
        <input type="hidden" name="item" value={item} />
        <input type="hidden" name="once" value={key} />
        {similar && <input type="hidden" name="seen" value="yes" />}
        <TextArea
          deed="propose"
          name="words"
          label={t('propose.words')}
          hint={t('propose.hint', { max: limits.words })}
          value={similar?.typed.words ?? ''}
          rows={3}
          required
        />
        <Select
          deed="propose"
          name="language"
          label={t('propose.language')}
          value={similar?.typed.language ?? language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
          required
        />
        <Button>{t(similar ? 'propose.all-the-same' : 'propose.do')}</Button>
      </DeedForm>
    </details>
  );
}
