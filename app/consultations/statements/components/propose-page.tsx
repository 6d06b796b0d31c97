import { useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../../shared/languages';
import { Button, DeedForm, Select, TextArea } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import type { Similar } from '../commands/proposing.server';
import type { ProposingData } from '../page.server';
import { limits } from '../statement';
import { StatementsHeading } from './heading';
import { StatementWords } from './statement-words';

interface Answered {
  similar: Similar;
  typed: { words: string; language: string };
}

/** Proposes a statement: what says nearly the same is shown before it is taken. */
export function ProposePage({ data }: { data: ProposingData }) {
  const { t } = useTranslation(['statements', 'consultations', 'people']);
  const answer = useActionData<Answered | { refusal: unknown }>();
  const similar = answer && 'similar' in answer ? answer : null;
  const words = similar?.typed.words ?? data.draft?.words;
  return (
    <div className="narrow stack">
      <StatementsHeading head={data.head} title={t('statements:propose.title')} />
      <p className="lede">{t('statements:propose.lede')}</p>
      {data.why && <p className="notice">{t(data.why)}</p>}
      {similar && <Similars similar={similar.similar} here={`/consultations/${data.head.id}/statements`} />}
      {(!data.why || data.draft) && (
        <DeedForm deed="propose" key={similar ? 'similar' : 'first'}>
          <input type="hidden" name="once" value={data.once} />
          {similar && <input type="hidden" name="seen" value="yes" />}
          {data.draft && !similar && <p className="hint">{t('statements:draft.here')}</p>}
          <TextArea
            deed="propose"
            name="words"
            label={t('statements:propose.words')}
            hint={t('statements:propose.hint', { max: limits.words })}
            value={words ?? ''}
            rows={3}
            required
          />
          <Select
            deed="propose"
            name="language"
            label={t('statements:propose.language')}
            value={similar?.typed.language ?? data.draft?.language ?? data.language}
            options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
            required
          />
          {!data.why && (
            <Button primary>{t(similar ? 'statements:propose.all-the-same' : 'statements:propose.do')}</Button>
          )}
        </DeedForm>
      )}
      {data.draft && (
        <DeedForm deed="discard">
          <Button quiet>{t('statements:draft.discard')}</Button>
        </DeedForm>
      )}
      <p className="hint">{t('statements:propose.then')}</p>
    </div>
  );
}

function Similars({ similar, here }: { similar: Similar; here: string }) {
  const { t } = useTranslation('statements');
  return (
    <section className="notice" role="alert" aria-labelledby="similar">
      <h2 id="similar">{t('similar.title')}</h2>
      <p>{t('similar.what')}</p>
      <ol className="asked-list">
        {similar.map((s) => (
          <li key={s.id}>
            <StatementWords of={{ words: s.words, language: s.language, from: null }} />
            <p>
              <Way to={`${here}/${s.number}`}>{t('similar.vote', { number: s.number })}</Way>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
