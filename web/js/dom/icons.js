// The icons: 24 × 24 outlines, drawn by DOM calls.

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  bookmark: 'M7 4h10v16l-5-4-5 4z',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6L6 18',
  compass: 'M12 3a9 9 0 100 18 9 9 0 000-18zM15.5 8.5l-2 5-5 2 2-5z',
  down: 'M12 5v14M6 13l6 6 6-6',
  details: 'M4 5h16v14H4zM14.5 5v14',
  clip: 'M19 11.5l-7.5 7.5a4.6 4.6 0 01-6.5-6.5l8-8a3 3 0 014.3 4.3l-8 8a1.5 1.5 0 01-2.1-2.1l7.3-7.3',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.25a2.75 2.75 0 100 5.5 2.75 2.75 0 000-5.5z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  flag: 'M6 21V4h12l-3 4 3 4H6',
  fold: 'M4 5h16v14H4zM9.5 5v14M6.5 9h.5M6.5 12h.5',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3.5 12h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  hidden: 'M4 4l16 16M9.5 5.6A9.7 9.7 0 0112 5.25c5.5 0 9 6.75 9 6.75a15 15 0 01-2.6 3.3M6.2 7.6A15 15 0 003 12s3.5 6.75 9 6.75c1.5 0 2.9-.5 4.1-1.2',
  leave: 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9',
  link: 'M10 14a4 4 0 005.7 0l3.6-3.6a4 4 0 00-5.7-5.7L12.2 6M14 10a4 4 0 00-5.7 0l-3.6 3.6a4 4 0 005.7 5.7l1.4-1.3',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  more: 'M5 12a1 1 0 102 0 1 1 0 00-2 0zM11 12a1 1 0 102 0 1 1 0 00-2 0zM17 12a1 1 0 102 0 1 1 0 00-2 0z',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20c0-4 3.4-6 7.5-6s7.5 2 7.5 6',
  pin: 'M9 4h6M10 4v6l-3 4h10l-3-4V4M12 14v6',
  plus: 'M12 5v14M5 12h14',
  reply: 'M10 6L4.5 11.5 10 17M4.5 11.5H14a5.5 5.5 0 015.5 5.5v1.5',
  search: 'M11 4.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM16 16l4.5 4.5',
  send: 'M4.5 12L3.5 4.5 21 12 3.5 19.5zM4.5 12H12',
  smile: 'M12 3a9 9 0 100 18 9 9 0 000-18zM8.5 14.25a4.2 4.2 0 007 0M9 9.75v.1M15 9.75v.1',
  settings: 'M4 7h8M18 7h2M4 17h2M12 17h8M15 4a3 3 0 100 6 3 3 0 000-6zM9 14a3 3 0 100 6 3 3 0 000-6z',
  talk: 'M4 5.5h11a2 2 0 012 2v4a2 2 0 01-2 2H9l-4 3v-3a2 2 0 01-1-2v-4a2 2 0 010-2zM19 10a2 2 0 011 2v4a2 2 0 01-1 1.7V20l-3.4-2.3H12',
  write: 'M4 20l1-4.5L16.5 4a1.8 1.8 0 012.6 0l.9.9a1.8 1.8 0 010 2.6L8.5 19zM14 6.5l3.5 3.5',
};

/** @typedef {keyof typeof PATHS} IconName */

/** These point somewhere, and there is on the other side where one writes from right to left. @type {Set<IconName>} */
const TURNED = new Set(['back', 'details', 'fold', 'leave', 'send']);

/** A picture beside words, or inside a control that has a name of its own. @param {IconName} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', TURNED.has(name) ? 'icon turned' : 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
