import { refusals } from './refusals';

// Each comment and change in a text names somebody; a long negotiation has some ten thousand.
const mostCalls = 300_000;

/**
 * People become "Author 1", "Author 2" within one file: who said what stays readable in comments and tracked changes, and
 * who they are does not. In English in every language, since a file has none of its own that could be relied on.
 */
export function aliases(): (name: string) => string {
  const known = new Map<string, string>();
  let calls = 0;
  return (name) => {
    if (++calls > mostCalls) throw refusals.tooComplex();
    if (name.trim() === '') return '';
    const alias = known.get(name) ?? `Author ${known.size + 1}`;
    known.set(name, alias);
    return alias;
  };
}
