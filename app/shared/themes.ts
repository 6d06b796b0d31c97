/**
 * What the field's work is about: the four areas of the joint checklist (strategic plan, section 7), then the subjects that
 * the plan and the work programme name across them. Names are in the locale namespace `themes`.
 */
export const themes = [
  'prevention',
  'protection',
  'prosecution',
  'partnership',
  'labour',
  'supply-chains',
  'demand',
  'children',
  'women',
  'migration',
  'conflict',
  'victim-support',
  'data-research',
] as const;
export type Theme = (typeof themes)[number];

export function isTheme(x: unknown): x is Theme {
  return themes.includes(x as Theme);
}
