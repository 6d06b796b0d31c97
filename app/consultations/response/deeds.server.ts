import { deed, goTo, idOf, parseForm, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { askNoMore, askToRespond, respond, sayHowPromiseStands } from './commands.server';
import { askForm, respondForm, standForm, unaskForm } from './forms';

/** What can be done on the page of a claim that is answered. A form names whose it is after its deed: `respond-12`. */
export const respondDeed = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const about = { consultation: idOf(asked.params.id), claim: idOf(asked.params.claim) };
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'respond': {
      const input = parseForm(form, respondForm);
      await respond(sql, reader, about, input, { origin: asked.publicUrl, now });
      break;
    }
    case 'stand':
      await sayHowPromiseStands(sql, reader, about, parseForm(form, standForm), now);
      break;
    case 'ask':
      await askToRespond(sql, reader, about, parseForm(form, askForm), now);
      break;
    case 'unask':
      await askNoMore(sql, reader, about, parseForm(form, unaskForm));
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/consultations/${about.consultation}/responses/${about.claim}`);
});
