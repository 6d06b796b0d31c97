import { headersFor } from '~/attachments/attachment';
import { readAnswerFile } from '~/questionnaires/files.server';
import { page } from '~/shared/edge.server';

export const loader = page(async (asked) => {
  const file = await readAnswerFile(asked);
  return new Response(new Uint8Array(file.bytes), { headers: headersFor(file) });
});
