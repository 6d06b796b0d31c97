import { useActionData } from '@remix-run/react';
import type { ReactNode } from 'react';

/**
 * A part that unfolds. It opens by itself where one of its forms was refused: a mistake inside a closed one would be
 * seen by nobody.
 */
export function Fold({
  summary,
  deeds,
  id,
  children,
}: {
  summary: ReactNode;
  deeds: string[];
  id?: string;
  children: ReactNode;
}) {
  const answer = useActionData<unknown>();
  const deed =
    typeof answer === 'object' && answer !== null && 'refusal' in answer
      ? (answer as { deed?: string }).deed
      : undefined;
  return (
    <details className="fold" id={id} open={deed !== undefined && deeds.includes(deed) ? true : undefined}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
