/**
 * Where a link may lead: http and https with a plain host, and mailto. An address with a name before the host
 * (https://un.org@elsewhere.example) reads as one place and leads to another, so it is none. Everything else, relative
 * addresses too, stays text: nothing a person wrote may vanish.
 */
export function isAllowedAddress(href: string): boolean {
  return (
    /^(?:https?:\/\/[^\s\p{Cc}/?#@\\]+(?:[/?#][^\s\p{Cc}]*)?|mailto:[^\s\p{Cc}@?<>"]+@[^\s\p{Cc}@?<>"]+)$/iu.test(
      href,
    ) && URL.canParse(href)
  );
}

const host = /[\p{L}\p{N}\p{M}-]{1,63}(?:\.[\p{L}\p{N}\p{M}-]{1,63}){0,20}(?::\d{1,5})?/uy;
const outside = /[\s\p{Cc}<>"|`^\\，。、；：！？（）【】「」]/u;
const punctuation = /[.,;:!?'’”»*_~،؛؟]/;
const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * How long the address is whose `//` stands at `from`, 0 where there is none. Written here because the pattern that
 * comes with the parser looks ahead to the end of the text at every bracket: a page of brackets took it seconds.
 */
export function addressLength(text: string, from: number): number {
  if (!text.startsWith('//', from)) return 0;
  host.lastIndex = from + 2;
  if (!host.test(text)) return 0;
  let end = host.lastIndex;
  const next = text[end] ?? '';
  if (next === '@' || next === '_') return 0;
  if (/[/?#]/.test(next)) end = endOfPath(text, end);
  while (end > from && punctuation.test(text[end - 1]!)) end--;
  return end - from;
}

/** A bracket closes the address unless the address opened it: `(https://a.example/b)`, `[https://a.example](…)`. */
function endOfPath(text: string, from: number): number {
  const open: string[] = [];
  let end = from;
  for (; end < text.length; end++) {
    const c = text[end]!;
    if (outside.test(c)) break;
    if (closing[c]) open.push(closing[c]);
    else if ((c === ')' || c === ']' || c === '}') && open.pop() !== c) break;
  }
  return end;
}

/** What a person typed as an address, completed where the beginning is missing; undefined where it leads nowhere. */
export function addressFrom(typed: string): string | undefined {
  const address = typed.trim();
  const href = /^[a-z][a-z0-9+.-]*:/i.test(address)
    ? address
    : /^[^\s/@]+@[^\s/@]+$/.test(address)
      ? `mailto:${address}`
      : `https://${address.replace(/^\/+/, '')}`;
  const leads = isAllowedAddress(href) && /^(?:mailto:|https?:\/\/(?:localhost|[^/?#]*[.:]))/i.test(href);
  return leads ? href : undefined;
}
