import { useTranslation } from 'react-i18next';
import { Button, Choices, DeedForm, Select, TextArea, useRefused } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { DecisionData } from '../page.server';
import { positionKinds } from '../proposal';
import { Both, Said } from './parts';

/** What each member says, as it stands now: seen by everybody who may see the proposal, and changed openly until the close. */
export function Positions({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  const present = data.members.filter((m) => m.leftAt === null);
  const given = present.filter((m) => m.position && !m.toConfirm).length;
  return (
    <section aria-labelledby="positions" className="stack">
      <h2 id="positions">{t('positions.title')}</h2>
      <p>{t('positions.given', { count: given, of: present.length })}</p>
      <ul className="list">
        {data.members.map((m) => (
          <li key={m.id}>
            <Member member={m} data={data} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Member({ member: m, data }: { member: DecisionData['members'][number]; data: DecisionData }) {
  const { t } = useTranslation('decisions');
  const silent = data.state === 'silence' ? 'positions.silent' : 'positions.none';
  return (
    <article>
      <p>
        <strong>
          <Way to={`/organisations/${m.handle}`}>
            <bdi>{m.name}</bdi>
          </Way>
        </strong>{' '}
        {m.position && m.leftAt === null ? (
          <span className={`state position ${m.position.kind}`}>{t(`kind.${m.position.kind}`)}</span>
        ) : (
          <span className="hint">{t(m.leftAt === null ? silent : 'positions.left')}</span>
        )}{' '}
        {m.toConfirm && <span className="tag">{t('positions.to-confirm')}</span>}
      </p>
      {m.position && (
        <>
          <Said words={m.position.words} language={m.position.language} />
          <p className="meta">
            <Both at={m.position.at} zone={data.zone} />
            {data.version > 1 && <span>{t('positions.on-text', { number: m.position.version })}</span>}
          </p>
        </>
      )}
      {m.before.length > 0 && (
        <details>
          <summary>{t('positions.before', { count: m.before.length })}</summary>
          <ul>
            {m.before.map((x) => (
              <li key={x.id}>
                {t(`kind.${x.kind}`)} · <Both at={x.at} zone={data.zone} />
                <Said words={x.words} language={x.language} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** The form of those who speak for a member: one for each that they speak for. */
export function PositionForms({ data }: { data: DecisionData }) {
  return (
    <div id="position" className="stack">
      {data.mine.map((m) => (
        <PositionForm key={m.id} member={m} data={data} />
      ))}
    </div>
  );
}

function PositionForm({ member, data }: { member: DecisionData['mine'][number]; data: DecisionData }) {
  const { t } = useTranslation('decisions');
  const deed = `position-${member.id}`;
  const refused = useRefused(deed);
  const heading = `give-${member.id}`;
  if (member.objection)
    return (
      <section aria-labelledby={heading} className="notice">
        <h2 id={heading}>{t('give.title', { organisation: member.name })}</h2>
        <p>{t(member.objection === 'sustained' ? 'give.sustained' : 'give.objects')}</p>
      </section>
    );
  return (
    <section aria-labelledby={heading} className="stack">
      <h2 id={heading}>{t('give.title', { organisation: member.name })}</h2>
      {member.toConfirm && <p className="notice">{t('give.confirm')}</p>}
      {data.state === 'silence' && <p className="hint">{t('give.silence')}</p>}
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="organisation" value={member.id} />
        <Was
          now={member.was?.id ?? 0}
          refusedBefore={refused?.refusal.kind === 'conflict'}
          typed={refused?.typed.was}
        />
        <Choices
          deed={deed}
          name="kind"
          label={t('give.kind')}
          value={member.was?.kind ?? ''}
          options={positionKinds.map((kind) => ({
            value: kind,
            label: t(`kind.${kind}`),
            hint: t(`kind-hint.${kind}`),
          }))}
          required
        />
        <TextArea
          deed={deed}
          name="words"
          label={t('give.words')}
          hint={t('give.words-hint')}
          value={member.was?.words ?? ''}
          rows={4}
          optional
        />
        <TextArea
          deed={deed}
          name="resolution"
          label={t('give.resolution')}
          hint={t('give.resolution-hint')}
          rows={3}
          optional
        />
        <Select deed={deed} name="language" label={t('language')} value={data.writes} options={data.languages} />
        <div className="actions">
          <Button primary>{t(member.was ? 'give.change' : 'give.save')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

/**
 * The position that was on the screen. One that came in meanwhile is on it only after a refusal has said so: sending the form again
 * is then a decision.
 */
function Was({ now, refusedBefore, typed }: { now: number; refusedBefore: boolean; typed: string | undefined }) {
  const value = typed !== undefined && !refusedBefore ? typed : String(now);
  return <input type="hidden" name="was" value={value} key={value} />;
}
