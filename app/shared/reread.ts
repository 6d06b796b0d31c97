import type { ShouldRevalidateFunction } from '@remix-run/react';

/**
 * After a refusal the page is not read again, as a rule: what was typed is all that matters. Where it was refused
 * because something changed meanwhile, the page must show what changed, or the same form would be refused for ever.
 */
export const rereadAfterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;
