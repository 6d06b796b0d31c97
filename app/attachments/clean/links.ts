/** Links that a reader follows stay where they lead into the web; all others name a place on somebody's computer. */
export function keptLink(target: string): string {
  return /^(https?:|mailto:|tel:|ftp:|#)/i.test(target.trim()) ? target : 'about:blank';
}
