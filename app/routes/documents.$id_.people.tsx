import { useLoaderData } from '@remix-run/react';
import { changeSettings, inviteOrganisation, uninviteOrganisation } from '~/documents/commands/inviting.server';
import { changeStanding, namePerson, unnamePerson } from '~/documents/commands/naming.server';
import { PeoplePage } from '~/documents/components/people-page';
import { inviteForm, nameForm, organisationForm, settingsForm, unnameForm } from '~/documents/forms';
import { readPeople } from '~/documents/queries/people.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { beginningOf, endOf } from '~/shared/zone.server';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, t } = asked;
  const now = asked.now();
  const view = await readPeople(sql, reader, idOf(params.id), language, now);
  return {
    title: `${t('documents:people.title')} · ${view.head.title}`,
    view,
    zone: reader.timeZone,
    now: now.toISOString(),
  };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  const document = idOf(params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'invite':
    case 'role':
      await inviteOrganisation(sql, reader, { document, ...parseForm(form, inviteForm) }, now);
      break;
    case 'uninvite':
      await uninviteOrganisation(sql, reader, { document, ...parseForm(form, organisationForm) }, now);
      break;
    case 'name':
    case 'dates': {
      const { from, until, ...named } = parseForm(form, nameForm);
      // Days are the namer's own: from its first instant, and to the end of the last.
      const dates = {
        from: from ? beginningOf(from, reader.timeZone) : null,
        until: until ? endOf(until, reader.timeZone) : null,
      };
      const write = form.typed.deed?.startsWith('name-') ? namePerson : changeStanding;
      await write(sql, reader, { document, ...named, ...dates }, now);
      break;
    }
    case 'unname':
      await unnamePerson(sql, reader, { document, ...parseForm(form, unnameForm) }, now);
      break;
    case 'settings': {
      const { title, readers, lead, version, ...more } = parseForm(form, settingsForm);
      const named = Object.entries(more).map(([name, words]) => [name.replace('title-', ''), words] as const);
      const titles = Object.fromEntries(named.filter((pair): pair is readonly [string, string] => pair[1] !== null));
      await changeSettings(sql, reader, { document, title, titles, readers, lead, version }, now);
      break;
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/documents/${document}/people`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function People() {
  return <PeoplePage {...useLoaderData<typeof loader>()} />;
}
