import { headersFor } from '~/attachments/attachment';
import { readLetterFile } from '~/committee/commands/letters.server';
import { page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params, now }) => {
  const file = await readLetterFile(sql, reader, params.file ?? '', now());
  return new Response(new Uint8Array(file.bytes), { headers: headersFor(file) });
});
