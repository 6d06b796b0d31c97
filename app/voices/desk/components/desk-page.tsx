import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, Notice, useRefused } from '../../../room/ui';

const places = {
  caseworker: ['reading', 'excerpts', 'rooms', 'invitations', 'typing', 'people', 'account'],
  facilitator: ['reading', 'excerpts', 'rooms', 'people', 'account'],
} as const;

/** A page of the desk: where one can go, the heading, and what is on it. */
export function DeskPage({
  of: role,
  title,
  children,
}: {
  /** Null for somebody who waits: there is nowhere to go yet. */
  of: keyof typeof places | null;
  title: string;
  children: ReactNode;
}) {
  const { t } = useTranslation('desk');
  const { pathname } = useLocation();
  const isHere = (href: string) => pathname === href || (href !== '/desk' && pathname.startsWith(`${href}/`));
  const ways = (['home', ...(role ? places[role] : [])] as const).map((place) => ({
    place,
    href: place === 'home' ? '/desk' : `/desk/${place}`,
  }));
  return (
    <>
      {role && (
        <nav aria-label={t('nav.label')}>
          <ul>
            {ways.map(({ place, href }) => (
              <li key={place}>
                <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
                  {t(`nav.${place}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <h1>{title}</h1>
      {children}
    </>
  );
}

/** A week as it is written here: the room keeps no day. */
export function Week({ of }: { of: number }) {
  const { t } = useTranslation('desk');
  return <>{t('week', { week: of % 100, year: Math.floor(of / 100) })}</>;
}

export interface Shown {
  name?: string;
  signIn?: string;
  passphrase?: string;
  totpSecret?: string;
  otpauth?: string;
  recovery?: string;
}

/** Secrets on the one answer that has them. */
export function ShownOnce({ of }: { of: Shown[] }) {
  const { t } = useTranslation('desk');
  if (of.length === 0) return null;
  return (
    <Notice kind="good">
      <h2>{t('shown.title')}</h2>
      <p>{t('shown.once')}</p>
      {of.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the answer is shown once and never changes
        <dl key={i}>
          {one.name && <Fact name={t('shown.name')}>{one.name}</Fact>}
          {one.signIn && <Fact name={t('shown.sign-in')}>{<code dir="ltr">{one.signIn}</code>}</Fact>}
          {one.passphrase && <Fact name={t('shown.passphrase')}>{<code dir="ltr">{one.passphrase}</code>}</Fact>}
          {one.totpSecret && <Fact name={t('shown.totp')}>{<code dir="ltr">{one.totpSecret}</code>}</Fact>}
          {one.otpauth && <Fact name={t('shown.otpauth')}>{<code dir="ltr">{one.otpauth}</code>}</Fact>}
          {one.recovery && <Fact name={t('shown.recovery')}>{<code dir="ltr">{one.recovery}</code>}</Fact>}
        </dl>
      ))}
    </Notice>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/**
 * After the lint has found what may be a name: its writer says, having seen these very passages, that they tell of nobody.
 * They go back with the form, so that a passage that came later is asked about too.
 */
export function StandsForIt({ deed }: { deed: string }) {
  const { t } = useTranslation('desk');
  const seen = useRefused(deed)?.refusal.values?.seen;
  if (!seen) return null;
  return (
    <>
      <input type="hidden" name="seen" value={String(seen)} />
      <Checkbox deed={deed} name="resolved" label={t('lint.stands')} />
    </>
  );
}
