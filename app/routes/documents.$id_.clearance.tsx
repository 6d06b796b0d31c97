import { useLoaderData } from '@remix-run/react';
import { askClearance, clearSection, setOwner, unaskClearance } from '~/documents/commands/clearing.server';
import { ClearancePage } from '~/documents/components/clearance-page';
import { askForm, clearForm, ownerForm, unaskForm } from '~/documents/forms';
import { readClearance } from '~/documents/queries/clearance.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { endOf } from '~/shared/zone.server';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, t } = asked;
  const now = asked.now();
  const view = await readClearance(sql, reader, idOf(params.id), language, now);
  const title = `${t('documents:clearance.title')} · ${view.head.title}`;
  return { title, view, zone: reader.timeZone, now: now.toISOString() };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  const document = idOf(params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  const at = (section: string) => goTo(`/documents/${document}/clearance#section-${section || 'start'}`);
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'owner': {
      const input = parseForm(form, ownerForm);
      await setOwner(sql, reader, { document, ...input }, now);
      return at(input.section);
    }
    case 'ask': {
      const { due, ...input } = parseForm(form, askForm, ['sections', 'organisations']);
      const by = due ? endOf(due, reader.timeZone) : null;
      await askClearance(sql, reader, { document, ...input, due: by }, now);
      return goTo(`/documents/${document}/clearance`);
    }
    case 'unask': {
      const input = parseForm(form, unaskForm);
      await unaskClearance(sql, reader, { document, ...input }, now);
      return at(input.section);
    }
    case 'clear': {
      const input = parseForm(form, clearForm);
      await clearSection(sql, reader, { document, ...input }, now);
      return at(input.section);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Clearance() {
  return <ClearancePage {...useLoaderData<typeof loader>()} />;
}
