import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { atWork } from '../../voices/desk/at-desk.server';
import { Themes, type ThemesView } from '../../voices/desk/components/themes';
import { resolvedOf } from '../../voices/desk/forms';
import { findRoom } from '../../voices/desk/rooms.server';
import { endTheme, listThemes, releaseTheme, setSupport, writeTheme } from '../../voices/desk/themes.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<ThemesView> => {
  const { member } = await atWork(asked);
  const room = await findRoom(asked.sql, member, asked.params.room ?? '');
  return { role: member.role, room: room.name, ...(await listThemes(asked, member, room.id)) };
});

export const action = roomDeed(async (asked) => {
  const { member } = await atWork(asked);
  const { form } = asked;
  const room = await findRoom(asked.sql, member, asked.params.room ?? '');
  const [deed] = form.text('deed').split('.');
  const theme = form.text('theme');
  switch (deed) {
    case 'write': {
      const written = { words: form.text('words'), language: form.text('language') };
      await writeTheme(asked, member, room.id, { ...written, ...resolvedOf(form) });
      break;
    }
    case 'release':
      await releaseTheme(asked, member, theme, resolvedOf(form));
      break;
    case 'end':
      await endTheme(asked, member, theme);
      break;
    case 'support':
    case 'unsupport':
      await setSupport(asked, member, theme, form.text('contribution'), deed === 'support');
      break;
    default:
      throw refuse('not-found', 'desk:refusals.nothing');
  }
  return goTo(`/desk/themes/${room.id}`);
});

export default function ThemesRoute() {
  return <Themes view={useLoaderData<typeof loader>() as ThemesView} />;
}
