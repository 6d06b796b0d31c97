import { keepPicture } from '~/documents/commands/picturing.server';
import { altTyped } from '~/documents/forms';
import { type Asked, active, deed, type Form, idOf, statusOf } from '~/shared/edge.server';
import { isRefusal, refuse } from '~/shared/refusal';

const noStore = { 'Cache-Control': 'private, no-store' };

/**
 * Takes a picture for the text: cleaned of what tells more than it shows, with words for those who do not see it. Asked
 * by a fetch alone, so that what is refused is answered as data and not as a page.
 */
export const action = deed(async (asked) => {
  try {
    return Response.json(await takePicture(asked), { status: 201, headers: noStore });
  } catch (e) {
    if (!isRefusal(e)) throw e;
    return Response.json({ refusal: e }, { status: statusOf(e), headers: noStore });
  }
});

async function takePicture(asked: Asked & { form: Form }): Promise<{ id: string }> {
  const { sql, form, params } = asked;
  const reader = active(asked);
  await asked.limit('upload', String(reader.id));
  const alt = altTyped.safeParse(form.data.get('alt') ?? '');
  const file = form.data.get('file');
  const wrong = (field: string, key: string) => refuse('invalid', key, undefined, { [field]: key });
  if (!alt.success) throw wrong('alt', alt.error.issues[0]!.message);
  if (!(file instanceof File) || file.size === 0) throw wrong('file', 'documents:mistakes.no-picture');
  const cleaned = await asked.cleanFile(new Uint8Array(await file.arrayBuffer()), file.name);
  if (isRefusal(cleaned)) throw { ...cleaned, fields: { file: cleaned.message } };
  const picture = { document: idOf(params.id), alt: alt.data, type: cleaned.type, bytes: cleaned.bytes };
  return keepPicture(sql, reader, picture, asked.now());
}
