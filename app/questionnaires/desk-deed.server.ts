import { data } from '@remix-run/node';
import { z } from 'zod';
import { type Asked, type Form, goTo, idOf, parseForm, type Refused, signedIn } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { placeForm, questionForm, sectionForm, settingsForm, textsForm, typedForm, version } from './forms';
import {
  changeSection,
  changeSettings,
  changeTexts,
  closeNow,
  discardQuestionnaire,
  moveBy,
  publishVersion,
  remove,
  writeQuestion,
} from './preparing.server';
import { typeIn } from './typing.server';

const versioned = z.object({ version });

/** The forms of the page on which a questionnaire is prepared. */
export async function deskDeed(asked: Asked & { form: Form }): Promise<Response> {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  const name = form.typed.deed ?? '';
  if (name === 'texts') await changeTexts(sql, reader, id, parseForm(form, textsForm));
  else if (name.startsWith('section-')) await changeSection(sql, reader, id, parseForm(form, sectionForm));
  else if (name.startsWith('up-')) await moveBy(sql, reader, id, parseForm(form, placeForm), -1);
  else if (name.startsWith('down-')) await moveBy(sql, reader, id, parseForm(form, placeForm), 1);
  else if (name.startsWith('remove-')) await remove(sql, reader, id, parseForm(form, placeForm));
  else if (name === 'settings') await changeSettings(sql, reader, id, parseForm(form, settingsForm));
  else if (name === 'publish') await publishVersion(sql, reader, id, parseForm(form, versioned).version, now);
  else if (name === 'close-now') await closeNow(sql, reader, id, now);
  else if (name === 'discard') {
    await discardQuestionnaire(sql, reader, id, parseForm(form, versioned).version);
    return goTo('/questionnaires');
  } else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(asked.url.pathname + asked.url.search);
}

export async function questionDeed(asked: Asked & { form: Form }): Promise<Response> {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  const id = idOf(params.id);
  await asked.limit('write', String(reader.id));
  const question = params.question === 'new' ? null : (params.question ?? '');
  const said = parseForm(form, questionForm);
  const written = await writeQuestion(sql, reader, id, question, said);
  const language = asked.url.searchParams.get('language');
  return goTo(`/questionnaires/${id}/edit${language === said.language ? `?language=${language}` : ''}#${written}`);
}

/** One form from paper. What is wrong is said line by line, with all that was typed kept. */
export async function typingDeed(asked: Asked & { form: Form }) {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  const id = idOf(params.id);
  await asked.limit('write', String(reader.id));
  const done = await typeIn(sql, reader, id, parseForm(form, typedForm), asked.now());
  if ('dropped' in done)
    return goTo(`/questionnaires/${id}/typing?typed=yes${done.dropped ? `&dropped=${done.dropped}` : ''}`);
  const no = refuse('invalid', 'shared:errors.check-fields', undefined, { lines: 'questionnaires:mistakes.lines' });
  const refused: Refused = { refusal: no, typed: form.typed, deed: 'typing' };
  return data({ ...refused, mistakes: done.mistakes }, { status: 422 });
}
