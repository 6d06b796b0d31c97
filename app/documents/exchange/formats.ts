/** What a document can be taken along as. */
export const formats = ['docx', 'odt', 'pdf', 'html', 'md'] as const;
export type Format = (typeof formats)[number];

/** Those that can say what is proposed and commented. */
export const formatsWithProposals: readonly Format[] = ['docx', 'odt'];

export const contentTypes: Record<Format, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

/** What is composed of figures and sentences leaves as one of these. */
export const composedFormats = ['docx', 'pdf', 'html'] as const;
export type ComposedFormat = (typeof composedFormats)[number];
