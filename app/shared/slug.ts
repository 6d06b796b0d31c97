/** The part of an address that is for people: Latin letters and digits, cut at a word. `otherwise` where none are left. */
export function slugOf(title: string, otherwise: string): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return (slug.length > 60 ? slug.slice(0, 60).replace(/-[^-]*$/, '') : slug) || otherwise;
}
