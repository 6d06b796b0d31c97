/** The title of a page whose loader gives `title`: what it is first, then where. */
export function titled({ data }: { data: unknown }): { title: string }[] {
  const title = (data as { title?: string } | undefined)?.title;
  return [{ title: title ? `${title} · Plenary` : 'Plenary' }];
}
