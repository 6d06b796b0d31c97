/** The field of a form that says for whom its page was made, and the one by which somebody else sends it as theirs. */
export const madeForField = 'madeFor';
export const sendAsField = 'sendAs';
