import { getSchema } from '@tiptap/core';
import { textExtensions } from './extensions';

/** Where the text lies in the Y.Doc. */
export const fieldName = 'text';

/**
 * Raised with every change of what elements, marks and attributes there are. An editor that does not know an element
 * deletes it from everyone's text, so the server lets no tab in that was loaded with another number.
 */
export const schemaVersion = 2;

export const textSchema = getSchema(textExtensions);
