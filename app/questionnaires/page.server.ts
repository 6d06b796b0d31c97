import { createHash, randomUUID } from 'node:crypto';
import type { Asked } from '../shared/edge.server';
import { idOf } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { askedOf, judge, readAnswer, type Typed, type Value } from './answer';
import { type Content, findQuestion, questionsOf, wordsIn } from './content';
import { answerSearch } from './forms';
import { type Comer, type Found, findQuestionnaire } from './found.server';
import { findResponse, madeWith, type Response } from './queries/response.server';
import {
  mayReadResults,
  needsSignOff,
  opensAt,
  stateOf,
  whyNotAnswer,
  whyNotMeant,
  whyNotOpen,
  whyNotSend,
} from './questionnaire';
import { sayTyped, shownSections } from './shown';

/** Who asks: by the session, and by what stands in the address. */
export function comerOf({ reader, url }: Asked): Comer {
  const given = (name: string) => {
    const value = url.searchParams.get(name);
    return value && /^[\w-]{10,100}$/.test(value) ? value : null;
  };
  return { reader, token: given('token'), key: given('key') };
}

/** What has to stay in the address on the way through the pages, and nothing that would tie two ways together. */
export function wayOf({ token, key }: Comer): string {
  return key ? `key=${key}` : token ? `token=${token}` : '';
}

export const addressOf = (id: number, page: string, ...query: string[]) => {
  const asked = query.filter(Boolean).join('&');
  return `/questionnaires/${id}${page}${asked ? `?${asked}` : ''}`;
};

/** Title and introduction of what is asked, or of what is being prepared where nothing is asked yet. */
export function headOf(found: Found, content: Content, language: string) {
  const words = wordsIn(content.texts, language, found.language);
  return {
    id: found.id,
    title: words?.words.title ?? '',
    language: words?.language ?? found.language,
    introduction: words?.words.introduction ?? '',
    subject: found.subject && {
      title: found.subject.title,
      language: found.subject.language,
      path: found.subject.path,
      feeds: found.subject.feeds ?? null,
    },
  };
}

export type Head = ReturnType<typeof headOf>;

/** The page one comes to by a link: what it is, for whom, when; and the way in. Two statements. */
export async function readFront(asked: Asked) {
  const { sql, language, params, url, reader } = asked;
  const now = asked.now();
  const comer = comerOf(asked);
  const found = await findQuestionnaire(sql, comer, idOf(params.id), language);
  const meant = whyNotMeant(found, reader, found.tie);
  const response = meant ? null : await findResponse(sql, found, comer);
  const open = whyNotOpen(found, now);
  const count = (name: string) => Math.min(Number(url.searchParams.get(name)) || 0, 999);
  return {
    ...headOf(found, found.content ?? found.draft, language),
    state: stateOf(found, now),
    answerers: found.answerers,
    anonymous: found.anonymous,
    publicResults: found.results === 'public',
    opens: opensAt(found)?.toISOString() ?? null,
    closes: found.closesAt?.toISOString() ?? null,
    zone: reader?.timeZone ?? found.timeZone,
    mine: response === null ? 'none' : response.submittedAt ? 'sent' : 'begun',
    why: meant?.message ?? open?.message ?? null,
    mayReopen: whyNotSend(found, found.subject?.kind, reader) === undefined,
    toSignIn: meant?.message === 'questionnaires:refusals.sign-in',
    way: wayOf(comer),
    mayPrepare: found.tie.mayPrepare,
    mayReadResults: found.publishedAt !== null && mayReadResults(found, found.tie),
    published: found.publishedAt !== null,
    sent: url.searchParams.get('sent') === 'yes',
    dropped: count('dropped'),
    keep: response && keepName(response),
    once: randomUUID(),
  } as const;
}

export type Front = Awaited<ReturnType<typeof readFront>>;

