import { type RefObject, useEffect } from 'react';

const patienceMs = 1500;

/**
 * Forgets the copies of texts on this device before the form around it ends the session: whoever sits here next must
 * not find them. What does it is fetched only then; nobody waits for it longer than a moment.
 */
export function useForgetCopies(around: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const form = around.current?.querySelector('form');
    if (!form) return;
    const leave = (event: SubmitEvent) => {
      event.preventDefault();
      const forgotten = import('../../documents/components/editor/local-copy').then((c) => c.forgetCopies(() => true));
      const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
      const go = () => form.submit();
      Promise.race([forgotten, patience]).then(go, go);
    };
    form.addEventListener('submit', leave);
    return () => form.removeEventListener('submit', leave);
  }, [around]);
}
