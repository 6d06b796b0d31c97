import type { JSONContent } from '@tiptap/core';
import type { TFunction } from 'i18next';
import { linked, textOf, Writing } from '../documents/exchange/composing';
import { amountIn, moneyIn, shareIn } from '../programmes/figures';
import { isLanguage } from '../shared/languages';
import { formatTime } from '../shared/time';
import { commitmentStates } from '../tasks/commitment';
import { tolerance } from './money';
import type { Issue } from './queries/review.server';
import type { Counts, ReviewActivity, ReviewContent, ReviewMoney } from './review';

export interface Composing {
  t: TFunction;
  /** Of the screen: what people wrote stays in their language. */
  language: string;
  publicUrl: string;
}

/**
 * The annual review as a text: the page and all files are made of it. `issue` is null for a draft, which has no number and no hash.
 */
export function composeReview(content: ReviewContent, issue: Issue | null, composing: Composing): JSONContent {
  const { t, publicUrl } = composing;
  const { year, words, figures } = content;
  const w = new Writing();
  const day = (iso: string | null) => (iso === null ? '' : dayIn(iso, composing.language));
  const say = (text: string) => w.blocks.push(w.paragraph(...textOf(text)));

  say(t('workplan:report.as-of', { day: day(figures.asOf) }));
  if (issue) say(t('workplan:report.issued', { number: issue.number, day: day(issue.issuedAt.slice(0, 10)) }));
  if (issue && issue.reason !== '') say(t('workplan:report.corrects', { reason: issue.reason }));
  w.blocks.push(w.paragraph(...linked(t('workplan:of', { year }), `${publicUrl}/workplan/${year}`)));
  say(
    content.approved ? t('workplan:report.approved', { number: content.approved }) : t('workplan:report.not-approved'),
  );

  w.heading(1, t('workplan:report.done'));
  written(w, words.done);
  counts(w, content, composing);
  w.list(figures.done.map((a) => activityLine(a, composing)));

  w.heading(1, t('workplan:report.undone'));
  written(w, words.undone);
  if (figures.undone.length === 0) say(t('workplan:report.nothing-undone'));
  else
    w.table(
      ['activity', 'programme', 'owner', 'until', 'state', 'why'].map((column) => t(`workplan:table.${column}`)),
      figures.undone.map((a) => [
        a.title,
        a.programme ?? t('workplan:own'),
        a.owner ?? t('workplan:nobody'),
        day(a.endsOn),
        `${t(`commitments:state.${a.state}`)}${a.late ? ` · ${t('workplan:late')}` : ''}`,
        a.words,
      ]),
    );

  w.heading(1, t('workplan:report.money'));
  if (figures.money.length === 0) say(t('workplan:money.none'));
  else {
    say(t('workplan:money.note', { share: shareIn(composing.language, tolerance) }));
    w.table(
      ['programme', 'planned', 'spent', 'difference', 'apart'].map((column) => t(`workplan:table.${column}`)),
      figures.money.map((m) => moneyRow(m, composing)),
    );
  }

  w.heading(1, t('workplan:report.corrections'));
  if (figures.corrections.length === 0) say(t('workplan:report.no-corrections'));
  else
    w.table(
      ['correction', 'owner', 'until', 'state'].map((column) => t(`workplan:table.${column}`)),
      figures.corrections.map((c) => [
        c.words,
        c.owner ?? t('workplan:nobody'),
        day(c.dueOn),
        t(`commitments:state.${c.state}`),
      ]),
    );

  w.heading(1, t('workplan:report.lessons'));
  written(w, words.lessons, t('workplan:report.nothing-written'));

  w.heading(1, t('workplan:report.heard'));
  written(w, words.heard, t('workplan:report.nothing-written'));
  promised(w, content, composing);

  if (issue) say(t('workplan:report.hash', { hash: issue.hash }));
  return { type: 'doc', content: w.blocks };
}

