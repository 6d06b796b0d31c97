import type { Marks } from './pieces';

const signs: Record<string, [string, string]> = { bold: ['**', '**'], italic: ['*', '*'], strike: ['~~', '~~'] };
/** Of what Markdown has no sign for. */
const tags: Record<string, string> = { underline: 'u', subscript: 'sub', superscript: 'sup' };
/** Nothing to whoever reads, and to Markdown a sign that is no letter. */
const parting = '<!-- -->';

/**
 * A line that is being written. Parted, every sign stands beside a letter of its own words and beside no other letter,
 * blank or sign: then there is one way to read it.
 */
export class Line {
  written = '';
  readonly #isParted: boolean;
  #last: 'words' | 'opening' | 'closing' = 'words';

  constructor(isParted: boolean) {
    this.#isParted = isParted;
  }

  say(words: string): void {
    if (!this.#isParted) this.written += words;
    else if (this.#last === 'opening') this.written += words.replace(/^\s+/, entities);
    else this.written += (this.#last === 'closing' && isLetter(words[0]) ? parting : '') + words;
    this.#last = 'words';
  }

  open(mark: Marks[number]): void {
    const [sign] = signs[mark.type] ?? [];
    if (!sign) this.say(mark.type === 'link' ? '[' : `<${tags[mark.type]}>`);
    else {
      if (this.#isParted && (this.#last !== 'words' || isLetter(this.written.at(-1)))) this.written += parting;
      this.written += sign;
      this.#last = 'opening';
    }
  }

  close(mark: Marks[number]): void {
    const [, sign] = signs[mark.type] ?? [];
    if (!sign) this.say(mark.type === 'link' ? `](${address(mark)})` : `</${tags[mark.type]}>`);
    else {
      if (this.#isParted && this.#last !== 'words') this.written += parting;
      if (this.#isParted) this.written = withBlanksAtEnd(this.written);
      this.written += sign;
      this.#last = 'closing';
    }
  }
}

/** Anything that is neither blank nor one of the signs that Markdown is made of. */
function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && !/[\s!-/:-@[-`{-~]/.test(sign);
}

/** Keeps the blank signs at the end of what is written, before the sign of a line break if there is one. */
export function withBlanksAtEnd(written: string): string {
  return written.replace(/(\\*)(\s+)(?=\\?$)/, (_all, before: string, blank: string) => {
    // A sign of its own before a blank would take the beginning of the entity for itself.
    const own = before.length % 2 ? '\\' : '';
    return before + own + entities(blank);
  });
}

/** Blank signs as Markdown reads them wherever they stand. */
export function entities(blank: string): string {
  return Array.from(blank, (sign) => `&#${sign.codePointAt(0)};`).join('');
}

function address({ attrs }: Marks[number]): string {
  const written = String(attrs?.href ?? '').replace(/[\\&]/g, '\\$&');
  return /[()<>\s]/.test(written) ? `<${written.replace(/[<>]/g, '\\$&')}>` : written;
}
