import { digitValue } from './crypto/typed-digits';
import { capitalisedAnyhow, givenNames, givenNamesInArabic, months, noNames } from './lint-words';

/** What a passage looks like. The lint warns; the contributor decides, and whoever drafts must resolve. */
export type LintKind = 'phone' | 'email' | 'url' | 'date' | 'street' | 'name' | 'case' | 'other' | 'when' | 'meeting';

export interface Finding {
  kind: LintKind;
  /** Place in the text as it was given, in UTF-16 units. */
  start: number;
  end: number;
  text: string;
}

/**
 * Passages that may tell who, where or when, in order, none inside another. All three languages are looked for at once; `more`
 * is looked for after the rest.
 */
export function lint(text: string, more: readonly Rule[] = []): Finding[] {
  const { plain, at } = evenOut(text);
  const found: Finding[] = [];
  for (const { kind, find } of [...rules, ...more]) {
    for (const [from, to] of find(plain)) {
      const start = at[from]!;
      const end = at[to]!;
      if (!found.some((f) => f.start < end && start < f.end))
        found.push({ kind, start, end, text: text.slice(start, end) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

type Spans = Iterable<readonly [from: number, to: number]>;
export interface Rule {
  kind: LintKind;
  find(plain: string): Spans;
}

/**
 * The text with digits of any script as 0 to 9, wide and other compatible letters as plain ones, and marks that one
 * cannot see left out; `at` gives for each place in it the place in the text as given.
 */
function evenOut(text: string): { plain: string; at: number[] } {
  let plain = '';
  const at: number[] = [];
  let from = 0;
  for (const character of text) {
    const even =
      digitValue(character)?.toString() ?? character.normalize('NFKC').replace(/[\p{Cf}\u0640\u064b-\u0652]/gu, '');
    for (let i = 0; i < even.length; i += 1) at.push(from);
    plain += even;
    from += character.length;
  }
  at.push(from);
  // A passage ends where its last character ends, not where it begins.
  return { plain, at };
}

export const pattern = (kind: LintKind, ...sources: (string | RegExp)[]): Rule => ({
  kind,
  *find(plain) {
    for (const source of sources) {
      const expression = typeof source === 'string' ? new RegExp(source, 'giu') : source;
      for (const match of plain.matchAll(expression)) yield [match.index, match.index + match[0].length];
    }
  },
});

// JavaScript's \b knows no letters but English ones.
const start = '(?<![\\p{L}\\p{N}])';
const end = '(?![\\p{L}\\p{N}])';
const isMonth = new Set(months);
const month = `(?:${[...months].sort((a, b) => b.length - a.length).join('|')})`;
/** Arabic writes "and", "in", "to" and "the" onto the word that follows. */
const joined = '[وفبلك]{0,2}(?:ال)?';
const number = '(?:no\\.?|n\\.?\\s?[°ºo]|num[ée]ro|number|nr\\.?|ref\\.?|réf\\.?|reference|référence|رقم|#|:)';

const rules: Rule[] = [
  pattern(
    'email',
    // Lengths have a bound, as those of addresses have: else a text of one letter would be walked through from each place.
    `[\\p{L}\\p{N}._%+-]{1,64}\\s?(?:@|\\(at\\)|\\[at\\]|\\s+at\\s+(?=\\S{1,63}\\s+dot\\s))\\s?[\\p{L}\\p{N}-]{1,63}(?:\\s?(?:\\.|\\(dot\\)|\\[dot\\]|\\s+dot\\s+)\\s?[\\p{L}\\p{N}-]{1,63}){1,6}`,
  ),
  pattern(
    'url',
    '(?:https?|ftp)://\\S+',
    `${start}www\\.\\S+`,
    `${start}[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,6}\\.(?:com|org|net|info|int|eu|onion|fr|uk|de|ma|dz|tn|eg|lb|jo|sa|ae|be|ch|ca|it|es|ro|ng|sn|me|io|app|gov)${end}(?:/\\S*)?`,
  ),
  pattern('other', `${start}@[\\p{L}\\p{N}_.]+[\\p{L}\\p{N}_]`),
  pattern(
    'date',
    `${start}\\d{1,2}\\s?[/.-]\\s?\\d{1,2}\\s?[/.-]\\s?(?:\\d{4}|\\d{2})${end}`,
    `${start}\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}${end}`,
    `${start}\\d{1,2}(?:st|nd|rd|th|er|e)?\\s+(?:of\\s+|من\\s+)?(?:شهر\\s+)?${joined}${month}(?:\\s+(?:of\\s+)?\\d{2,4})?${end}`,
    `${start}${joined}${month}\\.?\\s+(?:the\\s+)?(?:\\d{4}|\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?${end}`,
    `${start}\\d{1,2}:\\d{2}${end}`,
  ),
  pattern(
    'case',
    `${start}${joined}(?:case|file|dossier|affaire|docket|complaint|report|claim|plainte|proc[èe]s-verbal|pv|passport|passeport|permit|visa|titre de s[ée]jour|قضية|قضيتي|ملف|ملفي|محضر|شكوى|جواز|بلاغ|دعوى)\\s+(?:[\\p{L}-]+\\s+)?(?:${number}\\s*)+[\\p{L}-]{0,5}\\s?\\d[\\p{L}\\d/.-]*`,
    `${start}(?:case|file|dossier|affaire|docket|pv|passport|passeport|قضية|ملف|محضر)\\s+[\\p{L}]{0,4}-?\\d[\\d\\p{L}/.-]*`,
    `${start}${joined}${number}\\s*(?:ال\\p{L}+\\s*:?\\s*)?[\\p{L}]{0,4}[-/]?\\d{3,}[\\d\\p{L}/.-]*`,
    `${start}\\d{1,7}/\\d{2,4}(?:/\\p{L}+)?${end}`,
    /(?<![\p{L}\p{N}])[A-Z]{1,4}[-/ ]?\d{2,}(?:[-/][\dA-Z]+)*(?![\p{L}\p{N}])/gu,
    /(?<![\p{L}\p{N}])\d{2,}[A-Z]{1,3}\d{2,}(?![\p{L}\p{N}])/gu,
  ),
  {
    kind: 'phone',
    *find(plain) {
      for (const match of plain.matchAll(/(?<![\p{L}\p{N}])\+?\(?\d(?:[\s().\-/–]{0,2}\d){6,17}(?![\p{L}\p{N}])/gu)) {
        // Two years with a dash between them are no telephone.
        if (/^(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d$/.test(match[0])) continue;
        yield [match.index, match.index + match[0].length];
      }
    },
  },
  pattern(
    'street',
    `${start}\\d{1,5}\\s?[a-z]?,?\\s+(?:[\\p{L}'’-]+\\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|square|court|terrace|crescent|close|way)${end}`,
    // Without a number a street's own name has a capital.
    /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]+\s+(?:Street|St\.|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Terrace|Crescent)(?![\p{L}\p{N}])/gu,
    `${start}(?:\\d{1,4}\\s?(?:bis|ter)?,?\\s+)(?:rue|avenue|av\\.?|boulevard|bd|place|impasse|chemin|quai|allée|cours|route)\\s+(?:(?:de|du|des|la|le|les|d['’]|l['’])\\s?)*[\\p{L}'’-]+`,
    /(?<![\p{L}\p{N}])(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Ii]mpasse|[Cc]hemin|[Qq]uai|[Aa]llée|[Pp]lace)\s+(?:(?:de|du|des|la|le|les)\s+|d['’]|l['’])*\p{Lu}[\p{L}'’-]+/gu,
    `${start}[وفب]{0,2}(?:شارع|زنقة|زقاق|نهج|جادة|ميدان|عمارة|حارة)\\s+\\S+(?:\\s+\\d+)?`,
    `${start}[وفب]{0,2}حي\\s+ال\\S+`,
    `${start}(?:apartment|apt\\.?|flat|unit|building|floor|appartement|appt?\\.?|bâtiment|bat\\.?|étage|escalier|villa|شقة|الشقة|بناية|الطابق)\\s+(?:n[°o]\\s?|رقم\\s+)?(?:\\d+\\p{L}?|[A-H])${end}`,
    `${start}(?:p\\.?\\s?o\\.?\\s?box|bo[îi]te postale|b\\.?p\\.?|صندوق بريد|ص\\.?\\s?ب\\.?)\\s*:?\\s*\\d+`,
    /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\p{N}])/gu,
    /(?<![\p{L}\p{N}])\d{5}\s+\p{Lu}\p{Ll}+/gu,
  ),
  pattern(
    'name',
    /(?<![\p{L}\p{N}])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sgt|Officer|Inspector|Judge|M|Mme|Mlle|Me|Monsieur|Madame|Mademoiselle|Maître|Docteur|Commissaire|Juge|Sister|Father|Sœur|Père)\.?\s+\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*/gu,
    `${start}[وفبل]{0,2}(?:السيد|السيدة|الآنسة|الأستاذ|الأستاذة|الدكتور|الدكتورة|الشيخ|الحاج|الحاجة|الضابط|الضابطة|القاضي|القاضية|المحامي|المحامية|العقيد|النقيب|أبو|أم|ابن|بنت)\\s+(?!ال(?!له))\\p{L}{2,}(?:\\s+ال\\p{L}{2,})?`,
  ),
  { kind: 'name', find: saidToBeNames },
  { kind: 'name', find: knownNames },
  { kind: 'name', find: capitalised },
  pattern('other', `${start}\\d{5,}${end}`),
];

/** What follows "my name is" and the like is a name, written with a capital or not. */
function* saidToBeNames(plain: string): Spans {
  const said =
    /(?<![\p{L}\p{N}])(?:(?:my|his|her|their) (?:name|boss|real name) (?:is|was)|(?:is|was|man|woman|person|someone) (?:called|named)|i am called|(?:je m|il s|elle s|s)['’]appell?(?:e|ait)|(?:nommée?|dénommée?)|(?:mon|son) nom (?:est|était)|prénommée?|اسمي|اسمه|اسمها|اسمهم|تدعى|يدعى|يسمى|تسمى|المدعو|المدعوة)\s+(?<name>[\p{L}'’-]{2,})/giu;
  for (const match of plain.matchAll(said)) {
    const name = match.groups!.name!;
    const to = match.index + match[0].length;
    if (!noNames.has(name.toLowerCase())) yield [to - name.length, to];
  }
}

function* knownNames(plain: string): Spans {
  for (const match of plain.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{M}]{3,}/gu)) {
    const word = match[0].toLowerCase();
    // "and Ahmad", "to Ahmad", "with Ahmad" are one word each.
    const known =
      givenNames.has(word) || givenNamesInArabic.has(word) || givenNamesInArabic.has(word.replace(/^[وفبلك]/u, ''));
    if (known) yield [match.index, match.index + match[0].length];
  }
}

/** Words with a capital that do not begin a sentence, each row of them as one. */
function* capitalised(plain: string): Spans {
  const rows = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}[\p{L}'’-]*(?:[ \u00a0]+\p{Lu}\p{Ll}[\p{L}'’-]*)*/gu;
  const beginning = /(?:^|[.!?…:;؟]["'»”’)]*\s+|\n\s*|[-–—•*]\s+|["«“(]\s*)$/u;
  for (const match of plain.matchAll(rows)) {
    const begins = beginning.test(plain.slice(0, match.index));
    const telling = [...match[0].matchAll(/[^ \u00a0]+/gu)].filter(
      (word, i) =>
        !(begins && i === 0) && !capitalisedAnyhow.has(word[0].toLowerCase()) && !isMonth.has(word[0].toLowerCase()),
    );
    const [first] = telling;
    const last = telling.at(-1);
    if (first && last) yield [match.index + first.index, match.index + last.index + last[0].length];
  }
}
