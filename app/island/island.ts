import { keepVoicesTrue, placesIn } from '../heard/keeping-true';
import { keepAnswers } from '../questionnaires/keep-answers';
import { forgetOnDevice } from '../questionnaires/on-device';
import { listenForKeys } from '../shared/ui/keys';
import { follow } from './follow';
import { followConsultation, followEvent, followSession, followTalk } from './follow-page';
import { followProgrammes } from './follow-programmes';
import { keepRelative, localise, proposeZone } from './times';

/*
 * The only script of visitors' pages. They are whole without it: it says times in the browser's zone, keeps a
 * discussion, a consultation, an event or a talk true while it is read, lets words go that a survivor takes back, keeps answers
 * as they are typed, and hears a few keys.
 */
const here = document.querySelector<HTMLElement>('[data-live-discussion]:not([data-private])');
if (here) follow(here);
else localise(document);
const talk = document.querySelector<HTMLElement>('[data-live-talk]:not([data-private])');
if (talk) followTalk(talk);
const event = document.querySelector<HTMLElement>('[data-live-event]');
if (event) followEvent(event);
const session = document.querySelector<HTMLElement>('[data-live-session]:not([data-private])');
if (session) followSession(session);
const consultation = document.querySelector<HTMLElement>('[data-live-consultation]:not([data-private])');
if (consultation) followConsultation(consultation);
if (!here && !consultation && placesIn(document).length > 0) keepVoicesTrue(location.pathname + location.search);
if (!here && document.querySelector('[data-live-programmes]:not([data-private]), .document [data-programme]'))
  followProgrammes('programmes');
else if (document.querySelector('[data-live-pilots]:not([data-private])')) followProgrammes('pilots');
const answers = document.querySelector<HTMLFormElement>('form[data-answers]');
if (answers) keepAnswers(answers);
const done = document.querySelector<HTMLElement>('[data-answers-done]')?.dataset.answersDone;
if (done) forgetOnDevice(done);
keepRelative();
proposeZone();
if (document.documentElement.dataset.shortcuts !== 'off') listenForKeys();
