import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommitteeLive } from '../../committee/components/use-committee-live';
import { FollowPart } from '../../notices/components/follow-form';
import { directionOf } from '../../shared/languages';
import { subjectsOf } from '../../shared/subjects';
import { Day } from '../../shared/ui/day';
import { RefusedWithoutForm } from '../../shared/ui/form';
import { Rail } from '../../shared/ui/rail';
import { Way } from '../../shared/ui/way';
import { Judgement } from '../entry/components/judgement';
import type { DecisionData } from '../page.server';
import { principleTexts } from '../principles';
import { CommentForm, Comments } from './comments';
import { TakenUp } from './linked';
import { Objections } from './objections';
import { Both, StateOfDecision } from './parts';
import { PositionForms, Positions } from './positions';
import { Amendments, TextThatStands } from './versions';

/** A proposal from its opening to its record: what is asked of whom until when, what it says, what each member says of it. */
export function DecisionPage({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  // Fetched with the page, or the browser would have no words for the number that the server has written.
  useTranslation('register');
  // At its close it is another page, whoever writes down what was decided, and when.
  useCommitteeLive(data.closesAt === null || data.decided ? undefined : { asOf: data.asOf, changesAt: data.closesAt });
  return (
    <div className="columns">
      <header>
        <p className="crumb">
          <Way to="/decisions">{t('title')}</Way>
        </p>
        <p>
          <StateOfDecision state={data.state} />{' '}
          {data.number && (
            <Way to="/decisions/register">
              {t('register:number')} <bdi dir="ltr">{data.number}</bdi>
            </Way>
          )}{' '}
          {data.significant && <span className="tag">{t('significant')}</span>}
        </p>
        <h1 lang={data.language} dir={directionOf(data.language)}>
          {data.title}
        </h1>
        <Clock data={data} />
        <Doors data={data} />
      </header>
      <Rail label={t('rail')}>
        <Facts data={data} />
        <FollowPart activity="decision" id={data.id} level={data.follows} />
      </Rail>
      <div className="stack">
        <RefusedWithoutForm stands={(deed) => stands(data, deed)} />
        <Subject data={data} />
        {data.entry && <Judgement answers={data.entry} language={data.language} isPut={data.state !== 'draft'} />}
        {data.deferredBecause && (
          <div className="notice">
            <p>{t('deferred-because')}</p>
            <p lang={data.language} dir={directionOf(data.language)}>
              {data.deferredBecause}
            </p>
          </div>
        )}
        <TakenUp data={data} />
        <TextThatStands data={data} />
        <PositionForms data={data} />
        {data.state !== 'draft' && <Positions data={data} />}
        <Objections data={data} />
        <Amendments data={data} />
        <Review data={data} />
        {(data.comments.length > 0 || data.may.comment) && (
          <section aria-labelledby="comments" className="stack">
            <h2 id="comments">{t('comments.title')}</h2>
            <Comments comments={data.comments} data={data} label={t('comments.title')} />
            {data.may.comment && <CommentForm data={data} objection={null} />}
          </section>
        )}
      </div>
    </div>
  );
}

/** Which forms the page holds at this moment: what was refused of another is said above. */
function stands(data: DecisionData, deed: string): boolean {
  const [what, id] = deed.split('-');
  if (what === 'position') return data.mine.some((m) => m.id === Number(id) && m.objection === null);
  if (what === 'settle') return data.objections.some((o) => o.id === Number(id) && o.maySettle);
  if (what === 'protest') return data.versions.some((v) => v.number === Number(id) && v.mayProtest);
  if (deed === 'comment') return data.may.comment;
  if (deed === 'take-up') return data.may.takeUp;
  if (what === 'back') return commentsOf(data).some((c) => c.id === Number(id) && c.mine && !c.withdrawn);
  return data.may.discuss && data.objections.some((o) => o.id === Number(id));
}

/** Beside the proposal, and in the threads of its objections. */
function commentsOf(data: DecisionData) {
  return [...data.comments, ...data.objections.flatMap((o) => o.comments)];
}

/** Until when, or since when, in words: and what comes of it as things stand. */
function Clock({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  if (data.state === 'draft') return <p className="lede">{t('clock.draft')}</p>;
  if (data.decidedAt)
    return (
      <p className="lede">
        {t(`outcome.${data.state}`)} <Both at={data.decidedAt} zone={data.zone} />
      </p>
    );
  return (
    <div className="lede">
      <p>
        {data.closesAt ? (
          <>
            {t(data.state === 'silence' ? 'clock.silence' : 'clock.open')} <Both at={data.closesAt} zone={data.zone} />
          </>
        ) : (
          t('clock.waits', { languages: data.awaited.join(', ') })
        )}
      </p>
      {data.silenceBrokenAt && (
        <p>
          {t('clock.broken')} <Both at={data.silenceBrokenAt} zone={data.zone} />
        </p>
      )}
      {data.standing && <p className="hint">{t(`standing.${data.standing}`)}</p>}
    </div>
  );
}

/** What those who prepare it can do. */
function Doors({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  if (!data.may.prepare || data.decided || (data.state !== 'draft' && !data.isOpen)) return null;
  return (
    <p className="actions">
      <Way className="plain" to={`/decisions/${data.id}/${data.state === 'draft' ? 'prepare' : 'change'}`}>
        {t(data.state === 'draft' ? 'to-prepare' : 'to-change')}
      </Way>
    </p>
  );
}

/** What it is about, and what the committee should know of that before it decides. */
function Subject({ data }: { data: DecisionData }) {
  const { t: own } = useTranslation('decisions');
  const { t } = useTranslation(subjectsOf(data.subject?.flags.map((f) => f.key) ?? []));
  if (!data.subject) return null;
  const { title, language, path, flags } = data.subject;
  return (
    <section aria-labelledby="subject" className="stack">
      <h2 id="subject">{own('about')}</h2>
      <p lang={language} dir={directionOf(language)}>
        {path ? <Way to={path}>{title}</Way> : title}
      </p>
      {flags.map(({ key, values }) => (
        <p key={key} className="notice">
          {t(key, values)}
        </p>
      ))}
    </section>
  );
}

function Facts({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  // How many are needed hangs on who is a member when it is put: of a draft nothing can be said yet.
  const byPositions = data.openedAt ? t('facts.by-positions', { count: data.quorum }) : t('mode.positions');
  const rule =
    data.mode === 'silence' && !data.silenceBrokenAt ? t('facts.by-silence', { count: data.hours }) : byPositions;
  const facts: [string, ReactNode][] = [
    [t('facts.lead'), data.lead ? <bdi key="lead">{data.lead}</bdi> : t('facts.secretariat')],
    [t('facts.rule'), rule],
    [t('facts.opened'), data.openedAt && <Both key="opened" at={data.openedAt} zone={data.zone} />],
    [
      t('facts.consultation'),
      data.consultation ? (
        <Way key="consultation" to={data.consultation.path} lang={data.consultation.language}>
          {data.consultation.title}
        </Way>
      ) : (
        data.noConsultationReason && (
          <span key="reason" lang={data.language} dir="auto">
            {t('facts.not-consulted')} {data.noConsultationReason}
          </span>
        )
      ),
    ],
    [
      t('facts.evidence'),
      data.evidence > 0 && (
        <Way key="evidence" to={`/decisions/${data.id}/evidence`}>
          {t('facts.evidence-count', { count: data.evidence })}
        </Way>
      ),
    ],
    [t('facts.review-on'), data.reviewOn && <Day key="review" day={data.reviewOn} />],
    [t('facts.observers'), data.observers.length > 0 && <bdi key="observers">{data.observers.join(', ')}</bdi>],
  ];
  return (
    <section>
      <h2>{t('facts.title')}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** The review against the eleven principles: how each is met, or why it does not apply. */
function Review({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  return (
    <details className="fold">
      <summary>{t('review.title')}</summary>
      <dl className="record">
        {data.principles.map(({ principle, applies, words }) => {
          const { name } = principleTexts(principle);
          return (
            <div key={principle}>
              <dt>
                {t(name)} {words !== '' && !applies && <span className="tag">{t('review.not-applicable')}</span>}
              </dt>
              <dd lang={data.language} dir="auto">
                {words || <span className="hint">{t('review.nothing')}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
