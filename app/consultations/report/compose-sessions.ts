import type { JSONContent } from '@tiptap/core';
import { linked, textOf, type Writing } from '../../documents/exchange/composing';
import { pickVersion } from '../../shared/languages';
import { formatSpan } from '../../shared/time';
import { minutesOf } from '../session/minutes';
import type { Brought, ItemView, PollOn, StatementOn } from '../session/views';
import { noSector, type ShownStatement } from '../statements/figures';
import type { Composing } from './compose';
import { dayOf } from './day';
import type { ReportedSession, TakenOn } from './sessions.server';

/**
 * The live sessions that are over: who took part, what was asked and how it came out, and what was taken on there. Figures are
 * those of each session's own page. Of a question from the floor it says who answers it, and none of its words.
 */
export function composeSessions(w: Writing, sessions: readonly ReportedSession[], composing: Composing): void {
  if (sessions.length === 0) return;
  const { t } = composing;
  w.heading(1, t('claims:report.sessions.title'));
  w.blocks.push(w.paragraph(...textOf(t('claims:report.sessions.note'))));
  for (const session of sessions) composeSession(w, session, composing);
}

function composeSession(w: Writing, session: ReportedSession, composing: Composing): void {
  const { t, language, publicUrl } = composing;
  const { shown } = session;
  w.heading(2, session.title);
  if (shown.startedAt && shown.endedAt) {
    const when = formatSpan(shown.startedAt, shown.endedAt, language, session.timeZone);
    w.blocks.push(w.paragraph(...linked(when, publicUrl + session.path), ...textOf(` (${session.timeZone})`)));
  }
  composeWho(w, session, composing);
  w.heading(3, t('session:agenda.title'));
  for (const item of shown.items) {
    const brought = shown.brought.find((b) => b.item === item.id);
    composeItem(w, item, brought, shown.language, composing);
  }
  w.heading(3, t('claims:report.sessions.followed'));
  w.list([
    ...session.takenOn.map((one) => takenOn(one, composing)),
    ...session.questions.map(({ owner, dueOn }) =>
      textOf(t('claims:report.sessions.question', { owner, day: dayOf(dueOn, language) })),
    ),
  ]);
  if (session.takenOn.length + session.questions.length === 0)
    w.blocks.push(w.paragraph(...textOf(t('claims:report.sessions.followed-none'))));
}

function composeWho(w: Writing, { present, shown }: ReportedSession, { t }: Composing): void {
  const sector = (of: string) => t(of === noSector ? 'session:results.no-sector' : `sectors:${of}.name`);
  w.heading(3, t('claims:report.sessions.present'));
  if (present && present.length > 0)
    w.table(
      [t('claims:report.sector'), t('claims:report.people')],
      present.map(({ key, count }) => [sector(key), String(count)]),
    );
  else
    w.blocks.push(
      w.paragraph(...textOf(t(`claims:report.sessions.${present ? 'present-few' : 'present-none'}` as const))),
    );
  const { floor } = shown;
  if (!floor || floor.times === null) {
    w.blocks.push(w.paragraph(...textOf(t('session:record.spoke-few'))));
    return;
  }
  w.table(
    [t('claims:report.sector'), t('claims:report.sessions.spoke')],
    [
      ...floor.sectors.map((f) => [sector(f.sector), String(f.times)]),
      [t('session:results.together'), String(floor.times)],
    ],
  );
}

function composeItem(
  w: Writing,
  item: ItemView,
  brought: Brought | undefined,
  own: string,
  composing: Composing,
): void {
  const { t, language } = composing;
  const text = pickVersion(item.texts, language, own);
  const took = t('session:agenda.took', { count: minutesOf(item.spentMs), planned: item.minutes });
  w.blocks.push(
    w.paragraph(
      ...textOf(text?.title ?? '', [{ type: 'bold' }]),
      ...textOf(` (${t(`session:kind.${item.kind}`)} · ${took})`),
    ),
  );
  for (const words of (text?.words ?? '').split(/\n{2,}/).filter(Boolean)) w.blocks.push(w.paragraph(...textOf(words)));
  if (item.kind === 'statements')
    for (const statement of brought?.statements ?? []) composeStatement(w, statement, composing);
  if (item.kind === 'poll' && brought?.poll) composePoll(w, brought.poll, composing);
}

function composeStatement(w: Writing, statement: StatementOn, { t, language }: Composing): void {
  const words = pickVersion(statement.texts, language, statement.language)?.words ?? '';
  const name = t('session:statements.number', { number: statement.number });
  w.blocks.push(w.paragraph(...textOf(`${name}: `), ...textOf(words)));
  const { shown } = statement;
  if (!shown || shown.voters === null) {
    w.blocks.push(w.paragraph(...textOf(t('claims:report.sessions.too-few'))));
    return;
  }
  const figure = (n: number | null) => (n === null ? t('claims:report.withheld') : String(n));
  const line = (name: string, of: Pick<ShownStatement, 'agree' | 'disagree' | 'pass' | 'agreement'>): string[] => [
    name,
    figure(of.agree),
    figure(of.disagree),
    figure(of.pass),
    of.agreement === null ? t('claims:report.withheld') : t('session:results.percent', { value: of.agreement }),
  ];
  w.table(
    [
      t('claims:report.sector'),
      t('session:results.agree'),
      t('session:results.disagree'),
      t('session:results.pass'),
      t('session:results.agreement'),
    ],
    [
      ...shown.sectors.map((row) =>
        line(t(row.sector === noSector ? 'session:results.no-sector' : `sectors:${row.sector}.name`), row),
      ),
      line(t('session:results.together'), shown),
    ],
  );
}

function composePoll(w: Writing, poll: PollOn, { t }: Composing): void {
  w.blocks.push(w.paragraph(...textOf(poll.question)));
  const { voters } = poll;
  const said = voters === null ? t('claims:report.sessions.too-few') : t('session:results.voters', { count: voters });
  w.blocks.push(w.paragraph(...textOf(said)));
  w.table(
    [t('session:results.choice'), t('session:results.answers')],
    poll.choices.map((c) => [c.words, c.votes === null ? t('claims:report.withheld') : String(c.votes)]),
  );
}

function takenOn({ words, path, owner, dueOn, state }: TakenOn, { t, language, publicUrl }: Composing): JSONContent[] {
  const about = [
    owner,
    dueOn && t('claims:report.sessions.due', { day: dayOf(dueOn, language) }),
    t(`commitments:state.${state}`),
  ];
  return [...linked(words, publicUrl + path), ...textOf(` · ${about.filter(Boolean).join(' · ')}`)];
}
