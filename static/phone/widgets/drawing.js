// What a finger draws: a quick mark on a copy of a photo, a signature on the whole screen.
import { _ } from '../view/words.js';
import { button, jpeg, large, make, paper } from './parts.js';

const WIDEST = 640;
const EDGE = 12;

// Gives what `done` makes, or nothing if the window is left.
async function drawn(label, inside, undo, done, ...tools) {
  let result;
  const box = large(label, inside, ...tools,
    button(_('Undo'), undo),
    button(_('Cancel'), () => box.close()),
    button(_('Done'), () => {
      result = done();
      box.close();
    }, 'main'));
  await box.closed;
  return result;
}

export function mark({ src, alt, naturalWidth: width, naturalHeight: height }) {
  const image = make('img', { src, alt });
  const canvas = make('canvas', { width, height });
  const strokes = [];
  let isArrow = true;

  const redraw = () => {
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, width, height);
    drawAll(pen, strokes);
  };
  const arrow = button(_('Arrow'), () => {
    isArrow = !isArrow;
    arrow.setAttribute('aria-pressed', isArrow);
  });
  arrow.click();
  // In the picture's own pixels: it stands in the middle of its element.
  const at = ({ offsetX, offsetY }) => {
    const { clientWidth, clientHeight } = canvas;
    const scale = Math.max(width / clientWidth, height / clientHeight);
    return [
      (offsetX - clientWidth / 2) * scale + width / 2,
      (offsetY - clientHeight / 2) * scale + height / 2,
    ];
  };
  canvas.onpointerdown = (event) => {
    if (!event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    strokes.push({ isArrow, points: [] });
    canvas.onpointermove(event);
  };
  canvas.onpointermove = (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    strokes.at(-1).points.push(at(event));
    redraw();
  };
  return drawn(_('Draw on it'), [image, canvas], () => { strokes.pop(); redraw(); }, () => {
    const copy = paper(width, height);
    copy.drawImage(image, 0, 0);
    drawAll(copy, strokes);
    return strokes.length && jpeg(copy);
  }, arrow);
}

function drawAll(pen, strokes) {
  const thick = Math.max(pen.canvas.width, pen.canvas.height) / 140;
  pen.lineCap = pen.lineJoin = 'round';
  for (const [colour, size] of [['#fff', thick * 2], ['#e5231b', thick]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = size;
    for (const { isArrow, points } of strokes) {
      const [[x, y], to] = [points[0], points.at(-1)];
      pen.beginPath();
      pen.moveTo(x, y);
      for (const point of isArrow ? [to] : points) pen.lineTo(...point);
      for (const turn of isArrow ? [-0.5, 0.5] : []) {
        const angle = Math.atan2(to[1] - y, to[0] - x) + turn;
        pen.moveTo(...to);
        pen.lineTo(to[0] - thick * 5 * Math.cos(angle), to[1] - thick * 5 * Math.sin(angle));
      }
      pen.stroke();
    }
  }
}

export async function sign() {
  const { default: SignaturePad } = await import('../../vendor/signature_pad/signature_pad.js');
  const canvas = make('canvas', { 'aria-label': _('Sign') });
  const pad = new SignaturePad(canvas, { penColor: '#1d2126' });
  const result = drawn(_('Sign'), [canvas], () => pad.fromData(pad.toData().slice(0, -1)),
    () => !pad.isEmpty() && inked(pad, canvas));
  const fit = () => {
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    canvas.getContext('2d').scale(devicePixelRatio, devicePixelRatio);
    pad.fromData(pad.toData());
  };
  canvas.parentNode.classList.add('signing');
  fit();
  addEventListener('resize', fit);
  try {
    return await result;
  } finally {
    removeEventListener('resize', fit);
  }
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
