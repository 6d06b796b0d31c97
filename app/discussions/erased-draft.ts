/**
 * A draft from which words were erased while somebody wrote on: what the server has now, with what was typed since.
 * `before` is what the server had had, `erased` what it has, `typed` what stands in the page. What was typed at the end
 * stays there; what was typed elsewhere comes at the end, since its place may be gone.
 */
export function withoutErased(before: string, erased: string, typed: string): string {
  if (typed.startsWith(before)) return erased + typed.slice(before.length);
  let start = 0;
  while (start < before.length && before[start] === typed[start]) start++;
  let end = 0;
  const most = Math.min(before.length, typed.length) - start;
  while (end < most && before[before.length - 1 - end] === typed[typed.length - 1 - end]) end++;
  const added = typed.slice(start, typed.length - end).trim();
  return added ? `${erased}\n\n${added}` : erased;
}
