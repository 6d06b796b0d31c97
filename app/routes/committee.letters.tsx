import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { cleanFiles } from '~/attachments/commands.server';
import { endLetter, fileLetter, noteSignature } from '~/committee/commands/letters.server';
import { whyNotFile } from '~/committee/committee';
import { LettersPage } from '~/committee/components/letters';
import { endLetterForm, letterForm, signatureForm } from '~/committee/forms';
import { loadLetters } from '~/committee/page.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('committee:letters.title'),
  once: randomUUID(),
  ...(await loadLetters(asked)),
}));

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  // Asked before a file is looked into: that costs.
  const no = whyNotFile(reader);
  if (no) throw no;
  await asked.limit('write', String(reader.id));
  const name = form.typed.deed ?? '';
  if (name === 'letter') {
    const input = parseForm(form, letterForm);
    await asked.limit('upload', String(reader.id));
    await fileLetter(sql, reader, input, await cleanFiles(form.data, asked.cleanFile), asked.now());
  } else if (name.startsWith('sign-')) await noteSignature(sql, reader, parseForm(form, signatureForm));
  else if (name.startsWith('end-')) {
    const { letter, until } = parseForm(form, endLetterForm);
    await endLetter(sql, reader, letter, until);
  } else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo('/committee/letters');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Letters() {
  const { data, organisations, once, language } = useLoaderData<typeof loader>();
  return <LettersPage data={data} organisations={organisations} once={once} language={language} />;
}
