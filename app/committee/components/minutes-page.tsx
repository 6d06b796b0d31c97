import { useTranslation } from 'react-i18next';
import { Hash } from '../../decisions/components/parts';
import { directionOf } from '../../shared/languages';
import { Button, Choices, DeedForm, RefusedWithoutForm, TextArea } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { MinutesData } from '../meetings/minutes-page.server';
import { minutesPositionKinds } from '../minutes';
import { Crumb } from './parts';
import { useCommitteeLive } from './use-committee-live';

/** Minutes: what each member says of them and how they come to be approved, and the text, fixed by its hash from then on. */
export function MinutesPage({ data }: { data: MinutesData }) {
  const { t } = useTranslation('committee');
  useCommitteeLive();
  return (
    <div className="narrow stack">
      <header>
        <Crumb />
        <h1 lang={data.titleLanguage} dir={directionOf(data.titleLanguage)}>
          {data.title}
        </h1>
        <p className="meta">
          <span className={data.approved ? 'state open' : 'state waiting'}>
            {t(data.published ? 'minutes.published' : data.approved ? 'minutes.approved' : 'minutes.waits')}
          </span>
          <Time at={data.startsAt} zone={data.zone ?? data.timeZone} style="date" />
          {data.meeting && (
            <Way to={`/committee/meetings/${data.id}`} lang={data.meeting.language}>
              {data.meeting.title}
            </Way>
          )}
          {data.document !== null && <Way to={`/documents/${data.document}`}>{t('minutes.to-document')}</Way>}
        </p>
        <RefusedWithoutForm stands={(deed) => formsOf(data).includes(deed)} />
      </header>
      <Approved data={data} />
      {data.inside && <Said data={data} />}
      {data.inside && !data.approved && <Approving data={data} />}
      {data.may.publish && (
        <DeedForm deed="publish">
          <p className="hint">{t('minutes.publish-hint')}</p>
          <Button>{t('minutes.publish')}</Button>
        </DeedForm>
      )}
      <section className="stack" aria-labelledby="text">
        <h2 id="text">{t(data.approved ? 'minutes.text-approved' : 'minutes.text')}</h2>
        {data.text === null ? (
          <p className="empty">{t('minutes.no-text')}</p>
        ) : (
          <>
            {data.text.redacted && <p className="notice">{t('minutes.redacted')}</p>}
            {data.inside && data.text.differs && !data.text.redacted && (
              <p className="notice">{t('minutes.differs')}</p>
            )}
            <Words className="words document" html={data.text.html} language={data.text.language} />
            <p className="hint">
              {t('minutes.hash')} <Hash hash={data.text.hash} />
            </p>
          </>
        )}
      </section>
    </div>
  );
}

function formsOf({ mine, may, corrections, text }: MinutesData): string[] {
  return [
    ...(text ? mine.map((m) => `say-${m.id}`) : []),
    ...(may.approve && text && corrections === 0 ? ['approve'] : []),
    ...(may.put ? ['put'] : []),
    ...(may.publish ? ['publish'] : []),
  ];
}

/** At which meeting, or by which decision. */
function Approved({ data }: { data: MinutesData }) {
  const { t } = useTranslation('committee');
  if (!data.approved) return null;
  return (
    <p>
      {data.decision !== null && (
        <Way to={`/decisions/${data.decision}`}>{t('minutes.approved-by', { id: data.decision })}</Way>
      )}
      {data.approvedIn?.title && (
        <>
          {t('minutes.approved-at')}{' '}
          <Way to={`/committee/meetings/${data.approvedIn.id}`} lang={data.approvedIn.titleLanguage}>
            {data.approvedIn.title}
          </Way>
        </>
      )}
      {data.approvedIn && data.approvedIn.title === null && t('minutes.approved-later')}
      {' · '}
      <Time at={data.approved} zone={data.zone ?? data.timeZone} style="date" />
      {data.note && (
        <>
          {' · '}
          <q>
            <bdi>{data.note}</bdi>
          </q>
        </>
      )}
    </p>
  );
}

