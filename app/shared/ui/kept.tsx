import { type ComponentType, createContext, createElement, memo, type ReactElement, useContext } from 'react';

/**
 * Gives the markup of a piece: made now, or made before from the very same properties. Known on the server alone; a
 * browser renders its pieces like everything else.
 */
export type KeepMarkup = (madeOf: string, piece: ReactElement) => string;

export const MarkupContext = createContext<KeepMarkup | null>(null);

type Attributes = Record<string, string | undefined>;

/**
 * A part of a page that many readers are shown alike, such as a post: the server renders it once for all of them, and
 * the browser finds what it would have rendered itself. What it shows must come from its properties (plain data) and the
 * language alone, and it may use no context but that of i18n: links in it are `Way`s, forms are plain ones.
 */
export function keptPiece<P extends object>(
  name: string,
  box: string,
  attributes: Attributes | ((props: P) => Attributes),
  Piece: ComponentType<P>,
) {
  function Kept(props: P) {
    const keep = useContext(MarkupContext);
    const piece = <Piece {...props} />;
    const given = typeof attributes === 'function' ? attributes(props) : attributes;
    if (!keep) return createElement(box, given, piece);
    const __html = keep(`${name} ${JSON.stringify(props)}`, piece);
    return createElement(box, { ...given, dangerouslySetInnerHTML: { __html } });
  }
  return memo(Kept);
}
