import type { ReactNode } from 'react';

/**
 * What stands beside the text: sections with an h2 each. On a phone it is one line, named by `label` ("Weeks, who has
 * spoken, keep up"), that unfolds. In `.columns` it comes after the page's heading and before the text, so that the order
 * for the eye is the order for the keyboard.
 */
export function Rail({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className="rail" aria-label={label}>
      <InRail label={label}>{children}</InRail>
    </aside>
  );
}

/** What is within a rail, for one that is kept as a piece. */
export function InRail({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
