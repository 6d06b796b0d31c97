import { type Asked, deed, type Form, goTo, idOf, parseForm, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { discardDraft, proposeStatement, seedStatement } from './commands/proposing.server';
import {
  approveStatement,
  mergeStatement,
  refuseStatement,
  translateStatement,
  withdrawStatement,
} from './commands/settling.server';
import { mergeForm, proposeForm, refuseForm, seedForm, statementForm, translateForm, voteForm } from './forms';

type AskedForm = Asked & { form: Form };

const unreadable = () => refuse('invalid', 'shared:errors.unreadable-form');
/** Forms of one kind for several things are named `vote-12`, so that a refusal comes back to the right one. */
const nameOf = (form: Form) => (form.typed.deed ?? '').replace(/-\d+$/, '');

async function vote(asked: AskedForm, consultation: number): Promise<void> {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  await asked.castVote(consultation, { reader, ...parseForm(asked.form, voteForm) });
  // Votes are counted every two seconds at most, and what follows is told then.
  asked.tellLater();
}

/** Votes, and shows the next. */
export const voteNext = deed(async (asked: AskedForm) => {
  const consultation = idOf(asked.params.id);
  if (nameOf(asked.form) !== 'vote') throw unreadable();
  await vote(asked, consultation);
  return goTo(`/consultations/${consultation}/statements`);
});

/** Proposes a statement; what says nearly the same is answered first. */
export const propose = deed(async (asked: AskedForm) => {
  const reader = signedIn(asked);
  const consultation = idOf(asked.params.id);
  switch (asked.form.typed.deed) {
    case 'propose': {
      const typed = parseForm(asked.form, proposeForm);
      await asked.limit('post', String(reader.id));
      const similar = await proposeStatement(asked.sql, reader, { consultation, ...typed }, asked.now());
      if (similar.length > 0) return { similar, typed: { words: typed.words, language: typed.language } };
      return goTo(`/consultations/${consultation}/statements/mine?proposed=yes`);
    }
    case 'discard':
      await asked.limit('write', String(reader.id));
      await discardDraft(asked.sql, reader, consultation);
      return goTo(`/consultations/${consultation}/statements/propose`);
    default:
      throw unreadable();
  }
});

/** Votes otherwise than before. */
export const changeMine = deed(async (asked: AskedForm) => {
  const consultation = idOf(asked.params.id);
  if (nameOf(asked.form) !== 'vote') throw unreadable();
  await vote(asked, consultation);
  return goTo(`/consultations/${consultation}/statements/mine`);
});

/** What is done about one statement, by whoever votes on it, its author, or those who facilitate. */
export const settle = deed(async (asked: AskedForm) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const consultation = idOf(asked.params.id);
  const number = idOf(asked.params.number);
  const here = `/consultations/${consultation}/statements/${number}`;
  const now = asked.now();
  if (nameOf(form) === 'vote') {
    await vote(asked, consultation);
    return goTo(here);
  }
  await asked.limit('write', String(reader.id));
  const about = { consultation, ...parseForm(form, statementForm) };
  switch (form.typed.deed) {
    case 'approve':
      await approveStatement(sql, reader, about, now);
      break;
    case 'refuse':
      await refuseStatement(sql, reader, { ...about, ...parseForm(form, refuseForm) }, now);
      break;
    case 'merge':
      await mergeStatement(sql, reader, { ...about, ...parseForm(form, mergeForm) }, now);
      break;
    case 'translate':
      await translateStatement(sql, reader, { ...about, ...parseForm(form, translateForm) });
      break;
    case 'withdraw':
      await withdrawStatement(sql, reader, about, now);
      break;
    default:
      throw unreadable();
  }
  return goTo(here);
});

/** What those who facilitate do with all of them. */
export const moderate = deed(async (asked: AskedForm) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const consultation = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  switch (nameOf(form)) {
    case 'seed':
      await seedStatement(sql, reader, { consultation, ...parseForm(form, seedForm) }, asked.now());
      break;
    case 'approve':
      await approveStatement(sql, reader, { consultation, ...parseForm(form, statementForm) }, asked.now());
      break;
    default:
      throw unreadable();
  }
  return goTo(`/consultations/${consultation}/statements/moderate`);
});
