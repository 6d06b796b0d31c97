import { useLoaderData } from '@remix-run/react';
import { createDocument } from '~/documents/commands/creating.server';
import { templateText } from '~/documents/templates/templates';
import {
  changeAims,
  changeBehind,
  changeWhat,
  closeProgramme,
  keepPartner,
  namePerson,
  openProgramme,
  removePartner,
  tieDocument,
  unnamePerson,
} from '~/programmes/commands/preparing.server';
import { fixVersion } from '~/programmes/commands/signing.server';
import { EditPage } from '~/programmes/components/edit-page';
import { loadEditing } from '~/programmes/editing.server';
import {
  aimsForm,
  behindForm,
  documentForm,
  partnerForm,
  personForm,
  removePartnerForm,
  removePersonForm,
  stepForm,
  whatForm,
} from '~/programmes/forms';
import { whyNotChange } from '~/programmes/programme';
import { readRecord } from '~/programmes/queries/record.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadEditing(asked);
  return { title: asked.t('programmes:edit.title', { title: data.head.title }), data };
});

export const action = deed(async (asked) => {
  const { sql, form, texts } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed?.replace(/-\d+$/, '')) {
    case 'what':
      await changeWhat(sql, reader, id, parseForm(form, whatForm), now);
      break;
    case 'aims':
      await changeAims(sql, reader, id, parseForm(form, aimsForm), now);
      break;
    case 'behind':
      await changeBehind(sql, reader, id, parseForm(form, behindForm), now);
      break;
    case 'partner':
    case 'partner-new':
      await keepPartner(sql, reader, id, parseForm(form, partnerForm), now);
      break;
    case 'remove-partner':
      await removePartner(sql, reader, id, parseForm(form, removePartnerForm).organisation, now);
      break;
    case 'person':
      await namePerson(sql, reader, id, parseForm(form, personForm), now);
      break;
    case 'remove-person':
      await unnamePerson(sql, reader, id, parseForm(form, removePersonForm), now);
      break;
    case 'open':
      await openProgramme(sql, reader, id, parseForm(form, stepForm).version, now);
      break;
    case 'close':
      await closeProgramme(sql, reader, id, parseForm(form, stepForm).version, now);
      break;
    case 'fix':
      await fixVersion(sql, reader, id, parseForm(form, stepForm).version, now);
      return goTo(`/programmes/${id}#sign-off`);
    case 'document': {
      const { language, once } = parseForm(form, documentForm);
      const p = await readRecord(sql, reader, id, language, now);
      const no = whyNotChange(p.rules, reader, 'programme', now);
      if (no) throw no;
      // Refuses those who may begin no document for the lead; what it shows is read with the rights of its readers.
      const input = {
        title: p.title,
        language,
        template: 'joint-programme',
        lead: p.rules.leadId,
        readers: 'invited' as const,
        once,
      };
      const text = templateText('joint-programme', language, id);
      const document = await createDocument(sql, texts, reader, { ...input, text }, now);
      await tieDocument(sql, reader, id, document, now);
      return goTo(`/documents/${document}/people`);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/programmes/${id}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <EditPage data={useLoaderData<typeof loader>().data} />;
}
