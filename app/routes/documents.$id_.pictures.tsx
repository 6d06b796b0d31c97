import { keepPicture } from '~/documents/commands/picturing.server';
import { altTyped } from '~/documents/forms';
import { active, deed, idOf } from '~/shared/edge.server';
import { isRefusal, refuse } from '~/shared/refusal';

/** Takes a picture for the text: cleaned of what tells more than it shows, with words for those who do not see it. */
export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = active(asked);
  await asked.limit('upload', String(reader.id));
  const alt = altTyped.safeParse(form.data.get('alt') ?? '');
  const file = form.data.get('file');
  if (!alt.success)
    throw refuse('invalid', 'shared:errors.check-fields', undefined, { alt: alt.error.issues[0]!.message });
  if (!(file instanceof File) || file.size === 0)
    throw refuse('invalid', 'shared:errors.check-fields', undefined, { file: 'documents:mistakes.no-picture' });
  const cleaned = await asked.cleanFile(new Uint8Array(await file.arrayBuffer()), file.name);
  if (isRefusal(cleaned)) throw refuse(cleaned.kind, cleaned.message, cleaned.values, { file: cleaned.message });
  const picture = { document: idOf(params.id), alt: alt.data, type: cleaned.type, bytes: cleaned.bytes };
  return Response.json(await keepPicture(sql, reader, picture, asked.now()), { status: 201 });
});
