// Where the phone is, on request: accuracy said, refusal explained; typing stays possible.
import { _ } from '../view/words.js';
import { button, line } from './parts.js';

const ASKED = { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 };
const ROUGH_M = 100;

export function mount({ element }, api) {
  if (!navigator.geolocation) return;
  const input = element.querySelector('#here, input[name^="v:"]');
  const say = line();
  const tell = (words, isBusy = false) => {
    say.textContent = words;
    ask.setAttribute('aria-disabled', isBusy);
  };

  const found = ({ coords }) => {
    const [lat, lon] = [coords.latitude, coords.longitude].map((at) => Number(at.toFixed(6)));
    const metres = Math.ceil(coords.accuracy);
    input.value = `${lat}, ${lon}`;
    api.set({ value: { lat, lon, accuracy: metres } });
    tell(metres > ROUGH_M
      ? _('Filled in, but only to about %(metres)s m: by a window it may become better.', { metres })
      : _('Filled in, to about %(metres)s m.', { metres }));
  };
  const failed = ({ code }) => tell(code === 1
    ? _('The browser may not tell where you are: allow it in the settings of this page, or paste a link from a map.')
    : _('The phone does not know where it is: step outside and try again, or paste a link from a map.'));

  const ask = button(_('Use my position'), () => {
    tell(_('Asking the phone…'), true);
    navigator.geolocation.getCurrentPosition(found, failed, ASKED);
  }, 'wide');
  input.before(ask);
  input.after(say);
}