/** A page to answer on: one section, or all of them. Two statements. */
export async function readAnswering(asked: Asked) {
  const { sql, language, params, reader } = asked;
  const comer = comerOf(asked);
  const found = await findQuestionnaire(sql, comer, idOf(params.id), language);
  const no = whyNotAnswer(found, reader, found.tie, asked.now());
  if (no) throw no;
  const response = await findResponse(sql, found, comer);
  if (!response) return null;
  if (response.submittedAt) throw refuse('closed', 'questionnaires:refusals.sent');
  const search = answerSearch.parse(Object.fromEntries(asked.url.searchParams));
  const whole = search.all === 'yes' || search.check === 'yes' || response.content.sections.length === 1;
  const typed = typedOf(response);
  const asks = askedOf(response.content, valuesOf(response.content, typed));
  const pages = response.content.sections.filter((s) => s.questions.some((q) => asks.has(q.id) || hangsWithin(s, q)));
  const at = Math.max(
    0,
    pages.findIndex((s) => s.id === search.section),
  );
  const here = whole ? response.content.sections : pages.slice(at, at + 1);
  const judged = search.check === 'yes' ? judge(response.content, typed).mistakes : new Map<string, string>();
  const shown = shownSections({ ...response.content, sections: here }, language, found.language);
  const onPage = new Set(here.flatMap((s) => s.questions.map((q) => q.id)));
  const names = shownSections(response.content, language, found.language);
  return {
    ...headOf(found, response.content, language),
    anonymous: found.anonymous,
    together: found.answerers === 'organisations',
    /** In a consultation: whether the reader signs off for their organisation, or asks for it. */
    signs: needsSignOff(found, found.subject?.kind)
      ? whyNotSend(found, found.subject?.kind, reader) === undefined
      : null,
    asked: asked.url.searchParams.get('asked') === 'yes',
    older: response.version !== found.current,
    way: wayOf(comer),
    page: randomUUID(),
    keep: keepName(response),
    whole,
    check: search.check === 'yes',
    place: whole
      ? null
      : { at: at + 1, of: pages.length, before: pages[at - 1]?.id ?? null, next: pages[at + 1]?.id ?? null },
    zone: reader?.timeZone ?? found.timeZone,
    sections: shown.map((s) => ({
      ...s,
      questions: s.questions
        // What hangs on another page is known; what hangs on this one may change while one types.
        .filter((q) => asks.has(q.id) || whole || (q.condition !== null && onPage.has(q.condition.question)))
        .map((q) => ({
          ...q,
          condition: q.condition && onPage.has(q.condition.question) ? q.condition : null,
          ...stored(response, q.id, language, found.language),
          mistake: judged.get(q.id) ?? null,
        })),
    })),
    mistakes: Object.fromEntries(
      names
        .flatMap((s) => s.questions)
        .flatMap((q) => (judged.has(q.id) ? [[q.id, { label: q.label.text, key: judged.get(q.id)! }]] : [])),
    ),
    rivals: response.rivals.length,
  };
}

export type Answering = NonNullable<Awaited<ReturnType<typeof readAnswering>>>;
export type AnsweringQuestion = Answering['sections'][number]['questions'][number];

/** By what a browser knows whose answers it keeps; the id itself stands in exports, where it is nobody's. */
const keepName = (response: Response) =>
  createHash('sha256').update(`kept ${response.id}`).digest('base64url').slice(0, 22);

const hangsWithin = (section: Content['sections'][number], q: Content['sections'][number]['questions'][number]) =>
  q.condition !== null && section.questions.some((other) => other.id === q.condition?.question);

export function typedOf(response: Response): Map<string, Typed> {
  return new Map([...response.answers].map(([question, a]) => [question, a.typed]));
}

function valuesOf(content: Content, typed: Map<string, Typed>): Map<string, Value | null> {
  return new Map(
    questionsOf(content).map((q) => {
      const read = readAnswer(q, typed.get(q.id) ?? {});
      return [q.id, 'value' in read ? read.value : null];
    }),
  );
}

function stored(response: Response, id: string, language: string, own: string) {
  const answer = response.answers.get(id);
  const question = findQuestion(response.content, id)!;
  const fileName = (typed: Typed) => response.files.find((f) => f.id === typed['']?.[0]);
  const say = (typed: Typed) => fileName(typed)?.name ?? sayTyped(question, typed, language, own);
  return {
    typed: answer?.typed ?? {},
    was: madeWith(answer),
    file: question.type === 'file' && answer ? (fileName(answer.typed) ?? null) : null,
    rivals: response.rivals
      .filter((r) => r.question === id)
      .map((r) => ({ id: r.id, words: say(r.typed), by: r.by, at: r.at })),
    standing: { words: say(answer?.typed ?? {}), by: answer?.by ?? null, at: answer?.at ?? null },
  };
}
