import { data } from '@remix-run/node';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import {
  type Asked,
  active,
  deed,
  type Form,
  goTo,
  idOf,
  page,
  parseForm,
  type Refused,
  statusOf,
} from '~/shared/edge.server';
import { isRefusal, type Refusal, refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { tickedIn } from '~/synthesis/boxes';
import { moveStatement, removeStatement, settleSource } from '~/synthesis/commands/arranging.server';
import { eraseCorrection } from '~/synthesis/commands/reflecting.server';
import { saveFrame, saveStatement, startSynthesis } from '~/synthesis/commands/writing.server';
import { EditPage } from '~/synthesis/components/edit-page';
import {
  editSearch,
  eraseForm,
  frameForm,
  lookForm,
  moveForm,
  removeForm,
  settleForm,
  statementForm,
} from '~/synthesis/forms';
import { lookForPosts, readToEdit } from '~/synthesis/queries/editing.server';

export const loader = page(async (asked) => {
  const search = editSearch.parse(Object.fromEntries(asked.url.searchParams));
  const view = await readToEdit(asked.sql, active(asked), idOf(asked.params.id), asked.language, search, asked.now());
  return { view, title: asked.t('synthesis:edit.title') };
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `${loaded?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const discussion = idOf(asked.params.id);
  const now = asked.now();
  const name = (form.typed.deed ?? '').replace(/-.*$/, '');
  if (name === 'statement') return statementDeed(asked, discussion);
  await asked.limit('write', String(reader.id));
  const here = `/discussions/${discussion}/synthesis/edit`;
  switch (name) {
    case 'start':
      await startSynthesis(sql, reader, discussion, now);
      return goTo(here);
    case 'frame': {
      const input = parseForm(form, frameForm);
      await saveFrame(sql, reader, { discussion, ...input }, now);
      return goTo(`${here}?language=${input.language}`);
    }
    case 'move': {
      const input = parseForm(form, moveForm);
      await moveStatement(sql, reader, { discussion, ...input }, now);
      return goTo(`${here}${asked.url.search}#statement-${input.statement}`);
    }
    case 'remove':
      await removeStatement(sql, reader, { discussion, ...parseForm(form, removeForm) }, now);
      return goTo(here + asked.url.search);
    case 'settle': {
      const input = parseForm(form, settleForm);
      await settleSource(sql, reader, { discussion, ...input }, now);
      return goTo(`${here}${asked.url.search}#statement-${input.statement}`);
    }
    case 'erase':
      await eraseCorrection(sql, reader, { discussion, ...parseForm(form, eraseForm) }, now);
      return goTo(here + asked.url.search);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

/**
 * Saves the statement, or looks for posts to cite. Whatever is not saved comes back with the words, the ticked posts and
 * the list that was being looked at.
 */
async function statementDeed(asked: Asked & { form: Form }, discussion: number) {
  const { sql, form } = asked;
  const reader = active(asked);
  const now = asked.now();
  const { posts: ticked, voices } = tickedIn(form.typed);
  const looked = () => lookForPosts(sql, reader, { discussion, ticked, ...lookForm.parse(form.typed) }, now);
  if (form.typed.look) {
    await asked.limit('search', String(reader.id));
    return { looked: await looked(), typed: form.typed };
  }
  try {
    await asked.limit('write', String(reader.id));
    const input = parseForm(form, statementForm);
    const { id } = await saveStatement(sql, reader, { discussion, ...input, cites: ticked, voices }, now);
    return goTo(`/discussions/${discussion}/synthesis/edit?language=${input.language}#statement-${id}`);
  } catch (e) {
    if (!isRefusal(e) || e.kind === 'not-found') throw e;
    return data(
      { ...refusedStatement(e, form), looked: await looked() },
      { status: statusOf(e), headers: retryAfter(e) },
    );
  }
}

function refusedStatement(refusal: Refusal, form: Form): Refused {
  return { refusal, typed: form.typed, deed: 'statement' };
}

function retryAfter(refusal: Refusal): HeadersInit {
  return refusal.values?.retryAfter ? { 'Retry-After': String(refusal.values.retryAfter) } : {};
}

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <EditPage view={useLoaderData<typeof loader>().view} />;
}
