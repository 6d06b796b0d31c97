import { headersFor } from '~/attachments/attachment';
import { readPicture } from '~/documents/commands/picturing.server';
import { idOf, page } from '~/shared/edge.server';

/** A picture of a text, for whoever may read the document at this moment. */
export const loader = page(async ({ sql, reader, params, now }) => {
  const picture = await readPicture(sql, reader, { document: idOf(params.id), picture: params.picture ?? '' }, now());
  return new Response(new Uint8Array(picture.bytes), { headers: headersFor({ name: 'picture', type: picture.type }) });
});
