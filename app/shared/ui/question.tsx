import type { ReactNode } from 'react';

/**
 * The guiding question, and the line that keeps it in view while one reads on. Place it in the column of the posts,
 * beside them and not in a box of its own: the line stays as long as its parent is on the screen. `words` is the question
 * alone; `label` says which phase it is and until when.
 */
export function Question({ label, words, language }: { label?: ReactNode; words: string; language?: string }) {
  return (
    <>
      {/* A repetition for the eye: whoever listens has heard the question and need not hear it twice. */}
      <p className="asked" aria-hidden="true">
        <span lang={language} dir="auto">
          {words}
        </span>
      </p>
      <div className="question">
        {label && <small>{label}</small>}
        {/* A heading: the posts below, each with its own, are what is under it. */}
        <h2 lang={language} dir="auto">
          {words}
        </h2>
      </div>
    </>
  );
}
