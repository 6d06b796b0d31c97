import { type LinksFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { WritePage } from '~/documents/components/editor/write-page';
import { readHead } from '~/documents/queries/head.server';
import { readWriting } from '~/documents/queries/writing.server';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import stylesheet from '~/shared/ui/css/editor.css?url';

/** The editor's own: no other page carries it. */
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  const { sql, language, now, t } = asked;
  const { head, data } = await readWriting(sql, reader, id, language, now()).catch(async (refused) => {
    // Who may read what has settled, and not the text that is being written, is sent to what they may read.
    await readHead(sql, reader, id, language, now());
    if (refused?.kind === 'not-found') throw redirect(`/documents/${id}`, 303);
    throw refused;
  });
  // Who neither writes nor comments reads the document as it has settled. Not where the page reads itself again: what
  // was typed and not saved is on it, to be copied.
  if (data.access === 'read' && !data.mayComment && asked.wholePage) throw redirect(`/documents/${id}`, 303);
  return {
    title: t('editor:page.title', { title: head.title }),
    head,
    data,
    zone: reader.timeZone,
    words: {
      opening: t('editor:page.opening'),
      noScript: t('editor:page.no-script'),
      onlyReading: t('editor:page.only-reading'),
    },
  };
});

export const meta = titled;

export default function Write() {
  return <WritePage {...useLoaderData<typeof loader>()} />;
}
