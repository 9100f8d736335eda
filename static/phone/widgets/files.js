// Recordings and papers: chosen or recorded here, listed by name and size, listened to, removed.
import { _ } from '../view/words.js';
import { MOST_MB, begins, button, filesOf, make, tile } from './parts.js';

const SIGNS = {
  'application/pdf': /^%PDF-/,
  'audio/*': /^(ID3|\xff[\xfb\xf3\xf1]|OggS|fLaC|#!AMR|\x1aE\xdf\xa3|....ftyp|.{8}WAVE)/s,
};
const PIECE_MS = 15000;

export async function mount(field, api) {
  const files = filesOf(field, api, show);
  const plain = field.element.querySelector('.up');
  const input = plain.querySelector('input');
  const kinds = input.accept.split(',');
  const list = make('ul', { className: 'papers' });
  const ways = [tile(plain.textContent.trim(), input)];

  async function whole(file) {
    const limit = MOST_MB;
    if (file.size > limit * 1e6) {
      return { why: _('“%(name)s” is larger than %(limit)s MB.', { name: file.name, limit }) };
    }
    const fits = await Promise.all(kinds.map((kind) => begins(file, SIGNS[kind])));
    if (!fits.includes(true)) {
      return { why: _('“%(name)s” is not a kind of file that is asked for here.', file) };
    }
    return { bytes: await file.arrayBuffer(), type: file.type };
  }

  async function row(id) {
    const { name = '', size_bytes: size = '', media_type: type = '' } = (
      await api.photos.about(id) ?? {});
    const item = make('li', {}, make('b', {}, name), make('span', {}, size && weight(size)),
      button(_('Remove'), () => files.remove(id).then(() => input.focus()), 'plain'));
    if (/^audio/.test(type)) {
      const player = make('audio', { controls: true, 'aria-label': name });
      api.photos.address(id).then((url) => { player.src = url; }, () => {});
      item.append(player);
    }
    return item;
  }

  async function show() {
    list.replaceChildren(...await Promise.all(files.ids().map(row)));
  }

  files.choose(input, whole);
  field.element.querySelector('.pics')?.remove();
  if (kinds.includes('audio/*') && window.MediaRecorder && navigator.mediaDevices) {
    ways.push(await recorder(api, files.say, (file) => files.take([file], whole)));
  }
  plain.replaceWith(list, make('div', { className: 'pics' }, ...ways), files.say);
  await show();
  return { show, take: (chosen) => files.take(chosen, whole) };
}

function weight(bytes) {
  const [unit, number] = bytes < 1e6 ? ['kilobyte', bytes / 1e3] : ['megabyte', bytes / 1e6];
  return number.toLocaleString(document.documentElement.lang,
    { style: 'unit', unit, maximumSignificantDigits: 2 });
}

// What is being recorded is kept piece by piece: after a crash it is there up to the last one.
async function recorder(api, say, add) {
  const words = make('span', {}, _('Record sound'));
  let pieces = [];
  let recording;

  async function finish() {
    const type = pieces[0]?.type.split(';')[0];
    const name = _('Recording');
    if (type) await add(new File(pieces, `${name}.${type.slice(6)}`, { type }));
    await Promise.all(pieces.map((_piece, at) => api.keep(`sound ${at}`, null)));
    pieces = [];
    words.textContent = _('Record sound');
  }
  async function begin() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    recording = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    recording.ondataavailable = async ({ data }) => {
      pieces.push(data);
      const kept = { type: data.type, bytes: await data.arrayBuffer() };
      await api.keep(`sound ${pieces.indexOf(data)}`, kept);
      if (new Blob(pieces).size > MOST_MB * 9e5) recording.stop();
    };
    recording.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      finish();
    };
    recording.start(PIECE_MS);
    words.textContent = _('Stop');
    say.textContent = _('Recording…');
  }

  for (let kept; (kept = await api.kept(`sound ${pieces.length}`));) {
    pieces.push(new Blob([kept.bytes], kept));
  }
  await finish();
  return button(words, () => {
    if (recording?.state === 'recording') recording.stop();
    else begin().catch(() => {
      say.textContent = _('The microphone may not be used: allow it in the settings of this page, or add a file.');
    });
  }, 'tile');
}
