import { PDFArray, PDFDict, PDFHexString, PDFName, type PDFObject, PDFStream, PDFString } from '@cantoo/pdf-lib';
import { keptLink } from './links';
import type { PdfBudget } from './pdf-budget';
import { refusals } from './refusals';

/** The value of an entry that is a name, without its slash; also where it is an object of its own, as readers allow. */
export function nameAt(dictionary: PDFDict, key: string): string | undefined {
  const value = dictionary.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.asString().slice(1) : undefined;
}

// All that a catalog needs to show its pages. Left out with the rest: what to do on opening, scripts, XMP, private data,
// signatures and permissions, portfolios, associated files.
const catalogKeys = new Set(
  'Type Version Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines AcroForm'
    .split(' ')
    .concat('StructTreeRoot MarkInfo Lang OCProperties OutputIntents'.split(' ')),
);
const formKeys = new Set('Fields NeedAppearances DR DA Q'.split(' '));

function keepKeys(dictionary: PDFDict, kept: ReadonlySet<string>): void {
  for (const key of dictionary.keys()) if (!kept.has(key.asString().slice(1))) dictionary.delete(key);
}

export function cleanCatalog(catalog: PDFDict, budget: PdfBudget): void {
  keepKeys(catalog, catalogKeys);
  if (nameAt(catalog, 'PageMode') === 'UseAttachments') catalog.delete(PDFName.of('PageMode'));
  const parts = [
    ['Names', new Set(['Dests'])],
    ['AcroForm', formKeys],
  ] as const;
  for (const [key, kept] of parts) {
    const value = budget.resolve(catalog.get(PDFName.of(key)));
    if (value instanceof PDFDict) keepKeys(value, kept);
    else if (value) catalog.delete(PDFName.of(key));
  }
  if (!(budget.resolve(catalog.get(PDFName.of('Pages'))) instanceof PDFDict)) throw refusals.damaged();
  const form = budget.resolve(catalog.get(PDFName.of('AcroForm')));
  if (form instanceof PDFDict) withoutSignatures(form, budget);
}

function isSignature(field: PDFObject | undefined): boolean {
  return field instanceof PDFDict && nameAt(field, 'FT') === 'Sig';
}

function withoutSignatures(form: PDFDict, budget: PdfBudget): void {
  const fields = budget.resolve(form.get(PDFName.of('Fields')));
  if (!(fields instanceof PDFArray)) return;
  const kept = PDFArray.withContext(budget.context);
  for (const field of fields.asArray()) if (!isSignature(budget.resolve(field))) kept.push(field);
  form.set(PDFName.of('Fields'), kept);
}

/** What a signature draws on its page becomes a stamp: as a field without its value it would be shown as not yet signed. */
function cleanSignature(dictionary: PDFDict, budget: PdfBudget): void {
  const isOwn = isSignature(dictionary);
  if (!isOwn && !isSignature(budget.resolve(dictionary.get(PDFName.of('Parent'))))) return;
  withoutKeys(dictionary, ['V', 'Lock', 'SV']);
  if (nameAt(dictionary, 'Subtype') !== 'Widget') return;
  dictionary.set(PDFName.of('Subtype'), PDFName.of('Stamp'));
  withoutKeys(dictionary, ['FT', 'Ff', 'Parent', 'DA', 'MK']);
}

const scripts = new Set('JavaScript Launch SubmitForm ImportData'.split(' '));
const elsewhere = new Set('GoToR GoToE GoToDp Rendition Movie Sound RichMediaExecute GoTo3DView'.split(' '));

function textOf(value: PDFObject | undefined): string {
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return '';
  try {
    return value.decodeText();
  } catch {
    return '';
  }
}

/** Scripts, programs, other files, sound and film, and links to a place on somebody's computer. */
function isUnwantedAction(object: PDFObject | undefined, budget: PdfBudget): boolean {
  if (!(object instanceof PDFDict)) return false;
  const kind = nameAt(object, 'S') ?? '';
  if (scripts.has(kind)) return true;
  // An element of a tagged document has its kind under the same key, and a parent, which no action has.
  if (elsewhere.has(kind)) return !object.has(PDFName.of('P'));
  if (kind !== 'URI') return false;
  const target = textOf(budget.resolve(object.get(PDFName.of('URI'))));
  return keptLink(target) !== target && /^([a-z]:|file:|[\\/])/i.test(target.trim());
}

