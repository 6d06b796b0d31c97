/** Each file has a box of its own name, so that those ticked are still ticked in a form that comes back. */
export const fileBox = (id: string) => `file:${id}`;

export function filesIn(form: FormData): string[] {
  return [...form.keys()].flatMap(
    (name) => /^file:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1] ?? [],
  );
}
