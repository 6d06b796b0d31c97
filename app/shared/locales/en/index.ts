import editor from './editor.json' with { type: 'json' };
import glossary from './glossary.json' with { type: 'json' };
import help from './help.json' with { type: 'json' };
import letters from './letters.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import page from './page';

/** Everything, for the server. The browser gets `./page` alone: mail, help and the glossary are never written there, and what the editor says comes with the editor. */
export default { ...page, editor, glossary, help, letters, mail };
