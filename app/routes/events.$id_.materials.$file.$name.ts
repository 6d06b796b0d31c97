import { headersFor } from '~/attachments/attachment';
import { readMaterialFile } from '~/events/materials.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params }) => {
  const file = await readMaterialFile(sql, reader, idOf(params.id), params.file ?? '');
  return new Response(new Uint8Array(file.bytes), { headers: headersFor(file) });
});
