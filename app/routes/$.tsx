import { page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** Whatever has no address of its own: a quiet 404 and no stack in the log. */
export const loader = page(async () => {
  throw refuse('not-found', 'shared:errors.not-found');
});

export const action = loader;

export default function Nothing() {
  return null;
}
