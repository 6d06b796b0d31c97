import { type Form, parseForm } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { instantsTyped } from '../shared/zone.server';
import { type SettingsInput, settingsForm } from './forms';

/** The settings of a draft as they were typed, the deadline as an instant of the writer's own clocks. */
export function settingsTyped(form: Form, zone: string): SettingsInput {
  const { deadline, deadlineWhich, ...rest } = parseForm(form, settingsForm, ['languages']);
  const { at, fields } = instantsTyped({ deadline, deadlineWhich }, ['deadline'] as const, zone);
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
  return { ...rest, deadline: at.deadline };
}
