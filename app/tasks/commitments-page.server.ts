import { stringify } from 'csv-stringify/sync';
import { organisationChoices } from '../organisations/queries.server';
import { type Asked, idOf } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { excerpt } from '../shared/rich-text/excerpt';
import { isOverdue, isSettled, lastDay, mayChangeAction, mayFollowUp } from './commitment';
import { commitmentSearch } from './commitment-forms';
import {
  countCommitments,
  findCommitment,
  type ListedCommitment,
  listCommitments,
  listLength,
} from './commitments-listed.server';

const mostInTable = 5000;

function asking({ reader, language, now }: Asked) {
  return { reader, language, today: lastDay(now()) };
}

function viewOf({ changedAt: _, ...c }: ListedCommitment, today: string) {
  return { ...c, isOverdue: isOverdue(c, today) };
}

/** What was taken on, with the links by which it is narrowed. Two statements. */
export async function loadCommitments(asked: Asked) {
  const { sql, url } = asked;
  const search = commitmentSearch.parse(Object.fromEntries(url.searchParams));
  const of = asking(asked);
  const { commitments, total } = await listCommitments(sql, { ...search, ...of });
  const counts = await countCommitments(sql, of);
  const sum = (some: typeof counts, count: (c: (typeof counts)[number]) => number) =>
    some.reduce((n, c) => n + count(c), 0);
  const owners = new Map<number, { id: number; name: string; open: number; overdue: number }>();
  for (const c of counts) {
    if (c.ownerId === null) continue;
    const owner = owners.get(c.ownerId) ?? { id: c.ownerId, name: c.owner!, open: 0, overdue: 0 };
    if (!isSettled(c.state)) owner.open += c.count;
    owner.overdue += c.overdue;
    owners.set(c.ownerId, owner);
  }
  return {
    commitments: commitments.map((c) => ({ ...viewOf(c, of.today), words: excerpt(c.words, 240) })),
    total,
    page: search.page,
    pages: Math.ceil(total / listLength),
    chosen: {
      owner: search.owner ?? null,
      state: search.state ?? null,
      kind: search.kind ?? null,
      overdue: search.overdue ?? null,
    },
    whole: {
      all: sum(counts, (c) => c.count),
      open: sum(counts, (c) => (isSettled(c.state) ? 0 : c.count)),
      overdue: sum(counts, (c) => c.overdue),
    },
    owners: [...owners.values()],
    search: url.search,
  };
}

export type CommitmentsData = Awaited<ReturnType<typeof loadCommitments>>;

/** One of them, with its history and the forms of those who may. Two statements. */
export async function loadCommitment(asked: Asked) {
  const { sql, reader, language, params } = asked;
  const of = asking(asked);
  const found = await findCommitment(sql, idOf(params.id), of);
  if (!found) throw refuse('not-found', 'shared:errors.not-found');
  const mayChange = mayChangeAction(found, reader);
  return {
    ...viewOf(found, of.today),
    history: found.history,
    mayFollowUp: found.kind === 'action' && mayFollowUp(found, reader),
    mayChange,
    organisations: mayChange ? await organisationChoices(sql, language) : [],
    zone: reader?.timeZone ?? 'UTC',
  };
}

export type CommitmentData = Awaited<ReturnType<typeof loadCommitment>>;

/** The list as comma-separated values, UTF-8 with a mark so that spreadsheets read it; formula cells are made text. */
export async function csvOfCommitments(asked: Asked): Promise<string> {
  const { sql, url, publicUrl } = asked;
  const search = commitmentSearch.parse(Object.fromEntries(url.searchParams));
  const of = asking(asked);
  const { commitments } = await listCommitments(sql, { ...search, ...of, page: 1, length: mostInTable });
  const columns = [
    'id',
    'address',
    'kind',
    'about',
    'words',
    'language',
    'owner',
    'dueOn',
    'state',
    'overdue',
    'reason',
    'done',
  ];
  const rows = commitments.map((c) => ({
    ...c,
    address: `${publicUrl}${c.path}`,
    about: c.subject,
    owner: c.owner ?? c.person,
    overdue: isOverdue(c, of.today) ? 'yes' : 'no',
  }));
  return stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true });
}
