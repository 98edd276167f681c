// A QR code, drawn dark on light in every theme, with the margin without which cameras do not find it.

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 4;

/** @param {string[]} rows  of `1` for dark and `0` for light @param {string} name  for those who cannot see it */
export function qrCode(rows, name) {
  const side = rows.length + 2 * MARGIN;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
  svg.setAttribute('class', 'qr-code');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', name);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', rows.map(drawn).join(''));
  svg.append(path);
  return svg;
}

/** What is dark of a row. @param {string} row @param {number} y */
function drawn(row, y) {
  return [...row.matchAll(/1+/g)].map(({ 0: { length }, index }) => `M${index + MARGIN} ${y + MARGIN}h${length}v1h-${length}z`).join('');
}
