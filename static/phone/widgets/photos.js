// Photos from the camera or the gallery, and signatures: made small, shown, marked, removed.
import { _ } from '../view/words.js';
import { MOST_MB, begins, button, filesOf, jpeg, look, make, paper, tile } from './parts.js';

const PHOTO_PX = 1600;
const TAKEN = /^(\xff\xd8\xff|\x89PNG|RIFF....WEBP)/s; // by the server

// A photo drawn anew: small, upright (the browser sees to it), without what the camera wrote into
// it. What this phone cannot draw and the server can goes as it is.
async function shrunk(file) {
  const src = URL.createObjectURL(file);
  const image = make('img', { src });
  try {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const part = Math.min(1, PHOTO_PX / Math.max(width, height));
    const pen = paper(Math.round(width * part), Math.round(height * part));
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, pen.canvas.width, pen.canvas.height);
    const name = file.name.replace(/(\.\w+)?$/, '.jpg');
    return { bytes: await jpeg(pen), type: 'image/jpeg', name };
  } catch {
    if (file.size < MOST_MB * 1e6 && await begins(file, TAKEN)) {
      return { bytes: await file.arrayBuffer(), type: file.type };
    }
    return { why: _('“%(name)s” cannot be read here: use the camera button, or choose a JPEG.', file) };
  } finally {
    URL.revokeObjectURL(src);
  }
}

export function mount(field, api) {
  const files = filesOf(field, api, show);
  const plain = field.element.querySelector('.up');
  const gallery = plain.querySelector('input');
  const camera = make('input', { type: 'file', accept: 'image/*', capture: 'environment' });
  const shown = new Map();

  const draw = async (how, name, image, old) => {
    const bytes = await (await import('./drawing.js'))[how](image);
    if (bytes) files.take([{ name }], () => ({ bytes, type: 'image/jpeg', old }));
  };
  const ways = [tile(_('Camera'), camera), tile(_('Gallery'), gallery)];
  if (files.isOne) {
    const words = make('span', {}, _('Sign'));
    ways.unshift(button(words, () => draw('sign', 'signature.jpg'), 'tile'));
  }
  const list = make('ul', { className: `pics ${field.question.type}` },
    ...ways.map((way) => make('li', {}, way)));

  function thumb(id) {
    const image = make('img');
    api.photos.address(id).then((url) => { image.src = url; }, () => {});
    const open = () => {
      const then = (words, act) => button(words, () => { box.close(); act(); });
      const tools = [then(_('Remove'), () => files.remove(id).then(() => gallery.focus()))];
      if (!files.isOne) {
        tools.unshift(then(_('Draw on it'), () => draw('mark', 'photo.jpg', image, id)));
      }
      const box = look(image, ...tools);
    };
    return make('li', { className: 'shown' }, button(image, () => image.src && open(), 'thumb'));
  }

  function show() {
    const ids = files.ids();
    for (const [id, item] of shown) if (!ids.includes(id)) item.remove();
    ids.forEach((id, at) => {
      if (!shown.has(id)) shown.set(id, thumb(id));
      const item = shown.get(id);
      item.querySelector('img').alt = _('Photo %(number)s', { number: at + 1 });
      ways[0].parentNode.before(item);
    });
  }

  for (const input of [camera, gallery]) files.choose(input, shrunk);
  field.element.querySelector('.pics')?.remove();
  plain.replaceWith(list, files.say);
  show();
  return { show, take: (chosen) => files.take(chosen, shrunk) };
}
