const mostWords = 8;

/** What is looked for, from the query of an address: at most 100 characters of one line, or nothing. */
export function queryTyped(raw: string | undefined): string {
  return (raw ?? '').replaceAll('\0', '').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 100).trim();
}

/** A pattern for `ilike` from each word of a query. Percent signs and underscores of a query are letters, not wildcards. */
export function patternsOf(query: string): string[] {
  return query
    .split(' ')
    .filter(Boolean)
    .slice(0, mostWords)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
