import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { formatSpan } from '../../../shared/time';
import { Way } from '../../../shared/ui/way';
import { CommitmentState } from '../../../tasks/components/commitment-state';
import { ItemTitle, ItemWords, useItemText } from '../../session/components/item';
import { PollFigures, StatementResults } from '../../session/components/results';
import { useStatementWords } from '../../session/components/statements-on';
import { minutesOf } from '../../session/minutes';
import type { Brought, ItemView, SessionShown } from '../../session/views';
import { StatementWords } from '../../statements/components/statement-words';
import { noSector } from '../../statements/figures';
import { dayOf } from '../day';
import type { ReportedSession } from '../sessions.server';

/** The live sessions that are over: who took part, what was asked and how it came out, and what was taken on there. */
export function Sessions({ sessions }: { sessions: ReportedSession[] }) {
  const { t } = useTranslation('claims');
  if (sessions.length === 0) return null;
  return (
    <section aria-labelledby="sessions" className="stack">
      <h2 id="sessions">{t('report.sessions.title')}</h2>
      <p className="hint">{t('report.sessions.note')}</p>
      {sessions.map((session) => (
        <OneSession key={session.id} of={session} />
      ))}
    </section>
  );
}

function OneSession({ of }: { of: ReportedSession }) {
  const { t, i18n } = useTranslation(['claims', 'session']);
  const { shown } = of;
  const heading = `session-${of.id}`;
  return (
    <section aria-labelledby={heading} className="stack">
      <h3 id={heading}>
        <Way to={of.path} lang={of.titleLanguage} dir={directionOf(of.titleLanguage)}>
          {of.title}
        </Way>
      </h3>
      {shown.startedAt && shown.endedAt && (
        <p className="meta">
          <span>
            {formatSpan(shown.startedAt, shown.endedAt, i18n.language, of.timeZone)} ({of.timeZone})
          </span>
        </p>
      )}
      <Who of={of} />
      <h4>{t('session:agenda.title')}</h4>
      {shown.items.map((item) => (
        <Item key={item.id} item={item} shown={shown} brought={shown.brought.find((b) => b.item === item.id)} />
      ))}
      <Followed of={of} />
    </section>
  );
}

function Who({ of: { present, shown } }: { of: ReportedSession }) {
  const { t } = useTranslation(['claims', 'session', 'sectors']);
  const sector = (key: string) => (key === noSector ? t('session:results.no-sector') : t(`sectors:${key}.name`));
  const { floor } = shown;
  return (
    <>
      <h4>{t('claims:report.sessions.present')}</h4>
      {present && present.length > 0 ? (
        <SectorTable column={t('claims:report.people')} rows={present.map(({ key, count }) => [sector(key), count])} />
      ) : (
        <p className="meta">
          {t(present ? 'claims:report.sessions.present-few' : 'claims:report.sessions.present-none')}
        </p>
      )}
      {floor && floor.times !== null ? (
        <SectorTable
          column={t('claims:report.sessions.spoke')}
          rows={[
            ...floor.sectors.map((f): [string, number] => [sector(f.sector), f.times]),
            [t('session:results.together'), floor.times],
          ]}
        />
      ) : (
        <p className="meta">{t('session:record.spoke-few')}</p>
      )}
    </>
  );
}

function SectorTable({ column, rows }: { column: string; rows: [string, number][] }) {
  const { t } = useTranslation('claims');
  return (
    <div className="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('report.sector')}</th>
            <th scope="col" className="number">
              {column}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([sector, n]) => (
            <tr key={sector}>
              <th scope="row">{sector}</th>
              <td className="number">{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Item({ item, shown, brought }: { item: ItemView; shown: SessionShown; brought: Brought | undefined }) {
  const { t } = useTranslation('session');
  const text = useItemText(shown)(item);
  const wordsOf = useStatementWords();
  return (
    <div className="stack">
      <p>
        <strong>
          <ItemTitle text={text} />
        </strong>{' '}
        <small>
          {t(`kind.${item.kind}`)} · {t('agenda.took', { count: minutesOf(item.spentMs), planned: item.minutes })}
        </small>
      </p>
      <ItemWords text={text} />
      {item.kind === 'statements' &&
        brought?.statements.map((s) => (
          <div key={s.id} className="stack">
            <p className="meta">
              <span>{t('statements.number', { number: s.number })}</span>
            </p>
            <StatementWords of={wordsOf(s)} />
            <StatementResults shown={s.shown} number={s.number} />
          </div>
        ))}
      {item.kind === 'poll' && brought?.poll && <PollFigures poll={brought.poll} />}
    </div>
  );
}

/** What the register and the list of actions have of it, and questions from the floor that somebody answers later. */
function Followed({ of: { takenOn, questions, path } }: { of: ReportedSession }) {
  const { t, i18n } = useTranslation('claims');
  return (
    <>
      <h4>{t('report.sessions.followed')}</h4>
      {takenOn.length + questions.length === 0 && <p className="empty">{t('report.sessions.followed-none')}</p>}
      <ul className="list">
        {takenOn.map((one) => (
          <li key={one.id}>
            <p lang={one.language} dir={directionOf(one.language)}>
              <Way to={one.path}>{one.words}</Way>
            </p>
            <p className="meta">
              <CommitmentState state={one.state} />
              {one.owner && <bdi>{one.owner}</bdi>}
              {one.dueOn && <span>{t('report.sessions.due', { day: dayOf(one.dueOn, i18n.language) })}</span>}
            </p>
          </li>
        ))}
        {questions.map((q) => (
          <li key={q.id}>
            <Way to={path.replace(/\/session$/, '')}>
              {t('report.sessions.question', { owner: q.owner, day: dayOf(q.dueOn, i18n.language) })}
            </Way>
          </li>
        ))}
      </ul>
    </>
  );
}
