import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isRefusal, refuse } from '../../shared/refusal';
import { chosenOf, toExclude } from '../../voices/contributing/exclusions.server';
import { sentBefore } from '../../voices/contributing/submit.server';
import { newId } from '../../voices/crypto/tokens';
import { atWork } from '../../voices/desk/at-desk.server';
import { Typing, type TypingStep, type TypingView } from '../../voices/desk/components/typing';
import { isId } from '../../voices/desk/opening.server';
import { envelopeIn, proxyPaper, submitForSomebody } from '../../voices/desk/proxy.server';
import { listRooms } from '../../voices/desk/rooms.server';
import { lint } from '../../voices/lint';
import { roomDeed, roomPage } from '../edge.server';
import { roomTexts } from '../texts.server';

export const loader = roomPage(async (asked): Promise<TypingView> => {
  const { member } = await atWork(asked, 'caseworker');
  const rooms = await listRooms(asked.sql, member);
  return {
    rooms: rooms.filter((r) => r.state === 'open').map(({ id, name }) => ({ id, name })),
    ...(await toExclude(asked.platform)),
  };
});

export const action = roomDeed(async (asked) => {
  const { member } = await atWork(asked, 'caseworker');
  const { form } = asked;
  const room = form.text('room');
  const language = form.text('language');
  const texts = (of: 'en' | 'fr' | 'ar') => roomTexts(of).t;
  const once = isId(form.text('once')) ? form.text('once') : newId();
  const paper = async () => ({ ...(await proxyPaper(asked, texts, member, room, language)), room, once });
  if (form.text('deed') === 'begin') return json({ paper: await paper() });
  if (form.text('deed') !== 'send') throw refuse('not-found', 'desk:refusals.nothing');
  // Sent again, it would be a second text, which the number on her paper does not take back.
  const sent = sentIn(asked.session?.values.sent);
  if (sent.includes(once)) return json({ again: true }, { status: 409 });
  asked.limit('submit', member.id);
  const offered = await toExclude(asked.platform);
  const warned = form.has('warned') ? [] : lint(form.text('text'));
  try {
    // What may tell of somebody is shown once: it is hers to decide, with her caseworker beside her.
    if (warned.length > 0)
      throw refuse('invalid', 'desk:lint.warn', { passages: warned.map((f) => `«${f.text}»`).join(' ') });
    const { receipt } = await submitForSomebody(asked, texts, asked.busy, member, {
      room,
      language,
      text: form.text('text'),
      given: form.namesAfter('scope-'),
      exclusions: chosenOf(offered, {
        organisations: form.namesAfter('exclude-organisation-'),
        categories: form.namesAfter('exclude-category-'),
      }),
      readAloud: form.has('readAloud'),
      once,
    });
    asked.session?.put({ sent: [...sent, once] });
    return json({ receipt, address: asked.address, envelope: envelopeIn(texts, language) });
  } catch (e) {
    if (isRefusal(e) && e.message === sentBefore().message) return json({ again: true }, { status: 409 });
    if (!isRefusal(e) || e.kind !== 'invalid') throw e;
    // The page of the second step is made of the form's answer: it goes back with the mistake.
    return json({ refusal: e, typed: form.typed(), deed: 'send', paper: await paper() }, { status: 422 });
  }
});

const sentIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export default function TypingRoute() {
  const step = useActionData<TypingStep>() ?? {};
  return <Typing view={useLoaderData<typeof loader>() as TypingView} step={step} />;
}
