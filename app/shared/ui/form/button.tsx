import type { ReactNode } from 'react';

/** One primary action on a page; the others are plain. */
export function Button({
  children,
  primary = false,
  danger = false,
  quiet = false,
  name,
  value,
  disabled,
  pressed,
  type = 'submit',
  onClick,
  formAction,
}: {
  children: ReactNode;
  primary?: boolean;
  danger?: boolean;
  quiet?: boolean;
  name?: string;
  value?: string;
  disabled?: boolean;
  pressed?: boolean;
  type?: 'submit' | 'button';
  onClick?: () => void;
  formAction?: string;
}) {
  const kind = primary ? 'primary' : danger ? 'danger' : quiet ? 'quiet' : 'plain';
  return (
    <button
      type={type}
      className={kind}
      name={name}
      value={value}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={onClick}
      formAction={formAction}
    >
      {children}
    </button>
  );
}
