import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { fieldId, useRefused } from '../../shared/ui/form';

/**
 * Counts how often the words of this form were sent and taken: it is emptied then, and by nothing else. The page is read again
 * when others say or settle something and when another form of it was sent, and neither may take what is being written here; nor
 * what was written on while the words were on their way.
 */
export function useSaid(deed: string): number {
  const { state, formData } = useNavigation();
  const refused = useRefused(deed);
  const [said, setSaid] = useState(0);
  const sent = useRef<string | null>(null);
  useEffect(() => {
    // Given up for another form or for a way elsewhere: nobody knows whether it was taken.
    if (state !== 'idle') sent.current = formData?.get('deed') === deed ? String(formData.get('body')) : null;
    else if (sent.current !== null) {
      const field = document.getElementById(fieldId(deed, 'body'));
      const same = field instanceof HTMLTextAreaElement && field.value === sent.current.replaceAll('\r\n', '\n');
      sent.current = null;
      if (!refused && same) setSaid((count) => count + 1);
    }
  }, [state, formData, refused, deed]);
  return said;
}
