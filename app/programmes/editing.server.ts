import { randomUUID } from 'node:crypto';
import { typedAs } from '../indicators/decimal';
import type { Reader } from '../people/person';
import { type Asked, idOf, signedIn } from '../shared/edge.server';
import { i18nFor } from '../shared/i18n.server';
import { contentLanguages, languageNames } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { currencies, plainMoney } from './budget';
import { numbered } from './framework';
import { headOf, screenLanguage } from './page.server';
import { areaChoices, countryChoices } from './place-choices';
import { mayLead, mayNameFor, type Part, parts, whyNotChange } from './programme';
import { readChoices } from './queries/choices.server';
import { readRecord, standsAsFixed } from './queries/record.server';
import { type ProgrammeRecord, partnerName, yearsOf } from './record';
import { lastYearBegun, mayNote } from './spending';
import { flagWords } from './tables.server';

async function opened(asked: Asked, part: Part | 'programme') {
  const reader = signedIn(asked);
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const p = await readRecord(asked.sql, reader, idOf(asked.params.id), language, now);
  const no = whyNotChange(p.rules, reader, part, now);
  // What is closed is still shown to those who work on it; its forms are refused.
  if (no && no.kind !== 'closed') throw no;
  const t = i18nFor(language).getFixedT(language, 'programmes');
  const frame = {
    head: headOf(p, language, now),
    flags: flagWords(p, { t, language }),
    isClosed: no !== undefined,
  };
  return { reader, now, language, p, frame };
}

/** What a programme is, who carries it out and what is behind it: the forms of those who work on it. Two statements. */
export async function loadEditing(asked: Asked) {
  const { reader, now, language, p, frame } = await opened(asked, 'programme');
  const choices = await readChoices(asked.sql, reader, p.id, language, now);
  const may = mayLead(p.rules, reader);
  // What stands there stays to choose, whether or not this reader sees it.
  const withStanding = (all: { id: number; name: string }[], standing: { id: number; title: string | null } | null) =>
    standing === null || all.some((x) => x.id === standing.id)
      ? all
      : [{ id: standing.id, name: standing.title ?? `#${standing.id}` }, ...all];
  return {
    ...frame,
    version: p.version,
    what: {
      title: p.title,
      summary: p.summary,
      area: p.area,
      country: p.country ?? '',
      currency: p.currency,
      firstYear: p.firstYear,
      lastYear: p.lastYear,
      total: p.total === null ? '' : plainMoney(p.total, p.currency),
    },
    aims: p.aims,
    behind: {
      consultation: p.consultation?.id ?? null,
      noConsultationReason: p.noConsultationReason,
      document: p.document?.id ?? null,
    },
    partners: p.partners.map((o) => ({
      ...o,
      isLead: o.id === p.rules.leadId,
      mayName: mayNameFor(p.rules, reader, o.id),
    })),
    choices: {
      areas: areaChoices(language),
      countries: countryChoices(language),
      currencies: Object.keys(currencies),
      organisations: choices.organisations.filter((o) => !p.partners.some((partner) => partner.id === o.id)),
      consultations: withStanding(choices.consultations, p.consultation),
      documents: withStanding(choices.documents, p.document),
      languages: contentLanguages.map((code) => ({ value: code as string, label: languageNames[code] })),
    },
    fixed: p.fixed && { number: p.fixed.number, stands: standsAsFixed(p) },
    mayLead: may,
    once: randomUUID(),
  };
}

export type EditingData = Awaited<ReturnType<typeof loadEditing>>;

/** One part with the forms of its items. One statement. */
export async function loadPart(asked: Asked) {
  const part = parts.find((name) => name === asked.params.part);
  if (!part) throw refuse('not-found', 'shared:errors.not-found');
  const { p, frame, reader, now } = await opened(asked, part);
  return {
    ...frame,
    part,
    partners: p.partners.map((o) => ({ value: String(o.id), label: o.name })),
    years: yearsOf(p),
    items: itemsOf(p, part),
    activities: p.activities.map((a) => ({ value: String(a.id), label: a.title })),
    results: numbered(p.results).map(({ number, result }) => ({
      value: String(result.id),
      label: `${number} ${result.title}`,
      kind: result.kind,
    })),
    today: asked.now().toISOString().slice(0, 10),
    spending: part === 'spending' ? spendingOf(p, reader, now) : [],
    once: [randomUUID(), randomUUID(), randomUUID()],
  };
}

