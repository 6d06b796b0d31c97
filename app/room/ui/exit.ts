/**
 * The one script of the room, and nothing needs it. It covers the page before the way out is loaded, and takes the way
 * out for whoever presses Shift three times within five seconds. It knows nothing of what is on the page.
 */
const way = document.getElementById('exit') as HTMLAnchorElement | null;
let presses: number[] = [];

function leave(): void {
  document.documentElement.className = 'gone';
  document.title = '\u200e';
  // In the place of this page, so that Back does not lead to it.
  location.replace('/leave');
}

if (way) {
  way.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = [];
    else if (!event.repeat) {
      const now = Date.now();
      presses = presses.filter((at) => now - at < 5000).concat(now);
      if (presses.length >= 3) leave();
    }
  });
  // A page that comes back from the browser's own memory is asked for again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
