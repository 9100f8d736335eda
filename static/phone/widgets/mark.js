// A quick mark on a photo: free lines and arrows, drawn into a copy of it.
import { _ } from '../view/words.js';
import { button, jpeg, large, make, paper } from './parts.js';

export async function mark({ src, naturalWidth: width, naturalHeight: height }) {
  const image = make('img', { src });
  const canvas = make('canvas', { width, height });
  const pen = canvas.getContext('2d');
  const strokes = [];
  let result;

  const redraw = () => {
    pen.clearRect(0, 0, width, height);
    drawAll(pen, strokes);
  };
  let isArrow = true;
  const arrow = button(_('Arrow'), () => {
    isArrow = !isArrow;
    arrow.setAttribute('aria-pressed', isArrow);
  });
  arrow.click();
  const box = large(_('Draw on it'), [image, canvas],
    arrow,
    button(_('Undo'), () => { strokes.pop(); redraw(); }),
    button(_('Cancel'), () => box.close()),
    button(_('Done'), () => {
      const copy = paper(width, height);
      copy.drawImage(image, 0, 0);
      drawAll(copy, strokes);
      result = strokes.length ? jpeg(copy) : null;
      box.close();
    }, 'main'));

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
    strokes.push({ isArrow, points: [at(event)] });
    redraw();
  };
  canvas.onpointermove = (event) => {
    if (!event.isPrimary || !canvas.hasPointerCapture(event.pointerId)) return;
    strokes.at(-1).points.push(at(event));
    redraw();
  };
  await box.closed;
  return result;
}

function drawAll(pen, strokes) {
  const thick = Math.max(pen.canvas.width, pen.canvas.height) / 140;
  pen.lineCap = pen.lineJoin = 'round';
  for (const [colour, size] of [['#fff', thick * 2], ['#e5231b', thick]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = size;
    for (const stroke of strokes) draw(pen, stroke, thick * 5);
  }
}

function draw(pen, { isArrow, points }, size) {
  const [[x, y], to] = [points[0], points.at(-1)];
  pen.beginPath();
  pen.moveTo(x, y);
  for (const point of isArrow ? [to] : points) pen.lineTo(...point);
  for (const turn of isArrow ? [-0.5, 0.5] : []) {
    const angle = Math.atan2(to[1] - y, to[0] - x) + turn;
    pen.moveTo(...to);
    pen.lineTo(to[0] - size * Math.cos(angle), to[1] - size * Math.sin(angle));
  }
  pen.stroke();
}
