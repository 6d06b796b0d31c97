import type { TextSession } from './session';

/** What everyone who has the text open says of themselves to the others. */
export interface Presence {
  /** Id of the person; two windows of one person are one person. */
  person: number;
  name: string;
  organisation: string | null;
}

export interface Present extends Presence {
  clients: number[];
  me: boolean;
}

export type KnownPeople = ReadonlyMap<number, Pick<Presence, 'name' | 'organisation'>>;

/** As many as there are colours in editor.css: `who-0` to `who-6`, each checked for contrast. */
export const colours = 7;

export function colourOf(person: number): string {
  return `who-${person % colours}`;
}

/** The caret of another person, with a flag that says whose it is. Colours come from a class: a style is refused here. */
export function drawCaret(user: Record<string, unknown>, nameOf: (presence: Presence) => string): HTMLElement {
  const presence = presenceFrom(user);
  const { person } = presence;
  const caret = document.createElement('span');
  caret.className = `caret ${colourOf(person)}`;
  // For the eye alone: the list of who is here, and what is announced, say it for the ear.
  caret.setAttribute('aria-hidden', 'true');
  const flag = document.createElement('span');
  flag.className = 'flag';
  flag.textContent = nameOf(presence);
  caret.append('\u2060', flag, '\u2060');
  return caret;
}

export function drawSelection(user: Record<string, unknown>): { class: string } {
  return { class: `chosen ${colourOf(presenceFrom(user).person)}` };
}

/** What came over the line was written by somebody's client: it is taken as words and figures, and no more. */
export function presenceFrom(user: unknown): Presence {
  const said = (typeof user === 'object' && user !== null ? user : {}) as Record<string, unknown>;
  const words = (value: unknown) => (typeof value === 'string' && value ? value.slice(0, 120) : null);
  const person = Number(said.person);
  return {
    person: Number.isInteger(person) && person > 0 ? person : 0,
    name: words(said.name) ?? '?',
    organisation: words(said.organisation),
  };
}

/**
 * Who has the text open, oneself first, then by name. The server lets nobody say that they are another person; whoever is
 * known here bears the name that is known, and one who says no person at all is nobody in particular.
 */
export function listPresent({ provider, doc }: TextSession, language: string, people: KnownPeople): Present[] {
  const present = new Map<number, Present>();
  for (const [client, said] of provider.awareness.getStates()) {
    if (!said?.user) continue;
    const presence = named(presenceFrom(said.user), people);
    const before = present.get(presence.person);
    const me = client === doc.clientID;
    if (before) {
      before.clients.push(client);
      before.me ||= me;
    } else present.set(presence.person, { ...presence, clients: [client], me });
  }
  const order = new Intl.Collator(language);
  return [...present.values()].sort((a, b) => Number(b.me) - Number(a.me) || order.compare(a.name, b.name));
}

/** What is known here of a person, before what their window says; of no person there is no name. */
export function named(presence: Presence, people: KnownPeople): Presence {
  if (presence.person === 0) return { ...presence, name: '?', organisation: null };
  return { ...presence, ...people.get(presence.person) };
}