function dayIn(iso: string, language: string): string {
  return formatTime(`${iso}T12:00:00Z`, isLanguage(language) ? language : 'en', 'UTC', 'date');
}

/** What was typed, with its paragraphs. */
function written(w: Writing, words: string, nothing?: string): void {
  const paragraphs = words.split(/\n{2,}/).map((p) => p.replace(/\n/g, ' ').trim());
  const said = paragraphs.filter((p) => p !== '');
  for (const p of said.length === 0 && nothing ? [nothing] : said) w.blocks.push(w.paragraph(...textOf(p)));
}

function counts(w: Writing, { figures }: ReviewContent, { t }: Composing): void {
  const columns = ['all', ...commitmentStates, 'late'] as const;
  const row = (name: string, of: Counts) => [name, ...columns.map((column) => String(of[column]))];
  w.table(
    [
      t('workplan:table.programme'),
      t('workplan:table.all'),
      ...commitmentStates.map((state) => t(`commitments:state.${state}`)),
      t('workplan:late'),
    ],
    [
      ...figures.programmes.map((p) => row(p.title ?? t('workplan:own'), p.counts)),
      row(t('workplan:table.sum'), figures.activities),
    ],
  );
}

function activityLine(a: ReviewActivity, { t }: Composing): JSONContent[] {
  const about = [a.programme ?? t('workplan:own'), a.owner].filter(Boolean).join(' · ');
  return [
    ...textOf(a.title, [{ type: 'bold' }]),
    ...textOf(` (${about})`),
    ...textOf(a.words === '' ? '' : `: ${a.words}`),
  ];
}

function moneyRow(m: ReviewMoney, { t, language }: Composing): string[] {
  const none = t('workplan:money.unknown');
  const money = (minor: string | null) => (minor === null ? none : moneyIn(language, BigInt(minor), m.currency));
  const share = m.share === null ? '' : ` (${signedShare(m.share, language)})`;
  return [
    `${m.programme ?? t('workplan:own')} · ${m.currency}`,
    money(m.planned),
    money(m.spent),
    m.difference === null ? none : `${signedMoney(BigInt(m.difference), m.currency, language)}${share}`,
    m.apart === null ? '' : t(`workplan:apart.${m.apart}`),
  ];
}

/** With a sign in front, as one says more and less: it stands beside its figure in a text from right to left too. */
export function signed(language: string, minor: bigint, say: (amount: bigint) => string): string {
  const sign = minor < 0n ? '\u2212' : minor > 0n ? '+' : '';
  return `${language === 'ar' ? '\u200e' : ''}${sign}${say(minor < 0n ? -minor : minor)}`;
}

export function signedMoney(minor: bigint, currency: ReviewMoney['currency'], language: string): string {
  if (language !== 'en') return signed(language, minor, (amount) => moneyIn(language, amount, currency));
  return `${currency}\u00a0${signed(language, minor, (amount) => amountIn(language, amount, currency))}`;
}

export function signedShare(share: number, language: string): string {
  return signed(language, BigInt(share), (of) => shareIn(language, Number(of)));
}

function promised(w: Writing, { figures }: ReviewContent, { t }: Composing): void {
  const kinds = (['response', 'recommendation'] as const).filter((kind) =>
    figures.promised.some((p) => p.kind === kind),
  );
  if (kinds.length === 0) return;
  w.blocks.push(w.paragraph(...textOf(t('workplan:report.promised'))));
  w.table(
    [
      t('workplan:table.kind'),
      t('workplan:table.all'),
      ...commitmentStates.map((state) => t(`commitments:state.${state}`)),
    ],
    kinds.map((kind) => {
      const of = figures.promised.filter((p) => p.kind === kind);
      const count = (state: (typeof commitmentStates)[number]) => of.find((p) => p.state === state)?.count ?? 0;
      return [
        t(`commitments:kinds.${kind}`),
        String(of.reduce((all, p) => all + p.count, 0)),
        ...commitmentStates.map((state) => String(count(state))),
      ];
    }),
  );
}
