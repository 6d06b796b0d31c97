import { useLoaderData } from '@remix-run/react';
import { DocumentList } from '~/documents/components/document-list';
import { listDocuments, listLeads, listLength } from '~/documents/queries/listing.server';
import { dayOf } from '~/organisations/organisation';
import { isActive, isSecretariat } from '~/people/person';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, language, url, t, keep, now }) => {
  const mine = isActive(reader) && url.searchParams.get('mine') === 'yes';
  const wanted = Number(url.searchParams.get('page'));
  const at = Number.isInteger(wanted) && wanted > 0 && wanted < 1000 ? wanted : 1;
  const { documents, total } = await listDocuments(sql, reader, { language, page: at, mine, now: now() });
  const speaks = isActive(reader) && reader.offices.length > 0;
  const mayCreate = isSecretariat(reader) || (speaks && (await listLeads(sql, reader, dayOf(now()))).length > 0);
  keep({ tags: ['documents', 'everything'] });
  return {
    title: t('documents:title'),
    documents,
    total,
    page: at,
    pages: Math.max(1, Math.ceil(total / listLength)),
    mine,
    signedIn: isActive(reader),
    mayCreate,
    zone: reader?.timeZone ?? 'UTC',
  };
});

export const meta = titled;

export default function Documents() {
  return <DocumentList {...useLoaderData<typeof loader>()} />;
}
