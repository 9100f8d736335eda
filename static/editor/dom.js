// Making and finding elements; markup comes from the server alone, data only as text.
export function element(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (!/^aria|^role$/.test(key)) made[key] = value;
    else made.setAttribute(key.replace('aria', 'aria-').toLowerCase(), value); // Firefox before 119
  }
  made.append(...children);
  return made;
}

// Markup that the server made.
export function fragment(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  return holder.content;
}

export function icon(name, size = 16) {
  const known = document.querySelector('.editor .icon use').getAttribute('href').split('#')[0];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const hidden = { 'aria-hidden': 'true', focusable: 'false' };
  const told = { class: 'icon', width: size, height: size, ...hidden };
  for (const [key, value] of Object.entries(told)) svg.setAttribute(key, value);
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${known}#${name}`);
  svg.append(use);
  return svg;
}

export function button(words, act, props = {}) {
  const made = element('button', { type: 'button', className: 'button', ...props }, words);
  made.addEventListener('click', act);
  return made;
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

// An id of a new part: its kind's letter and eight more by chance.
export function newId(kind) {
  const drawn = crypto.getRandomValues(new Uint8Array(8));
  return kind[0] + Array.from(drawn, (one) => LETTERS[one % 36]).join('');
}

export const isTyping = (node) => node?.matches?.(
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])',
);
