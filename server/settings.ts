import { z } from 'zod';

/** Settings that are wrong stop the start with one sentence for the person who set them. */
export interface SettingsRefusal {
  settingsRefusal: true;
  sentence: string;
}

export function refused(sentence: string): SettingsRefusal {
  return { settingsRefusal: true, sentence };
}

export function isSettingsRefusal(x: unknown): x is SettingsRefusal {
  return typeof x === 'object' && x !== null && 'settingsRefusal' in x;
}

export const flag = z.enum(['0', '1', 'true', 'false'], 'must be 1 or 0').transform((v) => v === '1' || v === 'true');

export const url = (protocols: string[]) =>
  z.string().refine(
    (v) => {
      try {
        return protocols.includes(new URL(v).protocol);
      } catch {
        return false;
      }
    },
    { message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}` },
  );

export const origin = (example: string) =>
  url(['http:', 'https:']).refine((v) => URL.canParse(v) && new URL(v).href === `${new URL(v).origin}/`, {
    message: `must be an origin alone, such as ${example}: without a path, a query or a name`,
  });

export const number = (what: string, min: number, max: number) =>
  z.coerce.number(`must be ${what}`).int(`must be ${what}`).min(min, `must be ${what}`).max(max, `must be ${what}`);

/** Parses settings by their schema, or says in one sentence which of them is wrong and what to do. */
export function readSettings<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): z.output<S> | SettingsRefusal {
  // An empty variable is what a shell script leaves when it means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const name = String(issue.path[0]);
  return refused(
    `${name} is set to "${shown(name, given[name])}", but it ${sentence(issue.message)}. Correct it and start again.`,
  );
}

/** Addresses of servers carry passwords; the sentence goes to a terminal and perhaps to a log. */
function shown(name: string, value: unknown): string {
  return name.endsWith('_URL') ? String(value).replace(/\/\/[^@/]*@/, '//…@') : String(value);
}

function sentence(message: string): string {
  return message.startsWith('must') ? message : `is not valid (${message.replace(/\.$/, '')})`;
}
