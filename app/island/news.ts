import { counted } from './times';

/**
 * Says how many new posts wait, in words that the page brings, on a button that asks for them. Returns what is called
 * with each figure; with none the button goes.
 */
export function sayNews(end: Element, words: HTMLElement | null, ask: () => void): (count: number) => void {
  // A region that is there before its words are is read out when they come.
  const region = document.createElement('div');
  region.className = 'new';
  region.setAttribute('role', 'status');
  region.hidden = true;
  end.after(region);
  return (count) => {
    region.hidden = count === 0;
    if (count === 0 || !words) {
      region.replaceChildren();
      return;
    }
    let button = region.querySelector('button');
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.addEventListener('click', ask);
      region.append(button);
    }
    button.textContent = counted(words, count);
  };
}
