// A stopwatch over the fields of minutes and seconds; it runs on while the page is closed.
import { elapsed, seen, start } from '../core/stopwatch.js';
import { _ } from '../view/words.js';
import { button, line, make } from './parts.js';

const NAME = 'stopwatch';

export async function mount({ element }, api) {
  const clock = element.querySelector('.clock');
  const [minutes, seconds] = clock.querySelectorAll('input');
  const say = line();
  let watch = await api.kept(NAME); // only while it runs
  let beat;

  const put = (total) => {
    minutes.value = Math.trunc(total / 60);
    seconds.value = String(total % 60).padStart(2, '0');
  };

  function tick() {
    clearTimeout(beat);
    if (!watch || !clock.isConnected) return;
    watch = seen(watch, Date.now());
    put(Math.trunc(watch.ms / 1000));
    beat = setTimeout(tick, 1000 - (watch.ms % 1000));
  }

  function show() {
    const isSet = Boolean(minutes.value || seconds.value);
    minutes.readOnly = seconds.readOnly = Boolean(watch);
    act.textContent = watch ? _('Stop') : isSet ? _('Resume') : _('Start');
    again.hidden = Boolean(watch) || !isSet;
    if (watch) say.textContent = _('Running, also while the phone is locked.');
    tick();
  }

  const act = button('', () => {
    if (watch) {
      const value = Math.trunc(elapsed(watch, Date.now()) / 1000);
      watch = null;
      put(value);
      say.textContent = _('Stopped at %(time)s.', { time: `${minutes.value}:${seconds.value}` });
      api.set({ value });
    } else {
      const ms = (minutes.value * 60 + Number(seconds.value)) * 1000 || 0;
      watch = start({ ms, since: null }, Date.now());
    }
    api.keep(NAME, watch);
    show();
  }, 'main');
  const again = button(_('From zero'), () => {
    minutes.value = seconds.value = say.textContent = '';
    api.set({ value: null });
    show();
    act.focus();
  }, 'plain');

  clock.classList.add('watch');
  clock.append(act);
  clock.after(make('div', { className: 'under' }, say, again));
  clock.addEventListener('input', show);
  show();
  return { show };
}
