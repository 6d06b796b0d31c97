import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useRefused } from '../../../shared/ui/form';

/**
 * The key of a form that makes something new. The page is read again at any moment while people write, each time with
 * another key: this one holds until the form was sent and taken, and only then does the form begin anew.
 */
export function useOnce(deed: string, once: string): string {
  const { formData, state } = useNavigation();
  const refused = useRefused(deed);
  const [held, setHeld] = useState(once);
  const sending = useRef(false);
  useEffect(() => {
    if (formData?.get('deed') === deed) sending.current = true;
    if (state !== 'idle' || !sending.current) return;
    sending.current = false;
    if (!refused) setHeld(once);
  }, [formData, state, refused, deed, once]);
  return held;
}
