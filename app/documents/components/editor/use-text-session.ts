import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { schemaVersion } from '../../text/schema';
import { openSession, type SessionState, type TextSession } from './session';
import type { WriteData } from './write-data';

const firstPauseMs = 1000;
const mostDoublings = 5;

/** True where words were redacted from the text and nothing of this page is lost by it: it is opened anew by itself. */
export function isRenewed({ ended, unsaved }: SessionState): boolean {
  return ended === 'rewritten' && unsaved === 0;
}

/** The line to the text, for as long as the page shows it. */
export function useTextSession({ me, id, epoch, access }: WriteData): TextSession | null {
  const [session, setSession] = useState<TextSession | null>(null);
  const [asOf, setAsOf] = useState(epoch);
  const [round, setRound] = useState(0);
  const { revalidate } = useRevalidator();
  const tries = useRef(0);
  const [writes, setWrites] = useState(access !== 'read');
  // Whoever may write from now on gets a line that does; whoever may no more keeps what is on the page, to copy it.
  useEffect(() => {
    if (access !== 'read') setWrites(true);
    else if (writes) session?.end('refused');
  }, [access, writes, session]);
  // The page may learn of a redaction before its line does: what was not saved stays on it, to be copied.
  useEffect(() => {
    if (epoch === asOf || !session) return;
    if (session.state().unsaved > 0) session.end('rewritten');
    else setAsOf(epoch);
  }, [epoch, asOf, session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is another line
  useEffect(() => {
    const opened = openSession({ person: me.id, document: id, epoch: asOf, schema: schemaVersion, writes });
    setSession(opened);
    return () => {
      setSession(null);
      opened.destroy();
    };
  }, [me.id, id, asOf, writes, round]);
  // With what the page reads now comes the text as it is; or the line is let in after all, where one server knew of the
  // redaction before another.
  useEffect(() => {
    if (!session) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      if (session.state().answered > 0) tries.current = 0;
      if (timer || !isRenewed(session.state())) return;
      revalidate();
      const pause = firstPauseMs * 2 ** Math.min(tries.current++, mostDoublings);
      timer = setTimeout(() => setRound((before) => before + 1), pause);
    };
    hear();
    const deaf = session.subscribe(hear);
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [session, revalidate]);
  return session;
}
