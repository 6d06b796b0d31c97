import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/** A key that the code asks for; `*` stands for what a template puts in. Where it has no namespace, any of `within` may hold it. */
export interface UsedKey {
  file: string;
  key: string;
  within: string[];
  /** Said of a call of `t` and of a literal with a namespace. A bare word in a file that translates only may be a key. */
  certain: boolean;
}

/** Every key that app/, server/ and db/ ask for, and the namespaces that are taken whole. */
export function usedKeys(namespaces: string[]): { keys: UsedKey[]; whole: Set<string> } {
  const whole = new Set<string>();
  const keys = ['app', 'server', 'db'].flatMap(sources).flatMap((file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    return inFile(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), file, namespaces, whole);
  });
  return { keys, whole };
}

function sources(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !/\.test\.tsx?$/.test(e.name))
    .map((e) => path.relative(root, path.join(e.parentPath, e.name)))
    .filter((file) => !file.startsWith('app/shared/locales/'));
}

function inFile(source: ts.SourceFile, file: string, namespaces: string[], whole: Set<string>): UsedKey[] {
  const found: UsedKey[] = [];
  const own = new Set(['shared']);
  // The post office hands a letter its `t`, so that a letter's file names no namespace.
  if (/mail(\.server)?\.ts$/.test(file)) own.add('mail');
  const words: string[] = [];
  const named = new RegExp(`^(${namespaces.join('|')}):[a-zA-Z*]`);

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isCallExpression(node)) {
      const name = calledName(node);
      if (name === 'useTranslation') for (const namespace of namespacesOf(node)) own.add(namespace);
      if (name === 'getFixedT') own.add(literalOf(node.arguments[1]) ?? 'shared');
      if (name === 'getResourceBundle') whole.add(literalOf(node.arguments[1]) ?? '');
      if (name === 't')
        for (const key of possibleKeys(node.arguments[0]))
          if (!named.test(key)) found.push({ file, key, within: namespacesAround(node), certain: true });
    }
    const key = keyOf(node);
    if (key !== undefined) {
      if (named.test(key)) found.push({ file, key, within: [], certain: true });
      else words.push(key);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const f of found) if (f.within.length === 0) f.within = [...own];
  for (const key of new Set(words)) found.push({ file, key, within: [...own], certain: false });
  return found;
}

function calledName(call: ts.CallExpression): string {
  if (ts.isPropertyAccessExpression(call.expression)) return call.expression.name.text;
  return ts.isIdentifier(call.expression) ? call.expression.text : '';
}

function literalOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Of a call of `useTranslation`: one, or several of which any may hold a key. */
function namespacesOf({ arguments: [asked] }: ts.CallExpression): string[] {
  const named = asked && ts.isArrayLiteralExpression(asked) ? [...asked.elements] : [asked];
  return named.map((node) => literalOf(node) ?? 'shared');
}

/** A literal as it is, a template with `*` for each hole. */
function keyOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('');
}

/** Both sides of a choice; none where the key comes from elsewhere. */
function possibleKeys(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isConditionalExpression(node)) return [...possibleKeys(node.whenTrue), ...possibleKeys(node.whenFalse)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return possibleKeys(node.expression);
  const key = keyOf(node);
  return key === undefined ? [] : [key];
}

/** The namespace of the nearest `const { t } = useTranslation(…)` around a call; none if `t` was handed in. */
function namespacesAround(call: ts.CallExpression): string[] {
  if (!ts.isIdentifier(call.expression)) return ['shared'];
  for (let at: ts.Node = call; at.parent; at = at.parent) {
    if (!ts.isBlock(at)) continue;
    for (const statement of at.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        const takesT = ts.isObjectBindingPattern(name) && name.elements.some((e) => e.name.getText() === 't');
        if (takesT && initializer && ts.isCallExpression(initializer) && calledName(initializer) === 'useTranslation')
          return namespacesOf(initializer);
      }
    }
  }
  return [];
}
