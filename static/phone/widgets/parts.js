// What the widgets share: elements, the large window, pictures, the files of an answer.
import { _ } from '../view/words.js';

export const MOST_MB = 20;

export function make(tag, values = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...inside);
  return made;
}

export const button = (words, onclick, className = '') => (
  make('button', { type: 'button', className, onclick }, words)
);
export const tile = (words, input) => (
  make('label', { className: 'tile' }, input, make('span', {}, words))
);
// A line that is read out when its words change.
export const line = () => make('p', { className: 'tell', role: 'status' });

if (!document.querySelector('link[href$="/phone/widgets.css"]')) {
  const href = new URL('../widgets.css', import.meta.url).href;
  document.head.append(make('link', { rel: 'stylesheet', href }));
}

// A window over the whole screen. Escape and the phone's way back close it; the focus returns.
export function large(label, inside, ...tools) {
  const box = make('dialog', { className: 'large', 'aria-label': label },
    make('div', { className: 'sheet' }, ...inside), make('div', { className: 'tools' }, ...tools));
  document.body.append(box);
  box.showModal();
  box.closed = new Promise((done) => { box.onclose = done; }).then(() => box.remove());
  return box;
}

// A picture as large as the screen; a tap shows it as large as it is.
export function look({ src, alt }, ...tools) {
  const onclick = () => box.classList.toggle('whole');
  const box = large(alt, [make('img', { src, alt, onclick })],
    button(_('Close'), () => box.close(), 'main'), ...tools);
  return box;
}

export function paper(width, height) {
  const canvas = make('canvas', { width, height });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  return pen;
}

export async function jpeg({ canvas }) {
  const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.8); });
  canvas.width = 0; // gives the memory back at once
  return blob.arrayBuffer();
}

export const begins = async (file, signs) => signs.test(
  String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer())),
);

let work = Promise.resolve(); // one file in memory at a time, whichever question it is for

// The files of an answer: the value itself where it asks for files, else what stands beside it.
export function filesOf({ question: { type: kind } }, api, show) {
  const place = ['photo', 'file', 'signature'].includes(kind) ? 'value' : 'photos';
  const isOne = kind === 'signature';
  const say = line();
  const ids = () => [api.answer()[place] ?? []].flat();
  const put = (listed) => api.set({ [place]: isOne ? listed[0] ?? null : listed });

  // New bytes take the place of others or stand behind them; what they replace goes last.
  async function add(bytes, type, name, old = isOne ? ids()[0] : '') {
    const id = await api.photos.add(bytes, type, name);
    const listed = ids().filter((other) => other !== id);
    const at = listed.indexOf(old);
    listed.splice(at < 0 ? listed.length : at, Number(at >= 0), id);
    await put(listed);
    if (at >= 0) await api.photos.remove(old);
    await show();
  }

  // `prepare` gives what is kept of a file, or why nothing is.
  async function addAll(chosen, prepare) {
    const count = chosen.length;
    const wrong = [];
    for (const [at, file] of chosen.entries()) {
      say.textContent = _('Adding %(number)s of %(count)s…', { number: at + 1, count });
      const made = await prepare(file);
      if (!made.why) {
        await add(made.bytes, made.type, made.name ?? file.name, made.old).catch(() => {
          made.why = _('“%(name)s” was not kept: free some space on the phone and add it again.', file);
        });
      }
      if (made.why) wrong.push(made.why);
    }
    say.textContent = wrong.join(' ') || _('Added: %(count)s.', { count });
    say.classList.toggle('wrong', wrong.length);
  }

  return {
    isOne,
    say,
    ids,
    take(chosen, prepare) {
      work = work.then(() => addAll(chosen, prepare));
      return work;
    },
    choose(input, prepare) {
      input.oninput = (event) => event.stopPropagation(); // the form need not look after it
      input.onchange = () => {
        this.take([...input.files], prepare);
        input.value = '';
      };
    },
    async remove(id) {
      await put(ids().filter((other) => other !== id));
      await api.photos.remove(id);
      await show();
      say.textContent = _('Removed.');
    },
  };
}
