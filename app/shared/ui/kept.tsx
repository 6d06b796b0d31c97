import { type ComponentType, createContext, createElement, memo, type ReactElement, useContext } from 'react';

/**
 * Gives the markup of a piece: made now, or made before from the very same properties. Known on the server alone; a
 * browser renders its pieces like everything else.
 */
export type KeepMarkup = (madeOf: string, piece: () => ReactElement) => string;

export const MarkupContext = createContext<KeepMarkup | null>(null);

type Attributes = Record<string, string | undefined>;

/**
 * A part of a page that many readers are shown alike: the server renders it once for all of them, and the browser finds
 * what it would have rendered itself. What it shows must come from its properties (plain data) and the language alone,
 * and it may use no context but that of i18n: links in it are `Way`s, forms are plain ones.
 */
export function keptPiece<P extends object>(
  name: string,
  box: string,
  attributes: Attributes | ((props: P) => Attributes),
  Piece: ComponentType<P>,
) {
  function Kept(props: P) {
    const keep = useContext(MarkupContext);
    const given = typeof attributes === 'function' ? attributes(props) : attributes;
    if (!keep) return createElement(box, given, <Piece {...props} />);
    const __html = keep(`${name} ${JSON.stringify(props)}`, () => <Piece {...props} />);
    return createElement(box, { ...given, dangerouslySetInnerHTML: { __html } });
  }
  return memo(Kept);
}

/** An element and its class. */
type Box = [element: string, className?: string];

/**
 * A list of such pieces, the posts of a page or the discussions of a list: each is kept by itself, and for React all of
 * them are one element. What they have in common is in `shared`.
 */
export function keptList<S extends object, P extends object>(
  name: string,
  [list, className]: Box,
  [box, boxClass]: Box,
  Piece: ComponentType<S & P>,
) {
  const Item = memo(
    ({ props }: { props: S & P }) => createElement(box, { className: boxClass }, <Piece {...props} />),
    isSame,
  );
  const open = boxClass ? `<${box} class="${boxClass}">` : `<${box}>`;
  return function KeptList({ items, shared }: { items: (P & { id: number })[]; shared: S }) {
    const keep = useContext(MarkupContext);
    if (!keep) {
      const each = items.map((item) => <Item key={item.id} props={{ ...shared, ...item }} />);
      return createElement(list, { className }, each);
    }
    const begin = `${name} ${JSON.stringify(shared)} `;
    let __html = '';
    for (const item of items)
      __html += `${open}${keep(begin + JSON.stringify(item), () => <Piece {...shared} {...item} />)}</${box}>`;
    return createElement(list, { className, dangerouslySetInnerHTML: { __html } });
  };
}

/** Whether two hold the same, one level deep. */
function isSame({ props: a }: { props: object }, { props: b }: { props: object }): boolean {
  return Object.entries(a).every(([name, value]) => Object.is(value, b[name as keyof typeof b]));
}
