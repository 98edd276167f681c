// The icons: 24 × 24 outlines, drawn by DOM calls.

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  compass: 'M12 3a9 9 0 100 18 9 9 0 000-18zM15.5 8.5l-2 5-5 2 2-5z',
  down: 'M12 5v14M6 13l6 6 6-6',
  details: 'M4 5h16v14H4zM14.5 5v14',
  gear: 'M12 9a3 3 0 100 6 3 3 0 000-6zM12 3v2.5M12 18.5V21M4.2 7.5l2.2 1.25M17.6 15.25l2.2 1.25M4.2 16.5l2.2-1.25M17.6 8.75l2.2-1.25',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3.5 12h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  hidden: 'M4 4l16 16M9.5 5.6A9.7 9.7 0 0112 5.25c5.5 0 9 6.75 9 6.75a15 15 0 01-2.6 3.3M6.2 7.6A15 15 0 003 12s3.5 6.75 9 6.75c1.5 0 2.9-.5 4.1-1.2',
  leave: 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  people: 'M9 11a3.25 3.25 0 100-6.5A3.25 3.25 0 009 11zM3 19.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M15.5 4.8a3.25 3.25 0 010 6M17 14.3c2.4.6 4 2.5 4 5.2',
  pencil: 'M5 19l1-4L16.5 4.5l3 3L9 18z',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 4.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM16 16l4.5 4.5',
  send: 'M4.5 12L3.5 4.5 21 12 3.5 19.5zM4.5 12H12',
  warning: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.3h.01',
};

/** @typedef {keyof typeof PATHS} IconName */

/** A picture beside words, or inside a control that has a name of its own. @param {IconName} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
