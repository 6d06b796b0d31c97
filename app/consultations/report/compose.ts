import type { JSONContent } from '@tiptap/core';
import type { TFunction } from 'i18next';
import { linked, textOf, Writing } from '../../documents/exchange/composing';
import { isFixedSection, sides } from '../claims/claim';
import type { Section } from '../claims/queries/whole.server';
import type { ClaimView, PassageView } from '../claims/view';
import { noSector } from '../results/counting';
import { composeSessions } from './compose-sessions';
import type { Position, Report } from './queries.server';

export interface Composing {
  t: TFunction;
  /** The reader's: what there is in several languages is said in it. */
  language: string;
  publicUrl: string;
}

/**
 * The report as a text that leaves the platform. Of sources it says whose they are and where they stand, and none of their
 * words: a file is passed on to people with other rights. Of a survivor's voice it says that it is one, and nothing else.
 */
export function composeReport(report: Report, composing: Composing): JSONContent {
  const { t } = composing;
  const w = new Writing();
  w.heading(1, t('claims:report.participation'));
  w.blocks.push(w.paragraph(...textOf(t('claims:report.participation-note'))));
  const figure = (n: number | null) => (n === null ? t('claims:report.withheld') : String(n));
  w.table(
    [t('claims:report.sector'), t('claims:report.invited'), t('claims:report.submitted'), t('claims:report.people')],
    report.participation.map((row) => [
      row.sector ? t(`sectors:${row.sector}.name`) : t('claims:report.total'),
      figure(row.invited),
      figure(row.submitted),
      figure(row.people),
    ]),
  );
  w.heading(1, t('claims:report.method'));
  w.blocks.push(w.paragraph(...textOf(t('claims:report.method-text'))));
  w.list(
    report.coverage.kinds.map(({ kind, share }) =>
      textOf(t('claims:report.covered', { kind: t(`claims:coverage.kind.${kind}`), ...share })),
    ),
  );
  composeSessions(w, report.sessions, composing);
  const questions = report.sections.filter((s) => s.question !== null);
  if (questions.length > 0) w.heading(1, t('claims:report.questions'));
  for (const section of questions) composeSection(w, section, report, composing, 2);
  // Questions that no section is about: those that are not asked any more.
  for (const position of report.positions.filter((p) => !questions.some((s) => s.key === p.section))) {
    w.heading(2, position.question.label.text);
    composePosition(w, position, composing);
  }
  for (const section of report.sections.filter((s) => s.question === null))
    composeSection(w, section, report, composing, 1);
  w.heading(1, t('claims:aside.title'));
  w.list(
    report.aside.sources.map((s) => [
      ...linked(t(`claims:kind.${s.kind}`), `${composing.publicUrl}/trace/${s.kind}/${s.id}`),
      ...textOf(
        [s.author, s.organisation]
          .filter(Boolean)
          .map((name) => ` · ${name}`)
          .join(''),
      ),
      ...textOf(`: ${s.reason ?? ''}`),
    ]),
  );
  const { hidden } = report.aside;
  if (hidden > 0) w.blocks.push(w.paragraph(...textOf(t('claims:aside.hidden', { count: hidden }))));
  else if (report.aside.sources.length === 0) w.blocks.push(w.paragraph(...textOf(t('claims:aside.none'))));
  return { type: 'doc', content: w.blocks };
}

function composeSection(w: Writing, section: Section, report: Report, composing: Composing, level: number): void {
  const { t } = composing;
  const { key, question } = section;
  w.heading(level, question?.words ?? t(`claims:section.${isFixedSection(key) ? key : 'other'}`));
  for (const position of report.positions.filter((p) => p.section === key)) composePosition(w, position, composing);
  const claims = report.claims.filter((c) => c.section === key);
  if (claims.length === 0) w.blocks.push(w.paragraph(...textOf(t('claims:report.no-claims'))));
  for (const claim of claims) composeClaim(w, claim, composing);
}

