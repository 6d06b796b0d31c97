/** Something sealed does not open: wrong key, wrong place, changed, or no longer there. Says nothing about which. */
export class OpenRefused extends Error {
  override name = 'OpenRefused';

  constructor() {
    super('This does not open');
  }
}