/** What members say of the minutes, and for those who speak for one the form to say it. */
function Said({ data }: { data: MinutesData }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack" aria-labelledby="said">
      <h2 id="said">{t('minutes.said')}</h2>
      {data.positions.length === 0 && <p className="empty">{t('minutes.nothing-said')}</p>}
      <ul className="list">
        {data.positions.map((p) => (
          <li key={p.organisation}>
            <p>
              <bdi>{p.member}</bdi> ·{' '}
              <span className={p.kind === 'approve' ? 'state open' : 'state closed'}>
                {t(`minutes.says.${p.kind}`)}
              </span>{' '}
              · <bdi>{p.name}</bdi>, <Time at={p.at} zone={data.zone ?? data.timeZone} />
              {p.earlier && !data.approved && <> · {t('minutes.earlier-text')}</>}
            </p>
            {p.words && (
              <p lang={p.language} dir="auto">
                {p.words}
              </p>
            )}
          </li>
        ))}
      </ul>
      {data.silent.length > 0 && (
        <p className="hint">
          {t('minutes.silent')} {data.silent.join(' · ')}
        </p>
      )}
      {data.text !== null && data.mine.map((m) => <Say key={`${m.id}-${m.kind}`} member={m} data={data} />)}
    </section>
  );
}

function Say({ member: m, data }: { member: MinutesData['mine'][number]; data: MinutesData }) {
  const { t } = useTranslation('committee');
  const deed = `say-${m.id}`;
  return (
    <DeedForm deed={deed} className="stack">
      <h3>
        <bdi>{m.name}</bdi>
      </h3>
      <input type="hidden" name="organisation" value={m.id} />
      <input type="hidden" name="language" value={data.language} />
      <input type="hidden" name="hash" value={data.text!.hash} key={data.text!.hash} />
      <Choices
        deed={deed}
        name="kind"
        label={t('minutes.you-say')}
        value={m.kind ?? undefined}
        options={minutesPositionKinds.map((kind) => ({ value: kind, label: t(`minutes.say.${kind}`) }))}
      />
      <TextArea
        deed={deed}
        name="words"
        label={t('minutes.correction')}
        hint={t('minutes.correction-hint')}
        rows={2}
        optional
      />
      <Button>{t('minutes.say-it')}</Button>
    </DeedForm>
  );
}

/** The two ways: at a later meeting that has begun, or by a decision of its own. */
function Approving({ data }: { data: MinutesData }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack" aria-labelledby="approving">
      <h2 id="approving">{t('minutes.approving')}</h2>
      {data.corrections > 0 && <p className="notice">{t('minutes.corrections-open', { count: data.corrections })}</p>}
      {data.put.map((p) => (
        <p key={p.id}>
          <Way to={`/decisions/${p.id}`}>{t('motions.to-decision', { id: p.id })}</Way> ·{' '}
          <span className={p.outcome === null ? 'state open' : 'state closed'}>
            {t(`proposal-state.${p.outcome ?? 'open'}`)}
          </span>
        </p>
      ))}
      {!data.may.approve && <p className="hint">{t('minutes.how')}</p>}
      {data.may.approve && data.later && data.text && data.corrections === 0 && (
        <DeedForm deed="approve" className="stack">
          <p>
            {t('minutes.approve-at')} <bdi lang={data.later.titleLanguage}>{data.later.title}</bdi>
          </p>
          <input type="hidden" name="at" value={data.later.id} />
          <input type="hidden" name="hash" value={data.text.hash} key={data.text.hash} />
          <TextArea
            deed="approve"
            name="note"
            label={t('minutes.note')}
            hint={t('minutes.note-hint')}
            rows={2}
            optional
          />
          <Button primary>{t('minutes.approve')}</Button>
        </DeedForm>
      )}
      {data.may.put && (
        <DeedForm deed="put">
          <input type="hidden" name="once" value={data.once} />
          <p className="hint">{t('minutes.put-hint')}</p>
          <Button quiet>{t('minutes.put')}</Button>
        </DeedForm>
      )}
    </section>
  );
}
