// The picture of how it should be: sent by itself, then named in the document like any other value.
import { post } from '../api.js';
import { _ } from '../words.js';
import { each, json, partOf, pressed } from './parts.js';

export function mount(panel) {
  each(panel, '[data-control="ideal"]').forEach(start);
}

function start(root) {
  const place = root.closest('[data-panel]');
  const at = partOf(root);
  const [choose, file, said] = ['[data-choose]', '[type=file]', '[data-refused]']
    .map((one) => root.querySelector(one));
  const words = choose.querySelector('span').textContent;

  // Whoever went on to another part meanwhile still gets it: the panel outlives what is in it.
  const set = (to) => {
    const operations = [{ do: 'set', at, field: ['image'], was: json(root, 'value'), to }];
    const detail = { operations, renew: true };
    (root.isConnected ? root : place)
      .dispatchEvent(new CustomEvent('edit', { bubbles: true, detail }));
  };

  const say = (sentence, isBusy = false) => {
    said.textContent = sentence;
    said.hidden = !sentence;
    choose.disabled = isBusy;
    choose.querySelector('span').textContent = isBusy ? choose.dataset.words : words;
  };

  async function send(picture) {
    if (picture.size > Number(root.dataset.most)) { say(root.dataset.tooLarge); return; }
    say('', true);
    const { status, body } = await post(`/parts/${at}/picture`, picture);
    say(status === 200 ? '' : body.sentence ?? _('It did not arrive: choose it again.'));
    if (status === 200) set(body.name);
  }

  pressed(root, '[data-choose]', () => file.click());
  pressed(root, '[data-drop]', () => set(null));
  file.addEventListener('change', async () => {
    const [picture] = file.files;
    if (picture) await send(picture);
    file.value = '';
  });
}
