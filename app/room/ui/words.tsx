import type { ReactNode } from 'react';

/** Something that has to be read before one goes on. `good` for what was done, `bad` for what was not. */
export function Notice({ kind, children }: { kind?: 'good' | 'bad'; children: ReactNode }) {
  return <div className={kind ? `notice ${kind}` : 'notice'}>{children}</div>;
}

/** Short sentences, each on a line of its own. */
export function Sentences({ of, ordered = false }: { of: ReactNode[]; ordered?: boolean }) {
  const lines = of.map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
    <li key={i}>{line}</li>
  ));
  return ordered ? <ol className="sentences">{lines}</ol> : <ul className="sentences">{lines}</ul>;
}

/** A code to be written down, in groups, read from left to right in every language. */
export function Code({ groups }: { groups: string[] }) {
  return (
    <p className="code" dir="ltr">
      {groups.map((group, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups never change places
        <span key={i}>{group} </span>
      ))}
    </p>
  );
}
