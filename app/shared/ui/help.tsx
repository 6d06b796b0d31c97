import type { ReactNode } from 'react';

export interface HelpTexts {
  title: string;
  lede: string;
  contents: string;
  sections: HelpSection[];
}

/** Paragraphs, then a list or a table: what a section has none of is not there. */
interface HelpSection {
  id: string;
  title: string;
  paragraphs?: string[];
  items?: string[];
  table?: { label: string; head: [string, string]; rows: [string, string][] };
  keys?: { label: string; head: [string, string]; rows: { keys: string[]; does: string }[] };
  after?: string[];
}

/** How one takes part, what each role does, and who sees what: on one page, to be found by its headings. */
export function Help({ texts }: { texts: HelpTexts }) {
  return (
    <div className="narrow">
      <h1>{texts.title}</h1>
      <p className="lede">{texts.lede}</p>
      <nav aria-label={texts.contents}>
        <ul>
          {texts.sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {texts.sections.map((section) => (
        <Section key={section.id} {...section} />
      ))}
    </div>
  );
}

function Section({ id, title, paragraphs = [], items = [], table, keys, after = [] }: HelpSection) {
  return (
    <section>
      <h2 id={id}>{title}</h2>
      <Paragraphs texts={paragraphs} />
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      {table && <Table {...table} rows={table.rows.map(([name, text]) => ({ name, text }))} />}
      {keys && (
        <Table
          {...keys}
          rows={keys.rows.map((row) => ({
            name: row.keys.map((key, i) => (
              <span key={key}>
                {i > 0 && ' + '}
                <kbd dir="ltr">{key}</kbd>
              </span>
            )),
            text: row.does,
          }))}
        />
      )}
      <Paragraphs texts={after} />
    </section>
  );
}

function Paragraphs({ texts }: { texts: string[] }) {
  return texts.map((text) => <p key={text}>{text}</p>);
}

function Table({
  label,
  head,
  rows,
}: {
  label: string;
  head: [string, string];
  rows: { name: ReactNode; text: string }[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{head[0]}</th>
            <th scope="col">{head[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, text }) => (
            <tr key={text}>
              <th scope="row">{name}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
