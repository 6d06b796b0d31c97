import { headersFor, isAttachmentId } from '~/attachments/attachment';
import { readPaperFile } from '~/committee/meetings/reading.server';
import { readMeetingRules } from '~/committee/meetings/rules.server';
import { idOf, page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

export const loader = page(async ({ sql, reader, params, now }) => {
  const id = idOf(params.id);
  if (!isAttachmentId(params.file ?? '')) throw refuse('not-found', 'shared:errors.not-found');
  await readMeetingRules(sql, reader, id, now());
  const file = await readPaperFile(sql, id, params.file!);
  return new Response(new Uint8Array(file.bytes), { headers: headersFor(file) });
});
