export interface GlossaryEntry {
  /** Anchor of the entry: /glossary#focal-point. */
  id: string;
  term: string;
  explanation: string;
}

/** The field's own words in plain ones, by the alphabet of the language. */
export function Glossary({ title, lede, entries }: { title: string; lede: string; entries: GlossaryEntry[] }) {
  return (
    <div className="narrow">
      <h1>{title}</h1>
      <p className="lede">{lede}</p>
      <dl className="stack">
        {entries.map(({ id, term, explanation }) => (
          <div key={id} id={id}>
            <dt>
              <strong>{term}</strong>
            </dt>
            <dd>{explanation}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
