import glossary from './glossary.json' with { type: 'json' };
import help from './help.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import page from './page';

/** Everything, for the server. The browser gets `./page` alone: mail, help and the glossary are never written there. */
export default { ...page, glossary, help, mail };