const rect = PDFName.of('Rect');
const carriers = new Set('FileAttachment Sound Movie Screen RichMedia 3D TrapNet'.split(' '));

/** An annotation that holds a file, sound or film. */
export function isCarrier(annotation: PDFObject | undefined): boolean {
  return annotation instanceof PDFDict && annotation.has(rect) && carriers.has(nameAt(annotation, 'Subtype') ?? '');
}

function isText(value: PDFObject | undefined): boolean {
  return value instanceof PDFString || value instanceof PDFHexString;
}

function isPlain(value: PDFObject | undefined): boolean {
  return value instanceof PDFDict && !/^(Font|ExtGState|Pattern|OCG|OCMD)$/.test(nameAt(value, 'Type') ?? '');
}

function isDataStream(value: PDFObject | undefined): boolean {
  return value instanceof PDFStream && !/^(Image|Form|PS)$/.test(nameAt(value.dict, 'Subtype') ?? '');
}

// Keys to take out wherever they stand, each where its value has the form that the key implies: a font or a picture may
// bear any name, these too, and would vanish from its page otherwise.
const unwantedKeys: Record<string, (value: PDFObject | undefined, budget: PdfBudget) => boolean> = {
  Metadata: isDataStream,
  PieceInfo: isPlain,
  LastModified: isText,
  AA: isPlain,
  AF: (value) => value instanceof PDFArray || isPlain(value),
  EF: isPlain,
  RF: isPlain,
  JS: (value) => isText(value) || isDataStream(value),
  OPI: isPlain,
  CreatorInfo: isPlain,
  XFA: () => true,
  A: isUnwantedAction,
  PA: isUnwantedAction,
  OpenAction: () => true,
  Next: isUnwantedAction,
};

const comments = new Set(
  'Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut'
    .split(' ')
    .concat('Stamp Caret Ink Redact Popup'.split(' ')),
);

function withoutKeys(dictionary: PDFDict, keys: readonly string[]): void {
  for (const key of keys) dictionary.delete(PDFName.of(key));
}

function cleanUsage(dictionary: PDFDict, budget: PdfBudget): void {
  const usage = budget.resolve(dictionary.get(PDFName.of('Usage')));
  if (usage instanceof PDFDict) withoutKeys(usage, ['CreatorInfo', 'User']);
}

/** Takes out of one dictionary what tells about people and programs, or acts. `isStream` for that of a stream. */
export function cleanDictionary(dictionary: PDFDict, budget: PdfBudget, isStream = false): void {
  const type = nameAt(dictionary, 'Type');
  if (isUnwantedAction(dictionary, budget) || type === 'Sig' || type === 'DocTimeStamp') {
    keepKeys(dictionary, new Set());
    return;
  }
  for (const key of dictionary.keys()) {
    const name = key.asString().slice(1);
    // pdfTeX writes the path and the properties of each included figure.
    if (name.startsWith('PTEX.')) dictionary.delete(key);
    else if (Object.hasOwn(unwantedKeys, name) && unwantedKeys[name]!(budget.resolve(dictionary.get(key)), budget)) {
      dictionary.delete(key);
    }
  }
  if (type === 'Page') withoutKeys(dictionary, ['Thumb', 'B', 'PresSteps']);
  if (type === 'OCG') cleanUsage(dictionary, budget);
  cleanSignature(dictionary, budget);
  const isComment = comments.has(nameAt(dictionary, 'Subtype') ?? '') && dictionary.has(rect);
  if (isComment) withoutKeys(dictionary, ['T', 'M', 'CreationDate', 'NM']);
  // A stream may say that its bytes lie in a file elsewhere.
  const outside = dictionary.get(PDFName.of('F'));
  if (isStream && outside && !(outside instanceof PDFName) && !(outside instanceof PDFArray)) {
    withoutKeys(dictionary, ['F', 'FFilter', 'FDecodeParms']);
  }
}
