import type { ReactNode } from 'react';
import { useRefusedStill } from './form/refused';

/**
 * A part that unfolds. It opens by itself where one of its forms was refused: a mistake inside a closed one would be
 * seen by nobody.
 */
export function Fold({
  summary,
  deeds,
  id,
  open = false,
  children,
}: {
  summary: ReactNode;
  deeds: string[];
  id?: string;
  /** Open from the start: what is inside has to be filled in. */
  open?: boolean;
  children: ReactNode;
}) {
  const deed = useRefusedStill()?.deed;
  return (
    <details className="fold" id={id} open={open || (deed !== undefined && deeds.includes(deed)) ? true : undefined}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
