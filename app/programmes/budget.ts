import { asciiDigits, withoutGroups } from '../indicators/decimal';

/**
 * Currencies in which a programme is budgeted, with the digits of their minor unit (ISO 4217). None with three: of `1.250` nobody
 * could say whether it is a thousand or a little more than one.
 */
export const currencies = { USD: 2, EUR: 2, CHF: 2, GBP: 2, JPY: 0 } as const;
export type Currency = keyof typeof currencies;

export function isCurrency(code: unknown): code is Currency {
  return typeof code === 'string' && Object.hasOwn(currencies, code);
}

export const fundings = ['seed', 'later'] as const;
export type Funding = (typeof fundings)[number];

/** What a line is for, where that has a share of its own: direct assistance is the first part of victim support. */
export const earmarks = ['none', 'direct-assistance', 'victim-support', 'evaluation'] as const;
export type Earmark = (typeof earmarks)[number];

/** The shares on which the committee agrees. */
export const shareKinds = ['victim-support', 'evaluation'] as const;
export type ShareKind = (typeof shareKinds)[number];

/** Ten years at most: the columns of a table that a person can read. */
export const mostYears = 10;

/** What one line may come to, in minor units: far from the end of a bigint, and beyond any programme. */
export const mostMoney = 10n ** 15n;

export type Unreadable = 'unreadable' | 'too-fine' | 'too-much';

/**
 * An amount as it was typed, in minor units: `1250000`, `1 250 000.50`, `1,250,000`, `1.250.000,50`, `١٢٥٠`. A lone sign before
 * exactly three digits parts thousands: no currency here has so many parts.
 */
export function readMoney(typed: string, currency: Currency): bigint | Unreadable {
  const text = asciiDigits(typed);
  const parts = currencies[currency];
  const lone = /^(\d{1,3})[.,](\d{3})$/.exec(text);
  const plain = lone && lone[1] !== '0' ? lone[1]! + lone[2]! : withoutGroups(text);
  const read = /^(\d+)(?:\.(\d+))?$/.exec(plain ?? '');
  if (!read) return 'unreadable';
  const rest = (read[2] ?? '').replace(/0+$/, '');
  if (rest.length > parts) return 'too-fine';
  if (read[1]!.length > 16) return 'too-much';
  const minor = BigInt(read[1]! + rest.padEnd(parts, '0'));
  return minor > mostMoney ? 'too-much' : minor;
}

/**
 * Digits and a point, as a field or a spreadsheet takes it: `1250.50`; without parts where there are none: `1250`. A difference may
 * be below nought: `-0.50`.
 */
export function plainMoney(minor: bigint, currency: Currency): string {
  if (minor < 0n) return `-${plainMoney(-minor, currency)}`;
  const parts = currencies[currency];
  if (parts === 0) return String(minor);
  const all = String(minor).padStart(parts + 1, '0');
  const rest = all.slice(-parts);
  return /^0+$/.test(rest) ? all.slice(0, -parts) : `${all.slice(0, -parts)}.${rest}`;
}

export interface Line {
  earmark: Earmark;
  funding: Funding;
  organisationId: number;
  fiduciaryId: number;
  total: bigint;
  years: { year: number; amount: bigint }[];
}

/** What is wrong with a line beside its fields: `total` where its years come to something else. */
export function whyNotAddUp({
  total,
  years,
}: Pick<Line, 'total' | 'years'>): { years: bigint; missing: bigint } | undefined {
  const sum = years.reduce((all, { amount }) => all + amount, 0n);
  return sum === total ? undefined : { years: sum, missing: total - sum };
}

export interface Sums {
  total: bigint;
  /** By year, of the programme's years in their order. */
  years: { year: number; amount: bigint }[];
  organisations: { organisationId: number; total: bigint; years: bigint[] }[];
  fundings: Record<Funding, bigint>;
  victims: bigint;
  /** Of what is for victims, what helps them directly. */
  direct: bigint;
  evaluation: bigint;
}

/** All that is said of a budget as a whole, from its lines. */
export function sumsOf(lines: readonly Line[], first: number, last: number): Sums {
  const years = Array.from({ length: last - first + 1 }, (_, i) => ({ year: first + i, amount: 0n }));
  const sums: Sums = {
    total: 0n,
    years,
    organisations: [],
    fundings: { seed: 0n, later: 0n },
    victims: 0n,
    direct: 0n,
    evaluation: 0n,
  };
  const byOrganisation = new Map<number, Sums['organisations'][number]>();
  for (const line of lines) {
    sums.total += line.total;
    sums.fundings[line.funding] += line.total;
    if (line.earmark === 'direct-assistance') sums.direct += line.total;
    if (line.earmark === 'direct-assistance' || line.earmark === 'victim-support') sums.victims += line.total;
    if (line.earmark === 'evaluation') sums.evaluation += line.total;
    const own = byOrganisation.get(line.organisationId) ?? {
      organisationId: line.organisationId,
      total: 0n,
      years: years.map(() => 0n),
    };
    byOrganisation.set(line.organisationId, own);
    own.total += line.total;
    for (const { year, amount } of line.years) {
      const at = year - first;
      if (at < 0 || at >= years.length) continue;
      years[at]!.amount += amount;
      own.years[at]! += amount;
    }
  }
  sums.organisations = [...byOrganisation.values()];
  return sums;
}

/** A part of a whole in hundredths of one per cent, rounded down: a share that is missed by a cent is missed. */
export function shareOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole);
}

export interface Agreed {
  kind: ShareKind;
  basisPoints: number;
}

export interface Share extends Agreed {
  amount: bigint;
  /** In hundredths of one per cent, rounded down. */
  share: number;
  isBelow: boolean;
}

/** How each agreed share is kept. Of a budget without money nothing is missed yet. */
export function sharesOf(sums: Pick<Sums, 'total' | 'victims' | 'evaluation'>, agreed: readonly Agreed[]): Share[] {
  return agreed.map(({ kind, basisPoints }) => {
    const amount = kind === 'victim-support' ? sums.victims : sums.evaluation;
    // Exact: by the rounded share one that is kept to the cent could be called missed.
    const isBelow = sums.total > 0n && amount * 10_000n < sums.total * BigInt(basisPoints);
    return { kind, basisPoints, amount, share: shareOf(amount, sums.total), isBelow };
  });
}

export type BudgetFlag =
  | { kind: 'line-apart'; line: number; missing: bigint }
  | { kind: 'total-apart'; missing: bigint }
  | { kind: 'no-lines' }
  | { kind: 'share-below'; share: Share };

/**
 * What does not hold in a budget as it stands, and is shown with it: lines whose years come to something else, lines that do
 * not come to what the programme is to cost, shares that are missed.
 */
export function flagsOf(
  lines: readonly (Line & { id: number })[],
  total: bigint | null,
  agreed: readonly Agreed[],
  first: number,
  last: number,
): BudgetFlag[] {
  if (lines.length === 0) return [{ kind: 'no-lines' }];
  const sums = sumsOf(lines, first, last);
  const apart = lines.flatMap((line): BudgetFlag[] => {
    const no = whyNotAddUp(line);
    return no ? [{ kind: 'line-apart', line: line.id, missing: no.missing }] : [];
  });
  const whole: BudgetFlag[] =
    total !== null && total !== sums.total ? [{ kind: 'total-apart', missing: total - sums.total }] : [];
  const shares = sharesOf(sums, agreed).flatMap((share): BudgetFlag[] =>
    share.isBelow ? [{ kind: 'share-below', share }] : [],
  );
  return [...apart, ...whole, ...shares];
}
