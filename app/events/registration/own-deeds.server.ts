import type { Asked, Form } from '../../shared/edge.server';
import { parseForm } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { reminderChoosing } from '../calendar/forms';
import { acceptOffer, askAgain, changeRegistration, chooseMyReminders, withdrawRegistration } from './changing.server';
import { identity, settings, settingsOfAccount, withdrawal } from './forms';
import type { Holder } from './holder.server';

/** What can be done with one's own registration, by the account or by a link, as forms name it. Says where to go on. */
export async function deedOnOwn(
  { sql, form, now }: Asked & { form: Form },
  holder: Holder,
): Promise<'own' | 'withdrawn'> {
  switch (form.typed.deed) {
    case 'accept':
      await acceptOffer(sql, holder, now());
      return 'own';
    case 'again':
      await askAgain(sql, holder, now());
      return 'own';
    case 'identity':
      await changeRegistration(sql, holder, { identity: parseForm(form, identity) }, now());
      return 'own';
    case 'settings': {
      if (!('token' in holder)) {
        await changeRegistration(sql, holder, parseForm(form, settingsOfAccount), now());
        return 'own';
      }
      const { consent, ...own } = parseForm(form, settings);
      await changeRegistration(sql, holder, { settings: own, consent }, now());
      return 'own';
    }
    case 'reminders':
      await chooseMyReminders(sql, holder, parseForm(form, reminderChoosing), now());
      return 'own';
    case 'withdraw':
      parseForm(form, withdrawal);
      await withdrawRegistration(sql, holder, now());
      return 'withdrawn';
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
}
