// A signature by finger on the whole screen, or the photo of one on paper.
import { _ } from '../view/words.js';
import { button, jpeg, large, make, paper } from './parts.js';
import { mount as gather } from './photos.js';

const WIDEST = 640;
const EDGE = 12;

export function mount(field, api) {
  const widget = gather(field, api, button(make('span', {}, _('Sign')), async () => {
    const bytes = await signed();
    if (bytes) await widget.add(bytes, 'image/jpeg', 'signature.jpg');
  }, 'tile'));
  return widget;
}

async function signed() {
  const { default: SignaturePad } = await import('../../vendor/signature_pad/signature_pad.js');
  const canvas = make('canvas', { 'aria-label': _('Sign') });
  const pad = new SignaturePad(canvas, { penColor: '#1d2126' });
  let result;
  const box = large(_('Sign'), [canvas],
    button(_('Cancel'), () => box.close()),
    button(_('Undo'), () => pad.fromData(pad.toData().slice(0, -1))),
    button(_('Done'), () => {
      result = pad.isEmpty() ? null : inked(pad, canvas);
      box.close();
    }, 'main'));
  const fit = () => {
    const lines = pad.toData();
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    canvas.getContext('2d').scale(devicePixelRatio, devicePixelRatio);
    pad.fromData(lines);
  };
  box.classList.add('signing');
  fit();
  addEventListener('resize', fit);
  await box.closed;
  removeEventListener('resize', fit);
  return result;
}

// The ink alone with a little paper round it.
function inked(pad, canvas) {
  const points = pad.toData().flatMap((stroke) => stroke.points);
  const span = (name) => {
    const all = points.map((point) => point[name]);
    const from = Math.min(...all) - EDGE;
    return [from * devicePixelRatio, (Math.max(...all) + EDGE - from) * devicePixelRatio];
  };
  const [[left, width], [top, height]] = [span('x'), span('y')];
  const part = Math.min(1, WIDEST / Math.max(width, height));
  const pen = paper(width * part, height * part);
  pen.drawImage(canvas, left, top, width, height, 0, 0, width * part, height * part);
  return jpeg(pen);
}
