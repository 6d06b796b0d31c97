import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, TextArea } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { ProgrammeData } from '../page.server';
import { signoffStates } from '../programme';

const looks = { signed: 'synthesised', 'signed-with-comment': 'synthesised', declined: 'hidden' };

/** The last fixed version with its hash, and what each partner says of it. */
export function SignOff({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  const { fixed } = data;
  if (!fixed) return <p className="empty">{t('sign.none')}</p>;
  return (
    <div className="stack">
      <p>
        {t('sign.fixed', { number: fixed.number })} <Time at={fixed.at} zone={data.zone} /> · <bdi>{fixed.by}</bdi>
        {fixed.documentVersion !== null && <> · {t('sign.document', { number: fixed.documentVersion })}</>}
      </p>
      <p className="hint">
        {t('sign.hash')} <code dir="ltr">{fixed.hash}</code>
      </p>
      <p>
        <Way to={`/programmes/${data.head.id}/versions`}>{t('versions.title')}</Way>
      </p>
      {!fixed.stands && <p className="notice">{t('sign.differs')}</p>}
      <ul className="list">
        {fixed.partners.map((o) => (
          <li key={o.id}>
            <article>
              <span className={`state ${o.said ? looks[o.said.state] : 'waiting'}`}>
                {t(`sign.${o.said?.state ?? 'waiting'}`)}
              </span>
              <h3>
                <bdi>{o.name}</bdi>
              </h3>
              {o.said && (
                <p className="meta">
                  <bdi>{o.said.by}</bdi> <Time at={o.said.at} zone={data.zone} />
                </p>
              )}
              {o.said?.comment && <p dir="auto">{o.said.comment}</p>}
              {o.maySign && (
                <SignForm fixed={fixed.id} organisation={o.id} state={o.said?.state} comment={o.said?.comment} />
              )}
            </article>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SignForm(props: {
  fixed: number;
  organisation: number;
  state: string | undefined;
  comment: string | undefined;
}) {
  const { t } = useTranslation('programmes');
  const deed = `sign-${props.organisation}`;
  return (
    <Fold summary={t('sign.form')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="fixed" value={props.fixed} />
        <input type="hidden" name="organisation" value={props.organisation} />
        <Choices
          deed={deed}
          name="state"
          label={t('sign.state')}
          value={props.state ?? 'signed'}
          options={signoffStates.map((value) => ({ value, label: t(`sign.say-${value}`) }))}
        />
        <TextArea
          deed={deed}
          name="comment"
          label={t('sign.comment')}
          hint={t('sign.comment-hint')}
          value={props.comment}
          rows={4}
          optional
        />
        <div className="actions">
          <Button primary>{t('sign.send')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
