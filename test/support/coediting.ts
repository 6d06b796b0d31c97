/* People who write together, and what they write in, for tests. */
export { Editor } from './coediting/editor';
export { heldUp, looseRules } from './coediting/ground';
export type { Cookied } from './coediting/sockets';
export { everyoneLeaves, patiently, waitAtMost } from './coediting/waiting';
export { type Got, Wire } from './coediting/wire';
export { aParagraph, wordsIn, wordsOf } from './coediting/words';