/** What was spent of each line, in the years that have begun, as its form is filled. */
function spendingOf(p: ProgrammeRecord, reader: Reader, now: Date) {
  const years = yearsOf(p).filter((year) => year <= lastYearBegun(now));
  return p.lines.map((line) => {
    const own = p.spending.filter((s) => s.lineId === line.id);
    const money = (amount: bigint | null | undefined) =>
      amount ? plainMoney(amount, p.currency) : amount === 0n ? '0' : '';
    return {
      id: line.id,
      title: line.title,
      holder: partnerName(p, line.fiduciaryId),
      mayNote: mayNote(p.rules, line, reader),
      /** The last word of it, against which its form is saved; 0 for none. */
      version: Math.max(0, ...own.map((s) => s.id)),
      note: own.reduce<(typeof own)[number] | null>((last, s) => (last && last.id > s.id ? last : s), null)?.note ?? '',
      years: years.map((year) => ({
        year,
        planned: money(line.years.find((y) => y.year === year)?.amount ?? 0n),
        spent: money(own.find((s) => s.year === year)?.amount),
      })),
    };
  });
}

export type PartData = Awaited<ReturnType<typeof loadPart>>;

/** An item of a part as its form is filled. */
export interface ShownItem {
  kind: 'activity' | 'result' | 'indicator' | 'line' | 'risk' | 'phase' | 'report' | 'lesson';
  id: number;
  version: number;
  /** What it is called in the list. */
  name: string;
  values: Record<string, string>;
  several?: Record<string, string[]>;
}

function itemsOf(p: ProgrammeRecord, part: Part): ShownItem[] {
  const text = (id: number | null) => (id === null ? '' : String(id));
  switch (part) {
    case 'activities':
      return p.activities.map((a) => ({
        kind: 'activity',
        id: a.id,
        version: a.version,
        name: a.title,
        values: {
          title: a.title,
          body: a.body,
          aim: a.aim,
          organisation: String(a.organisationId),
          startsOn: a.startsOn ?? '',
          endsOn: a.endsOn ?? '',
        },
        several: { others: a.others.map(String) },
      }));
    case 'framework': {
      const all = numbered(p.results);
      const numberOf = (id: number) => all.find((x) => x.result.id === id)?.number ?? '';
      return [
        ...all.map(
          ({ number, result }): ShownItem => ({
            kind: 'result',
            id: result.id,
            version: (result as ProgrammeRecord['results'][number]).version,
            name: `${number} ${result.title}`,
            values: { kind: result.kind, parentId: text(result.parentId), title: result.title },
          }),
        ),
        ...p.indicators.map(
          (i): ShownItem => ({
            kind: 'indicator',
            id: i.id,
            version: i.version,
            name: `${numberOf(i.subjectId)} ${i.what}`,
            values: {
              subject: String(i.subjectId),
              what: i.what,
              unit: i.unit,
              direction: i.direction,
              baseline: typedAs(i.baseline),
              baselineOn: i.baselineOn,
              target: typedAs(i.target),
              targetOn: i.targetOn,
              source: i.source,
            },
          }),
        ),
      ];
    }
    case 'budget':
      return p.lines.map((l) => ({
        kind: 'line',
        id: l.id,
        version: l.version,
        name: l.title,
        values: {
          title: l.title,
          activity: text(l.activityId),
          organisation: String(l.organisationId),
          fiduciary: String(l.fiduciaryId),
          source: l.source,
          funding: l.funding,
          earmark: l.earmark,
          total: plainMoney(l.total, p.currency),
          ...Object.fromEntries(l.years.map((y) => [`year-${y.year}`, plainMoney(y.amount, p.currency)])),
        },
      }));
    // What was spent is noted line by line, in forms of its own.
    case 'spending':
      return [];
    case 'risks':
      return p.risks.map((r) => ({
        kind: 'risk',
        id: r.id,
        version: r.version,
        name: r.title,
        values: {
          title: r.title,
          likelihood: r.likelihood,
          harm: r.harm,
          answer: r.answer,
          organisation: text(r.organisationId),
        },
      }));
    case 'phases':
      return p.phases.map((h) => ({
        kind: 'phase',
        id: h.id,
        version: h.version,
        name: h.title,
        values: { title: h.title, startsOn: h.startsOn, endsOn: h.endsOn, funding: h.funding },
      }));
    case 'reports':
      return p.reports.map((r) => ({
        kind: 'report',
        id: r.id,
        version: r.version,
        name: `${r.startsOn} – ${r.endsOn}`,
        values: {
          startsOn: r.startsOn,
          endsOn: r.endsOn,
          body: r.body,
          spent: r.spent === null ? '' : plainMoney(r.spent, p.currency),
        },
      }));
    case 'lessons':
      return p.lessons.map((l) => ({
        kind: 'lesson',
        id: l.id,
        version: l.version,
        name: l.title,
        values: { title: l.title, body: l.body },
      }));
  }
}
