import { headersFor } from '~/attachments/attachment';
import { readAttachment } from '~/discussions/attached.server';
import { page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params }) => {
  const file = await readAttachment(sql, reader, params.id ?? '');
  return new Response(new Uint8Array(file.bytes), { headers: headersFor(file) });
});
