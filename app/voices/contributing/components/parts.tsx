import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, RoomForm } from '../../../room/ui';
import type { Shown } from '../page.server';
import { writingSteps } from '../steps';

/** Where one is on the way to sending, in words. */
export function StepOf({ step, isMore }: { step: (typeof writingSteps)[number]; isMore: boolean }) {
  const { t } = useTranslation('voice');
  const steps: readonly string[] = isMore ? writingSteps.filter((s) => s !== 'code') : writingSteps;
  return <p className="hint">{t('step', { now: steps.indexOf(step) + 1, of: steps.length })}</p>;
}

/** The ways on from a page: the one that leads on first, then back, then out. */
export function Ways({ on, value = 'on', back = true, stop }: WaysProps) {
  const { t } = useTranslation('voice');
  return (
    <p className="ways">
      <Button primary name="go" value={value}>
        {on}
      </Button>{' '}
      {back && (
        <Button name="go" value="back">
          {t('back')}
        </Button>
      )}{' '}
      {stop && (
        <Button quiet name="go" value="stop">
          {stop}
        </Button>
      )}
    </p>
  );
}

interface WaysProps {
  on: string;
  value?: string;
  back?: boolean;
  stop?: string;
}

/** Back to the page of all that can be done; and from each page the way to take everything back is one step. */
export function ToMenu({ step }: { step: string }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="show" step={step}>
      <Button name="view" value="home">
        {t('menu')}
      </Button>{' '}
      <Button quiet name="view" value="withdraw">
        {t('home.withdraw')}
      </Button>
    </RoomForm>
  );
}

export function useAgo(): (weeks: number) => string {
  const { t } = useTranslation('voice');
  return (weeks) => (weeks === 0 ? t('which.this-week') : t('which.ago', { count: weeks }));
}

/** Whoever sent several texts chooses one of them, by its number and its age: what it says is not shown. */
export function Which({ texts, text, step }: { texts: Shown[]; text: Shown; step: string }) {
  const { t } = useTranslation('voice');
  const ago = useAgo();
  if (texts.length < 2) return null;
  return (
    <RoomForm deed="which" step={step} label={t('which.title')}>
      <h2>{t('which.title')}</h2>
      <p>
        {texts.map((one) => (
          <button
            key={one.id}
            type="submit"
            name="text"
            value={one.id}
            className={one.id === text.id ? 'chosen' : 'plain'}
            aria-pressed={one.id === text.id}
          >
            {t('which.one', { n: one.n, ago: ago(one.weeksAgo) })}
          </button>
        ))}
      </p>
    </RoomForm>
  );
}

/** Which of her texts a form is about: its name comes back with it, never in an address. */
export function OfText({ text }: { text: Shown }) {
  return <input type="hidden" name="text" value={text.id} />;
}

export function Lines({ of }: { of: ReactNode[] }) {
  return (
    <>
      {of.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
        <p key={i}>{line}</p>
      ))}
    </>
  );
}
