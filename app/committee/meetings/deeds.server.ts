import { chosenFiles, cleanFiles } from '../../attachments/commands.server';
import { takePosition } from '../../decisions/commands/positions.server';
import { positionForm } from '../../decisions/forms';
import type { Reader } from '../../people/person';
import { type Asked, type Form, parseForm } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import {
  actionForm,
  attendForm,
  changeItemForm,
  itemForm,
  moveForm,
  observersForm,
  oneForm,
  paperForm,
} from '../forms';
import { whyNotPrepare } from '../meeting';
import { noteAction } from './actions.server';
import {
  addItem,
  addOpenProposals,
  addPaper,
  changeItem,
  moveItem,
  removeItem,
  removePaper,
  sendAgenda,
} from './agenda.server';
import { attend, nameObservers } from './attending.server';
import { makeMinutes } from './minutes.server';
import { readMeetingRules } from './rules.server';

/** What a form of the meeting's page asks for, done. Answers an address where the deed leads elsewhere. */
export async function actOnMeeting(
  asked: Asked & { form: Form },
  reader: Reader,
  id: number,
): Promise<string | undefined> {
  const { sql, form, texts } = asked;
  const now = asked.now();
  const name = form.typed.deed ?? '';
  switch (name.replace(/-(\d+|self)$/, '')) {
    case 'add-open':
      await addOpenProposals(sql, reader, id, now);
      return undefined;
    case 'send-agenda':
      await sendAgenda(sql, reader, id, now);
      return undefined;
    case 'item':
      if (name === 'item') await addItem(sql, reader, id, parseForm(form, itemForm), now);
      else await changeItem(sql, reader, id, parseForm(form, changeItemForm), now);
      return undefined;
    case 'up':
    case 'down':
      await moveItem(sql, reader, id, parseForm(form, moveForm), now);
      return undefined;
    case 'remove-item':
      await removeItem(sql, reader, id, parseForm(form, oneForm).id, now);
      return undefined;
    case 'paper': {
      const input = parseForm(form, paperForm);
      // Asked before a file is looked into: that costs.
      const ruled = await readMeetingRules(sql, reader, id, now);
      const no = whyNotPrepare(ruled.meeting, reader, ruled.standing, ruled.observer);
      if (no) throw no;
      if (chosenFiles(form.data).length > 0) await asked.limit('upload', String(reader.id));
      await addPaper(sql, reader, id, input, await cleanFiles(form.data, asked.cleanFile), now);
      return undefined;
    }
    case 'remove-paper':
      await removePaper(sql, reader, id, parseForm(form, oneForm).id, now);
      return undefined;
    case 'attend':
      await attend(sql, reader, id, parseForm(form, attendForm), now);
      return undefined;
    case 'observers':
      await nameObservers(sql, reader, id, parseForm(form, observersForm).observers, now);
      return undefined;
    case 'position':
      // The decision's own command asks who speaks for the member, and whether it is open still.
      await takePosition(sql, reader, parseForm(form, oneForm).id, parseForm(form, positionForm), now);
      return undefined;
    case 'action':
      await noteAction(sql, reader, id, parseForm(form, actionForm), now);
      return undefined;
    case 'minutes':
      return `/documents/${await makeMinutes(sql, texts, reader, id, now)}/write`;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
}
