import glossary from './glossary.json';
import help from './help.json';
import mail from './mail.json';
import page from './page';

/** Everything, for the server. The browser gets `./page` alone: mail, help and the glossary are never written there. */
export default { ...page, glossary, help, mail };
