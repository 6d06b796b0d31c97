import { atomOfRegister } from '~/decisions/register/out.server';
import { page } from '~/shared/edge.server';

export const loader = page(
  async (asked) =>
    new Response(await atomOfRegister(asked), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } }),
);
