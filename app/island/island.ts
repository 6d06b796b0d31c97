import { keepVoicesTrue, placesIn } from '../heard/keeping-true';
import { listenForKeys } from '../shared/ui/keys';
import { follow } from './follow';
import { keepRelative, localise, proposeZone } from './times';

/*
 * The only script of visitors' pages. They are whole without it: it says times in the browser's zone, keeps a
 * discussion true while it is read, lets words go that a survivor takes back, and hears a few keys.
 */
const here = document.querySelector<HTMLElement>('[data-live-discussion]:not([data-private])');
if (here) follow(here);
else localise(document);
if (!here && placesIn(document).length > 0) keepVoicesTrue(location.pathname + location.search);
keepRelative();
proposeZone();
if (document.documentElement.dataset.shortcuts !== 'off') listenForKeys();
