/** What a contributor says yes or no to, each by itself and each off until she says yes. In the order they are asked. */
export const scopes = [
  'read_by_support',
  'share_with_facilitator',
  'theme',
  'theme_alone',
  'paraphrase',
  'quote',
  'publish_outside',
  'statistics',
  'reply',
  'translate_external',
] as const;
export type Scope = (typeof scopes)[number];

/** Without it nothing is kept, and nothing else is live. */
export const requiredScope: Scope = 'read_by_support';

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