/** How all together answered, with every sector counting the same, and how each sector did. What is withheld is a dash. */
function composePosition(w: Writing, { question, views, means }: Position, { t }: Composing): void {
  const none = t('claims:report.withheld');
  const sector = (of: string) => t(of === noSector ? 'results:no-sector' : `sectors:${of}.name`);
  const share = (n: number | null, of: number | null) =>
    n === null || !of ? none : t('claims:report.figures', { n, share: Math.round((100 * n) / of) });
  for (const view of views) {
    const row = question.rows.find((r) => r.id === view.row)?.label.text;
    if (row) w.blocks.push(w.paragraph(...textOf(row, [{ type: 'bold' }])));
    w.table(
      [t('claims:report.sector'), t('results:answers'), ...view.columns.map((column) => answerOf(question, column))],
      [
        line(t('claims:report.total'), view.answered, view.total),
        [
          t('results:equal'),
          view.weighing && view.weighing.effective !== null
            ? t('claims:report.effective', { n: view.weighing.effective })
            : none,
          ...view.weighted.map((n) => (n === null ? none : t('claims:report.share', { share: n }))),
        ],
        ...view.rows.map((r) => line(sector(r.of), r.answered, r.counts)),
      ],
    );
  }
  if (means) {
    const mean = (n: number | null) => (n === null ? none : `${Math.round(n * 100) / 100} ${question.unit}`.trim());
    w.table(
      [t('claims:report.sector'), t('results:mean')],
      [
        [t('claims:report.total'), mean(means.all)],
        [t('results:equal'), mean(means.weighted)],
        ...means.rows.map((r) => [sector(r.of), mean(r.mean)]),
      ],
    );
  }

  function line(name: string, answered: number | null, counts: (number | null)[]): string[] {
    return [name, answered === null ? none : String(answered), ...counts.map((n) => share(n, answered))];
  }
}

function answerOf(question: Position['question'], column: string): string {
  if (question.type !== 'scale') return question.options.find((o) => o.id === column)?.label.text ?? column;
  const { min, max } = question.scale;
  const end = column === String(min) ? question.low : column === String(max) ? question.high : '';
  return end ? `${column} · ${end}` : column;
}

function composeClaim(w: Writing, claim: ClaimView, composing: Composing): void {
  const { t, publicUrl } = composing;
  const name = linked(t('claims:claim', { number: claim.number }), `${publicUrl}/claims/${claim.id}`);
  if (claim.withdrawn) {
    w.blocks.push(
      w.paragraph(
        ...textOf(`${t('claims:withdrawn-claim', { number: claim.number })} `),
        ...textOf(claim.withdrawn.reason),
      ),
    );
    return;
  }
  const marks = [
    claim.sources === 1 && t('claims:single'),
    claim.for.length > 0 && claim.against.length > 0 && t('claims:contested'),
    [...claim.for, ...claim.against].some((p) => p.waits) && t('claims:changed'),
  ].filter((mark) => mark !== false);
  w.blocks.push(
    w.paragraph(
      ...name,
      ...textOf(': '),
      ...textOf(claim.words, [{ type: 'bold' }]),
      ...textOf(marks.length > 0 ? ` (${marks.join(' · ')})` : ''),
    ),
  );
  w.list(
    sides.flatMap((side) =>
      claim[side].map((passage) => [...textOf(`${t(`claims:side.${side}`)}: `), ...provenance(passage, composing)]),
    ),
  );
}

/** Whose a passage is and where it stands. */
function provenance({ now, kind, state, week }: PassageView, { t, publicUrl }: Composing): JSONContent[] {
  if (now.kind === 'nothing' && now.why === 'not-for-you') return textOf(t('claims:source.not-for-you'));
  if (now.kind === 'voice' && now.state !== 'released')
    return textOf(t(now.state === 'gone' ? 'claims:source.gone' : 'claims:source.hidden'));
  if (now.kind === 'voice')
    return textOf(t('claims:report.voice', { week: (week ?? 0) % 100, year: Math.floor((week ?? 0) / 100) }));
  const names = [now.author, now.organisation].filter(Boolean).join(', ');
  return [
    ...linked([t(`claims:kind.${kind}`), names].filter(Boolean).join(' · '), publicUrl + now.path),
    ...textOf(state === 'current' || state === 'not-for-you' ? '' : ` (${t(`claims:source.${state}`)})`),
  ];
}
