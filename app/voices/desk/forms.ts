import type { RoomForm } from '../../room/form';
import type { Resolved } from './drafting';
import type { RoomSettings } from './rooms.server';

/** A whole number as it was typed, or one that no rule takes. */
function figure(text: string): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : -1;
}

export function settingsOf(form: RoomForm): RoomSettings {
  const answer = form.text('answerWeeks').trim();
  return {
    name: form.text('name').trim(),
    answerWeeks: answer === '' ? null : figure(answer),
    closesWeek: figure(form.text('closesWeek')),
    retentionWeeks: figure(form.text('retentionWeeks')),
    hasConversation: form.has('hasConversation'),
  };
}

/** What a form with a draft says of passages that the lint found. */
export function resolvedOf(form: RoomForm): Resolved {
  return { seen: form.text('seen'), resolved: form.has('resolved') };
}
