import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, TextArea } from '../../shared/ui/form';
import type { DecisionData } from '../page.server';
import { CommentForm, Comments } from './comments';
import { Both, Said } from './parts';

type Objection = DecisionData['objections'][number];

/** Strong objections: why, what would resolve them, what was said about it, and what became of them. */
export function Objections({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  if (data.objections.length === 0) return null;
  return (
    <section aria-labelledby="objections" className="stack">
      <h2 id="objections">{t('objections.title')}</h2>
      {data.objections.map((o) => (
        <ObjectionArticle key={o.id} objection={o} data={data} />
      ))}
    </section>
  );
}

function ObjectionArticle({ objection: o, data }: { objection: Objection; data: DecisionData }) {
  const { t } = useTranslation('decisions');
  const blocks = o.state === 'raised' || o.state === 'discussed' || o.state === 'sustained';
  return (
    <article className="objection stack" id={`objection-${o.id}`}>
      <h3>
        <bdi>{o.name}</bdi> <span className={`state ${blocks ? 'hidden' : 'closed'}`}>{t(`objection.${o.state}`)}</span>
      </h3>
      <Said words={o.reason} language={o.language} />
      <h4>{t('objections.resolution')}</h4>
      <Said words={o.resolution} language={o.language} />
      <p className="meta">
        <span>
          {t('objections.raised')} <Both at={o.raisedAt} zone={data.zone} />
        </span>
        {o.settledAt && (
          <span>
            {t(`objection.${o.state}`)} <Both at={o.settledAt} zone={data.zone} />
          </span>
        )}
      </p>
      {o.state === 'fallen' && <p className="hint">{t('objections.fallen')}</p>}
      <Said words={o.settledWords} language={o.language} />
      <Comments comments={o.comments} data={data} label={t('objections.thread')} />
      {data.may.discuss && blocks && <CommentForm data={data} objection={o.id} />}
      {o.maySettle && <SettleForm objection={o} />}
    </article>
  );
}

/** For the member alone that raised it. */
function SettleForm({ objection }: { objection: Objection }) {
  const { t } = useTranslation('decisions');
  const deed = `settle-${objection.id}`;
  return (
    <Fold summary={t('settle.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="objection" value={objection.id} />
        <Choices
          deed={deed}
          name="settle"
          label={t('settle.choose')}
          options={(['withdraw', 'sustain'] as const).map((value) => ({
            value,
            label: t(`settle.${value}`),
            hint: t(`settle.${value}-hint`),
          }))}
          required
        />
        <TextArea deed={deed} name="words" label={t('settle.words')} rows={3} optional />
        <div className="actions">
          <Button>{t('settle.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
