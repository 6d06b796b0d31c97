import { randomUUID } from 'node:crypto';

/** Between the parts of a form; it must not occur in them. */
export const boundary = '----measured8c1f';

/** A form as a browser sends it; `{n}` becomes its number and `{once}` a key of its own. */
export function formBody(form: Record<string, string>, n: number): string {
  const parts = Object.entries(form).map(([name, value]) => {
    const words = value.replace('{n}', String(n)).replace('{once}', randomUUID());
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${words}\r\n`;
  });
  return `${parts.join('')}--${boundary}--\r\n`;
}

/** What the form below a discussion sends. */
export const aReply = {
  deed: 'post',
  once: '{once}',
  inReplyTo: '',
  body: 'A contribution, number {n} (invented).\n\nIt is written to be told to those who read along.',
  language: 'en',
  as: 'post',
};
