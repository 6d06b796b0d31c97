/** Signs of the toolbar, drawn on a grid of 24; those that lead somewhere turn with the direction of the page. */
const paths = {
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  bold: 'M7 4.5h6a3.75 3.75 0 0 1 0 7.5H7zM7 12h7a3.75 3.75 0 0 1 0 7.5H7z',
  italic: 'M10 4.5h8M6 19.5h8M14.5 4.5l-5 15',
  underline: 'M7 4v7a5 5 0 0 0 10 0V4M5 20.5h14',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  link: 'M10 14a4.5 4.5 0 0 0 6.4 0l3.2-3.2a4.5 4.5 0 0 0-6.4-6.4L11.6 6M14 10a4.5 4.5 0 0 0-6.4 0l-3.2 3.2a4.5 4.5 0 0 0 6.4 6.4L12.4 18',
  bullets: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  numbers: 'M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v5M4 15.2c.3-1 2.3-1 2.3.3 0 1-2.3 1.7-2.3 3h2.5',
  quote: 'M10 7c-3 1-4.5 3-4.5 6v4H10v-4.5H7.5M19 7c-3 1-4.5 3-4.5 6v4H19v-4.5h-2.5',
  insert: 'M12 5v14M5 12h14',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  comment: 'M4 5h16v11H11l-4.5 4V16H4z',
  suggest: 'm4 20 1-4L16 5l3 3L8 19zM13.5 7.5l3 3M14 20h6',
  find: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  outline: 'M4 6h10M7 12h13M7 18h9',
  close: 'm6 6 12 12M18 6 6 18',
  up: 'm6 15 6-6 6 6',
  down: 'm6 9 6 6 6-6',
  check: 'm5 12.5 4.5 4.5L19 7',
  saving: 'M12 4v5M12 15v5M4 12h5M15 12h5',
  offline: 'M4 4l16 16M8.5 8.6A8 8 0 0 0 4 11M20 11a11 11 0 0 0-8-3.2M7.5 14.5a6 6 0 0 1 5-1.9M12 18.5h.01',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3h.01',
  footnote: 'M4 18 8 6l4 12M5.3 14h5.4M15 5.5 17 4v7',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 4.5M15.5 9.2h.01',
  cite: 'M5 4h10l4 4v12H5zM15 4v4h4M8.5 12h7M8.5 16h5',
  live: 'M4 5h16v14H4zM4 10h16M10 10v9M13 15.5h1.5l1-2 1 3 .8-1h1',
  rule: 'M4 12h16',
} as const;

export type IconName = keyof typeof paths;

const turning = new Set<IconName>(['undo', 'redo', 'bullets', 'outline']);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className={turning.has(name) ? 'icon mirrored' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
