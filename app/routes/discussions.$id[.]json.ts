import { jsonOf } from '~/discussions/out.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params, language, publicUrl, now }) =>
  Response.json(await jsonOf(sql, reader, idOf(params.id), language, publicUrl, now())),
);
