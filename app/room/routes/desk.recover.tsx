import { json } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { Recover } from '../../voices/desk/components/account';
import type { Shown } from '../../voices/desk/components/desk-page';
import { recover } from '../../voices/desk/signing-in.server';
import { roomDeed, roomPage } from '../edge.server';

/** For whoever has two of the three and nobody's session: one who is signed in goes by way of her account. */
export const loader = roomPage(async (asked) => {
  if (asked.session) throw refuse('not-found', 'desk:refusals.nothing');
  return null;
});

export const action = roomDeed(async (asked) => {
  if (asked.session) throw refuse('not-found', 'desk:refusals.nothing');
  asked.limit('staff');
  const { form } = asked;
  const typed = {
    signIn: form.text('signIn'),
    recovery: form.text('recovery'),
    passphrase: form.text('passphrase'),
    code: form.text('code'),
  };
  const { id, shown } = await asked
    .busy(() => recover(asked, typed))
    .catch((e) => {
      asked.log('sign-in-wrong');
      throw e;
    });
  // She may recover because somebody else has what she had: they are not left signed in.
  asked.sessions.endOf(id);
  return json({ shown });
});

export default function RecoverRoute() {
  const done = useActionData<{ shown?: Shown }>();
  return <Recover shown={done?.shown ? [done.shown] : []} />;
}
